"""Where a dear pattern is worth trying: the lines in which a cheap one occurs that every match of it needs.

A search for a pattern that begins with a literal character takes a tenth of one that begins with a class of Han or
looks behind itself. So what is sought is found by its rarest character first, its anchor, and then read from the start
of the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from jiaokan import Document
from jiaokan.search.arrays import members

if TYPE_CHECKING:
    from jiaokan.search.arrays import Codes

PIECE = 1 << 20  # code points that are looked at together: what is found in them is kept in eight bytes each

# The cache of re holds fewer patterns than the rules have, and takes five times as long to answer.
compiled = cache(re.compile)


def present(doc: Document, anchors: Mapping[str, str]) -> list[str]:
    """The anchors, each given under the character it begins with, of those characters that occur at all."""
    return [anchor for character, anchor in anchors.items() if character in doc.text]


def sought(doc: Document, pattern: str, item: str, beside: Mapping[int, str] | None = None) -> Iterator[re.Match[str]]:
    """The matches of a pattern, protected or not, each of which begins with a character of a class.

    `beside`: of what classes the characters are so many places behind its beginning, each of them in every match.
    """
    if doc.codes is None:
        yield from compiled(pattern).finditer(doc.text) if doc.holds(item) else ()
        return
    match, end = compiled(pattern).match, 0
    for at in places(doc.codes, item, beside or {}):
        if at >= end and (found := match(doc.text, at)):
            end = found.end()
            yield found


def places(codes: Codes, item: str, beside: Mapping[int, str]) -> Iterator[int]:
    """Where a character of a class may stand, and those of other classes beside it."""
    for start in range(0, len(codes), PIECE):
        piece = codes[start : start + PIECE]
        found = members(item).take(piece).nonzero()[0] + start
        for offset, other in beside.items():
            found = found[members(other).take(codes.take(found + offset, mode="clip"))]
        yield from found.tolist()


def anchored(text: str, anchors: Iterable[str]) -> list[tuple[int, int]]:
    """Start and end of the lines, parted at LF, in which one of the patterns occurs; none of these may match an LF."""
    lines = set()
    for anchor in anchors:
        search = compiled(anchor).search
        end = 0
        while match := search(text, end):
            line = line_around(text, *match.span())
            lines.add(line)
            end = line[1]
    return sorted(lines)


def lines_of(text: str, found: Iterable[re.Match[str]]) -> list[tuple[int, int]]:
    """Start and end of the lines, parted at LF, that hold these matches, which come in order."""
    lines, end = [], -1
    for match in found:
        if match.start() > end:
            lines.append(line_around(text, *match.span()))
            end = lines[-1][1]
    return lines


def line_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end of the line, parted at LF, that holds [start, end)."""
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, stop if stop >= 0 else len(text)


def matches(doc: Document, pattern: str, lines: Iterable[tuple[int, int]], flags: int = 0) -> Iterator[re.Match[str]]:
    """What `doc.matches` gives in these lines, for a pattern no match of which leaves its line."""
    for start, end in lines:
        for match in compiled(pattern, flags).finditer(doc.text, start, end):
            if not doc.protected.overlaps(*match.span()):
                yield match
