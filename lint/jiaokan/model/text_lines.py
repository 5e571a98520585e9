"""The lines of a document that hold text."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import compress, count

from jiaokan.language.typography import BLANKS
from jiaokan.model.document import Document, view
from jiaokan.model.slices import Slices, large, offset_array
from jiaokan.search.pattern import Pattern

BLANK = BLANKS + "\ufeff\f"
SOMETIMES_TEXT = frozenset("\ufeff\v\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029\u202f\u205f") | set(
    map(chr, range(0x2000, 0x200B))
)  # what only one of `text_lines` and `page_lines` takes for text: the BOM, and white space that is none of BLANK
PACK = 4096  # lines that are handled at once: a list of all lines of a large text takes too much memory


class TextLines:
    """The lines of a document that hold text, in order. The white space around the text of a line is not part of it.

    `numbers` are the indices of these lines in `doc.lines`; [starts, ends) are their texts in code points of the
    document. `blank` holds the characters that are not text; None stands for all white space.
    """

    def __init__(self, doc: Document, blank: str | None = None) -> None:
        self.lines = doc.lines  # not the document, which keeps this as a view: the two would be a cycle
        self.text = doc.text
        self.numbers = offset_array(doc.text)
        self.starts = offset_array(doc.text)
        self.ends = offset_array(doc.text)
        for first in range(0, len(doc.lines), PACK):
            texts = [line.rstrip(blank) for line in doc.lines.texts[first : first + PACK]]
            starts = doc.lines.starts[first : first + PACK]
            filled = [(start, text) for start, text in zip(starts, texts, strict=True) if text]
            self.numbers.extend(compress(count(first), texts))
            self.starts.extend([start + len(text) - len(text.lstrip(blank)) for start, text in filled])
            self.ends.extend([start + len(text) for start, text in filled])

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def texts(self) -> Sequence[str]:
        """The texts of the lines, without indents and trailing white space."""
        slices = Slices(self.text, self.starts, self.ends)
        return slices if large(self.text) else list(slices)

    @cached_property
    def line_starts(self) -> array[int]:
        """The offsets at which the lines start, indents included."""
        starts = self.lines.starts
        return array(self.numbers.typecode, (starts[number] for number in self.numbers))

    @cached_property
    def indented(self) -> bool:
        """Whether any of the lines is indented."""
        return self.line_starts != self.starts

    def indent(self, index: int) -> int:
        """The indent of a line in code points."""
        return self.starts[index] - self.line_starts[index]

    @cached_property
    def columns(self) -> array[int]:
        """The width of each line with its indent, in columns."""
        found = array("Q")
        with_indents = Slices(self.text, self.line_starts, self.ends)
        for first in range(0, len(self), PACK):
            pack = "\n".join(with_indents[first : first + PACK]).encode("gb18030", "replace").split(b"\n")
            found.extend(map(len, pack))
        return found

    @cached_property
    def first_characters(self) -> str:
        """The first character of each text: scanning these is much cheaper than scanning the document."""
        return characters_at(self.text, self.starts)

    @cached_property
    def last_characters(self) -> str:
        """The last character of each text."""
        return characters_at(self.text, self.ends, -1)

    def beginning_with(self, character: Pattern) -> list[int]:
        """The indices of the lines whose first character matches a pattern of one character."""
        return [match.start() for match in character.finditer(self.first_characters)]

    def ending_with(self, character: Pattern) -> list[int]:
        """The indices of the lines whose last character matches a pattern of one character."""
        return [match.start() for match in character.finditer(self.last_characters)]

    def overlapping(self, start: int, end: int) -> range:
        """The indices of the lines whose text shares a code point with [start, end)."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def index_at(self, offset: int) -> int:
        """The index of the line that holds an offset, or of the next one."""
        return bisect_left(self.numbers, bisect_right(self.lines.starts, offset) - 1)


@view
def text_lines(doc: Document) -> TextLines:
    """The lines that hold more than white space; a byte order mark is text."""
    return page_lines(doc) if doc.charset.isdisjoint(SOMETIMES_TEXT) else TextLines(doc)


@view
def page_lines(doc: Document) -> TextLines:
    """The lines that hold more than blanks, as a page shows them: spaces of other widths, as of one en, are text."""
    return TextLines(doc, BLANK)


def column_width(text: str) -> int:
    """The columns that a text takes on a Chinese page: two for a Chinese character or mark, one for ASCII.

    They are the bytes of GB 18030, which gives two bytes to what the GB repertoire holds, quotation marks and dashes
    among them, and four to what it does not.
    """
    return len(text.encode("gb18030", "replace"))


def characters_at(text: str, places: Sequence[int], shift: int = 0) -> str:
    """The characters at many places of a text, or at `shift` code points from them."""
    packs = (places[first : first + PACK] for first in range(0, len(places), PACK))
    return "".join(["".join([text[place + shift] for place in pack]) for pack in packs])
