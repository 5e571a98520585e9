"""Stretches of text that stand twice or more in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jiaokan import Document, Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import FULL_MARKS
from jiaokan.model.document import view

PHRASE = Pattern(f"({HAN_CHARACTER}{{2,8}})\\1")
CLAUSE = Pattern(rf"(?<![^{FULL_MARKS}\s“‘])([^\n|]{{3,40}})\1")  # begins as clauses do


class Stretch(NamedTuple):
    """`size` code points from `start` on that stand `times` times in a row."""

    start: int
    size: int
    times: int

    @property
    def end(self) -> int:
        return self.start + self.size * self.times

    def unit(self, doc: Document) -> str:
        """The text that is repeated."""
        return doc.text[self.start : self.start + self.size]


@view
def stretches(doc: Document) -> list[Stretch]:
    """The stretches of lines with Chinese, in order and without overlap.

    A stretch is a phrase of two to eight Chinese characters, or longer text that begins like a clause.
    """
    out: list[Stretch] = []
    for stretch in sorted({*repeated(doc, PHRASE), *repeated(doc, CLAUSE)}, key=lambda s: (s.start, -s.end)):
        if not out or stretch.start >= out[-1].end:
            out.append(stretch)
    return out


def repeated(doc: Document, pattern: Pattern) -> Iterator[Stretch]:
    """Each match of a pattern that repeats its first group, with all of the copies that follow."""
    past = 0
    for start, end in doc.repeating_lines():
        for match in pattern.finditer(doc.text, start, end):
            if match.start() >= past and not doc.protected.overlaps(*match.span()):
                stretch = whole_copies(doc.text, match)
                past = stretch.end
                yield stretch


def whole_copies(text: str, match: re.Match[str]) -> Stretch:
    """A match with its least period, and all of the copies that follow."""
    size = (match[1] * 2).find(match[1], 1)
    unit, end = match[1][:size], match.end()
    while text.startswith(unit, end):
        end += size
    return Stretch(match.start(), size, (end - match.start()) // size)
