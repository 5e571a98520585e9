from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Pattern, rule

NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
# For each kind of line end, runs of the two other kinds.
OTHERS = {
    "\n": Pattern(r"(?:\r\n?)+"),
    "\r\n": Pattern(r"(?:(?<!\r)\n|\r(?!\n))+"),
    "\r": Pattern(r"(?:\r?\n)+"),
}
LINE_END = Pattern(r"\r\n?|\n")


@rule("ENC007", chinese=False, edits_protected=True)
def mixed_newlines(doc: Document) -> Iterator[Finding]:
    """Line ends of more than one kind in one file: LF, CRLF, CR.

    ## What it does
    Finds files whose lines do not all end the same way. A file gets one finding, at the first line end that is not of
    the most frequent kind.

    ## Why it is bad
    Programs count different numbers of lines, and a diff of the file shows changes that nobody made.

    ## Example
    ✗ 第一行⟨U+000D⟩⏎第二行⏎第三行⏎
    ✓ 第一行⏎第二行⏎第三行⏎
    ✓ 第一行⟨U+000D⟩⏎第二行⟨U+000D⟩⏎

    ## Fix safety
    Safe: only line ends change.
    """
    if "\r" not in doc.text:
        return
    usual = doc.newline
    runs = [(match.span(), LINE_END.findall(match[0])) for match in doc.finditer(OTHERS[usual])]
    if not runs:
        return
    count = sum(len(ends) for _, ends in runs)
    (start, end), (first, *_) = runs[0]
    edits = tuple(Edit(a, b, usual * len(ends)) for (a, b), ends in runs)
    message = (
        f"This line ends in {NAMES[first]}, but most lines of the file end in {NAMES[usual]} (lines that differ: {count}): "
        f"use {NAMES[usual]} throughout."
    )
    yield Finding(start, end, message, edits)
