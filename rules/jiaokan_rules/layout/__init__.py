"""What the layout of a page leaves in its text."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate, compress, count, pairwise, repeat
from operator import add, sub
from typing import TYPE_CHECKING, NamedTuple
from weakref import proxy

from jiaokan import Document
from jiaokan.model.document import Ahead, of_those, view
from jiaokan.model.slices import Slices, large, offsets
from jiaokan.search import arrays
from jiaokan_rules.anchor import compiled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLANK = " \t\u3000\u00a0"
MARGIN = BLANK + "\ufeff\f"
BEYOND = chr(arrays.BEYOND)
DEEP = 40  # blanks before a line or behind it that are stepped over one by one
TOGETHER = 4096  # lines of a large text looked at together


class Filled:
    """The lines that hold text: `texts` is what they hold, `whole` the same with the indents where these are kept.

    `blank` is what counts as no text: None for all white space.
    """

    def __init__(self, doc: Document, blank: str | None = None, shape: Shape | None = None) -> None:
        self.doc: Document = proxy(doc)  # which keeps this as a view
        self.blank = blank
        self.shape = shape

    def __len__(self) -> int:
        return self.shape.after - self.shape.first if self.shape else len(self.texts)

    @cached_property
    def whole(self) -> Sequence[str]:
        lines = list(filter(None, self.doc.lines.texts))
        known = self.shape
        if known.cut or len(lines) > len(self) if known else self.blank_among([line[-1] for line in lines]):
            lines = list(filter(None, self.stripped(lines, str.rstrip)))
        return lines

    @cached_property
    def texts(self) -> Sequence[str]:
        return list(self.stripped(self.whole, str.lstrip)) if self.indented else self.whole

    @cached_property
    def indented(self) -> bool:
        """Whether some of the lines are."""
        return self.shape.indented if self.shape else self.blank_among([line[0] for line in self.whole])

    @cached_property
    def odd(self) -> bool:
        """Whether white space stands around what they hold."""
        if self.shape:
            return self.shape.odd
        space = compiled(r"\s")
        return (space.search(self.firsts) or space.search(self.lasts)) is not None

    def blank_among(self, characters: Iterable[str]) -> bool:
        return compiled(rf"[{self.blank}]" if self.blank else r"\s").search("".join(characters)) is not None

    def stripped(self, lines: Sequence[str], strip: Callable[[str, str | None], str] = str.strip) -> Iterator[str]:
        return map(strip, lines, repeat(self.blank))

    @cached_property
    def numbers(self) -> Sequence[int]:
        """Which of the lines they are."""
        if self.shape:
            found: list[int] = self.shape.of.numbers[self.shape.first : self.shape.after].tolist()
            return found
        lines = self.doc.lines.texts
        if len(lines) == len(self):
            return range(len(lines))
        numbers = list(compress(count(), lines))
        return numbers if len(numbers) == len(self) else list(compress(count(), self.stripped(lines)))

    @cached_property
    def begins(self) -> Sequence[int]:
        """Where the texts begin."""
        if self.shape:
            found: list[int] = self.shape.of.begins[self.shape.first : self.shape.after].tolist()
            return found
        lines = self.doc.lines
        indents = (len(lines.texts[n]) - len(lines.texts[n].lstrip(self.blank)) for n in self.numbers)
        return list(map(add, map(lines.starts.__getitem__, self.numbers), indents))

    @cached_property
    def stops(self) -> Sequence[int]:
        """And where they end."""
        if self.shape:
            size = self.shape.of.inner()[self.shape.first : self.shape.after].tolist()
            return list(map(add, self.begins, size))
        return list(map(add, self.begins, map(len, self.texts)))

    def overlapping(self, start: int, end: int) -> range:
        """Which of them share a code point with [start, end)."""
        return range(bisect_right(self.stops, start), bisect_left(self.begins, end))

    @cached_property
    def firsts(self) -> str:
        """The first characters of the texts, one for each: a scan of these is many times shorter than one of the text."""
        if self.shape and self.shape.firsts is not None:
            return self.shape.firsts
        texts = self.texts
        return at_places(texts.text, texts.starts) if isinstance(texts, Slices) else "".join([t[0] for t in texts])

    @cached_property
    def lasts(self) -> str:
        """And the last ones."""
        if self.shape and self.shape.lasts is not None:
            return self.shape.lasts
        texts = self.texts
        if isinstance(texts, Slices):
            return at_places(texts.text, texts.ends, -1)
        return "".join([text[-1] for text in texts])


def at_places(text: str, places: Sequence[int], beside: int = 0) -> str:
    """The characters at, or beside, so many places of a large text."""
    packs = (places[first : first + TOGETHER] for first in range(0, len(places), TOGETHER))
    return "".join(["".join([text[place + beside] for place in pack]) for pack in packs])


def among(item: str, text: str) -> list[int]:
    """Where characters of a class stand in a text."""
    return [match.start() for match in compiled(item).finditer(text)]


@view
def margins(doc: Document) -> Filled:
    """The lines that hold more than `MARGIN`, with their indents."""
    found = Filled(doc, MARGIN, shape(doc) if shape in doc.views else None)
    if large(doc.text):
        found.numbers, starts, ends = places(doc, MARGIN)
        begins = array(starts.typecode, map(doc.lines.starts.__getitem__, found.numbers))
        found.whole = Slices(doc.text, begins, ends)
        found.indented = starts != begins
        found.texts = Slices(doc.text, starts, ends) if found.indented else found.whole
        found.begins, found.stops = starts, ends
    return found


class Shapes(NamedTuple):
    """Of each line of `margins` of several documents: its first and last code points without the indent
    (`arrays.BEYOND` for those beyond), how many there are with the indent and in it, how many columns they take with
    it, the first and the last four of them as a number (where there are so many), which of the lines of its document it
    is, and where in that it begins, without the indent.
    """

    firsts: arrays.Codes
    lasts: arrays.Codes
    sizes: NDArray[np.intp]
    indents: NDArray[np.intp]
    columns: NDArray[np.int64]
    heads: NDArray[np.uint64]
    tails: NDArray[np.uint64]
    numbers: NDArray[np.intp]
    begins: NDArray[np.intp]

    def inner(self) -> NDArray[np.intp]:
        """How many code points there are without the indent."""
        return self.sizes - self.indents


class Shape(NamedTuple):
    """The same of one document: of the lines [first, after) of some; whether blanks stand behind one of its lines, and
    before one, and whether other white space stands at their edges; its first and last characters, None where some lie
    beyond the basic plane.
    """

    of: Shapes
    first: int
    after: int
    cut: bool
    indented: bool
    odd: bool
    firsts: str | None
    lasts: str | None


@Ahead
def shape(docs: Sequence[Document]) -> Iterable[Shape | None]:
    """The shape of the lines, where the code points are at hand."""
    return of_those([doc.codes for doc in docs], measured)


def shapes_of(docs: Sequence[Document]) -> list[Shape | None]:
    """The shapes of several documents."""
    shape.ready(docs)
    return [shape(doc) for doc in docs]


def measured(texts: Sequence[arrays.Codes]) -> Iterator[Shape]:
    import numpy as np

    codes, borders = arrays.joined(texts)
    returns = np.flatnonzero(codes == ord("\r"))
    codes[returns] = np.where(codes[returns + 1] == ord("\n"), ord(" "), ord("\n"))
    ends = np.flatnonzero(codes == ord("\n"))
    starts = np.zeros_like(ends)
    np.add(ends[:-1], 1, out=starts[1:])
    above = np.searchsorted(ends, borders)
    numbers = np.flatnonzero(ends > starts)
    starts, ends = starts[numbers], ends[numbers]
    begins = solid(codes, starts, 1)
    filled = np.flatnonzero(begins < ends)
    starts, begins, ends, numbers = starts[filled], begins[filled], ends[filled], numbers[filled]
    stops = solid(codes, ends - 1, -1) + 1
    sizes, indents = stops - starts, begins - starts
    parts = np.stack((starts, stops), 1).ravel()
    wide = np.add.reduceat(widths().take(codes), parts, dtype=np.int64)[::2] if len(parts) else np.zeros(0, np.int64)
    four = np.ndarray(len(codes) - 3, "<u8", codes, 0, (2,)) if len(codes) > 3 else np.zeros(1, "<u8")
    heads, tails = four[np.minimum(begins, len(four) - 1)], four[np.maximum(stops - 4, 0)]
    edges = [*np.searchsorted(starts, borders).tolist(), len(starts)]
    numbers -= np.repeat(above, np.diff(edges))
    firsts, lasts = codes[begins], codes[stops - 1]
    begins -= np.repeat(borders, np.diff(edges))
    shapes = Shapes(firsts, lasts, sizes, indents, wide, heads, tails, numbers, begins)
    cut = np.diff(np.searchsorted(np.flatnonzero(stops < ends), edges)).tolist()
    indented = np.diff(np.searchsorted(np.flatnonzero(indents), edges)).tolist()
    white = arrays.strictly(r"[\s]")
    odd = np.diff(np.searchsorted(np.flatnonzero(white.take(firsts) | white.take(lasts)), edges)).tolist()
    heading, ending = characters(firsts), characters(lasts)
    for first, after, behind, before, other in zip(edges, edges[1:], cut, indented, odd, strict=False):
        sides = (side if BEYOND not in side else None for side in (heading[first:after], ending[first:after]))
        yield Shape(shapes, first, after, behind > 0, before > 0, other > 0, *sides)


def solid(codes: arrays.Codes, places: NDArray[np.intp], step: int, item: str = f"[{MARGIN}]") -> NDArray[np.intp]:
    """The next place, forward or backward, whose character is none of a class; there is one."""
    import numpy as np

    blank = arrays.strictly(item)
    places = places.copy()
    left = np.flatnonzero(blank.take(codes.take(places)))
    for _ in range(DEEP):
        if not len(left):
            return places
        places[left] += step
        left = left[blank.take(codes.take(places[left]))]
    other = np.flatnonzero(~blank.take(codes))
    at = np.searchsorted(other, places[left])
    places[left] = other[at if step > 0 else at - 1]
    return places


def characters(codes: arrays.Codes) -> str:
    """Code points, each by itself, as a text."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def together(some: Sequence[Shape]) -> tuple[Shapes, NDArray[np.intp]]:
    """The shapes of several documents as one, and which of the documents each line belongs to."""
    import numpy as np

    sizes = [one.after - one.first for one in some]
    homes = np.repeat(np.arange(len(some)), sizes)
    of = some[0].of
    if len(homes) == len(of.sizes) and all(shape.of is of for shape in some):
        return of, homes
    parts = ([part[one.first : one.after] for part in one.of] for one in some)
    return Shapes(*map(np.concatenate, zip(*parts, strict=True))), homes


def split(found: NDArray[np.intp], some: Sequence[Shape]) -> list[list[int]]:
    """Places among the lines of several documents as the places in each."""
    import numpy as np

    starts = list(accumulate((one.after - one.first for one in some), initial=0))
    borders = np.searchsorted(found, starts).tolist()
    return [
        (found[a:b] - start).tolist() if a < b else [] for start, (a, b) in zip(starts, pairwise(borders), strict=False)
    ]


@cache
def widths() -> NDArray[np.uint8]:
    """The columns of each code point, none of the line feed."""
    import numpy as np

    plane = arrays.plane().replace("\n", " ")
    each = "\n".join(plane[:0xD800] + "?" * 0x800 + plane[0xE000:]) + "\n"  # there are the surrogates
    stops = np.flatnonzero(np.frombuffer(each.encode("gb18030"), np.uint8) == ord("\n"))
    found = np.diff(stops, prepend=-1) - 1
    found[ord("\n")] = 0
    return found.astype(np.uint8)


def columns(text: str) -> int:
    """GB 18030 gives a character of the GB repertoire, quotation marks and dashes among them, the two columns that a
    Chinese page gives it, and ASCII one."""
    return len(text.encode("gb18030", "replace"))


def sizes(texts: Sequence[str]) -> list[int]:
    """The columns of several lines, in half the time."""
    found: list[int] = []
    for first in range(0, len(texts), TOGETHER):
        some = "\n".join(texts[first : first + TOGETHER])
        found.extend(map(len, some.encode("gb18030", "replace").split(b"\n")))
    return found


@view
def filled(doc: Document) -> Filled:
    """The lines that hold more than white space, without what stands around it."""
    found = margins(doc)
    if not ("\ufeff" in doc.text or found.odd):
        return found  # all that was blank is white space, and all white space was blank
    found = Filled(doc)
    if large(doc.text):
        found.numbers, starts, ends = places(doc)
        found.texts = Slices(doc.text, starts, ends)
        found.begins, found.stops = starts, ends
    else:
        found.texts = list(filter(None, map(str.strip, doc.lines.texts)))
    return found


def places(doc: Document, blank: str | None = None) -> tuple[array[int], array[int], array[int]]:
    """Of the lines that hold more than white space, or than `blank`: their numbers, where that begins and where it ends."""
    numbers, starts, ends = offsets(doc.text), offsets(doc.text), offsets(doc.text)
    lines = doc.lines
    for first in range(0, len(lines), TOGETHER):
        begins = lines.starts[first : first + TOGETHER]
        texts = [text.rstrip(blank) for text in lines.texts[first : first + TOGETHER]]
        stops = list(map(add, begins, map(len, texts)))
        numbers.extend(compress(count(first), texts))
        ends.extend(compress(stops, texts))
        starts.extend(compress(map(sub, stops, (len(text.lstrip(blank)) for text in texts)), texts))
    return numbers, starts, ends


def extent(text: str, start: int, end: int) -> tuple[int, int]:
    """What to delete: the line with the shorter of the gaps around it, or [start, end) alone where text shares its line."""
    a, b = start, end
    while a and text[a - 1] in BLANK:
        a -= 1
    while b < len(text) and text[b] in BLANK:
        b += 1
    if (a and text[a - 1] not in "\r\n\ufeff") or (b < len(text) and text[b] not in "\r\n"):
        return start, end
    above, below = a, b
    while above and text[above - 1] in "\r\n":
        above -= 1
    while below < len(text) and text[below] in "\r\n":
        below += 1
    first = above == 0 or (above == 1 and text[0] == "\ufeff")
    if not first and (below == len(text) or a - above <= below - b):
        return above, b
    return a, below


# for now at the end
from typing import TypeVar

from jiaokan import Pattern
from jiaokan.language.script import HAN_CHARACTER

T = TypeVar("T")

CHINESE = Pattern(HAN_CHARACTER)
AGENCIES = "新华社|新華社|中新社|本报|本報"


def runs(items: Iterable[T], follows: Callable[[T, T], bool]) -> Iterator[list[T]]:
    """Split items into runs in which each follows the one before it."""
    run: list[T] = []
    for item in items:
        if run and not follows(run[-1], item):
            yield run
            run = []
        run.append(item)
    if run:
        yield run
