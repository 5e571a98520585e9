from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, rule


@rule("SPC004", needs=" \t", chinese=False, signs=("[ \t][\n\r]",))
def trailing_space(doc: Document) -> Iterator[Finding]:
    """White space at the end of a line.

    ## What it does
    Finds spaces and tabs before a line end or the end of the file, also on lines that hold nothing else. In Markdown
    two or more spaces after text are a hard line break and stay; so do code blocks, the empty last cells of a
    table set with tabs and the two dashes and a space before a signature. Ideographic and no-break spaces are left
    alone: the pages of newspapers and books are set with them, the two-em indent of an empty paragraph included.

    ## Why it is bad
    It is invisible, makes equal lines unequal, and every editor that trims it makes a change no one meant.

    ## Example
    ✗ 图为工作人员在巡检。  ⏎某某 摄
    ✓ 图为工作人员在巡检。⏎某某 摄
    ✓ 图为工作人员在巡检。⏎某某 摄

    ## Fix safety
    Safe: nothing that can be seen goes.
    """
    lines = doc.lines
    for n in map(doc.line_at, ends(doc.text)):
        text = lines.texts[n]
        kept = text.rstrip(" \t")
        if text == "-- ":
            continue
        tail = text[len(kept) :]
        if "\t" in kept and set(tail) == {"\t"}:
            continue
        if (
            doc.markdown
            and kept
            and tail.startswith("  ")
            and tail.strip(" ") == ""
            and n + 1 < len(lines)
            and lines.texts[n + 1].strip()
        ):
            continue
        start, end = lines.starts[n] + len(kept), lines.starts[n] + len(text)
        if doc.code.overlaps(start, end):
            continue
        message = (
            f"「{kept[-10:]}」 is followed by white space: delete it."
            if kept
            else "A line holds nothing but white space: empty it."
        )
        yield Finding(start, end, message, (Edit(start, end, ""),))


def ends(text: str) -> list[int]:
    """Where a space or a tab stands before a line end, or as the last character of all."""
    found = [len(text) - 1] if text.endswith((" ", "\t")) else []
    pairs = [space + end for end in "\n\r" if end in text for space in " \t" if space in text]
    for pair in pairs:
        at = text.find(pair)
        while at >= 0:
            found.append(at)
            at = text.find(pair, at + 2)
    return sorted(found)
