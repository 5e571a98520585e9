"""A place in its line, cut to a few columns and made safe and visible; widths are display columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jiaokan.document import Document
from jiaokan.finding import Edit, Finding
from jiaokan.fix import Applied, splice

BESIDE = 14  # columns of context on each side
SPAN = 28  # columns of the span itself, cut in its middle
CUT = "…"

# What a terminal would obey or a reader would not see: controls, format characters, separators but for the space and
# the ideographic space (Cc Cf Co Cs Zl Zp Zs), variation selectors and fillers. Unassigned code points are left alone:
# which they are depends on the version of Unicode.
UNSEEN = (
    r"[\x00-\x1f\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    r"\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3164\ud800-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
SIGNS = {"\n": "⏎", "\r": "␍", "\t": "␉"}


def visible(text: str) -> str:
    """The text without anything that a terminal obeys or an eye passes over."""
    return re.sub(UNSEEN, lambda m: SIGNS.get(m[0]) or f"<U+{ord(m[0]):04X}>", text)


def marked(text: str) -> str:
    """The same for the text in question, whose spaces matter."""
    return visible(text).replace(" ", "␣")


def width(text: str) -> int:
    from wcwidth import wcwidth

    return sum(max(0, wcwidth(c)) for c in text)


def head(text: str, columns: int, cut: str = CUT) -> str:
    """As much of the beginning as fits."""
    from wcwidth import wcwidth

    room = columns
    for at, c in enumerate(text):
        room -= max(0, wcwidth(c))
        if room < 0:
            return text[:at] + cut
    return text


def tail(text: str, columns: int, cut: str = CUT) -> str:
    """As much of the end as fits."""
    return head(text[::-1], columns, cut)[::-1]


def middle(text: str, columns: int) -> str:
    """Beginning and end, with the middle cut out where the whole does not fit."""
    if width(text[: columns + 1]) <= columns and len(text) <= columns:
        return text
    return head(text, columns // 2, "") + CUT + tail(text, columns // 2, "")


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
    left, right = line_start(doc, start), line_end(doc, end)
    before = tail(visible(doc.text[max(left, start - 2 * BESIDE) : start]), BESIDE)
    after = head(visible(doc.text[end : min(right, end + 2 * BESIDE)]), BESIDE)
    return Window(before, middle(marked(edges(doc.text[start:end] if span is None else span)), SPAN), after)


def line_start(doc: Document, offset: int) -> int:
    return doc.lines[doc.line_at(offset)].start if doc.lines else 0


def line_end(doc: Document, offset: int) -> int:
    return max(offset, doc.lines[doc.line_at(offset)].end) if doc.lines else offset


def edges(text: str) -> str:
    """Enough of a long text to cut it in its middle without looking at all of it."""
    return text if len(text) <= 4 * SPAN else text[: 2 * SPAN] + text[-2 * SPAN :]


def mended(doc: Document, finding: Finding) -> Window | None:
    """What the first edits of a finding's fix make of their place; None where nothing is left to show of it."""
    edits = finding.fix.edits if finding.fix else ()
    if not edits:
        return None
    near = list(within(edits, edits[0].end + SPAN))
    start, end = near[0].start, near[-1].end
    new = splice(doc.text[start:end], [Edit(e.start - start, e.end - start, e.text) for e in near])
    return around(doc, start, end, new) if new or end - start <= SPAN // 2 else None


def within(edits: tuple[Edit, ...], limit: int) -> Iterator[Edit]:
    """The first edit and those that end before `limit`."""
    yield edits[0]
    for edit in edits[1:]:
        if edit.end > limit:
            return
        yield edit


def changed(doc: Document, applied: Applied) -> tuple[str, str]:
    """The changed stretch before and after, with a little of the lines around it where the place is known."""
    start, end = applied.start, applied.start + len(applied.before)
    if doc.text[start:end] != applied.before:
        return middle(marked(edges(applied.before)), SPAN), middle(marked(edges(applied.after)), SPAN)
    old, new = around(doc, start, end), around(doc, start, end, applied.after)
    return "".join(short(old)), "".join(short(new))


def short(window: Window) -> tuple[str, str, str]:
    return tail(window.before, BESIDE // 2, ""), window.span, head(window.after, BESIDE // 2, "")
