from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Safety, rule


@rule("ENC001", level=Level.ERROR, safety=Safety.DISPLAY, chinese=False, edits_protected=True, prose=False)
def undecodable(doc: Document) -> Iterator[Finding]:
    """The bytes of a file are not in the encoding that was expected.

    ## What it does
    Reports a file that does not decode as UTF-8, or as the encoding that the configuration names. The message gives
    the offset (from 0) and the line of the first wrong byte, and the encoding in which the whole file is likely text:
    UTF-16, UTF-32, GB18030 (with GBK and GB2312) or Big5. No other rule looks at such a file. A file with NUL bytes
    that is neither UTF-16 nor UTF-32 is not text: that is an error of the run (exit status 2).

    ## Why it is bad
    A program that decodes a corpus as UTF-8 stops at such a file, skips it, or gets nonsense.

    ## Example
    A file in GBK gives: Byte 0 (line 1) is not UTF-8, but the whole file decodes as GB18030: convert it to UTF-8, or
    name its encoding in the configuration.

    ## Fix safety
    There is no fix: the file stays as it is. Convert it (`iconv -f GB18030 -t UTF-8`), or write
    `encoding = { "legacy/*.txt" = "gb18030" }` in the configuration: it is then read, fixed and written in that encoding.
    """
    bad = doc.undecodable
    if bad is None:
        return
    where = f"Byte {bad.offset} (line {bad.line}) is not {bad.encoding}"
    if bad.fits:
        advice = "convert it to UTF-8, or name its encoding in the configuration"
        yield Finding(0, 0, f"{where}, but the whole file decodes as {bad.fits}: {advice}.")
    else:
        yield Finding(0, 0, f"{where}, and the whole file is likely text in no known encoding: look for damaged bytes.")
