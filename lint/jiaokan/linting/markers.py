"""jiaokan's markers in a Markdown text, and the text that each of them covers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from jiaokan.language.typography import LINE_END
from jiaokan.model import protection
from jiaokan.model.document import Document
from jiaokan.model.protection import Span, Spans
from jiaokan.search.pattern import Pattern

MARK = "jiaokan:"
# A marker is on one line. The bound keeps the search linear on a line that is full of beginnings of markers.
MARKER = Pattern(rf"<!--[ \t]{{0,8}}{MARK}([^\n]{{0,500}}?)-->")
DIRECTIVE = Pattern(r"\s*ignore(-start|-end|-file)?\s*(?:\[([^\[\]]+)\])?\s*")
NAME = Pattern(r"[^\s,，、\[\]]+")
SPACE = Pattern(r"\s*")
BLOCK_END = Pattern(rf"{LINE_END}(?=[ \t\u3000]*(?:[\r\n]|\Z)|[ ]{{0,3}}(?:#{{1,6}}[ \t]|<!--[ \t]{{0,8}}jiaokan:))")
HEADING = Pattern(r"#{1,6}[ \t][^\r\n]*")


class Place(NamedTuple):
    """The span of a marker, and the span between its brackets."""

    start: int
    end: int
    brackets: Span | None


class Marker(NamedTuple):
    """A marker: the selectors in its brackets (none: all rules) and the offsets it covers, both included.

    `block` is the block that a marker for the next block is about; `places` begins with the marker itself and holds,
    for a region, also the marker that ends it.
    """

    names: tuple[str, ...]
    covers: Span | None
    places: tuple[Place, ...]
    block: Span | None = None
    problem: Literal["malformed", "unpaired"] | None = None


class Directive(NamedTuple):
    """A comment that speaks to jiaokan.

    `kind`: "" for the next block, "file", "start", "end"; None where the comment cannot be read.
    """

    kind: str | None
    names: tuple[str, ...]
    place: Place


def markers(doc: Document) -> Iterator[Marker]:
    """The markers of a Markdown text, in order; one inside code is none."""
    if not doc.markdown or MARK not in doc.text:
        return
    code = protection.code_blocks(doc.text, True)
    found = list(directives(doc.text, code))
    blocks = next_blocks(doc.text, [directive.place for directive in found], code)
    ends = pair_regions(found)
    closing = set(ends.values())
    for n, (kind, names, place) in enumerate(found):
        if kind is None:
            yield Marker((), None, (place,), problem="malformed")
        elif kind == "file":
            yield Marker(names, (0, len(doc.text)), (place,))
        elif kind == "start":
            end = found[ends[n]].place if n in ends else None
            yield Marker(names, (place.end, end.start if end else len(doc.text)), (place, end) if end else (place,))
        elif kind == "end":
            if n not in closing:
                yield Marker(names, None, (place,), problem="unpaired")
        else:
            block = blocks[place.start]
            yield Marker(names, (place.end, block[1]), (place,), block)


def directives(text: str, code: Spans) -> Iterator[Directive]:
    """The comments outside code that speak to jiaokan, in order."""
    inline = Spans(protection.inline_code(text))
    for match in MARKER.finditer(text):
        if not (code.overlaps(*match.span()) or inline.overlaps(*match.span())):
            yield directive_of(match)


def directive_of(match: re.Match[str]) -> Directive:
    said = DIRECTIVE.fullmatch(match[1])
    names = tuple(NAME.findall(said[2])) if said and said[2] else ()
    first = match.start(1)
    brackets = (first + said.start(2), first + said.end(2)) if said and said[2] else None
    place = Place(*match.span(), brackets)
    if said is None or (said[2] is not None and not names):
        return Directive(None, names, place)
    return Directive((said[1] or "").lstrip("-"), names, place)


def pair_regions(found: Sequence[Directive]) -> dict[int, int]:
    """The number of the directive that ends a region, by the number of the one that starts it.

    An end with brackets ends the last open region with the same brackets, one without the last open region.
    """
    ends: dict[int, int] = {}
    opened: list[int] = []
    by_names: dict[frozenset[str], list[int]] = {}
    for n, (kind, names, _) in enumerate(found):
        if kind == "start":
            opened.append(n)
            by_names.setdefault(frozenset(names), []).append(n)
        elif kind == "end":
            waiting = by_names.get(frozenset(names), []) if names else opened
            while waiting and waiting[-1] in ends:
                waiting.pop()
            if waiting:
                ends[waiting.pop()] = n
    return ends


def next_blocks(text: str, places: Sequence[Place], code: Spans) -> dict[int, Span]:
    """The block after each marker, by the offset of the marker; of markers in a row all have the same block."""
    ends = [match.start() for match in BLOCK_END.finditer(text)] if places else []
    blocks: dict[int, Span] = {}
    for place in reversed(places):
        start = after_space(text, place.end)
        blocks[place.start] = blocks[start] if start in blocks else block_at(text, start, ends, code)
    return blocks


def block_at(text: str, start: int, ends: Sequence[int], code: Spans) -> Span:
    """The block that starts at an offset: a block of code, a heading, or what reaches to the next end of a block."""
    inside = code.at(start)
    if inside:
        return start, len(text[start : inside[1]].rstrip()) + start
    if title := HEADING.match(text, start):
        return title.span()
    at = bisect_left(ends, start)
    return start, ends[at] if at < len(ends) else len(text)


def after_space(text: str, offset: int) -> int:
    match = SPACE.match(text, offset)
    return match.end() if match else offset
