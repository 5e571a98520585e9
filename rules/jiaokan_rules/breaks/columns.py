"""Wrapped stretches: runs of lines that were cut at the width of a column.

A line is full when what begins the next one would not have fitted on it. The width is the document's own, by
neighbourhood, since a page mixes columns; a stretch counts only if its breaks cut words as blindly as a column does,
which the lines of a poem or a list never do.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from jiaokan import Document
from jiaokan_rules.breaks.rows import CLOSING, MARKS, Page, Row, rows, unit
from jiaokan_rules.breaks.simplified import across

WINDOW = 12  # open rows among which a width must recur
SUPPORT = 3  # of them of one width, less what a full line may fall short, make a column
NARROWEST = 18  # columns; the lines of verse and of lists are shorter, the columns of newspapers are not
WIDEST = 160
SHORT = 3  # columns by which a full line may fall short: one character, and the stretching of justified lines
LONG = 8  # columns by which it may run over: marks and numbers that a setter keeps with what stands before them
INDENT = 4  # columns of a paragraph's first line whose two-em indent was lost
EVEN = 40  # columns from which rows that end at one place are no verse
SAMPLE = 100  # breaks of a width that are looked at
LEAST, FEW = 8, 24  # breaks of a stretch that tell whether its rows follow each other, and as many as are looked at
NUMERAL = "第[一二三四五六七八九十]|[一二三四五六七八九十]○"
PAIR = "[（(][^（()）]*[)）]"
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
    """Two rows that a wrap parted: the index of the upper one, the width that was full, and whether it is sure that
    the lower one goes on."""

    row: int
    width: Width
    sure: bool = True


class Stretch(NamedTuple):
    """Wrapped rows [first, last] and the joins among them."""

    first: int
    last: int
    joins: tuple[Join, ...]


class Layout(NamedTuple):
    """The rows of a page, the widths near each, whether its paragraphs lost their indents, and the width at which
    nearly all of its rows end, if there is one."""

    rows: Sequence[Row]
    near: Sequence[Sequence[Width]]
    lost: bool
    even: int | None
    indents: Indents


def stretches(doc: Document) -> list[Stretch]:
    """The wrapped stretches of a document in order."""
    page = doc.view(rows)
    near = widths(page)
    if not near:
        return []
    flush = even(page)
    if flush:
        width = Width(flush, by_points=False)
        near = [[width, *(w for w in widths if w != width)] for widths in near]
    candidates = [i for i in fitting(page) if near[i] and may_be_full(page, near[i], i)]
    if not candidates or (len(candidates) < SUPPORT and flush is None):
        return []
    layout = Layout(page[:], near, lost_indents(page[:], near), flush, indents(page[:]))
    joins: list[Join] = []
    for i in candidates:
        flows = bool(joins) and joins[-1].row == i - 1
        if found := join(doc, layout, i, flows):
            joins.append(found)
    return [s for s in gather(blind(doc, joins, layout)) if not alternate(doc, s, layout)]


def widths(page: Page) -> list[list[Width]]:
    """The widths that recur near each row, the most frequent first; empty where none recurs at all."""
    short = (i for i, text in enumerate(page.texts) if text[-1] not in CLOSING and len(text) <= WIDEST)
    cut = [i for i in short if page.wide(i, NARROWEST) and not page.markup(i)]
    if len(cut) < SUPPORT:
        return []
    cut_rows = [(i, page[i]) for i in cut]
    found = recurring(cut_rows, by_points=False)
    by_points = recurring(cut_rows, by_points=True)
    if not found and (not by_points or sum(row.open and row.columns >= NARROWEST for row in page) < SUPPORT):
        return []
    begin: dict[int, list[Recurring]] = defaultdict(list)
    for near in (*found, *by_points):
        begin[near.first].append(near)
        begin[min(len(page), near.last + WINDOW)] += ()
    all_near: list[list[Width]] = [[] for _ in page.texts]
    here: list[Recurring] = []  # they change at few rows only
    for first, after in pairwise(sorted(begin)):
        here = [near for near in here if near.last + WINDOW > first] + begin[first]
        all_near[first:after] = [distinct(here)] * (after - first)
    return all_near


class Recurring(NamedTuple):
    """A width and the rows [first, last] among which it recurs."""

    first: int
    last: int
    width: Width
    votes: int


def recurring(cut: Sequence[tuple[int, Row]], by_points: bool) -> list[Recurring]:
    """The width that most of the rows in `cut` have, window by window; windows of one width are one."""
    found: list[Recurring] = []
    supports: Counter[int] = Counter()  # of each width: the rows of the window that it may have cut
    window: deque[tuple[int, int]] = deque()
    for i, row in cut:
        taken = row.points if by_points else row.columns
        if not NARROWEST <= taken <= WIDEST:
            continue
        window.append((i, taken))
        for near in range(taken - 1, taken + SHORT + 1):
            supports[near] += 1
        if len(window) > WINDOW or i - window[0][0] > 8 * WINDOW:
            _, gone = window.popleft()
            for near in range(gone - 1, gone + SHORT + 1):
                supports[near] -= 1
        if len(window) < SUPPORT:
            continue
        votes, best = max([(supports[size], size) for _, size in window])
        if votes < SUPPORT:
            continue
        width = Width(best, by_points)
        if found and found[-1].width == width and window[0][0] <= found[-1].last:
            found[-1] = found[-1]._replace(last=i, votes=max(votes, found[-1].votes))
        else:
            found.append(Recurring(window[0][0], i, width, votes))
    return found


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


def fitting(page: Page) -> list[int]:
    """The rows of text that are not longer than any column, nor the next one: each code point takes a column at least."""
    short = [len(text) <= WIDEST + LONG and text[0] not in "|>" for text in page.texts]
    fits = [fit and not page.markup(i) for i, fit in enumerate(short)] if page.code else short
    return [i for i, both in enumerate(pairwise(fits)) if all(both)]


def may_be_full(page: Page, near: Sequence[Width], i: int) -> bool:
    """Whether `join` could find a width that was full, with the most slack that it gives."""
    above, below = page.whole[i], page.whole[i + 1]
    for width in near:
        room = width.columns - width.of(above)
        fit = room >= -LONG and width.of(below) - width.columns <= LONG
        if fit and room < width.of(unit(page.texts[i + 1])) + 3 * INDENT:
            return True
    return False


def full(above: Row, below: Row, near: Sequence[Width], slack: int) -> Width | None:
    """The width of a column that holds both, at which `above` had no room left, give or take `slack`, for what begins
    `below`."""
    for width in near:
        room = width.room(above)
        if room >= -LONG and width.room(below) >= -LONG and room < width.of(unit(below.text)) + slack:
            return width
    return None


def join(doc: Document, layout: Layout, i: int, flows: bool) -> Join | None:
    """The join of row `i` with the next, if a wrap parted them; `flows`: the row itself goes on from the one above."""
    page, near, lost = layout.rows, layout.near, layout.lost
    above, below = page[i], page[i + 1]
    if not near[i] or above.markup or below.markup:
        return None
    indented = kept_indents(layout, i)
    # What breaks off at the width of all others, or where it cannot end, goes on at any indent.
    held = enclosed(above.text, below.text) or re.search(NUMERAL, above.text[-1] + below.text[0]) is not None
    off = held or (above.open and above.columns == layout.even)
    # The rows of an item may hang from its first one; else a deeper indent begins a paragraph, but for a space that is
    # set before a bracket.
    hangs = off or above.opens or (flows and len(below.indent) == len(above.indent)) or below.text[0] == "("
    if below.indent and (indented or not (hangs or len(below.indent) <= len(above.indent))):
        return None
    if below.opens and not ((indented and flows) or held):
        return None
    # A row that goes on where paragraphs are indented needs less: what is not indented belongs to what stands above.
    slack = 3 * INDENT if indented and flows and not above.ends else SHORT + (0 if flows else INDENT)
    width = full(above, below, near[i], slack)
    if width is None:
        return None
    if indented and not (flows or above.indent or across(doc, above.text, below.text).word):
        return None  # a title, or what else stands outside the indented paragraphs
    if indented or below.text[0] in MARKS:
        return Join(i, width)
    # Where indents were lost, a row as wide as the column begins no paragraph.
    after = page[i + 2] if lost and below.open and i + 2 < len(page) else None
    goes_on = after is not None and full(below, after, near[i + 1], -1 if above.ends else 1) is not None
    if above.ends:
        # Where all rows end at one place, set flush, a stop at that very place is oftener inside a paragraph than not.
        flush = not lost and above.columns == layout.even
        return Join(i, width, goes_on) if goes_on or flush else None
    sure = flows or goes_on or not above.bare or (not lost and full(above, below, near[i], 1))
    return Join(i, width) if sure or across(doc, above.text, below.text).word else None


def enclosed(above: str, below: str) -> bool:
    """Whether a bracket that `above` leaves open is closed in `below`."""
    for _ in range(2):  # brackets in brackets
        above, below = (re.sub(PAIR, "", text) for text in (above, below))
    return re.search("[（(]", above) is not None and re.match("[^（(]*[)）]", below) is not None


class Indents(NamedTuple):
    """How many rows up to each begin two em in, begin after a stop, and both."""

    indented: list[int]
    starts: list[int]
    both: list[int]


def indents(page: Sequence[Row]) -> Indents:
    wide = [len(row.indent) > 1 for row in page]
    start = [False, *(row.ends for row in page[:-1])]
    both = [a and b for a, b in zip(wide, start, strict=True)]
    return Indents(*([*accumulate(counts, initial=0)] for counts in (wide, start, both)))


def kept_indents(layout: Layout, i: int) -> bool:
    """Whether near a row paragraphs begin two em in, and what goes on does not."""
    first, last = max(0, i - 2 * WINDOW), min(len(layout.rows), i + 2 * WINDOW)
    indented, starts, both = (counts[last] - counts[first] for counts in layout.indents)
    return both > 0.6 * starts and indented < last - first


def lost_indents(page: Sequence[Row], near: Sequence[Sequence[Width]]) -> bool:
    """Whether paragraphs begin two em short of the column: their indent was lost, but shows."""
    starts = [
        full(row, below, near[i], 1) is not None
        for i, (above, row, below) in enumerate(zip(page, page[1:], page[2:], strict=False), 1)
        if above.ends
        and row.open
        and not full(above, row, near[i - 1], SHORT)
        and full(row, below, near[i], SHORT + INDENT)
    ]
    return len(starts) > 1 and sum(starts) < 0.4 * len(starts)


def even(page: Page) -> int | None:
    """The width, in columns, at which nine in ten of the rows end that a stop does not, where none goes beyond it."""
    ending = (i for i, text in enumerate(page.texts) if text[-1].isalnum() and page.wide(i, EVEN))
    cut = [columns for i in ending if (columns := page[i].columns) >= EVEN]
    width, rows = Counter(cut).most_common(1)[0] if cut else (0, 0)
    if rows <= SUPPORT or rows < 0.9 * len(cut):
        return None
    widest = max((row.columns for row in page if not row.markup), default=0)
    return width if widest <= width + SHORT else None


def blind(doc: Document, joins: Sequence[Join], layout: Layout) -> list[Join]:
    """The joins of those widths that show to be a column's: its breaks cut words, or its rows end at one place."""
    by_width: dict[int, list[Join]] = defaultdict(list)
    for found in joins:
        by_width[found.width.columns].append(found)

    def cuts(width: int) -> bool:
        near = [found for k in range(-INDENT, INDENT + 1) for found in by_width.get(width + k, ())]
        some = near[:: len(near) // SAMPLE + 1]
        words = sum(bool(across(doc, layout.rows[f.row].text, layout.rows[f.row + 1].text).word) for f in some)
        return len(near) >= SUPPORT and words >= max(2, BLIND * len(some))

    widths = {width for width in by_width if width == layout.even or cuts(width)}
    return [found for found in joins if found.width.columns in widths]


def alternate(doc: Document, stretch: Stretch, layout: Layout) -> bool:
    """Whether the rows of a stretch are those of two columns in turn: words go on two rows below oftener than on the
    next."""
    some = stretch.joins[:: len(stretch.joins) // FEW + 1]
    if len(some) < LEAST or stretch.joins[0].width.columns == layout.even:
        return False

    def cuts(rows: int) -> int:
        pairs = ((found.row, found.row + rows) for found in some if found.row + rows < len(layout.rows))
        return sum(bool(across(doc, layout.rows[i].text, layout.rows[j].text).word) for i, j in pairs)

    return cuts(2) > cuts(1)


def gather(joins: Sequence[Join]) -> Iterator[Stretch]:
    """Joins near each other as stretches."""
    start = 0
    for n, found in enumerate(joins, 1):
        if n == len(joins) or joins[n].row - found.row > WINDOW:
            yield Stretch(joins[start].row, found.row + 1, tuple(joins[start:n]))
            start = n
