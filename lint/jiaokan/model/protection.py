"""Protected spans of plain text, which rules about prose skip: code, URLs, e-mail, math, link targets, tags."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from jiaokan.model.inline_spans import code_lines, inline_spans

Span = tuple[int, int]

# The beginning of a pattern is a literal character where there is one: it is found ten times as soon.
FENCE = r"[ \t>]{0,12}(`{3,}(?!`)|~{3,}(?!~))([^\n`]*)(?m:$)"  # at the beginning of a line
BACKTICKS = "``*"
# A URL keeps what punctuation follows it directly: whether a comma belongs to it cannot be told.
URL = "://(?:(?<=(https)://)|(?<=(http|file)://)|(?<=(ftp)://))[!-~]+"  # begins with its scheme
WWW = r"www\.(?<![A-Za-z0-9.@]www\.)[!-~]+"
LOCAL_PART = r"[A-Za-z0-9._%+-]{1,64}\Z"
DOMAIN = r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
MATH = r"\$(?:\$[^$]{1,2000}\$\$|(?<![\\$]\$)(?=[^\s$])[^$\n\u2e80-\uffef]{1,300}(?<=[^\s\\])\$(?!\d))"
LINK_TARGET = r"\](\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\))"
# Not the definition of a footnote, [^1]: that is prose.
LINK_DEFINITION = r" {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*[!-~]+"  # at the beginning of a line
TAG = r"</?[A-Za-z][^<>\n]{0,2000}>"


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
        return zip(self.starts, self.ends, strict=True)

    def __len__(self) -> int:
        return len(self.starts)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether [start, end) shares a code point with a span; an empty one, whether it lies inside."""
        if not self.starts:
            return False
        at = bisect_right(self.starts, end - 1 if end > start else start)
        return at > 0 and self.ends[at - 1] > start

    def within(self, start: int, end: int) -> Iterator[Span]:
        """The spans that lie in [start, end)."""
        for at in range(bisect_left(self.starts, start), bisect_right(self.starts, end)):
            if self.ends[at] <= end:
                yield self.starts[at], self.ends[at]

    def at(self, offset: int) -> Span | None:
        """The span that holds an offset."""
        at = bisect_right(self.starts, offset) - 1
        return (self.starts[at], self.ends[at]) if at >= 0 and self.ends[at] > offset else None


def blocks(text: str) -> Spans:
    """Whole lines that are not prose: fenced code, and lines of code."""
    fenced = fences(text) if "```" in text or "~~~" in text else ()
    return Spans([*fenced, *code_lines(text)])


def fences(text: str) -> Iterator[Span]:
    """Fenced code blocks; one that is never closed is taken for a stray mark, so that it does not hide a document."""
    marks = list(at_line_starts(FENCE, text))
    longest = {"`": 0, "~": 0}  # the longest mark that may close a block, from here on
    ahead: list[dict[str, int]] = []
    for mark in reversed(marks):
        ahead.append(longest)
        if not mark[2].strip() and len(mark[1]) > longest[mark[1][0]]:
            longest = {**longest, mark[1][0]: len(mark[1])}
    opened: re.Match[str] | None = None
    for mark, later in zip(marks, reversed(ahead), strict=True):
        if opened is None:
            opened = mark if later[mark[1][0]] >= len(mark[1]) else None
        elif mark[1][0] == opened[1][0] and len(mark[1]) >= len(opened[1]) and not mark[2].strip():
            yield line_start(opened), mark.end() - mark[0].endswith("\r")
            opened = None


def at_line_starts(pattern: str, text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern at the beginnings of lines, each but the first of all with the line feed before it."""
    if first := re.match(pattern, text):
        yield first
    yield from re.finditer("\n" + pattern, text)


def line_start(match: re.Match[str]) -> int:
    """Where a match of `at_line_starts` begins without its line feed."""
    return match.start() + match[0].startswith("\n")


def inline_code(text: str) -> Iterator[Span]:
    """Runs of backticks up to the next run of the same length on the line or the one after it."""
    marks = [match.span() for match in re.finditer(BACKTICKS, text)]
    fellows: list[int] = []  # the next run of the same length, made where that is not the very next
    n, line, reach = 0, -1, -1  # where the line ends, and the one after it
    while n < len(marks) - 1:
        (start, end), other = marks[n], n + 1
        if start > line:
            line = found if (found := text.find("\n", end)) >= 0 else len(text)
            reach = found if (found := text.find("\n", line + 1)) >= 0 else len(text)
        if marks[other][0] < reach and marks[other][1] - marks[other][0] != end - start:
            fellows = fellows or next_equal([end - start for start, end in marks])
            other = fellows[n]
        if other < len(marks) and marks[other][0] < reach:
            yield start, marks[other][1]
            n = other
        n += 1


def next_equal(numbers: list[int]) -> list[int]:
    """For each number, the index of the next equal one; the length of the list if there is none."""
    latest: dict[int, int] = {}
    found: list[int] = []
    for n in range(len(numbers) - 1, -1, -1):
        found.append(latest.get(numbers[n], len(numbers)))
        latest[numbers[n]] = n
    return found[::-1]


def emails(text: str) -> Iterator[Span]:
    at, past = text.find("@"), 0
    while at >= 0:
        local = re.search(LOCAL_PART, text[max(past, at - 64) : at])
        domain = re.compile(DOMAIN).match(text, at) if local else None
        if local and domain:
            past = domain.end()
            yield at - len(local[0]), past
        at = text.find("@", max(at + 1, past))


def in_any_text(text: str) -> Iterator[Span]:
    """What is no prose in a text of any format: addresses, code in a line, quoted data, formulas, faces."""
    if "://" in text:
        yield from ((m.start(m.lastindex or 0), m.end()) for m in re.finditer(URL, text))
    if "www." in text:
        yield from (m.span() for m in re.finditer(WWW, text))
    if "@" in text:
        yield from emails(text)
    yield from inline_spans(text)


def spans(text: str, code: Spans) -> Spans:
    """All protected spans of a plain text; `code` are those of its `blocks`."""
    found: list[Span] = [*code, *in_any_text(text)]

    def add(pattern: str, group: int = 0) -> None:
        found.extend(m.span(group) for m in re.finditer(pattern, text))

    if "`" in text:
        found += inline_code(text)
    if "$" in text:
        add(MATH)
    if "](" in text:
        add(LINK_TARGET, 1)
    if "]:" in text:
        found += ((line_start(m), m.end()) for m in at_line_starts(LINK_DEFINITION, text))
    if "<" in text:
        add(TAG)
    return Spans(found)
