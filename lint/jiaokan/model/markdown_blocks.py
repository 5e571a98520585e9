"""The blocks of a document in Markdown or HTML, as its parser tells them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from jiaokan.model.block import Block, Kind
from jiaokan.model.document import Document, view

WRAPPED = frozenset((Kind.PROSE, Kind.LIST_ITEM, Kind.FOOTNOTE))  # kinds whose lines a program may have broken


def markdown_blocks(doc: Document) -> Sequence[Block]:
    """The blocks with their kinds, in order, apart from each other; none for plain text."""
    return doc.markup.blocks if doc.markup else ()


@view
def block_starts(doc: Document) -> list[int]:
    return [block.start for block in markdown_blocks(doc)]


def block_at(doc: Document, offset: int) -> Block | None:
    """The block of a document in Markdown or HTML that holds an offset."""
    at = bisect_right(block_starts(doc), offset) - 1
    block = markdown_blocks(doc)[at] if at >= 0 else None
    return block if block and offset < block.end else None


def is_written_break(doc: Document, start: int, end: int) -> bool:
    """Whether markup makes the line break at [start, end): a hard one, or one between blocks.

    Only paragraphs may be parts of one that a program broke: never a heading, an item, a row of a table.
    """
    if doc.markup is None or start < 1:
        return False
    if doc.markup.hard_breaks.overlaps(start - 1, end):
        return True
    above, below = block_at(doc, start - 1), block_at(doc, end)
    if above is None or below is None:
        return True
    return above.kind not in WRAPPED if above is below else not above.kind is below.kind is Kind.PROSE
