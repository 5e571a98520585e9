from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Level, rule


@rule("ENC001", level=Level.ERROR, chinese=False, markup=True)
def undecodable(doc: Document) -> Iterator[Finding]:
    """The bytes of a file are not in the encoding that was expected.

    ## What it does
    Reports a file that does not decode as UTF-8, or as the encoding that the configuration gives it. It says at
    which byte (from 0) and in which line the first trouble is, and which encoding reads the whole file as likely text:
    UTF-16, UTF-32, GB18030 (with GBK and GB2312) or Big5. Nothing else is said of such a file. A file with NUL bytes
    that is neither UTF-16 nor UTF-32 is no text: that is an error of the run (exit status 2).

    ## Why it is bad
    A program that reads a corpus as UTF-8 stops at such a file, skips it, or reads nonsense.

    ## Example
    A file in GBK gives: Byte 0 (line 1) is not UTF-8; the whole file reads as GB18030: convert it to UTF-8, or name
    its encoding in the configuration.

    ## Fix safety
    There is no fix: the file is left as it is. Convert it (`iconv -f GB18030 -t UTF-8`), or let the configuration say
    `encoding = { "legacy/*.txt" = "gb18030" }`; it is then read, fixed and written back in that encoding.
    """
    bad = doc.undecodable
    if bad is None:
        return
    where = f"Byte {bad.offset} (line {bad.line}) is not {bad.encoding}"
    if bad.fits:
        advice = f"the whole file reads as {bad.fits}: convert it to UTF-8, or name its encoding in the configuration"
    else:
        advice = "no encoding known to jiaokan reads the whole file as likely text: look for damaged bytes there"
    yield Finding(0, 0, f"{where}; {advice}.")
