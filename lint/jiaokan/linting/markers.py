"""jiaokan's markers in a Markdown text, and the text that each of them covers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from jiaokan.language.typography import LINE_END
from jiaokan.model.document import Document
from jiaokan.model.protection import Span, Spans
from jiaokan.search.pattern import Pattern

MARK = "jiaokan:"
# A marker is on one line. The bound keeps the search linear on a line that is full of beginnings of markers.
MARKER = Pattern(rf"<!--[ \t]{{0,8}}{MARK}([^\n]{{0,500}}?)-->")
WORD = r"[A-Za-z][A-Za-z0-9_-]*"
# Names in brackets or without, and a reason behind them.
DIRECTIVE = Pattern(
    rf"\s*ignore(-start|-end|-file)?(?![\w-])(?:\s*\[([^\[\]]+)\].*|\s+({WORD}(?:\s*[,，、]\s*{WORD})*)(?![\w-]).*|[^\w\[-].*)?",
    re.S,
)
NAME = Pattern(r"[^\s,，、\[\]]+")
SPACE = Pattern(r"\s*")
BLANKS = Pattern(r"\s*")
LONGEST_LINE = 10_000  # code points of a line before a marker that are looked at
NO_TEXT = " \t\u3000\ufeff>*+-|"  # quotation marks, bullets and borders that stand before a marker without text
BLOCK_END = Pattern(rf"{LINE_END}(?=[ \t\u3000]*(?:[\r\n]|\Z)|[ ]{{0,3}}(?:#{{1,6}}[ \t]|<!--[ \t]{{0,8}}jiaokan:))")
HEADING = Pattern(r"#{1,6}[ \t][^\r\n]*")


class Place(NamedTuple):
    """The span of a marker, and the span of the names in it."""

    start: int
    end: int
    brackets: Span | None


class Marker(NamedTuple):
    """A marker: the selectors in it (none: all rules) and the offsets it covers, both included.

    `block` is the line or the block that a marker is about; `places` begins with the marker itself and holds,
    for a region, also the marker that ends it.
    """

    names: tuple[str, ...]
    covers: Span | None
    places: tuple[Place, ...]
    block: Span | None = None
    problem: Literal["malformed", "unpaired"] | None = None


class IgnoredText(NamedTuple):
    """An entry of the configuration: where `text` stands in files that match `path`, `rule` finds nothing."""

    path: str
    rule: str
    text: str
    reason: str = ""

    def occurrences(self, text: str) -> Iterator[Span]:
        at = text.find(self.text)
        while at >= 0:
            yield at, at + len(self.text)
            at = text.find(self.text, at + len(self.text))

    @property
    def names_one_file(self) -> bool:
        return not any(c in self.path for c in "*?[")


class Directive(NamedTuple):
    """A comment that speaks to jiaokan.

    `kind`: "" for a line or the next block, "file", "start", "end"; None where the comment cannot be read.
    """

    kind: str | None
    names: tuple[str, ...]
    place: Place


def markers(doc: Document) -> Iterator[Marker]:
    """The markers of a Markdown text, in order; one inside code is none."""
    if not doc.markdown or doc.markup is None or MARK not in doc.text:
        return
    code = doc.markup.code
    found = list(directives(doc.text, doc.markup.verbatim))
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
        elif line := line_of_its_text(doc, place):
            is_last = blanks_end(doc.text, place.end) >= line[1]
            yield Marker(names, (line[0], place.start - 1 if is_last else line[1]), (place,), line)
        else:
            block = blocks[place.start]
            yield Marker(names, (place.end, block[1]), (place,), block)


def directives(text: str, code: Spans) -> Iterator[Directive]:
    """The comments outside code that speak to jiaokan, in order."""
    for match in MARKER.finditer(text):
        if not code.overlaps(*match.span()):
            yield directive_of(match)


def directive_of(match: re.Match[str]) -> Directive:
    said = DIRECTIVE.fullmatch(match[1])
    group = 2 if said and said[2] is not None else 3
    listed = said[group] if said else None
    names = tuple(NAME.findall(listed)) if listed else ()
    first = match.start(1)
    brackets = (first + said.start(group), first + said.end(group)) if said and listed else None
    place = Place(*match.span(), brackets)
    if said is None or (listed is not None and not names):
        return Directive(None, names, place)
    return Directive((said[1] or "").lstrip("-"), names, place)


def line_of_its_text(doc: Document, place: Place) -> Span | None:
    """The line that a marker ends, if it stands behind text; None for one that stands alone or before text."""
    start, end = doc.line_span(place.start)
    before = doc.text[max(start, place.start - LONGEST_LINE) : place.start]
    return (start, end) if MARKER.sub("", before).strip(NO_TEXT) else None


def blanks_end(text: str, start: int) -> int:
    """Where the white space from an offset on ends."""
    blanks = BLANKS.match(text, start)
    return blanks.end() if blanks else start


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
