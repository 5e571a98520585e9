"""A place in its line, cut to a few columns and made safe and visible; widths are display columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from jiaokan.language.typography import UNSEEN
from jiaokan.linting.fixer import Applied, splice
from jiaokan.model.document import Document
from jiaokan.model.finding import Edit, Finding
from jiaokan.search.pattern import Pattern

CONTEXT = 14  # columns of context on each side
SPAN = 28  # columns of the span itself, cut in its middle
CUT = "…"

Show = Callable[[str], str]

UNSEEN_CHARACTER = Pattern(UNSEEN)

# What GitHub obeys anywhere in a line, and Azure and TeamCity with a name; GitHub also `::name::` where a line begins.
# https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
BUILD_COMMAND = r"(##\w*)\["
SIGNS = {"\n": "⏎", "\r": "␍", "\t": "␉"}


def visible(text: str) -> str:
    """The text with a sign or a code in place of what a terminal would obey or a person would not see."""
    return UNSEEN_CHARACTER.compiled.sub(lambda m: SIGNS.get(m[0]) or f"<U+{ord(m[0]):04X}>", text)


def show_spaces(text: str) -> str:
    """A visible text in which the spaces matter and are marked."""
    return visible(text).replace(" ", "␣")


def escape_ci_commands(report: str) -> str:
    """Escape CI workflow commands in what is to be printed."""
    return re.sub(BUILD_COMMAND, r"\1<U+005B>", re.sub(r"^([^\S\n]*):(?=:)", r"\1<U+003A>", report, flags=re.M))


def width(text: str) -> int:
    """The display columns of a text."""
    return sum(map(character_width, text))


@cache
def character_width(c: str) -> int:
    """The columns of a character: known here for what Chinese text is made of, since wcwidth takes 12 ms to import."""
    if c.isascii() or c in "“”‘’—…·⏎␣␍␉":
        return 1
    if "\u3041" <= c <= "\u3096" or "\u3400" <= c <= "\u9fff" or c in "　、。《》「」『』【】〔〕（），．：；！？":
        return 2
    from wcwidth import wcwidth

    return max(0, wcwidth(c))


@cache
def shown_character(c: str, show: Show) -> tuple[str, int]:
    """A character as it is shown, and its width in columns."""
    sign = show(c)
    return sign, width(sign)


def fit(characters: Iterable[str], columns: int, show: Show) -> tuple[list[str], bool]:
    """As many characters as fit, each as it is shown, and whether some did not fit.

    The code that is shown for an invisible character is not cut in two.
    """
    cells: list[str] = []
    for c in characters:
        sign, wide = shown_character(c, show)
        columns -= wide
        if columns < 0:
            return cells, True
        cells.append(sign)
    return cells, False


def head(text: str, columns: int, show: Show = visible, cut: str = CUT) -> str:
    """As much of the beginning of a text as fits, with `cut` after it if the rest does not fit."""
    cells, more = fit(text, columns, show)
    return "".join(cells) + cut * more


def tail(text: str, columns: int, show: Show = visible, cut: str = CUT) -> str:
    """As much of the end of a text as fits, with `cut` before it if the rest does not fit."""
    cells, more = fit(reversed(text), columns, show)
    return cut * more + "".join(reversed(cells))


def middle(text: str, columns: int = SPAN, show: Show = visible) -> str:
    """A whole text, or its beginning and end if it does not fit."""
    if len(text) <= columns and width(show(text)) <= columns:
        return show(text)
    return head(text, columns // 2, show, "") + CUT + tail(text, columns // 2, show, "")


class Window(NamedTuple):
    """A stretch of a text, and the text before and after it in its lines."""

    before: str
    span: str
    after: str

    @property
    def carets(self) -> str:
        """The line that marks the span, to be printed below."""
        return " " * width(self.before) + "^" * max(1, width(self.span))


def window_of(doc: Document, start: int, end: int, span: str | None = None) -> Window:
    """The place [start, end), or `span` in its stead, with the rest of the lines that it begins and ends in."""
    before, after = tail(line_before(doc.text, start), CONTEXT), head(line_after(doc.text, end), CONTEXT)
    return Window(before, middle(doc.text[start:end] if span is None else span, show=show_spaces), after)


def line_before(text: str, offset: int, reach: int = 2 * CONTEXT) -> str:
    """The text before an offset in its line, at most `reach` code points; a line end belongs to the line it ends."""
    before = text[max(0, offset - reach) : offset]
    edge = len(before) - (before[-1:] == "\r" and text[offset : offset + 1] == "\n")
    return before[max(before.rfind("\n", 0, edge), before.rfind("\r", 0, edge)) + 1 :]


def line_after(text: str, offset: int, reach: int = 2 * CONTEXT) -> str:
    """The text from an offset to the end of its line, at most `reach` code points."""
    return text[offset : offset + reach].partition("\n")[0].partition("\r")[0]


def preview_fix(doc: Document, finding: Finding) -> Window | None:
    """The place of a finding after the first edits of its fix; None where it deletes a line or more than a word."""
    if not finding.edits:
        return None
    near = list(first_edits(finding.edits, SPAN))
    start, end = near[0].start, near[-1].end
    if start - SPAN <= finding.start < start:
        start = finding.start
    if end < finding.end <= end + SPAN:
        end = finding.end
    new = splice(doc.text[start:end], [shifted(edit, -start) for edit in near])
    window = window_of(doc, start, end, new)
    return window if new or (end - start <= CONTEXT // 2 and any(window)) else None


def first_edits(edits: tuple[Edit, ...], reach: int) -> Iterator[Edit]:
    """The first edit, and those after it that end at most `reach` code points later."""
    yield edits[0]
    yield from takewhile(lambda edit: edit.end <= edits[0].end + reach, edits[1:])


def shifted(edit: Edit, by: int) -> Edit:
    return Edit(edit.start + by, edit.end + by, edit.text)


def applied_change(doc: Document, applied: Applied) -> tuple[str, str]:
    """The first places that a fix changed, before and after, with a little of the text around them."""
    edits = applied.finding.edits
    near = [shifted(edit, -edits[0].start) for edit in first_edits(edits, CONTEXT)]
    end = near[-1].end
    before, rest = applied.before[:end], applied.before[end:]
    left, start = "", applied.start
    if doc.text.startswith(applied.before, start):  # else another fix had changed the place before this one
        rest = line_after(doc.text, start + end)
        left = tail(line_before(doc.text, start, CONTEXT), CONTEXT // 2, cut="")
    right = head(rest[:CONTEXT], CONTEXT // 2, cut="")
    old, new = (left + middle(text, show=show_spaces) + right for text in (before, splice(before, near)))
    return old, new
