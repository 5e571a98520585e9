from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jiaokan import Document, Finding, Pattern, Safety, rule
from jiaokan.language.typography import BLANKS
from jiaokan.model.prose import CHINESE_CHARACTER
from jiaokan.model.text_lines import column_width
from jiaokan_rules.layout import runs

HALF = r"[^\s|](?:[^\s|]| (?! ))*"  # single spaces only, since two are a gap; no |, which separates table cells
# A line of two halves with a gap of two or more blanks between them; the line may be indented.
HALVES = Pattern(rf"(?<![^\r\n])[ \u3000]*({HALF}(?<!\s))[{BLANKS}]{{2,}}({HALF})[{BLANKS}]*(?![^\r\n])")
LEAST_CHINESE = 6  # Chinese characters in each half: fewer are a name, a heading or a number
SHORTEST, LONGEST = 20, 160  # code points of a line
CLAUSE_END = Pattern("[，。；]")
LARGEST_SHIFT = 5  # columns between the right halves of neighbouring lines: an indent of two characters takes four
RAGGED = 4  # columns by which a full line may be shorter than the longest one
LEAST_LINES = 3  # two may be a headline with a gap, or a pair of names


class Halves(NamedTuple):
    """A line that a gap splits into halves, [start, end) in code points."""

    start: int
    end: int
    clause_ends_left: bool  # whether a clause ends in the left half
    clause_ends_right: bool
    left_width: int  # columns of the left half with its indent
    right_column: int  # where the right half begins


@rule("LAY008", safety=Safety.DISPLAY)
def column_bleed(doc: Document) -> Iterator[Finding]:
    """Two columns of a page that run side by side in the same lines.

    ## What it does
    Finds three or more successive lines of two halves of prose with a gap between them. The right halves begin at one
    column, and most left halves are equally wide. Tables and lists, whose cells vary in width, are sound.

    ## Why it is bad
    Each line mixes sentences from two columns.

    ## Example
    ✗ 今年以来全市经济稳步增长，人民    会议强调，要坚持以人民为中心⏎生活不断改善，各项工作取得了新    的发展思想，统筹发展和安全，把⏎的进展，为完成全年任务打下基础    各项决策部署落到实处，不走过场

    ✓ 名称    说明⏎张三    农业局的一位科长⏎李四    林业局的一位处长

    ## Fix safety
    There is no fix: extract the page again, one column at a time.
    """

    def follows(above: Halves, below: Halves) -> bool:
        adjacent = not doc.text[above.end : below.start].strip()
        return adjacent and abs(below.right_column - above.right_column) <= LARGEST_SHIFT

    for run in runs(lines_in_halves(doc), follows):
        if are_columns(run):
            shown = doc.text[run[0].start : run[0].end][:40]
            message = f"Two columns of a page stand side by side in {len(run)} lines, 「{shown}」: extract it again."
            yield Finding(run[0].start, run[-1].end, message)


def lines_in_halves(doc: Document) -> Iterator[Halves]:
    """The lines whose halves are both long enough for prose."""
    for match in doc.matches(HALVES):
        left, right = match.groups()
        long_enough = len(match[0]) >= SHORTEST and len(match[0].strip()) > 2 * LEAST_CHINESE
        if (
            not long_enough
            or len(match[0]) > LONGEST
            or min(len(CHINESE_CHARACTER.findall(half)) for half in (left, right)) < LEAST_CHINESE
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
    """Whether there are lines enough, two thirds of the left halves are full, and clauses end in both columns."""
    longest = max(line.left_width for line in lines)
    full = sum(line.left_width >= longest - RAGGED for line in lines)
    left, right = sum(line.clause_ends_left for line in lines), sum(line.clause_ends_right for line in lines)
    return len(lines) >= LEAST_LINES and 3 * full >= 2 * len(lines) and min(left, right) >= 1 and left + right >= 3
