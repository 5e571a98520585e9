"""What the layout of a page leaves in its text."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, count
from operator import add, sub

from jiaokan import Document
from jiaokan.document import Lines
from jiaokan.slices import Slices, large, offsets
from jiaokan_rules.anchor import compiled

BLANK = " \t\u3000\u00a0"
MARGIN = BLANK + "\ufeff\f"
TOGETHER = 4096  # lines of a large text looked at together


@dataclass
class Filled:
    """The lines that hold text: `texts` is what they hold, `whole` the same with the indents where these are kept.

    `blank` is what counts as no text: None for all white space.
    """

    lines: Lines
    whole: Sequence[str]
    texts: Sequence[str]
    blank: str | None = None

    @cached_property
    def numbers(self) -> Sequence[int]:
        """Which of the lines they are."""
        lines = self.lines.texts
        if len(lines) == len(self.texts):
            return range(len(lines))
        numbers = list(compress(count(), lines))
        return numbers if len(numbers) == len(self.texts) else list(compress(count(), self.stripped(lines)))

    def stripped(self, lines: Sequence[str]) -> Iterator[str]:
        return (text.strip(self.blank) for text in lines)

    @cached_property
    def firsts(self) -> str:
        """The first characters of the texts, one for each: a scan of these is many times shorter than one of the text."""
        texts = self.texts
        return at_places(texts.text, texts.starts) if isinstance(texts, Slices) else "".join([t[0] for t in texts])

    @cached_property
    def lasts(self) -> str:
        """And the last ones."""
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


def margins(doc: Document) -> Filled:
    """The lines that hold more than `MARGIN`, with their indents."""
    if large(doc.text):
        numbers, starts, ends = places(doc, MARGIN)
        begins = array(starts.typecode, map(doc.lines.starts.__getitem__, numbers))
        whole = Slices(doc.text, begins, ends)
        found = Filled(doc.lines, whole, Slices(doc.text, starts, ends) if starts != begins else whole, MARGIN)
        found.numbers = numbers
        return found
    found = Filled(doc.lines, lines := list(filter(None, doc.lines.texts)), lines, MARGIN)
    blank = compiled(f"[{MARGIN}]")
    if blank.search(found.lasts):
        lines = list(filter(None, [text.rstrip(MARGIN) for text in lines]))
        found = Filled(doc.lines, lines, lines, MARGIN)
    if blank.search(found.firsts):
        found.texts = [text.lstrip(MARGIN) for text in lines]
        del found.firsts
    return found


def filled(doc: Document) -> Filled:
    """The lines that hold more than white space, without what stands around it."""
    found = doc.view(margins)
    space = compiled(r"\s")
    if not ("\ufeff" in doc.text or space.search(found.firsts) or space.search(found.lasts)):
        return found  # all that was blank is white space, and all white space was blank
    if large(doc.text):
        numbers, starts, ends = places(doc)
        texts: Sequence[str] = Slices(doc.text, starts, ends)
        found = Filled(doc.lines, texts, texts)
        found.numbers = numbers
        return found
    texts = list(filter(None, map(str.strip, doc.lines.texts)))
    return Filled(doc.lines, texts, texts)


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
