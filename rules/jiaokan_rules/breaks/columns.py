"""Wrapped stretches: runs of lines that were cut at the width of a column.

A line is full when what begins the next one would not have fitted on it. The width is the document's own, by
neighbourhood, since a page mixes columns; a stretch counts only if its breaks cut words as blindly as a column does,
which the lines of a poem or a list never do.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from jiaokan import Document
from jiaokan.words import Junction
from jiaokan_rules.breaks.rows import MARKS, Row, rows, unit
from jiaokan_rules.breaks.simplified import across

WINDOW = 12  # open rows among which a width must recur
SUPPORT = 3  # of them of one width, less what a full line may fall short, make a column
NARROWEST = 18  # columns; the lines of verse and of lists are shorter, the columns of newspapers are not
WIDEST = 160
SHORT = 3  # columns by which a full line may fall short: one character, and the stretching of justified lines
LONG = 8  # columns by which it may run over: marks and numbers that a setter keeps with what stands before them
INDENT = 4  # columns of a paragraph's first line whose two-em indent was lost
BLIND = 0.15  # of the breaks of a column cut a word; measured, about four in ten do


class Width(NamedTuple):
    """A column's width, in columns; `by_points` where code points are what fills it (two columns each)."""

    columns: int
    by_points: bool

    def room(self, row: Row) -> int:
        """How many columns the row leaves free."""
        return self.columns - (row.points if self.by_points else row.columns)

    def of(self, text: str) -> int:
        return 2 * len(text) if self.by_points else len(text.encode("gb18030", "replace"))


class Join(NamedTuple):
    """Two rows that a wrap parted: the index of the upper one, and what lies across."""

    row: int
    across: Junction


class Stretch(NamedTuple):
    """Wrapped rows [first, last] and the joins among them."""

    first: int
    last: int
    joins: tuple[Join, ...]


def stretches(doc: Document) -> list[Stretch]:
    """The wrapped stretches of a document in order."""
    page = doc.view(rows)
    if sum(row.open and row.columns >= NARROWEST for row in page) < SUPPORT:
        return []
    near = widths(page)
    lost = lost_indents(page, near)
    joins: list[Join] = []
    for i in range(len(page) - 1):
        flows = i > 0 and (bool(joins) and joins[-1].row == i - 1)
        if found := join(doc, page, near, i, flows, lost):
            joins.append(found)
    return [s for s in gather(joins) if blind(s)]


def widths(page: Sequence[Row]) -> list[list[Width]]:
    """The widths that recur near each row, the most frequent first."""
    votes: list[Counter[Width]] = [Counter() for _ in page]
    for by_points in (False, True):
        counts: Counter[int] = Counter()
        window: deque[tuple[int, int]] = deque()
        for i, row in enumerate(page):
            taken = row.points if by_points else row.columns
            if not row.open or row.markup or not NARROWEST <= taken <= WIDEST:
                continue
            window.append((i, taken))
            counts[taken] += 1
            if len(window) > WINDOW:
                counts[window.popleft()[1]] -= 1
            if len(window) >= SUPPORT and (i % 4 == 0 or len(window) < WINDOW):
                n, best = max((sum(counts[w - k] for k in range(-1, SHORT + 1)), w) for w, c in counts.items() if c)
                if n >= SUPPORT and i - window[0][0] <= 4 * WINDOW:
                    for j in range(window[0][0], min(len(page), i + 4)):
                        votes[j][Width(best, by_points)] = max(n, votes[j][Width(best, by_points)])
    return [distinct(v) for v in votes]


def distinct(votes: Counter[Width]) -> list[Width]:
    """The widths by their votes, without those that are another one less an indent or a stretch."""
    kept: list[Width] = []
    for width, _ in sorted(votes.items(), key=lambda v: (-v[1], -v[0].columns)):
        if all(abs(width.columns - k.columns) > INDENT + 1 for k in kept):
            kept.append(width)
    return kept


def full(above: Row, below: Row, near: Sequence[Width], slack: int) -> bool:
    """Whether `above` had no room left, give or take `slack` columns, for what begins `below`."""
    head = unit(below.text)
    return any(-LONG <= width.room(above) < width.of(head) + slack for width in near)


def join(
    doc: Document, page: Sequence[Row], near: Sequence[Sequence[Width]], i: int, flows: bool, lost: bool
) -> Join | None:
    """The join of row `i` with the next, if a wrap parted them; `flows`: the row itself goes on from the one above."""
    above, below = page[i], page[i + 1]
    if not near[i] or above.markup or below.markup or len(below.indent) > len(above.indent):
        return None
    indented = kept_indents(page, i)
    if (below.indent and indented) or (below.opens and not (indented and flows)):
        return None
    # A row that goes on where paragraphs are indented needs less: what is not indented belongs to what stands above.
    slack = 3 * INDENT if indented and flows and not above.ends else SHORT + (0 if flows else INDENT)
    if not full(above, below, near[i], slack):
        return None
    word = across(doc, above.text, below.text)
    if indented and not (flows or above.indent or word.word):
        return None  # a title, or what else stands outside the indented paragraphs
    if below.text[0] in MARKS or indented or (word.word and not above.ends):
        return Join(i, word)
    # Where indents were lost, a row as wide as the column begins no paragraph.
    goes_on = (
        lost and below.open and i + 2 < len(page) and full(below, page[i + 2], near[i + 1], -1 if above.ends else 1)
    )
    if above.ends:
        return Join(i, word) if goes_on else None
    if flows or goes_on or not above.bare:
        return Join(i, word)
    return None if lost or not full(above, below, near[i], 1) else Join(i, word)


def kept_indents(page: Sequence[Row], i: int) -> bool:
    """Whether near a row some begin two em in and others do not: the indent then marks a paragraph."""
    some = page[max(0, i - 2 * WINDOW) : i + 2 * WINDOW]
    return 2 <= sum(len(row.indent) > 1 for row in some) < len(some)


def lost_indents(page: Sequence[Row], near: Sequence[Sequence[Width]]) -> bool:
    """Whether paragraphs begin two em short of the column: their indent was lost, but shows."""
    starts = [
        full(row, below, near[i], 1)
        for i, (above, row, below) in enumerate(zip(page, page[1:], page[2:], strict=False), 1)
        if above.ends
        and row.open
        and not full(above, row, near[i - 1], SHORT)
        and full(row, below, near[i], SHORT + INDENT)
    ]
    return len(starts) > 1 and sum(starts) < 0.4 * len(starts)


def gather(joins: Sequence[Join]) -> Iterator[Stretch]:
    """Joins near each other as stretches."""
    start = 0
    for n, (a, b) in enumerate(pairwise([*joins, None]), 1):
        if b is None or a is None or b.row - a.row > WINDOW // 3:
            some = tuple(j for j in joins[start:n])
            if len(some) >= 3:
                yield Stretch(some[0].row, some[-1].row + 1, some)
            start = n


def blind(stretch: Stretch) -> bool:
    """Whether the breaks cut words, as a column's do."""
    cuts = sum(bool(j.across.word) for j in stretch.joins)
    return cuts >= 2 and cuts >= BLIND * len(stretch.joins)
