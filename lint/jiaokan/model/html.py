"""Tags, comments and verbatim elements of HTML; JSX with its braces is read too."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jiaokan.model.protection import Span, Spans

# Elements that hold code, keys or the like: what stands in them is no prose.
VERBATIM = frozenset("pre code kbd samp var tt script style textarea svg math template xmp listing".split())
LINES = frozenset("pre script style textarea svg math xmp listing".split())  # of these a block is code
TAG_BEGINS = re.compile(r"<(/?)([A-Za-z][^\s<>/\"'={}]{0,60}|(?=>))|<[?!](?!--)")
TAG_PART = re.compile(r"=\s{0,8}([\"'])|([{}<>])|\n[ \t]*\r?\n")
CUT_TAG = re.compile(
    r"[ \t]+[A-Za-z-]{1,40}=[\"'][^\r\n<>]{0,500}"
)  # one whose end is missing, as far as its line goes
LONGEST_TAG = 4000  # code points
MOST_PARTS = 200  # of a tag: quoted values and braces
DEEPEST = 8  # braces in braces
ENTITY = r"&(?:amp;){0,3}(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"


class Tag(NamedTuple):
    """A tag, [start, end), and the name of its element in lower case."""

    start: int
    end: int
    name: str
    closing: bool


def comments(text: str, code: Spans, first: int = 0) -> Iterator[Span]:
    """Comments that do not begin in code; one that is never closed is taken for a stray mark."""
    start = text.find("<!--", first)
    while start >= 0:
        inside = code.at(start)
        if inside:
            start = text.find("<!--", inside[1])
            continue
        close = text.find("-->", start + 4)
        if close < 0:
            return
        yield start, close + 3
        start = text.find("<!--", close + 3)


def tags(text: str, apart: Spans, first: int = 0) -> Iterator[Tag]:
    """The tags that do not begin in `apart` (code, comments, links), in order; in a script or a style there is none."""
    at = first
    unclosed: set[str] = set()  # of these elements no closing tag follows: each search would read the rest of the text
    while match := TAG_BEGINS.search(text, at):
        inside = apart.at(match.start())
        at = inside[1] if inside else match.end()
        end = -1 if inside else tag_end(text, match.end())
        if end < 0 and not inside and (cut := CUT_TAG.match(text, match.end())):
            end = cut.end()
        if end < 0:
            continue
        name, at = (match[2] or "").lower(), end
        yield Tag(match.start(), end, name, match[1] == "/")
        if name in ("script", "style") and match[1] == "":
            close = None if name in unclosed else re.compile(f"</{name}", re.I).search(text, end)
            if close:
                at = close.start()
            else:
                unclosed.add(name)


def tag_end(text: str, start: int) -> int:
    """The end of the tag whose name ends at `start`, or -1: > in a quoted value or in braces ends none."""
    limit, depth, at = min(len(text), start + LONGEST_TAG), 0, start
    for _ in range(MOST_PARTS):
        part = TAG_PART.search(text, at, limit)
        if part is None:
            return -1
        at = part.end()
        if part[1]:
            at = text.find(part[1], at, limit) + 1
        elif part[2] in ("{", "}"):
            depth += 1 if part[2] == "{" else -1
        elif part[2] == ">" and depth <= 0:
            return at
        elif part[2] is None or depth <= 0:
            return -1
        if at <= 0 or depth > DEEPEST:
            return -1
    return -1


def verbatim_elements(found: Iterable[Tag]) -> Iterator[tuple[int, int, str]]:
    """[start, end) and name of the elements that hold code, from their opening tag to the end of the closing one.

    One that is opened again before it is closed was never closed: its tag alone is markup.
    """
    some = [tag for tag in found if tag.name in VERBATIM]
    places: dict[str, list[int]] = {}
    for n, tag in enumerate(some):
        places.setdefault(tag.name, []).append(n)
    past = 0
    for n, tag in enumerate(some):
        if tag.start < past or tag.closing:
            continue
        same = places[tag.name]
        following = bisect_left(same, n) + 1
        if following < len(same) and some[same[following]].closing:
            past = some[same[following]].end
            yield tag.start, past, tag.name


def line_spans(text: str, elements: Iterable[tuple[int, int, str]]) -> Iterator[Span]:
    """Those elements that are blocks of code: of several lines, or the whole of a line."""
    for start, end, name in elements:
        if name in LINES or "\n" in text[start:end]:
            yield start, end
