"""The lines of a document that may be furniture of its pages, and what stands around them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from jiaokan.language.typography import FULL_MARKS
from jiaokan.model.interruptions import goes_on, is_running, list_goes_on
from jiaokan.model.page_numbers import HOLE, LINE, form
from jiaokan.model.text_lines import TextLines
from jiaokan.search.recurrence import recurring

LONGEST = 160  # code points of a line, with its gaps, that may be furniture
LONGEST_FORM = 48  # and without its gaps
NEVER_FIRST, NEVER_LAST = frozenset("#>|`"), frozenset(FULL_MARKS + "”,;:{}")
NEAR = 5  # lines of furniture above and below a line
DIGIT = re.compile("[0-9０-９]")
WORD = "(?:[〇零一二三四五六七八九十百]{1,5}|[ivxlc]{1,7}|[IVXLC]{1,7}|[Ⅰ-Ⅻⅰ-ⅻ])"  # a number in words or letters
# A line begins or ends in such a number, and it is none of an item: no head stands directly behind or before it.
BEGINS_IN_WORD = re.compile(rf"[^\w（(]{{0,2}}(?:第 ?)?{WORD}(?: ?[页頁]|[^\w、）).．]|\Z)")
ENDS_IN_WORD = re.compile(rf"(?:\A|\W|第){WORD}[页頁]?[^\w、.．]{{0,2}}\Z")
SIDE = 10  # code points at the end of a line, where such a number is looked for


class PageEdges:
    """The lines of a document as candidates for furniture.

    `code` are the indices of lines that are code. `short`: the short lines by index, with one space for each gap;
    `same`: the indices of those that occur more than once; `numbered`: the forms of those with numbers; `forms`: the
    indices of those that are alike but for the numbers. `places`: how far a line stands from the beginning, in code
    points and lines.
    """

    def __init__(self, lines: TextLines, code: Collection[int]) -> None:
        self.lines, self.texts = lines, lines.texts
        self.short = dict(short_lines(self.texts))
        for index in code:
            self.short.pop(index, None)
        self.same = group_recurring(self.short)
        search, begins, ends = DIGIT.search, BEGINS_IN_WORD.match, ENDS_IN_WORD.search
        forms = (
            (index, form(text))
            for index, text in self.short.items()
            if search(text) or begins(text) or ends(text[-SIDE:])
        )
        self.numbered = {index: text for index, text in forms if HOLE in text}
        self.forms = group_recurring(self.numbered)

    @cached_property
    def places(self) -> array[int]:
        starts = self.lines.starts
        return array("Q", (start + LINE * index for index, start in enumerate(starts)))

    @cached_property
    def feeds(self) -> list[int]:
        """The indices of the lines that a form feed stands before."""
        found: list[int] = []
        text = self.lines.text
        offset = text.find("\f")
        while offset >= 0:
            index = bisect_left(self.lines.starts, offset)
            if index > 0 and (not found or found[-1] < index):
                found.append(index)
            offset = text.find("\f", offset + 1)
        return found

    def may_be_furniture(self, index: int) -> bool:
        """Whether a line comes again, with another number perhaps."""
        if self.texts[index][-1] in FULL_MARKS:
            return False
        text = self.short.get(index, "")
        return (
            len(self.same.get(text, ())) > (1 if len(text) >= 6 else 2)
            or len(self.forms.get(self.numbered.get(index, ""), ())) > 2
        )

    def around(self, index: int) -> tuple[int, int]:
        """The nearest lines above and below that are no furniture to all appearance."""
        above, below = index - 1, index + 1
        while above > 0 and below - above <= NEAR and self.may_be_furniture(above):
            above -= 1
        while below < len(self.texts) - 1 and below - above <= NEAR and self.may_be_furniture(below):
            below += 1
        return above, below

    def interrupts(self, index: int) -> bool:
        """Whether a sentence, or a list, goes on from above a line to below it."""
        above, below = self.around(index)
        if above < 0 or below >= len(self.texts):
            return False
        return goes_on(self.lines, above, below) or list_goes_on(self.lines, above, below)

    def is_in_prose(self, index: int) -> bool:
        """Whether running text stands above and below a line."""
        above, below = self.around(index)
        return (above < 0 or is_running(self.lines, above, above - 1)) and (
            below >= len(self.texts) or is_running(self.lines, below, below + 1)
        )


def short_lines(texts: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines that are short but for their gaps, by index, with one space for each gap."""
    for index, text in enumerate(texts):
        size = len(text)
        if (
            text[-1] in NEVER_LAST
            or text[0] in NEVER_FIRST
            or size > LONGEST
            or (size > LONGEST_FORM and "  " not in text and "\t" not in text)
        ):
            continue
        if "  " in text or "\u3000" in text or "\t" in text:
            text = " ".join(text.split())
        if len(text) <= LONGEST_FORM:
            yield index, text


def group_recurring(texts: dict[int, str]) -> dict[str, list[int]]:
    """The indices of each text that occurs more than once."""
    again = recurring(texts.values())
    groups: dict[str, list[int]] = defaultdict(list)
    for index, text in texts.items():
        if text in again:
            groups[text].append(index)
    return groups
