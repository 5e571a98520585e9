"""The blocks of a document in Markdown or HTML, as its parser tells them."""

from __future__ import annotations

from collections.abc import Sequence

from jiaokan.model.block import Block
from jiaokan.model.document import Document
from jiaokan.model.protection import Spans


def markdown_blocks(doc: Document) -> Sequence[Block]:
    """The blocks with their kinds, in order, apart from each other; none for plain text."""
    return doc.markup.blocks if doc.markup else ()


def hard_breaks(doc: Document) -> Spans:
    """The line ends that are written on purpose, with the blanks or the backslash before them."""
    return doc.markup.hard_breaks if doc.markup else Spans(())
