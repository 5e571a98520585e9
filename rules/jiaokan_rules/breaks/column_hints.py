"""Which documents may have wrapped stretches, by the shapes of their rows: nearly all sound ones end here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jiaokan import Document
from jiaokan.model.document import Ahead, of_those
from jiaokan.search import arrays
from jiaokan.search.arrays import members
from jiaokan_rules.breaks.rows import MARKED, NUMBERS, Page, closing, rows
from jiaokan_rules.breaks.simplified import OF_WORD
from jiaokan_rules.breaks.widths import (
    CHARACTER,
    EVEN,
    INDENT,
    LONG,
    NARROWEST,
    SHORT,
    SUPPORT,
    UNIT,
    WIDEST,
    WINDOW,
    WORDS,
)
from jiaokan_rules.layout import TOGETHER, Shape, Shapes, shapes_of, split, together
from jiaokan_rules.layout.furniture import suspects

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]
    Flags = NDArray[np.bool_]


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
    pages = (rows(doc) for doc, found in zip(docs, shapes, strict=True) if found)
    return of_those(shapes, lambda some: hinted(some, list(pages)))


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
