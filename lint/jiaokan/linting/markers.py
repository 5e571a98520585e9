"""jiaokan's markers in a Markdown text, and the text that each of them covers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal, NamedTuple

from jiaokan.model import protection
from jiaokan.model.document import Document
from jiaokan.model.protection import Span, Spans

MARK = "jiaokan:"
# A marker has one line; the bound keeps the search linear on a line of nothing but beginnings of markers.
MARKER = rf"<!--[ \t]{{0,8}}{MARK}([^\n]{{0,500}}?)-->"
DIRECTIVE = r"\s*ignore(-start|-end|-file)?\s*(?:\[([^\[\]]+)\])?\s*"
NAME = r"[^\s,，、\[\]]+"
SPACE = r"\s*"
LINE_END = r"(?:\r\n|\n|\r(?!\n))"
BLOCK_END = rf"{LINE_END}(?=[ \t\u3000]*(?:[\r\n]|\Z)|[ ]{{0,3}}(?:#{{1,6}}[ \t]|<!--[ \t]{{0,8}}jiaokan:))"
HEADING = r"#{1,6}[ \t][^\r\n]*"


class Place(NamedTuple):
    """Where a marker stands, and what stands between its brackets."""

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


def markers(doc: Document) -> Iterator[Marker]:
    """The markers of a Markdown text, in order; one inside code is none."""
    if not doc.markdown or MARK not in doc.text:
        return
    text = doc.text
    code = protection.code_blocks(text, True)
    inline = protection.Spans(protection.inline_code(text))
    found = [m for m in re.finditer(MARKER, text) if not (code.overlaps(*m.span()) or inline.overlaps(*m.span()))]
    blocks = next_blocks(text, found, code)
    ends = regions(found)
    closing = {id(end) for end in ends.values()}
    for match in found:
        directive = re.fullmatch(DIRECTIVE, match[1])
        here = place(match)
        names = selectors(match)
        kind = directive[1] if directive else None
        if directive is None or (directive[2] is not None and not names):
            yield Marker((), None, (here,), problem="malformed")
        elif kind == "-file":
            yield Marker(names, (0, len(text)), (here,))
        elif kind == "-start":
            end = ends.get(match.start())
            covers = (match.end(), end.start() if end else len(text))
            yield Marker(names, covers, (here, place(end)) if end else (here,))
        elif kind == "-end":
            if id(match) not in closing:
                yield Marker(names, None, (here,), problem="unpaired")
            else:
                continue
        else:
            block = blocks[match.start()]
            yield Marker(names, (match.end(), block[1]), (here,), block)


def selectors(match: re.Match[str]) -> tuple[str, ...]:
    directive = re.fullmatch(DIRECTIVE, match[1])
    return tuple(re.findall(NAME, directive[2])) if directive and directive[2] else ()


def place(match: re.Match[str]) -> Place:
    directive = re.fullmatch(DIRECTIVE, match[1])
    inside = directive.span(2) if directive and directive[2] else None
    return Place(*match.span(), (match.start(1) + inside[0], match.start(1) + inside[1]) if inside else None)


def regions(found: list[re.Match[str]]) -> dict[int, re.Match[str]]:
    """The marker that ends a region, by the offset of the one that starts it.

    An end with brackets ends the last open region with the same brackets, one without the last open region.
    """
    ends: dict[int, re.Match[str]] = {}
    opened: list[int] = []
    by_names: dict[frozenset[str], list[int]] = {}
    for match in found:
        directive = re.fullmatch(DIRECTIVE, match[1])
        if directive is None or directive[1] not in ("-start", "-end"):
            continue
        names = frozenset(selectors(match))
        if directive[1] == "-start":
            opened.append(match.start())
            by_names.setdefault(names, []).append(match.start())
            continue
        waiting = by_names.get(names, []) if names else opened
        while waiting and waiting[-1] in ends:
            waiting.pop()
        if waiting:
            ends[waiting.pop()] = match
    return ends


def next_blocks(text: str, found: list[re.Match[str]], code: Spans) -> dict[int, Span]:
    """The block after each marker, by the offset of the marker; of markers in a row all have the same block."""
    spaces, heading = re.compile(SPACE), re.compile(HEADING)
    ends = [m.start() for m in re.finditer(BLOCK_END, text)] if found else []
    blocks: dict[int, Span] = {}
    for match in reversed(found):
        start = after_space(text, match.end(), spaces)
        if start in blocks:
            blocks[match.start()] = blocks[start]
            continue
        inside = code.at(start)
        if inside:
            end = len(text[start : inside[1]].rstrip()) + start
        elif title := heading.match(text, start):
            end = title.end()
        else:
            at = bisect_left(ends, start)
            end = ends[at] if at < len(ends) else len(text)
        blocks[match.start()] = (start, end)
    return blocks


def after_space(text: str, offset: int, spaces: re.Pattern[str]) -> int:
    match = spaces.match(text, offset)
    return match.end() if match else offset
