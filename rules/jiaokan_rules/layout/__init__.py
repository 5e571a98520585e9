"""What the layout of a page leaves in its text."""

from __future__ import annotations

from array import array
from itertools import compress, count
from typing import NamedTuple

from jiaokan import Document

BLANK = " \t\u3000\u00a0"


class Filled(NamedTuple):
    """The lines that hold text: their numbers, and the text without the white space around it."""

    numbers: array[int]
    texts: list[str]


def filled(doc: Document) -> Filled:
    texts = [line.text.strip() for line in doc.lines]
    return Filled(array("q", compress(count(), texts)), list(filter(None, texts)))


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
