"""Where two characters stand that hardly occur but in a word of three or four, and what words these are."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import cache
from operator import add
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from jiaokan_rules.table import by_character

STEPS = (1, 2, 2)  # how far the two characters of a pair stand apart, by kind
SHORT = 1000  # code points
PIECE = 1 << 16  # code points, an even number, looked at together: each takes eight bytes meanwhile


class Form(NamedTuple):
    """A word and the places of its characters that may be misread; it begins `before` characters before its pair."""

    word: str
    places: list[int]
    before: int


class Place(NamedTuple):
    """Where a pair begins, the pair, and its kind."""

    at: int
    pair: str
    kind: int


def places(text: str) -> Iterable[Place]:
    """Where the text around two characters may be a misreading of a word that they belong to."""
    made = beside.cache_info().currsize  # for a longer text before this one
    return each_pair(text) if len(text) < SHORT and not made else some_pairs(text)


def each_pair(text: str) -> Iterator[Place]:
    """The pairs of a short text, each asked for: where they are, they, their kind."""
    table = near_words()
    for kind, step in enumerate(STEPS):
        for at, pair in enumerate(map(add, text, text[step:])):
            if "一" <= pair[0] <= "鿿" and "一" <= pair[1] <= "鿿" and f"{kind}{pair}" in table:
                yield Place(at, pair, kind)


def some_pairs(text: str) -> Iterator[Place]:
    """The same with tables of all pairs, which take 10 ms to make and are ten times as fast then."""
    for at in sorted([*pairs_at(text, 0), *pairs_at(text, 1)]):
        yield Place(at, text[at : at + 2], 0)
    for kind, pattern, back in (1, first_of_two(), 1), (2, last_of_two(), 3):
        ends = map(re.Match.end, pattern.finditer(text))
        for at, pair in [(at, pair) for end in ends if (pair := text[at := end - back] + text[at + 2]) in pairs(kind)]:
            yield Place(at, pair, kind)


def pairs_at(text: str, start: int) -> Iterator[int]:
    """Where, an even number of characters behind `start`, two characters stand that are next to each other in a word."""
    # As a number, a pair is looked up four times as fast as a string of two characters.
    for begin in range(start, len(text), PIECE):
        found = bytes(map(beside().__contains__, numbers(text[begin : begin + PIECE])))
        at = found.find(True)
        while at >= 0:
            yield begin + 2 * at
            at = found.find(True, at + 1)


def numbers(text: str) -> array[int]:
    """The first and second character of a text as one number, the third and fourth, and so on."""
    return array("Q", text[: len(text) // 2 * 2].encode("utf-32-le", "surrogatepass"))


@cache
def beside() -> frozenset[int]:
    return frozenset(numbers("".join(pairs(0))))


@cache
def first_of_two() -> re.Pattern[str]:
    """The first of two characters with one between them, where the first is the rarer."""
    first, last = classes(pairs(1))
    return re.compile(f"[{first}](?=.[{last}])")


@cache
def last_of_two() -> re.Pattern[str]:
    """The last of two characters with one between them, where the last is the rarer."""
    first, last = classes(pairs(2))
    return re.compile(f"[{last}](?<=[{first}]..)")


def classes(pairs: Iterable[str]) -> Iterator[str]:
    """The first characters of the pairs, and the last."""
    return ("".join(sorted(set(side))) for side in zip(*pairs, strict=True))


@cache
def near_words() -> marisa_trie.BytesTrie:
    """By a kind and two characters the words that have them, with the places of what may be misread beside the two.

    The two stand together (0), or with one between them, the first (1) or the last (2) being the rarer.
    """
    return marisa_trie.BytesTrie().mmap(str(Path(__file__).with_name("near_words.marisa")))


@cache
def pairs(kind: int) -> frozenset[str]:
    """The pairs of a kind."""
    return frozenset(key[1:] for key in near_words().keys(str(kind)))


@cache
def forms(pair: str, kind: int) -> list[Form]:
    """The words that have two characters."""
    found = []
    for entry in near_words()[f"{kind}{pair}"][0].decode().split(" "):
        word = entry.rstrip("0123")
        places = [int(place) for place in entry[len(word) :]]
        # The two are the first of the word if what may be wrong stands behind them, or between.
        found.append(Form(word, places, 0 if places[0] >= 2 or kind else len(word) - 2))
    return found


@cache
def look_alikes() -> dict[str, str]:
    """By character those that are very like it, and those that are like it."""
    return by_character(__file__, "look_alikes.tsv")
