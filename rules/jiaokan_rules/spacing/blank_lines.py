from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from jiaokan import Document, Edit, Finding, Pattern, rule
from jiaokan.language.typography import LINE_END


@rule("SPC006", chinese=False)
def blank_lines(doc: Document, *, most: int = 1) -> Iterator[Finding]:
    """Empty lines at the start of a file, or too many in a row.

    ## What it does
    Finds empty lines before the first text, and more empty lines in a row than the option allows. Code blocks are left
    alone. Empty lines at the end of the file belong to final-newline.

    ## Why it is bad
    They carry no meaning. In a text that separates paragraphs by empty lines, they show where something was lost.

    ## Example
    ✗ ⏎⏎标题⏎⏎⏎⏎正文。
    ✓ 标题⏎⏎正文。
    ✓ 标题⏎⏎正文。

    ## Fix safety
    Safe: only line ends are deleted; the first ones of a run stay.

    ## Options
    `most`: how many empty lines are allowed in a row (1).
    """
    for match in doc.finditer(superfluous(most)):
        start, end = match.span(match.lastindex or 0)
        if end == len(doc.text) or doc.code.overlaps(start, end):
            continue
        where = "at the start of the file" if match.lastindex == 1 else "in a row"
        count = len(doc.text[start:end].splitlines())
        message = f"{count} empty line{'s' if count > 1 else ''} too many {where}: delete."
        yield Finding(start, end, message, (Edit(start, end, ""),))


@cache
def superfluous(most: int) -> Pattern:
    """Line ends at the start of a text (group 1), or after so many empty lines (group 2)."""
    return Pattern(rf"\A\ufeff?({LINE_END}+)|{LINE_END}{{{most + 1}}}({LINE_END}+)")
