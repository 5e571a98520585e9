"""What the layout of a page leaves in its text."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import compress, count
from operator import add, sub
from typing import NamedTuple

from jiaokan import Document
from jiaokan.slices import Slices, large, offsets

BLANK = " \t\u3000\u00a0"
TOGETHER = 4096  # lines of a large text looked at together


class Filled(NamedTuple):
    """The lines that hold text: their numbers, and the text without the white space around it."""

    numbers: array[int]
    texts: Sequence[str]


def filled(doc: Document) -> Filled:
    if large(doc.text):
        numbers, starts, ends = places(doc)
        return Filled(numbers, Slices(doc.text, starts, ends))
    texts = [text.strip() for text in doc.lines.texts]
    return Filled(array("q", compress(count(), texts)), list(filter(None, texts)))


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
