"""Wrapped stretches: runs of lines that were cut at the width of a column.

A line is full when what begins the next one would not have fitted on it. The width is the document's own, by
neighbourhood, since a page mixes columns; a stretch counts only if its breaks cut words as blindly as a column does,
which the lines of a poem or a list never do.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, islice, pairwise
from math import ceil
from operator import and_
from typing import NamedTuple

from jiaokan import Document
from jiaokan.model.document import view
from jiaokan_rules.anchor import compiled
from jiaokan_rules.breaks.column_hints import hints
from jiaokan_rules.breaks.rows import CLOSING, MARKS, Page, bare, ends, rows, unit
from jiaokan_rules.breaks.simplified import of_word, parted
from jiaokan_rules.breaks.widths import (
    CHARACTER,
    EVEN,
    INDENT,
    LONG,
    SHORT,
    SUPPORT,
    UNIT,
    WIDEST,
    WINDOW,
    WORDS,
    Width,
    widths,
)

SAMPLE = 100  # breaks of a width that are looked at
LEAST, FEW = 8, 24  # breaks of a stretch that tell whether its rows follow each other, and as many as are looked at
NUMERAL = "第[一二三四五六七八九十]|[一二三四五六七八九十]○"
PAIR = "[（(][^（()）]*[)）]"
BLIND = 0.15  # of the breaks of a column cut a word; measured, about four in ten do


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


class Layout:
    """The rows of a page, the widths near each, and what else is asked of them at some of its breaks only.

    `even` is the width at which nearly all of its rows end, if there is one.
    """

    def __init__(self, page: Page, near: Sequence[Sequence[Width]], even: int | None) -> None:
        self.page = page
        self.near = near
        self.even = even
        self.words: dict[tuple[int, int], bool] = {}

    def word_across(self, doc: Document, upper: int, lower: int) -> bool:
        """Whether a word lies across the end of one row and the beginning of another."""
        if (upper, lower) not in self.words:
            texts = self.page.texts
            self.words[upper, lower] = parted(doc, texts[upper], texts[lower])
        return self.words[upper, lower]

    @cached_property
    def lost(self) -> bool:
        """Whether its paragraphs lost their indents."""
        return lost_indents(self.page, self.near)

    @cached_property
    def indents(self) -> Indents | None:
        return indents(self.page)


@view
def stretches(doc: Document) -> list[Stretch]:
    """The wrapped stretches of a document in order."""
    hint = hints(doc)
    if hint and not (hint.even or hint.full):
        return []
    page = rows(doc)
    lasts = page.lasts
    going = hint.full if hint and not hint.even else page.going
    worded = [i for i in going if of_word(lasts[i])]
    width = None if hint and not hint.even else even(page, worded)
    # Else no width is believed that does not part so many words: see `blind`.
    met: list[int] = []
    if width is None:
        met = meeting(page, [i for i in hint.full if of_word(lasts[i])] if hint else worded)
        if len(met) < WORDS or not (hint or level(page, met)):
            return []
        if hint and len(met) <= FEW and not parts(doc, met, Layout(page, [], None), WORDS):
            return []
    near = widths(page)
    if not near:
        return []
    if width is not None:
        flush = Width(width, by_points=False)
        near = [[flush, *(w for w in widths if w != flush)] for widths in near]
    layout = Layout(page, near, width)
    if width is None:
        slack = SHORT + INDENT if not page.indented else 3 * INDENT
        cut = (i for i in met if near[i] and full(page, i, near[i], slack))
        if not parts(doc, (i for i in cut if not (page.markup(i) or page.markup(i + 1))), layout, WORDS):
            return []
    # No join needs less than `join` asks of a row that goes on.
    candidates = [i for i in fitting(page) if full(page, i, near[i], 3 * INDENT)]
    if not candidates or (width is None and len(candidates) < SUPPORT):
        return []
    joins: list[Join] = []
    for i in candidates:
        flows = bool(joins) and joins[-1].row == i - 1
        if found := join(doc, layout, i, flows):
            joins.append(found)
    return [s for s in gather(blind(doc, joins, layout)) if not alternate(doc, s, layout)]


def fitting(page: Page) -> list[int]:
    """The rows of text that are not longer than any column, nor the next one: each code point takes a column at least."""
    short = [len(text) <= WIDEST + LONG and text[0] not in "|>" for text in page.texts]
    fits = [fit and not page.markup(i) for i, fit in enumerate(short)] if page.doc.code else short
    return [i for i, both in enumerate(pairwise(fits)) if all(both)]


def meeting(page: Page, worded: Sequence[int]) -> list[int]:
    """The rows, of those that end as a word may, from which a word may go on in the next: both of them `fitting`, the
    next no deeper, unless `join` lets it be."""
    firsts, texts = page.firsts, page.texts
    longest, last, indented = WIDEST + LONG, len(texts) - 1, page.indented
    return [
        i
        for i in worded
        if i < last
        and of_word(firsts[i + 1])
        and len(texts[i]) <= longest
        and len(texts[i + 1]) <= longest
        and firsts[i] not in "|>"
        and (not indented or page.indent(i + 1) <= page.indent(i) or page.opens(i) or held(texts[i], texts[i + 1]))
    ]


def level(page: Page, met: Sequence[int]) -> bool:
    """Whether enough of the rows may be full in a column that holds the next one too: that is little longer, then."""
    firsts, whole = page.firsts, page.whole
    unsure, sure = [], 0
    for i in met:
        reach = 3 * INDENT + LONG + (UNIT if firsts[i + 1].isascii() else CHARACTER)
        if 2 * (len(whole[i + 1]) - len(whole[i])) >= reach:
            unsure.append((i, reach))
        elif (sure := sure + 1) == WORDS:
            return True
    above, below = page.sizes_of([i for i, _ in unsure]), page.sizes_of([i + 1 for i, _ in unsure])
    more = (b - a < reach for a, b, (_, reach) in zip(above, below, unsure, strict=True))
    return sure + sum(more) >= WORDS


def full(page: Page, i: int, near: Sequence[Width], slack: int) -> Width | None:
    """The width of a column that holds row `i` and the next, at which there was no room left, give or take `slack`, for
    what begins the next."""
    for width in near:
        room = width.room(page, i)
        if (
            room >= -LONG
            and width.room(page, i + 1) >= -LONG
            and (room < slack or room < width.of(unit(page.texts[i + 1])) + slack)
        ):
            return width
    return None


def join(doc: Document, layout: Layout, i: int, flows: bool) -> Join | None:
    """The join of row `i` with the next, if a wrap parted them; `flows`: the row itself goes on from the one above."""
    page, near = layout.page, layout.near
    if page.markup(i) or page.markup(i + 1):
        return None
    above, below, ended = page.texts[i], page.texts[i + 1], ends(page.texts[i])
    indented = kept_indents(layout, i)
    # What breaks off at the width of all others, or where it cannot end, goes on at any indent.
    hold = held(above, below)
    off = hold or (above[-1] not in CLOSING and page.size(i) == layout.even)
    # The rows of an item may hang from its first one; else a deeper indent begins a paragraph, but for a space that is
    # set before a bracket.
    margin, indent = page.indent(i), page.indent(i + 1)
    if indent and (indented or not (indent <= margin or off or below[0] == "(" or page.opens(i))):
        return None
    if not ((indented and flows) or hold) and page.opens(i + 1):
        return None
    # A row that goes on where paragraphs are indented needs less: what is not indented belongs to what stands above.
    slack = 3 * INDENT if indented and flows and not ended else SHORT + (0 if flows else INDENT)
    width = full(page, i, near[i], slack)
    if width is None:
        return None
    if indented and not (flows or margin or layout.word_across(doc, i, i + 1)):
        return None  # a title, or what else stands outside the indented paragraphs
    if indented or below[0] in MARKS:
        return Join(i, width)
    # Where indents were lost, a row as wide as the column begins no paragraph.
    goes_on = (
        below[-1] not in CLOSING
        and i + 2 < len(page)
        and layout.lost
        and full(page, i + 1, near[i + 1], -1 if ended else 1) is not None
    )
    if ended:
        # Where all rows end at one place, set flush, a stop at that very place is oftener inside a paragraph than not.
        flush = page.size(i) == layout.even and not layout.lost
        return Join(i, width, goes_on) if goes_on or flush else None
    sure = flows or goes_on or not bare(above) or (full(page, i, near[i], 1) and not layout.lost)
    return Join(i, width) if sure or layout.word_across(doc, i, i + 1) else None


def held(above: str, below: str) -> bool:
    """Whether a row cannot end where it does."""
    return enclosed(above, below) or compiled(NUMERAL).search(above[-1] + below[0]) is not None


def enclosed(above: str, below: str) -> bool:
    """Whether a bracket that `above` leaves open is closed in `below`."""
    if "(" not in above and "（" not in above:
        return False
    for _ in range(2):  # brackets in brackets
        above, below = (compiled(PAIR).sub("", text) for text in (above, below))
    return compiled("[（(]").search(above) is not None and compiled("[^（(]*[)）]").match(below) is not None


class Indents(NamedTuple):
    """How many rows up to each begin two em in, begin after a stop, and both."""

    indented: array[int]
    starts: array[int]
    both: array[int]


def indents(page: Page) -> Indents | None:
    """None where no row begins two em in."""
    if not page.indented:
        return None
    wide = bytes(page.indent(i) > 1 for i in range(len(page)))
    if not any(wide):
        return None
    start = bytes([False, *map(ends, page.texts[:-1])])
    both = bytes(map(and_, wide, start))
    return Indents(*(array("q", accumulate(counts, initial=0)) for counts in (wide, start, both)))


def kept_indents(layout: Layout, i: int) -> bool:
    """Whether near a row paragraphs begin two em in, and what goes on does not."""
    if layout.indents is None:
        return False
    first, last = max(0, i - 2 * WINDOW), min(len(layout.page), i + 2 * WINDOW)
    indented, starts, both = (counts[last] - counts[first] for counts in layout.indents)
    return both > 0.6 * starts and indented < last - first


def lost_indents(page: Page, near: Sequence[Sequence[Width]]) -> bool:
    """Whether paragraphs begin two em short of the column: their indent was lost, but shows."""
    last = len(page) - 1
    starts = [
        full(page, i, near[i], 1) is not None
        for i in page.open
        if 0 < i < last
        and ends(page.texts[i - 1])
        and not full(page, i - 1, near[i - 1], SHORT)
        and full(page, i, near[i], SHORT + INDENT)
    ]
    return len(starts) > 1 and sum(starts) < 0.4 * len(starts)


def even(page: Page, worded: Sequence[int]) -> int | None:
    """The width, in columns, at which nine in ten of the rows end that a stop does not, where none goes beyond it.

    `worded`: the rows that end as a word may.
    """
    whole, lasts = page.whole, page.lasts
    ending = [i for i in worded if 4 * len(whole[i]) >= EVEN and lasts[i].isalnum()]
    cut = [size for size in page.sizes_of(ending) if size >= EVEN] if len(ending) > SUPPORT else []
    width, rows = Counter(cut).most_common(1)[0] if len(cut) > SUPPORT else (0, 0)
    if rows <= SUPPORT or rows < 0.9 * len(cut):
        return None
    beyond = (i for i in range(len(page)) if page.size(i) > width + SHORT)
    return width if all(map(page.markup, beyond)) else None


def blind(doc: Document, joins: Sequence[Join], layout: Layout) -> list[Join]:
    """The joins of those widths that show to be a column's: its breaks cut words, or its rows end at one place."""
    by_width: dict[int, list[Join]] = defaultdict(list)
    for found in joins:
        by_width[found.width.columns].append(found)

    def cuts(width: int) -> bool:
        near = [found for k in range(-INDENT, INDENT + 1) for found in by_width.get(width + k, ())]
        if len(near) < SUPPORT:
            return False
        some = near[:: len(near) // SAMPLE + 1]
        return parts(doc, [found.row for found in some], layout, max(WORDS, ceil(BLIND * len(some))))

    widths = {width for width in by_width if width == layout.even or cuts(width)}
    return [found for found in joins if found.width.columns in widths]


def parts(doc: Document, breaks: Iterable[int], layout: Layout, least: int) -> bool:
    """Whether the breaks below so many of these rows cut a word."""
    cut = (row for row in breaks if layout.word_across(doc, row, row + 1))
    return sum(1 for _ in islice(cut, least)) == least


def alternate(doc: Document, stretch: Stretch, layout: Layout) -> bool:
    """Whether the rows of a stretch are those of two columns in turn: words go on two rows below oftener than on the
    next."""
    some = stretch.joins[:: len(stretch.joins) // FEW + 1]
    if len(some) < LEAST or stretch.joins[0].width.columns == layout.even:
        return False

    def cuts(rows: int) -> int:
        upper = (found.row for found in some if found.row + rows < len(layout.page))
        return sum(layout.word_across(doc, row, row + rows) for row in upper)

    return cuts(2) > cuts(1)


def gather(joins: Sequence[Join]) -> Iterator[Stretch]:
    """Joins near each other as stretches."""
    start = 0
    for n, found in enumerate(joins, 1):
        if n == len(joins) or joins[n].row - found.row > WINDOW:
            yield Stretch(joins[start].row, found.row + 1, tuple(joins[start:n]))
            start = n
