"""What kind of thing a piece of a document is: a heading, a paragraph, the row of a table."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """The kinds of blocks; the values are how messages call them."""

    HEADING = "a heading"
    PROSE = "a paragraph"
    ROW = "a row of a table"
    TABLE_HEAD = "the head of a table"
    NOTE = "a note below a table"
    LIST_ITEM = "a list item"
    ARTICLE = "an article of a law"
    VERSE = "a line of verse"
    DIALOGUE = "a line of dialogue"
    TRANSCRIPT = "a line of a transcript"
    CAPTION = "a caption"
    BY_LINE = "a by-line"
    CONTENTS = "an entry of the contents"
    RUNNING_HEAD = "a running head"
    FOLIO = "a page number"
    FOOTNOTE = "a footnote"
    REFERENCE = "a reference"
    CODE = "code"
    DATA = "data"


class Block(NamedTuple):
    """Lines that belong together: [start, end) in code points, without the white space around them."""

    start: int
    end: int
    kind: Kind
