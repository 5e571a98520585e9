"""Wrapped stretches: runs of lines that were cut at the width of a column.

A line is full when what begins the next one would not have fitted on it. The width is the document's own, by
neighbourhood, since a page mixes columns; a stretch counts only if its breaks cut words as blindly as a column does,
which the lines of a poem or a list never do.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, islice, pairwise
from math import ceil
from operator import and_
from typing import TYPE_CHECKING, NamedTuple

from jiaokan import Document, arrays
from jiaokan.arrays import members
from jiaokan.document import Ahead
from jiaokan_rules.anchor import compiled
from jiaokan_rules.breaks.rows import CLOSING, MARKED, MARKS, NUMBERS, Page, bare, closing, ends, rows, unit
from jiaokan_rules.breaks.simplified import OF_WORD, of_word, parted
from jiaokan_rules.layout import TOGETHER, Shape, Shapes, columns, shapes_of, split, together
from jiaokan_rules.layout.furniture import suspects

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]
    Flags = NDArray[np.bool_]

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
SAMPLE = 100  # breaks of a width that are looked at
LEAST, FEW = 8, 24  # breaks of a stretch that tell whether its rows follow each other, and as many as are looked at
NUMERAL = "第[一二三四五六七八九十]|[一二三四五六七八九十]○"
PAIR = "[（(][^（()）]*[)）]"
WORDS = 2  # breaks of a column that cut a word, at least
BLIND = 0.15  # of the breaks of a column cut a word; measured, about four in ten do


class Width(NamedTuple):
    """A column's width, in columns; `by_points` where code points are what fills it (two columns each)."""

    columns: int
    by_points: bool

    def room(self, page: Page, i: int) -> int:
        """How many columns a row leaves free."""
        return self.columns - (2 * len(page.whole[i]) if self.by_points else page.size(i))

    def of(self, text: str) -> int:
        return 2 * len(text) if self.by_points else columns(text)


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


@dataclass(frozen=True)
class Layout:
    """The rows of a page, the widths near each, and what else is asked of them at some of its breaks only."""

    page: Page
    near: Sequence[Sequence[Width]]
    even: int | None  # the width at which nearly all of its rows end, if there is one
    words: dict[tuple[int, int], bool] = field(default_factory=dict)

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


class Hint(NamedTuple):
    """What the shapes of its rows say of a document: whether those that end in a word may all end at one place, and below
    which of them a word may go on for which a column had no room."""

    even: bool
    full: list[int]


@Ahead
def hints(docs: Sequence[Document]) -> Iterable[Hint | None]:
    """The hints, where the shapes are known."""
    suspects.ready(docs)  # which `apart` asks for
    shapes = shapes_of(docs)
    some = [found for found in shapes if found]
    if not some:
        return [None] * len(docs)
    made = iter(hinted(some, [doc.view(rows) for doc, found in zip(docs, shapes, strict=True) if found]))
    return [next(made) if found else None for found in shapes]


def hinted(shapes: Sequence[Shape], pages: Sequence[Page]) -> Iterator[Hint]:
    import numpy as np

    lines, homes = together(shapes)
    firsts = np.searchsorted(homes, np.arange(len(pages)))
    flush = may_be_even(lines, homes, len(pages))
    some = may_meet(lines, homes, pages)
    some = some[enough(homes[some], len(pages))]
    for cuts in (open_rows, may_be_cut):  # the second is asked of few documents then
        cut = cuts(lines, homes, pages, firsts, set(homes[some].tolist()))
        some = some[
            may_be_full(lines, homes, some, cut, lines.columns) | may_be_full(lines, homes, some, cut, 2 * lines.sizes)
        ]
        some = some[enough(homes[some], len(pages))]
    return map(Hint, flush.tolist(), split(some, shapes))


def enough(homes: Numbers, size: int) -> Flags:
    """Which of some rows have so many in their document as a column has breaks that cut a word."""
    import numpy as np

    return (np.bincount(homes, minlength=size) >= WORDS)[homes]


def may_be_even(lines: Shapes, homes: Numbers, size: int) -> Flags:
    """Of each document whether `even` may find a width: then it is the middle one."""
    import numpy as np

    some = np.flatnonzero(members("[^\\W_]").take(lines.lasts) & (lines.columns >= EVEN))
    home, wide = homes[some], lines.columns[some]
    wide = wide[np.lexsort((wide, home))]
    count = np.bincount(home, minlength=size)
    middle = wide.take(np.cumsum(count) - (count + 1) // 2, mode="clip") if len(wide) else count
    most = np.bincount(home[wide == middle[home]], minlength=size)
    unsure = np.bincount(homes[lines.lasts == arrays.BEYOND], minlength=size) > 0
    return unsure | ((most > SUPPORT) & (most >= 0.9 * count))


def may_meet(lines: Shapes, homes: Numbers, pages: Sequence[Page]) -> Numbers:
    """The rows that `meeting` and `level` may let pass."""
    import numpy as np

    first, last, indents = lines.firsts, lines.lasts, lines.indents
    short = lines.sizes - indents <= WIDEST + LONG
    i = np.flatnonzero(short[:-1] & short[1:] & (homes[:-1] == homes[1:]))
    i = i[members(OF_WORD).take(last[i]) & members(OF_WORD).take(first[i + 1])]
    i = i[(first[i] != ord("|")) & (first[i] != ord(">"))]
    reach = room(first[i + 1]) + 3 * INDENT + LONG
    wide, points = lines.columns, 2 * lines.sizes
    i = i[(wide[i + 1] - wide[i] < reach) | (points[i + 1] - points[i] < reach)]
    opens = (first[i] < 0x4E00) | (first[i] > 0x9FA5) | members(f"[{NUMBERS}]").take(first[i]) | (last[i] == ord("第"))
    doubtful = (indents[i + 1] > indents[i]) & ~opens
    for home in set(homes[i[doubtful]].tolist()):
        if "(" in pages[home].doc.text or "（" in pages[home].doc.text:
            doubtful &= homes[i] != home
    found: Numbers = i[~doubtful]
    return found


def room(firsts: arrays.Codes) -> Numbers:
    """How many columns, or points, what begins a row has at most, by its first character."""
    import numpy as np

    return np.where(firsts < 128, UNIT, CHARACTER)


def open_rows(lines: Shapes, homes: Numbers, pages: Sequence[Page], firsts: Numbers, asked: Iterable[int]) -> Flags:
    """The rows, in some of the documents, that no mark closes and that a column may hold."""
    import numpy as np

    chosen = np.zeros(len(pages), np.bool_)
    for home in asked:
        chosen[home] = True
    cut: Flags = chosen[homes] & ~closing().take(lines.lasts)
    cut &= lines.sizes - lines.indents <= WIDEST
    cut &= np.maximum(lines.columns, 2 * lines.sizes) >= NARROWEST
    return cut


def may_be_cut(lines: Shapes, homes: Numbers, pages: Sequence[Page], firsts: Numbers, asked: Iterable[int]) -> Flags:
    """Those that `widths` takes for cut by a column; `firsts`: the first row of each document."""
    import numpy as np

    cut = open_rows(lines, homes, pages, firsts, asked)
    for home in asked:
        if apart := pages[home].apart:
            cut[firsts[home] + list(apart)] = False
    some = np.flatnonzero(cut & members(MARKED).take(lines.firsts))
    for at, row, home in zip(some.tolist(), (some - firsts[homes[some]]).tolist(), homes[some].tolist(), strict=True):
        if pages[home].markup(row):
            cut[at] = False
    return cut


def may_be_full(lines: Shapes, homes: Numbers, some: Numbers, cut: Flags, sizes: Numbers) -> Flags:
    """Which of some rows `full` may find to be so in a width of these sizes that recurs near them."""
    import numpy as np

    found = np.zeros(len(some), np.bool_)
    at = np.flatnonzero(cut & (sizes >= NARROWEST) & (sizes <= WIDEST))
    if len(at) < SUPPORT or not len(some):
        return found
    apart = homes * (8 * WIDEST)  # of each document the sizes are others
    size = sizes[at] + apart[at]
    support = np.ones(len(at), np.intp)
    for n in range(1, min(WINDOW, len(at))):
        more = size[n:] - size[:-n]
        support[:-n] += (more >= -SHORT) & (more <= 1)
        support[n:] += (more >= -1) & (more <= SHORT)
    size[support < SUPPORT] = -1 - 8 * WIDEST
    slack = np.where(np.bincount(homes, lines.indents) > 0, 3 * INDENT, SHORT + INDENT)
    least = np.maximum(sizes[some], sizes[some + 1]) - LONG + apart[some]
    most = sizes[some] + room(lines.firsts[some + 1]) + slack[homes[some]] + apart[some]
    place = np.searchsorted(at, some)
    beside = np.arange(2 - 2 * WINDOW, WINDOW)
    for first in range(0, len(some), TOGETHER):
        part = slice(first, first + TOGETHER)
        width = size.take(place[part, None] + beside, mode="clip")
        found[part] = ((width >= least[part, None]) & (width < most[part, None])).any(axis=1)
    return found


def stretches(doc: Document) -> list[Stretch]:
    """The wrapped stretches of a document in order."""
    hint = doc.view(hints)
    if hint and not (hint.even or hint.full):
        return []
    page = doc.view(rows)
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
