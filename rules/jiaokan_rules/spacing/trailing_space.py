from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Pattern, rule

LAST_BLANK = Pattern(r"[ \t](?![^\r\n])")
SIGNATURE = "-- "


@rule("SPC004", chinese=False)
def trailing_space(doc: Document) -> Iterator[Finding]:
    """White space at the end of a line.

    ## What it does
    Finds spaces and tabs before a line end or the end of the file, also on lines without other text. In Markdown two or
    more spaces after text are a hard line break and stay. So do code blocks, the empty last cells of a table with tabs,
    and the two dashes and a space before a signature. Ideographic and no-break spaces are sound: newspapers and books
    are typeset with them, also in the indent of an empty paragraph.

    ## Why it is bad
    It is invisible, makes equal lines differ, and every editor that trims it makes an unintended change.

    ## Example
    ✗ 图为工作人员在巡检。  ⏎某某 摄
    ✓ 图为工作人员在巡检。⏎某某 摄
    ✓ 图为工作人员在巡检。⏎某某 摄

    ## Fix safety
    Safe: nothing visible changes.
    """
    for match in doc.finditer(LAST_BLANK):
        first, end = doc.line_span(match.start())
        line = doc.text[first:end]
        text = line.rstrip(" \t")
        tail = line[len(text) :]
        if line == SIGNATURE or ("\t" in text and set(tail) == {"\t"}) or is_hard_break(doc, text, tail, end):
            continue
        start = first + len(text)
        if doc.code.overlaps(start, end):
            continue
        if text:
            message = f"「{text[-10:]}」 is followed by white space at the end of the line: delete it."
        else:
            message = "The line has nothing but white space: leave it empty."
        yield Finding(start, end, message, (Edit(start, end, ""),))


def is_hard_break(doc: Document, text: str, tail: str, end: int) -> bool:
    """Whether the white space after the text of a line breaks it off from a line that is not blank, in Markdown."""
    if not doc.markdown or not text or not tail.startswith("  ") or "\t" in tail:
        return False
    n = doc.line_at(end) + 1
    return n < len(doc.lines) and bool(doc.lines.texts[n].strip())
