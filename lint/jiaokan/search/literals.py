"""Where any of many strings stands in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

# Strings times code points: to look for so many one by one takes as long as to import and build an automaton.
WORTH_AN_AUTOMATON = 1_000_000
SURROGATES = "[\ud800-\udfff]"


class Occurrence(NamedTuple):
    """A string that begins at `start`."""

    start: int
    literal: str


class Literals:
    """Strings that are looked for together, by an Aho-Corasick automaton.

    They may be given as a function that reads them, which is called before the first text is searched.
    """

    def __init__(self, given: Collection[str] | Callable[[], Collection[str]]) -> None:
        self.given = given
        self.searched = 0  # strings times code points

    def __reduce__(self) -> tuple[object, ...]:
        return Literals, (self.given,)

    @cached_property
    def strings(self) -> list[str]:
        return sorted(set(self.given() if callable(self.given) else self.given))

    @cached_property
    def automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(self.strings)

    def find(self, text: str) -> list[Occurrence]:
        """All occurrences, those that overlap too, by place; of those that begin at one place the longest first."""
        self.searched += len(text) * len(self.strings)
        found = self.by_automaton(text) if self.searched >= WORTH_AN_AUTOMATON else self.one_by_one(text)
        return sorted(found, key=lambda one: (one.start, -len(one.literal)))

    def by_automaton(self, text: str) -> Iterator[Occurrence]:
        try:
            matches = self.automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:  # UTF-8 has no lone surrogates
            matches = self.automaton.find_matches_as_indexes(re.sub(SURROGATES, "\ufffd", text), overlapping=True)
        return (Occurrence(start, self.strings[number]) for number, start, _ in matches)

    def one_by_one(self, text: str) -> Iterator[Occurrence]:
        for string in self.strings:
            at = text.find(string)
            while at >= 0:
                yield Occurrence(at, string)
                at = text.find(string, at + 1)
