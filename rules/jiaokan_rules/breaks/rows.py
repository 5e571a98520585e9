"""The lines of a document as a reader of its layout sees them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple, overload
from weakref import proxy

from jiaokan import Document
from jiaokan.model.document import view
from jiaokan.search import arrays
from jiaokan_rules.anchor import compiled
from jiaokan_rules.breaks.simplified import SIGNS
from jiaokan_rules.layout import Shape, among, columns, margins, shape, sizes
from jiaokan_rules.layout.furniture import furniture

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A heading, a table, a quotation, an image, a rule: lines that never read on in the next.
MARKUP = r"#{1,6}(?:\s|$)|[|>\u2500-\u257f]|!\[|\[\^?[^\]\n]{1,40}\]:|<[/!a-zA-Z]|[-=*_~`]{3,}|第?\s?\d{1,5}\s?页?$|\[[^\]]{1,60}\]$"
MARKED = r"[#|>\u2500-\u257f!\[<=*_~`第\d\s-]"  # what it begins with
# What begins a unit of its own: bullets, numbers of articles and items, editors' boxes.
ITEM = (
    r"[-*+](?:\s|$)|[•●■□◆◇◎○▲△▼★☆※►▪]|[*_]{2}"
    r"|\d{1,3}[.．](?!\d)|\d{1,3}[、)）]|[（(〔][一二三四五六七八九十百\d]{1,3}[)）〕]|[一二三四五六七八九十百]{1,4}[、．\u3000]"
    r"|第 ?[一二三四五六七八九十百千〇零\d]{1,6} ?[条條章节節款项項编編篇部卷回课課讲講]"
    r"(?:之[一二三四五六七八九十\d]{1,3})?(?:[\s\u3000:：]|$)"
    r"|[\u2460-\u24ff\u2776-\u2793\u3220-\u3243]|——|\u2e3a|【|〖|[甲乙丙丁戊己庚辛壬癸][、．\u3000]"
    r"|[（(][^（）()]{1,30}[)）]$"
    r"|\d{4}年\d{1,2}月\d{1,2}日[ \u3000]"
)
# What an item or markup begins with if it begins with a letter.
NUMBERS = "第一二三四五六七八九十百甲乙丙丁戊己庚辛壬癸"
NUMBERING = frozenset(NUMBERS)
CLOSERS = "”’」』）)》】〕〉］]\"'"
STOPS = "。！？!?…｡．"
STOPPING = frozenset(STOPS)
KEPT = 10_000  # rows that were read
PAUSES = "：:；;—"
OPENING = "，、,“‘（(《〈「『【"  # a line that ends so has broken off
GOING = rf"[\w{SIGNS + OPENING}]"
CLOSING = frozenset(STOPS + CLOSERS + PAUSES)  # the last character of every row that is not open
# A stop with what closes behind it, and after that perhaps a source or a date in brackets.
TERMINAL = rf"[{STOPS}][{re.escape(CLOSERS)}]{{0,4}}(?: ?[（(][^（）()]{{1,30}}[)）])?$"
MARKS = "，。、；：？！”’」』）》】〕〉…,.;:?!)"  # these never begin a line

HEAD = rf"[“‘「『（(《〈【〔]{{0,3}}(?:[A-Za-z0-9.,%+-]{{1,30}}|.)[{re.escape(MARKS)}]{{0,3}}"


class Row(NamedTuple):
    """A line that holds text: [start, end) without indent and trailing space.

    `columns` counts a Han character and a full-width mark as two, `points` every code point as two; which of the two
    the page was set by shows in the stretch. `gap`: the line ends between the row above and this one.
    """

    start: int
    end: int
    text: str
    indent: str
    columns: int
    points: int
    gap: int
    opens: bool  # begins a unit of its own
    markup: bool  # is no running text at all
    ends: bool  # the last sentence is closed

    @property
    def bare(self) -> bool:
        return bare(self.text)


class Page(Sequence[Row]):
    """The rows of a document, each read when it is first asked for: most never are.

    `texts` are what the rows hold, `whole` the same with the indents.
    """

    def __init__(self, doc: Document) -> None:
        self.doc: Document = proxy(doc)  # which keeps this as a view: together they would be a circle
        self.filled = margins(doc)
        self.rows: dict[int, Row] = {}

    @cached_property
    def whole(self) -> Sequence[str]:
        return self.filled.whole

    @cached_property
    def texts(self) -> Sequence[str]:
        return self.filled.texts

    @cached_property
    def indented(self) -> bool:
        """Whether some of the rows are."""
        return self.filled.indented

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The lines that the rows are."""
        return self.filled.numbers

    @cached_property
    def firsts(self) -> str:
        """The first characters of the rows."""
        return self.filled.firsts

    @cached_property
    def lasts(self) -> str:
        """The last characters of the rows."""
        return self.filled.lasts

    @cached_property
    def apart(self) -> set[int]:
        """The rows that are furniture of a page, or code."""
        found = {at for start, _, _ in furniture(self.doc) if self.start(at := self.at(start)) == start}
        found.update(*starmap(self.filled.overlapping, self.doc.code))
        return found

    @cached_property
    def shape(self) -> Shape | None:
        return shape(self.doc)

    @cached_property
    def sizes(self) -> array[int]:
        """What is known of `size`."""
        if self.shape:
            return array("q", self.shape.of.columns[self.shape.first : self.shape.after].tobytes())
        return array("q", [-1]) * len(self)

    def sizes_of(self, some: Sequence[int]) -> list[int]:
        """The sizes of several rows."""
        return list(map(self.sizes.__getitem__, some)) if self.shape else sizes([self.whole[at] for at in some])

    def size(self, at: int) -> int:
        """How wide a row is with its indent, in columns."""
        if self.sizes[at] < 0:
            self.sizes[at] = columns(self.whole[at])
        return self.sizes[at]

    @cached_property
    def going(self) -> list[int]:
        """The rows that end as a word may, or broken off: none else goes on in the next for what stands in it."""
        return among(GOING, self.lasts)

    @cached_property
    def open(self) -> list[int]:
        """The rows that no mark closes."""
        return [at for at, last in enumerate(self.lasts) if last not in CLOSING]

    def __len__(self) -> int:
        return len(self.filled)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        return self.rows.get(at) or self.read(range(len(self))[at])

    def __iter__(self) -> Iterator[Row]:
        return iter(self[:])

    def read(self, at: int) -> Row:
        text, whole, n = self.texts[at], self.whole[at], self.numbers[at]
        indent = whole[: len(whole) - len(text)]
        start = self.start(at)
        markup = self.markup(at)
        opens = markup or begins(text, ITEM)
        gap = n - self.numbers[at - 1] if at else n + 1
        size, points = columns(whole), 2 * len(whole)
        row = Row(start, start + len(text), text, indent, size, points, gap, opens, markup, ends(text))
        if len(self.rows) == KEPT:
            self.rows.clear()
        self.rows[at] = row
        return row

    def at(self, offset: int) -> int:
        """The row of the line that holds an offset, or the next one."""
        return bisect_left(self.numbers, self.doc.line_at(offset))

    def start(self, at: int) -> int:
        """Where the text of a row begins; nowhere behind the last."""
        return self.doc.lines.starts[self.numbers[at]] + self.indent(at) if at < len(self) else -1

    def indent(self, at: int) -> int:
        """The code points of a row's indent."""
        return len(self.whole[at]) - len(self.texts[at]) if self.indented else 0

    def fills(self, at: int, least: int) -> bool:
        """Whether a row has so many columns: each code point takes one at least, and four at most."""
        if self.shape:
            return self.sizes[at] >= least
        size = len(self.whole[at])
        return size >= least or (4 * size >= least and self.size(at) >= least)

    def markup(self, at: int) -> bool:
        """Whether a row is no running text: by how it begins, as furniture of a page, as code."""
        first = self.firsts[at]
        return at in self.apart or (
            (not first.isalpha() or first in NUMBERING) and compiled(MARKUP).match(self.texts[at]) is not None
        )

    def opens(self, at: int) -> bool:
        """Whether a row shows by how it begins that it is markup or a unit of its own."""
        return begins(self.texts[at], MARKUP) or begins(self.texts[at], ITEM)


@cache
def closing() -> NDArray[np.bool_]:
    """Of each code point whether it closes a row."""
    return arrays.belonging(f"[{re.escape(''.join(CLOSING))}]")


@view
def rows(doc: Document) -> Page:
    return Page(doc)


def begins(text: str, pattern: str) -> bool:
    """Whether a row begins as MARKUP or ITEM says: mostly not with a letter."""
    return (not text[0].isalpha() or text[0] in NUMBERING) and compiled(pattern).match(text) is not None


def bare(text: str) -> bool:
    """Whether no mark of a sentence is in a row, as in a heading."""
    return compiled("[，。；：、！？,;]").search(text) is None


def ends(text: str) -> bool:
    """Whether the last sentence of a row is closed."""
    if text[-1] in STOPS:
        return True
    return text[-1] in CLOSERS and (text[-2:-1] in STOPPING or compiled(TERMINAL).search(text[-40:]) is not None)


def unit(text: str) -> str:
    """What stands together at the head of a line: a Latin word or number, a character with its marks."""
    match = compiled(HEAD).match(text)
    return match[0] if match else ""
