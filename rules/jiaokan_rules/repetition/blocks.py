"""The blocks of a document, and what a finding about one says and does."""

from __future__ import annotations

import re
from itertools import compress
from operator import itemgetter
from typing import NamedTuple

from jiaokan import Document, Edit, Related
from jiaokan.script import HAN_CHARACTER

LEADING = "#>*-+•●◆■□"  # heading, quotation and list marks
WIDTHS = tuple(zip("，；：！？（）", ",;:!?()", strict=True))
# What str.split parts at, but for LF.
WHITE = frozenset("\t\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | set(
    map(chr, range(0x2000, 0x200B))
)
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


class Columns(NamedTuple):
    """What `Block` holds, of all blocks; most documents are judged by the keys alone."""

    starts: list[int]
    ends: list[int]
    before: list[int]
    keys: list[str]


def columns(doc: Document) -> Columns:
    """The blocks in order, by columns."""
    lines = [line for line in doc.lines if line[2] and not line[2].isspace()]
    starts = [end - len(text.lstrip()) for _, end, text in lines]
    ends = [start + len(text.rstrip()) for start, _, text in lines]
    before = [0, *map(itemgetter(1), lines[:-1])] if lines else []
    texts = "\n".join(map(doc.text.__getitem__, map(slice, starts, ends)))
    for full, half in WIDTHS:
        if full in doc.census and half in doc.census:
            texts = texts.replace(full, half)
    for white in WHITE & doc.census:
        texts = texts.replace(white, "")
    keys = [text.lstrip(LEADING) for text in texts.split("\n")] if lines else []
    found = Columns(starts, ends, before, keys)
    code = doc.code
    if not len(code):
        return found
    text = [not code.overlaps(start, end) for start, end in zip(starts, ends, strict=True)]
    return Columns._make(list(compress(column, text)) for column in found)


def blocks(doc: Document) -> list[Block]:
    """The blocks in order."""
    return list(map(Block, *doc.view(columns)))


def block_keys(doc: Document) -> list[str]:
    """The keys of the blocks."""
    return doc.view(columns).keys


def piece(found: list[Block], first: int, last: int) -> bool:
    """Whether the blocks begin or end in mid-sentence: a formula that two wrapped paragraphs share, not a copy."""
    return found[last].midway() or (first > 0 and found[first - 1].midway())


def statute(doc: Document) -> bool:
    """Whether the text is written in numbered articles: their formulas and items come again by right."""
    return sum(re.match(NUMBERED, key) is not None for key in block_keys(doc)) >= 5


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
