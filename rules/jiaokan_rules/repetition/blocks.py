"""The blocks of a document, and what a finding about one says and does."""

from __future__ import annotations

import re
from typing import NamedTuple

from jiaokan import Document, Edit, Related
from jiaokan.script import HAN_CHARACTER

LEADING = "#>*-+•●◆■□"  # heading, quotation and list marks
WIDTHS = tuple(zip("，；：！？（）", ",;:!?()", strict=True))
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


def blocks(doc: Document) -> list[Block]:
    """The blocks in order."""
    found: list[Block] = []
    code = doc.code if len(doc.code) else None
    before = 0
    even = doc.text
    for full, half in WIDTHS:
        if full in doc.census and half in doc.census:
            even = even.replace(full, half)
    for line_start, line_end, _ in doc.lines:
        whole = even[line_start:line_end]
        text = whole.strip()
        if not text:
            continue
        start = line_start + whole.index(text[0])
        end = start + len(text)
        if not (code and code.overlaps(start, end)):
            found.append(Block(start, end, before, "".join(text.split()).lstrip(LEADING)))
        before = line_end
    return found


def piece(found: list[Block], first: int, last: int) -> bool:
    """Whether the blocks begin or end in mid-sentence: a formula that two wrapped paragraphs share, not a copy."""
    return found[last].midway() or (first > 0 and found[first - 1].midway())


def statute(doc: Document) -> bool:
    """Whether the text is written in numbered articles: their formulas and items come again by right."""
    return sum(re.match(NUMBERED, b.key) is not None for b in doc.view(blocks)) >= 5


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
