"""A place in its line, cut to a few columns and made safe and visible; widths are display columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

from jiaokan.linting.fixer import Applied, splice
from jiaokan.model.document import Document
from jiaokan.model.finding import Edit, Finding

BESIDE = 14  # columns of context on each side
SPAN = 28  # columns of the span itself, cut in its middle
CUT = "…"

Show = Callable[[str], str]

# What a terminal would obey or a reader would not see: controls, format characters, separators but for the space and
# the ideographic space (Cc Cf Co Cs Zl Zp Zs), variation selectors and fillers, and what XML refuses. Unassigned code
# points are left alone: which they are depends on the version of Unicode.
UNSEEN = (
    r"[\x00-\x1f\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    r"\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3164\ud800-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# What GitHub obeys anywhere in a line, and Azure and TeamCity with a name; GitHub also `::name::` where a line begins.
# https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
BUILD_COMMAND = r"(##\w*)\["
SIGNS = {"\n": "⏎", "\r": "␍", "\t": "␉"}


@lru_cache(maxsize=256)  # the same path stands before every finding of a file
def visible(text: str) -> str:
    """The text without anything that a terminal obeys or an eye passes over."""
    return unseen().sub(lambda m: SIGNS.get(m[0]) or f"<U+{ord(m[0]):04X}>", text)


@cache
def unseen() -> re.Pattern[str]:
    return re.compile(UNSEEN)


def inert(report: str) -> str:
    """What is to be printed, with nothing in it that a machine which builds would take for a command."""
    return re.sub(BUILD_COMMAND, r"\1<U+005B>", re.sub(r"^([^\S\n]*):(?=:)", r"\1<U+003A>", report, flags=re.M))


def marked(text: str) -> str:
    """The same for the text in question, whose spaces matter."""
    return visible(text).replace(" ", "␣")


def width(text: str) -> int:
    return sum(map(cell, text))


@cache
def cell(c: str) -> int:
    """The columns of a character: known here for what Chinese text is made of, since wcwidth takes 12 ms to import."""
    if c.isascii() or c in "“”‘’—…·⏎␣␍␉":
        return 1
    if "\u3041" <= c <= "\u3096" or "\u3400" <= c <= "\u9fff" or c in "　、。《》「」『』【】〔〕（），．：；！？":
        return 2
    from wcwidth import wcwidth

    return max(0, wcwidth(c))


class Shown(dict[str, tuple[str, int]]):
    """What stands for each character, and its columns."""

    def __init__(self, show: Show) -> None:
        self.show = show

    def __missing__(self, c: str) -> tuple[str, int]:
        sign = self.show(c)
        found = self[c] = sign, width(sign)
        return found


shown = cache(Shown)


def fitting(characters: Iterable[str], columns: int, show: Show) -> tuple[list[str], bool]:
    """As many characters from the first on as fit, shown, and whether some did not.

    What stands for a character that is not seen is not cut in two.
    """
    cells: list[str] = []
    signs = shown(show)
    for c in characters:
        sign, wide = signs[c]
        columns -= wide
        if columns < 0:
            return cells, True
        cells.append(sign)
    return cells, False


def head(text: str, columns: int, show: Show = visible, cut: str = CUT) -> str:
    """As much of the beginning as fits, shown."""
    cells, more = fitting(text, columns, show)
    return "".join(cells) + cut * more


def tail(text: str, columns: int, show: Show = visible, cut: str = CUT) -> str:
    """As much of the end as fits, shown."""
    cells, more = fitting(reversed(text), columns, show)
    return cut * more + "".join(reversed(cells))


def middle(text: str, columns: int = SPAN, show: Show = visible) -> str:
    """All of it, or beginning and end where it does not fit."""
    if len(text) <= columns and width(show(text)) <= columns:
        return show(text)
    return head(text, columns // 2, show, "") + CUT + tail(text, columns // 2, show, "")


class Window(NamedTuple):
    """A stretch of a text with what stands before and after it in its lines."""

    before: str
    span: str
    after: str

    @property
    def carets(self) -> str:
        return " " * width(self.before) + "^" * max(1, width(self.span))


def around(doc: Document, start: int, end: int, span: str | None = None) -> Window:
    """The place [start, end), or `span` in its stead, in the lines that it begins and ends in."""
    before, after = tail(left_of(doc.text, start), BESIDE), head(right_of(doc.text, end), BESIDE)
    return Window(before, middle(doc.text[start:end] if span is None else span, show=marked), after)


def left_of(text: str, at: int, reach: int = 2 * BESIDE) -> str:
    """What stands before a place in its line, at most so many code points; a line end belongs to the line it ends."""
    some = text[max(0, at - reach) : at]
    edge = len(some) - (some[-1:] == "\r" and text[at : at + 1] == "\n")
    return some[max(some.rfind("\n", 0, edge), some.rfind("\r", 0, edge)) + 1 :]


def right_of(text: str, at: int, reach: int = 2 * BESIDE) -> str:
    """What stands from a place on in its line."""
    return text[at : at + reach].partition("\n")[0].partition("\r")[0]


def mended(doc: Document, finding: Finding) -> Window | None:
    """What the first edits of a finding's fix make of its place; None where it deletes a line or more than a word."""
    edits = finding.fix.edits if finding.fix else ()
    if not edits:
        return None
    near = list(within(edits, edits[0].end + SPAN))
    start, end = near[0].start, near[-1].end
    if start - SPAN <= finding.start < start:
        start = finding.start
    if end < finding.end <= end + SPAN:
        end = finding.end
    new = splice(doc.text[start:end], [shifted(e, -start) for e in near])
    window = around(doc, start, end, new)
    return window if new or (end - start <= BESIDE // 2 and any(window)) else None


def shifted(edit: Edit, by: int) -> Edit:
    return Edit(edit.start + by, edit.end + by, edit.text)


def within(edits: tuple[Edit, ...], limit: int) -> Iterator[Edit]:
    """The first edit and those after it that end before `limit`."""
    yield edits[0]
    yield from takewhile(lambda e: e.end <= limit, edits[1:])


def changed(doc: Document, applied: Applied) -> tuple[str, str]:
    """The first places that a fix changed, before and after, with a little of the text around them."""
    edits = applied.finding.fix.edits if applied.finding.fix else ()
    near = [shifted(e, -edits[0].start) for e in within(edits, edits[0].end + BESIDE)]
    end = near[-1].end
    before, rest = applied.before[:end], applied.before[end:]
    left, start = "", applied.start
    if doc.text.startswith(applied.before, start):  # else another fix had changed the place before this one
        rest = right_of(doc.text, start + end)
        left = tail(left_of(doc.text, start, BESIDE), BESIDE // 2, cut="")
    right = head(rest[:BESIDE], BESIDE // 2, cut="")
    old, new = (left + middle(text, show=marked) + right for text in (before, splice(before, near)))
    return old, new
