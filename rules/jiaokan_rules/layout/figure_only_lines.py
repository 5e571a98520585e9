from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Finding, Pattern, Safety, rule
from jiaokan_rules.layout import runs

AMOUNT = r"[(（$＄￥ ]*[-–—]?[0-9][0-9,. ]*[%％]?[)）($＄ ]*"
EMPTY = r"[-–—$＄()（）%％ ]+"
CELL = Pattern(rf"(?<![^\r\n])[^\S\r\n]*(?=\S)(?:{AMOUNT}|{EMPTY})[^\S\r\n]*(?![^\r\n])")
DIGIT = Pattern("[0-9]")


@rule("LAY009", safety=Safety.DISPLAY, aliases=("table-in-ruins",))
def figure_only_lines(doc: Document, *, fewest: int = 12) -> Iterator[Finding]:
    """A stretch of lines with nothing but one figure each.

    ## What it does
    Finds twelve lines or more, one below the other or with blank ones between, that hold a figure, an amount, a
    percentage, a bracket or a dash alone: the cells of a table that was extracted column by column.

    ## Why it is bad
    What the figures count stands elsewhere, and the two can no longer be matched.

    ## Example
    ✗ 利息收入⏎100⏎2,500⏎(300)⏎4.5%⏎-⏎600⏎7,100⏎80⏎90⏎1,000⏎110⏎120

    ✓ 利息收入⏎2,500⏎利息费用⏎(300)⏎合计⏎2,200

    ## Fix safety
    There is no fix: extract the table again, or delete it.

    ## Options
    - `fewest`: how many such lines together count.
    """

    def follows(above: re.Match[str], below: re.Match[str]) -> bool:
        return not doc.text[above.end() : below.start()].strip()

    for cells in runs(doc.finditer(CELL), follows):
        start, end = cells[0].start(), cells[-1].end()
        figures = sum(DIGIT.search(cell[0]) is not None for cell in cells)
        if len(cells) >= fewest and 2 * figures >= len(cells) and not doc.code.overlaps(start, end):
            message = (
                f"{len(cells)} lines hold a figure each: a table was extracted column by column, extract it again."
            )
            yield Finding(start, end, message)
