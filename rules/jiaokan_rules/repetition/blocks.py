"""The blocks of a document, and what a finding about one says and does."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain, compress, starmap
from typing import TYPE_CHECKING, NamedTuple, TypeVar, overload

from jiaokan import Document, Edit, Related
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.document import Ahead, view
from jiaokan.model.lines import Lines
from jiaokan.model.slices import Packed, large
from jiaokan.search import arrays
from jiaokan_rules.layout import TOGETHER, among, filled, margins
from jiaokan_rules.spots import Batch, Together, asked, batched, numbered, said

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")
LEADING = "#>*+•●◆■□-"  # heading, quotation and list marks
WIDTHS = tuple(zip("，；：！？（）", ",;:!?()", strict=True))
# What str.split parts at, but for LF.
WHITE = frozenset("\t\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | set(
    map(chr, range(0x2000, 0x200B))
)
COMMON = " \u3000"  # of these
SELDOM = f"[{''.join(sorted(WHITE.difference(COMMON)))}{''.join(half for _, half in WIDTHS)}]"
# The beginning of an article, in a key; not of a sentence that refers to one (第七十三條及第七十四條之規定).
NUMBERED = f"第(?:{HAN_CHARACTER}|[0-9０-９]){{1,8}}[条條](?![、和与與及至到或之第规規所的])"


class Block(NamedTuple):
    """A non-blank line outside code: [start, end) without indent and trailing space, in code points.

    `before` is the end of the non-blank line above it, `key` its characters without white space and leading marks,
    and with half-width marks where the document has both forms.
    """

    start: int
    end: int
    before: int
    key: str

    def han(self) -> int:
        return len(re.findall(HAN_CHARACTER, self.key))

    def sentence(self) -> bool:
        """Whether it is prose, by its marks: table rows, headings, by-lines and contents entries have none."""
        return not self.key.startswith("|") and re.search("[，。！？；,!?;]", self.key) is not None

    def midway(self) -> bool:
        """Whether it ends in mid-sentence, as a line of a wrapped paragraph does and no heading or by-line."""
        last = self.key.rstrip("*")[-1:]
        return re.match(f"{HAN_CHARACTER}|[，、,0-9A-Za-z]", last) is not None and self.han() >= 12


class Blocks(Sequence[Block]):
    """The blocks of a document, each made when it is asked for: most documents are judged by the keys alone.

    `rows` are their places among the lines that hold text.
    """

    def __init__(self, doc: Document, rows: Sequence[int], keys: Sequence[str]) -> None:
        self.lines = doc.lines
        self.filled = filled(doc)
        self.rows = rows
        self.keys = keys

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def numbers(self) -> Sequence[int]:
        """The lines that hold text."""
        return self.filled.numbers

    def first(self, at: int) -> str:
        """The first character of a block, which its key may lack."""
        return self.filled.firsts[self.rows[at]]

    @overload
    def __getitem__(self, at: int) -> Block: ...
    @overload
    def __getitem__(self, at: slice) -> list[Block]: ...
    def __getitem__(self, at: int | slice) -> Block | list[Block]:
        if isinstance(at, slice):
            return [self[n] for n in range(len(self.keys))[at]]
        row = self.rows[at]
        start, end = span(self.lines, self.numbers[row])
        return Block(start, end, self.lines[self.numbers[row - 1]].end if row else 0, self.keys[at])


def span(lines: Lines, number: int) -> tuple[int, int]:
    """[start, end) of a line without indent and trailing space."""
    start, text = lines.starts[number], lines.texts[number]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


@view
def blocks(doc: Document) -> Blocks:
    """The blocks in order."""
    keys: Iterable[str] = chain.from_iterable(normalised(doc))
    rows: Sequence[int] = range(len(filled(doc)))
    if len(doc.code):
        code = rows_of_code(doc)
        text = [row not in code for row in rows]
        rows, keys = array("q", compress(rows, text)), compress(keys, text)
    return Blocks(doc, rows, Packed(keys) if large(doc.text) else list(keys))


def block_keys(doc: Document) -> Sequence[str]:
    """The keys of the blocks."""
    return blocks(doc).keys


class Keyed(Together):
    """The keys of several documents, and their code points end to end with a line feed behind each key.

    `borders`: the number of the first key of each document, and that of all of them.
    """

    def __init__(self, docs: Sequence[Document]) -> None:
        import numpy as np

        super().__init__()
        self.keys = list(map(block_keys, docs))
        self.borders = list(accumulate(map(len, self.keys), initial=0))
        self.text = "\n".join([*chain.from_iterable(self.keys), ""])
        self.codes = arrays.codes(self.text)
        self.stops = np.flatnonzero(self.codes == ord("\n"))
        self.starts = np.zeros_like(self.stops)
        np.add(self.stops[:-1], 1, out=self.starts[1:])

    def homes(self) -> NDArray[np.uint64]:
        """The number of the document of each key."""
        import numpy as np

        return np.repeat(np.arange(len(self.keys), dtype="<u8"), np.diff(self.borders))


@Ahead
def keyed(docs: Sequence[Document]) -> Iterator[tuple[Keyed, int] | None]:
    """What has the keys of a document, and its number there, where the code points are at hand."""
    batched.ready(docs)
    some = [doc for doc in docs if doc.codes is not None]
    return numbered(Keyed(some) if some else None, (doc.codes is not None for doc in docs))


def of_keys(doc: Document, make: Callable[[Keyed], Sequence[T]]) -> T | None:
    """What is found for a document among the keys of several, or None."""
    return said(keyed(doc), make)


def normalised(doc: Document) -> Iterator[Sequence[str]]:
    """The keys of the lines that hold text, part by part."""
    rows, present = filled(doc), special(doc)
    changes = [(full, half) for full, half in WIDTHS if half in present and full in doc.text]
    changes += ((white, "") for white in WHITE & present)

    def changed(text: str) -> list[str]:
        for old, new in changes:
            text = text.replace(old, new)
        return text.split("\n")

    parts: Iterable[list[str]]
    if rows is margins(doc) and "\r" not in doc.text and not large(doc.text):  # so lines without keys are empty
        parts = [list(filter(None, changed(doc.text)))]
    else:
        parts = (changed("\n".join(rows.texts[n : n + TOGETHER])) for n in range(0, len(rows), TOGETHER))
    first, leading = 0, among(f"[{LEADING}]", rows.firsts)
    for part in parts:
        for at in leading[bisect_left(leading, first) : bisect_left(leading, first + len(part))]:
            part[at - first] = part[at - first].lstrip(LEADING)
        yield part
        first += len(part)


def special(doc: Document) -> set[str]:
    """The white space, and the half-width marks, that a text holds."""
    found = {white for white in COMMON if white in doc.text}
    some = asked(doc, seldom)
    if some is not None:
        return found | some
    return found.union(c for c in SELDOM[1:-1] if c in doc.text)


def seldom(batch: Batch) -> list[set[str]]:
    """Those of each text of a batch that are no common white space."""
    import numpy as np

    at = batch.standing(SELDOM)
    homes = np.searchsorted(batch.starts, at, "right") - 1
    found: list[set[str]] = [set() for _ in batch.starts]
    for number in np.unique(homes << 16 | batch.codes.take(at)).tolist():
        found[number >> 16].add(chr(number & 0xFFFF))
    return found


def rows_of_code(doc: Document) -> set[int]:
    """Which of the lines that hold text are code."""
    return set(chain.from_iterable(starmap(filled(doc).overlapping, doc.code)))


def piece(found: Sequence[Block], first: int, last: int) -> bool:
    """Whether the blocks begin or end in mid-sentence: a formula that two wrapped paragraphs share, not a copy."""
    return found[last].midway() or (first > 0 and found[first - 1].midway())


@view
def statute(doc: Document) -> bool:
    """Whether the text is written in numbered articles: their formulas and items come again by right."""
    return sum(key[:1] == "第" and re.match(NUMBERED, key) is not None for key in block_keys(doc)) >= 5


def removal(doc: Document, first: Block, last: Block) -> Edit:
    """Delete the lines from one block to another with the gap above them."""
    return Edit(first.before, doc.lines[doc.line_at(last.start)].end, "")


def earlier(first: Block, last: Block) -> tuple[Related, ...]:
    return (Related(first.start, last.end, "The earlier one."),)


def quote(doc: Document, block: Block) -> str:
    return short(doc.text[block.start : block.end])


def short(text: str) -> str:
    """The beginning of a text, short enough for a message."""
    return f"「{text if len(text) <= 20 else text[:18] + '…'}」"


def line(doc: Document, block: Block) -> int:
    return doc.position(block.start)[0]
