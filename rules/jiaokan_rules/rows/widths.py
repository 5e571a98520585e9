"""The widths of columns: sizes at which open rows end again and again. A page mixes columns, so a width is one near a row."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from jiaokan.model.text_lines import column_width
from jiaokan_rules.rows.page_rows import PageRows

WINDOW = 12  # open rows among which a width must recur
SUPPORT = 3  # of them of one width, less what a full line may fall short, make a column
NARROWEST = 18  # columns; the lines of verse and of lists are shorter, the columns of newspapers are not
WIDEST = 160
SHORT = 3  # columns by which a full line may fall short: one character, and the stretching of justified lines
INDENT = 4  # columns of a paragraph's first line whose two-em indent was lost
EVEN = 40  # columns from which rows that end at one place are no verse


class Width(NamedTuple):
    """A column's width, in columns; `by_points` where code points are what fills it (two columns each)."""

    columns: int
    by_points: bool

    def room(self, page: PageRows, row: int) -> int:
        """The columns that a row leaves free."""
        return self.columns - (page.points[row] if self.by_points else page.columns[row])

    def of(self, text: str) -> int:
        """The columns that a text takes."""
        return 2 * len(text) if self.by_points else column_width(text)


class Recurring(NamedTuple):
    """A width, the rows [first, last] among which it recurs, and how many of them support it."""

    first: int
    last: int
    width: Width
    votes: int


def widths_near_rows(page: PageRows) -> list[Sequence[Width]]:
    """The widths that recur near each row, those with the most votes first."""
    rows = [row for row in range(len(page)) if page.is_open(row) and not page.is_markup(row)]
    recurring = recurring_widths(rows, page.columns, by_points=False)
    if any(page.points[row] != page.columns[row] for row in rows):
        recurring += recurring_widths(rows, page.points, by_points=True)
    begin: dict[int, list[Recurring]] = defaultdict(list)
    for found in recurring:
        begin[found.first].append(found)
        begin[min(len(page), found.last + WINDOW)] += ()
    near: list[Sequence[Width]] = [()] * len(page)
    here: list[Recurring] = []  # they change at few rows only
    for first, after in pairwise(sorted(begin)):
        here = [found for found in here if found.last + WINDOW > first] + begin[first]
        near[first:after] = [distinct(here)] * (after - first)
    return near


def recurring_widths(rows: Sequence[int], sizes: Sequence[int], by_points: bool) -> list[Recurring]:
    """The widths that recur among rows, whose sizes are given by row; windows of one width that overlap are one."""
    found: list[Recurring] = []
    for first, last, size, votes in window_widths((row, sizes[row]) for row in rows):
        width = Width(size, by_points)
        if found and found[-1].width == width and first <= found[-1].last:
            found[-1] = Recurring(found[-1].first, last, width, max(votes, found[-1].votes))
        else:
            found.append(Recurring(first, last, width, votes))
    return found


def window_widths(rows: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Each window, among rows and their sizes, that has a width: its first and last row, the width, the rows that support it."""
    supports = [0] * (WIDEST + SHORT + 1)  # of each width: the rows of the window that it may have cut
    window: deque[tuple[int, int]] = deque()
    for row, size in rows:
        if not NARROWEST <= size <= WIDEST:
            continue
        window.append((row, size))
        for width in range(size - 1, size + SHORT + 1):
            supports[width] += 1
        if len(window) > WINDOW or row - window[0][0] > 8 * WINDOW:
            _, gone = window.popleft()
            for width in range(gone - 1, gone + SHORT + 1):
                supports[width] -= 1
        votes = max([supports[size] for _, size in window])
        if votes >= SUPPORT:
            yield window[0][0], row, max(size for _, size in window if supports[size] == votes), votes


def distinct(near: Sequence[Recurring]) -> list[Width]:
    """The widths by their votes, without those that are another one less an indent or a stretch."""
    votes: dict[Width, int] = {}
    for found in near:
        votes[found.width] = max(votes.get(found.width, 0), found.votes)
    kept: list[Width] = []
    for width in sorted(votes, key=lambda width: (-votes[width], -width.columns, width.by_points)):
        if all(abs(width.columns - other.columns) > INDENT + 1 for other in kept):
            kept.append(width)
    return kept


def even_width(page: PageRows) -> int | None:
    """The width, in columns, at which nine in ten of the rows end that a word may go on from, and no text goes beyond."""
    sizes = [size for size, last in zip(page.columns, page.lasts, strict=True) if size >= EVEN and last.isalnum()]
    ((width, rows),) = Counter(sizes).most_common(1) or [(0, 0)]
    if rows <= SUPPORT or rows < 0.9 * len(sizes):
        return None
    return width if all(page.is_markup(row) for row, size in enumerate(page.columns) if size > width + SHORT) else None
