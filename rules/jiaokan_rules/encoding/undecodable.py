from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Safety, rule


@rule("ENC001", level=Level.ERROR, safety=Safety.DISPLAY, chinese=False, edits_protected=True, prose=False)
def undecodable(doc: Document) -> Iterator[Finding]:
    """The bytes of a file are not in the encoding that was expected.

    ## What it does
    Reports a file that does not decode as UTF-8, or as the encoding that the configuration names for it. The message
    gives the first wrong byte (counted from 0), its line, and the encoding that fits the whole file, if there is one:
    UTF-8, UTF-16, UTF-32, GB18030 (which includes GBK and GB2312) or Big5. No other rule looks at such a file.

    A file with many NUL bytes that is neither UTF-16 nor UTF-32 is not text. It is no finding but an error: jiaokan exits
    with status 2. A few among ordinary text, as PDF extractors write them, are findings of control-character.

    ## Why it is bad
    A program that decodes a corpus as UTF-8 stops at such a file, skips it, or gets nonsense.

    ## Example
    A file in GBK gives: Byte 0 (line 1) is not valid UTF-8, but the whole file decodes as GB18030: convert it to UTF-8,
    or name its encoding in the configuration.

    ## Fix safety
    There is no fix: the file stays as it is. Convert it:

    `iconv -f GB18030 -t UTF-8 OLD.txt > NEW.txt`

    Or name its encoding in the configuration; jiaokan then reads, fixes and writes the file in that encoding:

    `encoding = { "legacy/*.txt" = "gb18030" }`
    """
    bad = doc.undecodable
    if bad is None:
        return
    where = f"Byte {bad.offset} (line {bad.line}) is not valid {bad.encoding}"
    if bad.fits:
        named = bad.encoding != "UTF-8"
        advice = "correct" if named else "convert it to UTF-8, or name"
        yield Finding(
            0, 0, f"{where}, but the whole file decodes as {bad.fits}: {advice} its encoding in the configuration."
        )
    else:
        yield Finding(0, 0, f"{where}, and no other encoding fits the whole file: look for damaged bytes there.")
