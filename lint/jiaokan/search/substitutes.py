"""Rare characters of a text in whose place a similar one makes a pair with its neighbour that the text has elsewhere.

The plain answer for one text is here; `substitute_arrays` answers for a batch of texts. Both give the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import chain, compress, count, islice
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from jiaokan.search.pattern import Pattern

if TYPE_CHECKING:
    from jiaokan.search.classes import Codes, Places
    from jiaokan.search.substitute_arrays import SubstituteArrays

CHINESE = "一", "鿿"  # the first and the last character that counts as a neighbour
WORTH_A_PATTERN = 1000  # code points: to look each of so many up takes as long as to compile a class


class Substitution(NamedTuple):
    """In place of the character at `at`, `right` makes `pair` with the one before it or behind it."""

    at: int
    right: str
    pair: str


class SubstituteTable:
    """Characters, and those that each may stand for by mistake (`rights`), all of the basic plane.

    A character is looked at where a text has it at most `most` times, a pair counts where the text has it at least
    `times` times.
    """

    def __init__(
        self, characters: Callable[[], Iterable[str]], rights: Callable[[str], str], *, most: int, times: int
    ) -> None:
        self.read_characters = characters
        self.rights = rights
        self.most = most
        self.times = times

    @cached_property
    def characters(self) -> frozenset[str]:
        return frozenset(self.read_characters())

    @cached_property
    def pattern(self) -> Pattern:
        return Pattern(f"[{''.join(map(re.escape, sorted(self.characters)))}]")

    @cached_property
    def arrays(self) -> SubstituteArrays:
        from jiaokan.search.substitute_arrays import SubstituteArrays

        return SubstituteArrays(sorted(self.characters), self.rights)

    def find(self, text: str) -> list[Substitution]:
        """The substitutions in a text, by place; those with the character before it come first."""
        charset = frozenset(text)
        some: list[tuple[int, str, str]] = []
        for at in self.rare_places(text) if not charset.isdisjoint(self.characters) else ():
            rights = [right for right in self.rights(text[at]) if right in charset]
            before, after = text[at - 1 : at], text[at + 1 : at + 2]
            if CHINESE[0] <= before <= CHINESE[1]:
                some += [(at, right, before + right) for right in rights]
            if CHINESE[0] <= after <= CHINESE[1]:
                some += [(at, right, right + after) for right in rights]
        pairs = {pair for _, _, pair in some}
        times = Counter(filter(pairs.__contains__, map(add, text, islice(text, 1, None)))) if pairs else {}
        return [Substitution(*found) for found in some if times[found[2]] >= self.times]

    def rare_places(self, text: str) -> list[int]:
        """Where those of the characters stand that a text has at most `most` times."""
        places: dict[str, list[int]] = defaultdict(list)
        for at in self.places(text):
            here = places[text[at]]
            if len(here) <= self.most:
                here.append(at)
        return sorted(chain.from_iterable(here for here in places.values() if len(here) <= self.most))

    def places(self, text: str) -> Iterable[int]:
        """Where the characters stand."""
        if len(text) < WORTH_A_PATTERN:
            return compress(count(), map(self.characters.__contains__, text))
        return (match.start() for match in self.pattern.finditer(text))

    def find_in_texts(self, codes: Codes, starts: Places, texts: Sequence[str]) -> list[list[Substitution]]:
        """What `find` returns for each of some texts, by arrays.

        `codes`: the texts as `classes.code_points` has them, a line feed behind each; `starts`: where each begins.
        """
        found: list[list[Substitution]] = [[] for _ in texts]
        homes, places, sides, pairs = self.arrays.find(codes, starts, self.most, self.times)
        for home, at, side, pair in zip(homes.tolist(), places.tolist(), sides.tolist(), pairs.tolist(), strict=True):
            both = chr(pair >> 16) + chr(pair & 0xFFFF)
            found[home].append(Substitution(at, both[1] if side < 0 else both[0], both))
        return found
