from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jiaokan import Document, Finding, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.layout import filled
from jiaokan_rules.spots import Spots, asked, batched

# A line in two halves with a gap between; the indent of a paragraph may stand before either.
HALVES = (
    r"^[ \u3000]*([^\s|](?:[^\s|]| (?! ))*[^\s|])[ \t\u3000\u00a0]{2,}([^\s|](?:[^\s|]| (?! ))*)[ \t\u3000\u00a0]*$"
)
GAP = r"[ \t\u3000\xa0]"
GAPS = Spots(rf"{GAP}{GAP}", {0: GAP, -1: r"[^\s|]", 1: GAP})
PROSE = 6  # Han in a half: less is a name, a heading, a number
LONGEST = 160  # code points of a line
CLAUSE = "[，。；]"
INDENT = 5  # columns: two characters and a little, by which the first line of a paragraph begins later
LEAST = 3  # lines: two may be a headline with a gap, or a pair of names


class Halves(NamedTuple):
    start: int
    end: int
    line: int  # among the lines that are not blank
    marks: tuple[bool, bool]  # of a clause or a sentence, in either half
    edge: int  # where the right half begins, in columns
    width: int  # of the left half with its indent, in columns


@rule("LAY008", safety=Safety.DISPLAY, signs=(rf"[^\s|]{GAP}{GAP}[^\s|]",), ahead=(batched,))
def column_bleed(doc: Document) -> Iterator[Finding]:
    """Two columns of a page that run side by side in the same lines.

    ## What it does
    Finds three or more lines together, each of two halves of prose with a gap between them, whose right halves begin
    at one column and whose left halves reach up to the gap. Tables and lists, whose cells are of many lengths, are sound.

    ## Why it is bad
    Read along the lines, every sentence is broken in two and mixed with another.

    ## Example
    ✗ 今年以来全市经济稳步增长，人民    会议强调，要坚持以人民为中心⏎生活不断改善，各项工作取得了新    的发展思想，统筹发展和安全，把⏎的进展，为完成全年任务打下基础    各项决策部署落到实处，不走过场

    ✓ 名称    说明⏎张三    农业局的一位科长⏎李四    林业局的一位处长

    ## Fix safety
    There is no fix: the page must be read again, a column at a time.
    """
    gaps = asked(doc, GAPS)
    if gaps is not None and len(gaps) < LEAST:
        return
    rows = filled(doc)
    some: Iterable[int] = range(len(rows))
    if gaps is not None:
        some = dict.fromkeys(bisect_right(rows.begins, at) - 1 for at in gaps)
    parted = [
        row
        for row in some
        if 2 * PROSE < len(text := rows.texts[row]) <= LONGEST
        and ("  " in text or "\u3000" in text or "\t" in text or "\u00a0" in text)  # in every gap
        and "|" not in text
    ]
    if len(parted) < LEAST:
        return
    run: list[Halves] = []
    for half in [*halves(doc, parted), None]:
        if half and run and half.line - run[-1].line == 1 and abs(half.edge - run[-1].edge) <= INDENT:
            run.append(half)
            continue
        if bleeds(run):
            first = doc.text[run[0].start : run[0].end].strip()
            message = (
                f"Two columns of a page stand side by side in {len(run)} lines, 「{first[:40]}」: read the page again."
            )
            yield Finding(run[0].start, run[-1].end, message)
        run = [half] if half else []


def halves(doc: Document, parted: list[int]) -> Iterator[Halves]:
    """The lines that fall into two halves, of those that white space parts."""
    numbers = filled(doc).numbers
    for row in parted:
        line = doc.lines[numbers[row]]
        match = re.match(HALVES, line.text) if 20 <= len(line.text) <= LONGEST else None
        if not match or any(len(re.findall(HAN_CHARACTER, half)) < PROSE for half in match.groups()):
            continue
        if not doc.protected.overlaps(line.start, line.end):
            # GB 18030 gives a Han character two columns and ASCII one, as a page does.
            width, edge = (len(line.text[:at].encode("gb18030", "replace")) for at in (match.end(1), match.start(2)))
            marks = (re.search(CLAUSE, match[1]) is not None, re.search(CLAUSE, match[2]) is not None)
            yield Halves(line.start + match.start(1), line.start + match.end(2), row, marks, edge, width)


def bleeds(run: list[Halves]) -> bool:
    """Whether most left halves are as long as the longest, and hold the marks of prose."""
    if len(run) < LEAST:
        return False
    most = max(half.width for half in run)
    full = sum(half.width >= most - 4 for half in run)
    left, right = (sum(half.marks[side] for half in run) for side in (0, 1))
    return 3 * full >= 2 * len(run) and min(left, right) >= 1 and left + right >= 3
