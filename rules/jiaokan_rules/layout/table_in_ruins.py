from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from jiaokan import Document, Finding, rule
from jiaokan_rules.anchor import compiled
from jiaokan_rules.layout import filled

FIGURE = r"[ \t]*[($]?[0-9][0-9,.]*[ \t)%]*\r?$"
CELL = r"[(（$＄￥ ]*[-–—]?[0-9][0-9,. ]*[%％]?[)）($＄ ]*|[-–—$＄()（）%％ ]+"

FIRST = r"[(（$＄￥\-–—0-9)）%％]+"  # of cells


@rule("LAY009", needs="0123456789", signs=(r"[\s(（$＄￥–—-][0-9].*[0-9.,)%）％＄$(（][\s]",))
def table_in_ruins(doc: Document, *, fewest: int = 12) -> Iterator[Finding]:
    """A stretch of lines that hold nothing but a figure each.

    ## What it does
    Finds twelve lines or more, one below the other or with blank ones between, that hold a figure, an amount, a
    percentage, a bracket or a dash alone: the cells of a table that was read column by column.

    ## Why it is bad
    What the figures count stands elsewhere, and no one can put them together again.

    ## Example
    ✗ 利息收入⏎100⏎2,500⏎(300)⏎4.5%⏎-⏎600⏎7,100⏎80⏎90⏎1,000⏎110⏎120

    ✓ 利息收入⏎2,500⏎利息费用⏎(300)⏎合计⏎2,200

    ## Fix safety
    There is no fix: read the table again, or delete it.

    ## Options
    - `fewest`: how many such lines together count.
    """
    rows = filled(doc)
    if not any(len(run) >= fewest for run in compiled(FIRST).findall(rows.firsts)):
        return
    figures = len(re.findall(rf"(?m)\n{FIGURE}", doc.text)) + bool(re.match(rf"(?m){FIGURE}", doc.text))
    if figures < fewest // 2:
        return
    numbered = zip(rows.numbers, rows.texts, strict=True)
    for cell, group in groupby(numbered, key=lambda row: re.fullmatch(CELL, row[1]) is not None):
        lines = [doc.lines[n] for n, _ in group] if cell else []
        counted = sum(re.search("[0-9]", line.text) is not None for line in lines)
        if len(lines) < fewest or 2 * counted < len(lines) or doc.code.overlaps(lines[0].start, lines[-1].end):
            continue
        message = f"{len(lines)} lines hold a figure each: a table was read column by column, read it again."
        yield Finding(lines[0].start, lines[-1].end, message)
