"""What no rule about prose may touch: code, URLs, e-mail addresses, front matter, comments, math, link targets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

Span = tuple[int, int]

FENCE = re.compile(r"^[ \t>]{0,12}(`{3,}|~{3,})([^\n`]*)$", re.M)
FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?:(?!---[ \t]*$|\.\.\.[ \t]*$)[^\n]*\n){0,200}(?:---|\.\.\.)[ \t]*$", re.M)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
INDENTED = re.compile(r"(?:(?<=\n\n)|(?<=\n\r\n)|\A)(?:(?: {4}|\t)[^\n]*(?:\n|\Z)(?:[ \t]*\n(?= {4}|\t))?)+")
LIST_ITEM = re.compile(r"[ \t]{0,12}(?:[-*+]|\d{1,9}[.)])[ \t]")
BACKTICKS = re.compile(r"`+")
# A URL keeps what punctuation follows it directly: whether a comma belongs to it cannot be told.
URL = re.compile(r"(?:https?|ftp|file)://[!-~]+|(?<![A-Za-z0-9.@])www\.[!-~]+")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
MATH = re.compile(r"\$\$[^$]{1,2000}\$\$|(?<![\\$])\$(?=[^\s$])[^$\n\u2e80-\uffef]{1,300}(?<=[^\s\\])\$(?!\d)")
LINK_TARGET = re.compile(r"(?<=\])\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)|^ {0,3}\[[^\]\n]{1,200}\]:[^\n]*", re.M)
TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,2000}>")


class Spans:
    """Sorted, disjoint spans of code points."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(end, self.ends[-1])
            elif start < end:
                self.starts.append(start)
                self.ends.append(end)

    def __iter__(self) -> Iterator[Span]:
        return zip(self.starts, self.ends)

    def __len__(self) -> int:
        return len(self.starts)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether [start, end) shares a code point with a span; an empty one, whether it lies inside."""
        at = bisect_right(self.starts, max(start, end - 1))
        return at > 0 and self.ends[at - 1] > start


def blocks(text: str, markdown: bool) -> Spans:
    """Whole lines that are no prose: fenced code and, in Markdown, indented code, front matter and comments."""
    found: list[Span] = []
    if "```" in text or "~~~" in text:
        found += fences(text)
    if markdown:
        if text.startswith(("---", "\ufeff---")) and (match := FRONT_MATTER.match(text)):
            found.append(match.span())
        if "<!--" in text:
            found += (m.span() for m in COMMENT.finditer(text))
        if "    " in text or "\t" in text:
            found += indented(text)
    return Spans(found)


def fences(text: str) -> Iterator[Span]:
    """Fenced code blocks; one that is never closed is taken for a stray mark, so that it does not hide a document."""
    opened: re.Match[str] | None = None
    for mark in FENCE.finditer(text):
        if opened is None:
            opened = mark
        elif mark[1][0] == opened[1][0] and len(mark[1]) >= len(opened[1]) and not mark[2].strip():
            yield opened.start(), mark.end()
            opened = None


def indented(text: str) -> Iterator[Span]:
    """Indented code blocks: after a blank line, and not the continuation of a list item."""
    for match in INDENTED.finditer(text):
        before = text.rfind("\n", 0, max(0, match.start() - 2))
        above = text[before + 1 : match.start()]
        if not LIST_ITEM.match(above) and not above.startswith((" ", "\t")):
            yield match.span()


def inline_code(text: str) -> Iterator[Span]:
    """Runs of backticks up to the next run of the same length on the line or the one after it."""
    opened: dict[int, int] = {}
    edge = 0
    for mark in BACKTICKS.finditer(text):
        if text.count("\n", edge, mark.start()) > 1:
            opened.clear()
        edge = mark.start()
        length = mark.end() - mark.start()
        if length in opened:
            yield opened.pop(length), mark.end()
            opened.clear()
        elif not opened:
            opened[length] = mark.start()


def spans(text: str, markdown: bool) -> Spans:
    """All protected spans of a text."""
    found: list[Span] = list(blocks(text, markdown))
    if "`" in text:
        found += inline_code(text)
    if "://" in text or "www." in text:
        found += (m.span() for m in URL.finditer(text))
    if "@" in text:
        found += (m.span() for m in EMAIL.finditer(text))
    if "$" in text:
        found += (m.span() for m in MATH.finditer(text))
    if "](" in text or "]:" in text:
        found += (m.span() for m in LINK_TARGET.finditer(text))
    if "<" in text:
        found += (m.span() for m in TAG.finditer(text))
    return Spans(found)
