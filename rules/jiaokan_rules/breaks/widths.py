"""The widths of columns: sizes at which rows that no mark closes end again and again.

A page mixes columns, so that a width is one near a row.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from jiaokan.search import arrays
from jiaokan_rules.breaks.rows import Page
from jiaokan_rules.layout import TOGETHER, columns

WINDOW = 12  # open rows among which a width must recur
SUPPORT = 3  # of them of one width, less what a full line may fall short, make a column
NARROWEST = 18  # columns; the lines of verse and of lists are shorter, the columns of newspapers are not
WIDEST = 160
SHORT = 3  # columns by which a full line may fall short: one character, and the stretching of justified lines
LONG = 8  # columns by which it may run over: marks and numbers that a setter keeps with what stands before them
UNIT = 66  # columns, or points, that what begins a row has at most: a Latin word of 30 letters with its marks
CHARACTER = 10  # or any other character
INDENT = 4  # columns of a paragraph's first line whose two-em indent was lost
EVEN = 40  # columns from which rows that end at one place are no verse
WORDS = 2  # breaks of a column that cut a word, at least


class Width(NamedTuple):
    """A column's width, in columns; `by_points` where code points are what fills it (two columns each)."""

    columns: int
    by_points: bool

    def room(self, page: Page, i: int) -> int:
        """How many columns a row leaves free."""
        return self.columns - (2 * len(page.whole[i]) if self.by_points else page.size(i))

    def of(self, text: str) -> int:
        return 2 * len(text) if self.by_points else columns(text)


def widths(page: Page) -> list[Sequence[Width]]:
    """The widths that recur near each row, the most frequent first; empty where none recurs at all."""
    texts, whole = page.texts, page.whole
    short = [i for i in page.open if len(texts[i]) <= WIDEST and 4 * len(whole[i]) >= NARROWEST]
    columns_of = dict(zip(short, page.sizes_of(short), strict=True))
    wide = [i for i in short if max(columns_of[i], 2 * len(whole[i])) >= NARROWEST]
    if not (alike([columns_of[i] for i in wide]) or alike([2 * len(whole[i]) for i in wide])):
        return []
    cut = [i for i in wide if not page.markup(i)]
    by_columns = [columns_of[i] for i in cut]
    by_points = [2 * len(whole[i]) for i in cut]
    found = recurring(cut, by_columns, by_points=False)
    if by_points == by_columns:
        more = [near._replace(width=Width(near.width.columns, by_points=True)) for near in found]
    else:
        more = recurring(cut, by_points, by_points=True)
    if not found and (not more or unclosed(page) < SUPPORT):
        return []
    begin: dict[int, list[Recurring]] = defaultdict(list)
    for near in (*found, *more):
        begin[near.first].append(near)
        begin[min(len(page), near.last + WINDOW)] += ()
    all_near: list[Sequence[Width]] = [()] * len(page)
    here: list[Recurring] = []  # they change at few rows only
    for first, after in pairwise(sorted(begin)):
        here = [near for near in here if near.last + WINDOW > first] + begin[first]
        all_near[first:after] = [distinct(here)] * (after - first)
    return all_near


def unclosed(page: Page) -> int:
    """How many rows, markup and the longest too, are open and no narrower than a column."""
    return sum(page.size(i) >= NARROWEST for i in page.open)


def alike(sizes: Sequence[int]) -> bool:
    """Whether so many of the sizes as make a column may be of one width, wherever they stand."""
    ordered = sorted(sizes)
    return any(third - first <= SHORT + 1 for first, third in zip(ordered, ordered[SUPPORT - 1 :], strict=False))


class Recurring(NamedTuple):
    """A width and the rows [first, last] among which it recurs."""

    first: int
    last: int
    width: Width
    votes: int


def recurring(cut: Sequence[int], sizes: Sequence[int], by_points: bool) -> list[Recurring]:
    """The width that most of the rows in `cut`, of these sizes, have, window by window; windows of one width are one."""
    if not alike(sizes):
        return []
    some = [(i, size) for i, size in zip(cut, sizes, strict=True) if NARROWEST <= size <= WIDEST]
    found: list[Recurring] = []
    windows = voted if arrays.at_hand() and len(some) > WINDOW else counted
    for first, last, size, votes in windows(some):
        width = Width(size, by_points)
        if found and found[-1].width == width and first <= found[-1].last:
            found[-1] = Recurring(found[-1].first, last, width, max(votes, found[-1].votes))
        else:
            found.append(Recurring(first, last, width, votes))
    return found


def counted(some: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Of each window, among some rows and their sizes, that has a width: its first and last row, the width and its votes."""
    supports = [0] * (WIDEST + SHORT + 1)  # of each width: the rows of the window that it may have cut
    window: deque[tuple[int, int]] = deque()
    for i, size in some:
        window.append((i, size))
        for near in range(size - 1, size + SHORT + 1):
            supports[near] += 1
        if len(window) > WINDOW or i - window[0][0] > 8 * WINDOW:
            _, gone = window.popleft()
            for near in range(gone - 1, gone + SHORT + 1):
                supports[near] -= 1
        if len(window) < SUPPORT:
            continue
        votes = max([supports[size] for _, size in window])
        if votes < SUPPORT:
            continue
        yield window[0][0], i, max([size for _, size in window if supports[size] == votes]), votes


def voted(some: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """The same, many windows at once."""
    import numpy as np

    rows, sizes = np.array(some, np.int64).T
    starts = [0]
    for last, (i, _) in enumerate(some[1:], 1):
        start = starts[-1]
        starts.append(start + (last - start == WINDOW or i - some[start][0] > 8 * WINDOW))
    for first in range(0, len(some), TOGETHER):
        begin = np.array(starts[first : first + TOGETHER])
        at = np.arange(first, first + len(begin))[:, None] + np.arange(1 - WINDOW, 1)
        window = sizes.take(at, mode="clip").astype(np.int16)
        window[at < begin[:, None]] = -WIDEST
        more = window[:, None] - window[:, :, None]
        supports = ((more >= -SHORT) & (more <= 1)).sum(axis=2)
        supports[window < 0] = 0
        votes = supports.max(axis=1)
        width = np.where(supports == votes[:, None], window, 0).max(axis=1)
        some_rows = np.flatnonzero(votes >= SUPPORT)
        yield from zip(
            rows[begin[some_rows]].tolist(),
            rows[first + some_rows].tolist(),
            width[some_rows].tolist(),
            votes[some_rows].tolist(),
            strict=True,
        )


def distinct(near: Sequence[Recurring]) -> list[Width]:
    """The widths by their votes, without those that are another one less an indent or a stretch."""
    votes: dict[Width, int] = {}
    for r in near:
        votes[r.width] = max(votes.get(r.width, 0), r.votes)
    kept: list[Width] = []
    for width in sorted(votes, key=lambda width: (-votes[width], -width.columns, width.by_points)):
        if all(abs(width.columns - k.columns) > INDENT + 1 for k in kept):
            kept.append(width)
    return kept
