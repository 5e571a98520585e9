from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jiaokan import Document, Finding, Pattern, Safety, rule
from jiaokan.language.typography import BLANKS
from jiaokan.model.prose import CHINESE_CHARACTER
from jiaokan.model.text_lines import column_width
from jiaokan_rules.layout import runs

HALF = r"[^\s|](?:[^\s|]| (?! ))*"  # without a gap; a table has | between its cells
# A line in two halves with a gap between them; the indent of a paragraph may stand before either.
HALVES = Pattern(rf"(?<![^\r\n])[ \u3000]*({HALF}(?<!\s))[{BLANKS}]{{2,}}({HALF})[{BLANKS}]*(?![^\r\n])")
PROSE = 6  # Chinese characters in a half: less is a name, a heading, a number
SHORTEST, LONGEST = 20, 160  # code points of a line
CLAUSE_END = Pattern("[，。；]")
INDENT = 5  # columns: two characters and a little, by which the first line of a paragraph begins later
RAGGED = 4  # columns by which a full line may be shorter than the longest one
LEAST = 3  # lines: two may be a headline with a gap, or a pair of names


class Halves(NamedTuple):
    """A line that a gap splits into halves."""

    start: int
    end: int
    left_clauses: bool  # whether a clause ends in the left half
    right_clauses: bool
    left_width: int  # with the indent, in columns
    right_edge: int  # where the right half begins, in columns


@rule("LAY008", safety=Safety.DISPLAY)
def column_bleed(doc: Document) -> Iterator[Finding]:
    """Two columns of a page that run side by side in the same lines.

    ## What it does
    Finds three or more lines together, each of two halves of prose with a gap between them, whose right halves begin
    at one column and whose left halves reach up to the gap. Tables and lists, whose cells are of many lengths, are sound.

    ## Why it is bad
    Each line mixes two sentences of different columns.

    ## Example
    ✗ 今年以来全市经济稳步增长，人民    会议强调，要坚持以人民为中心⏎生活不断改善，各项工作取得了新    的发展思想，统筹发展和安全，把⏎的进展，为完成全年任务打下基础    各项决策部署落到实处，不走过场

    ✓ 名称    说明⏎张三    农业局的一位科长⏎李四    林业局的一位处长

    ## Fix safety
    There is no fix: extract the page again, one column at a time.
    """

    def follows(above: Halves, below: Halves) -> bool:
        adjacent = not doc.text[above.end : below.start].strip()
        return adjacent and abs(below.right_edge - above.right_edge) <= INDENT

    for run in runs(lines_in_halves(doc), follows):
        if are_columns(run):
            shown = doc.text[run[0].start : run[0].end][:40]
            message = f"Two columns of a page stand side by side in {len(run)} lines, 「{shown}」: extract it again."
            yield Finding(run[0].start, run[-1].end, message)


def lines_in_halves(doc: Document) -> Iterator[Halves]:
    for match in doc.matches(HALVES):
        left, right = match.groups()
        long_enough = len(match[0]) >= SHORTEST and len(match[0].strip()) > 2 * PROSE
        if (
            not long_enough
            or len(match[0]) > LONGEST
            or min(len(CHINESE_CHARACTER.findall(half)) for half in (left, right)) < PROSE
        ):
            continue
        yield Halves(
            match.start(1),
            match.end(2),
            CLAUSE_END.search(left) is not None,
            CLAUSE_END.search(right) is not None,
            column_width(doc.text[match.start() : match.end(1)]),
            column_width(doc.text[match.start() : match.start(2)]),
        )


def are_columns(lines: list[Halves]) -> bool:
    """Whether most left halves are as long as the longest one, and clauses end in both columns."""
    longest = max(line.left_width for line in lines)
    full = sum(line.left_width >= longest - RAGGED for line in lines)
    left, right = sum(line.left_clauses for line in lines), sum(line.right_clauses for line in lines)
    return len(lines) >= LEAST and 3 * full >= 2 * len(lines) and min(left, right) >= 1 and left + right >= 3
