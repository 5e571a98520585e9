"""Where two characters stand that hardly occur but in a word of three or four, and what words these are."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

import marisa_trie

from jiaokan import Document, arrays

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from jiaokan.arrays import Codes

    Marks = NDArray[np.bool_]
    Numbers = NDArray[np.uint32]

STEPS = (1, 2, 2)  # how far the two characters of a pair stand apart, by kind
SHORT = 1000  # code points
BITS = 21  # of a hash of two characters: one in a hundred others has that of a pair
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


def places(doc: Document) -> Iterable[Place]:
    """Where the text around two characters may be a misreading of a word that they belong to."""
    if arrays.at_hand():
        return seen_at_once(doc)
    made = beside.cache_info().currsize  # for a longer text before this one
    return each_pair(doc.text) if len(doc.text) < SHORT and not made else some_pairs(doc.text)


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


def seen_at_once(doc: Document) -> Iterator[Place]:
    """The same by arrays, but for pairs of whose words too little stands beside them, and those in a word of three that
    is as it should be."""
    text, found = doc.text, cast(tuple[list[Place], ...], ([], [], []))
    for start in range(0, len(text), PIECE):
        piece = slice(start, start + PIECE + 2)
        codes = arrays.codes(text[piece]) if doc.codes is None else doc.codes[piece]
        for place in candidates(text, codes, start):
            found[place.kind].append(place)
    return chain.from_iterable(found)


def candidates(text: str, codes: Codes, start: int) -> Iterator[Place]:
    """Those of them that begin in a piece of a text from `start` on, of which two code points more are there."""
    import numpy as np

    adjacent, apart = known()
    fours, before, behind, threes = words()
    without_first, without_second, without_third, without_last = fours
    together, first_rarer, last_rarer = map(pairs, range(3))
    some = codes.astype(np.uint32)
    upper = some << np.uint32(16)
    for at in (np.flatnonzero(adjacent.take(hashed(upper[:-1] | some[1:]))[:PIECE]) + start).tolist():
        pair = text[at : at + 2]
        if pair not in together:
            continue
        left, right = text[at - 1 : at + 2], text[at : at + 3]
        # Of a word of four a third character stands beside them, of a word of three what makes it none.
        if (
            left in without_first
            or right in without_last
            or text[at - 2 : at - 1] + pair in without_second
            or pair + text[at + 3 : at + 4] in without_third
            or (pair in before and left not in threes)
            or (pair in behind and right not in threes)
        ):
            yield Place(at, pair, 0)
    for at in (np.flatnonzero(apart.take(hashed(upper[:-2] | some[2:]))[:PIECE]) + start).tolist():
        three = text[at : at + 3]
        pair = three[0] + three[2]
        if three not in threes:
            yield from (Place(at, pair, kind) for kind, of in enumerate((first_rarer, last_rarer), 1) if pair in of)


class Words(NamedTuple):
    """Of words of four, what is left without the first, the second, the third or the fourth character, where that may
    be misread; the last two of words of three whose first may be, and the first two of those whose last may be; and
    the words of three."""

    fours: tuple[frozenset[str], ...]
    before: frozenset[str]
    behind: frozenset[str]
    threes: frozenset[str]


@cache
def words() -> Words:
    every = "".join(f" {value.decode()}" for _, value in near_words().items())
    fours, threes = (re.findall(rf" ([^ 0-3]{{{size}}})([0-3]+)", every) for size in (4, 3))
    return Words(
        tuple(frozenset(w[:n] + w[n + 1 :] for w, places in fours if str(n) in places) for n in range(4)),
        frozenset(word[1:] for word, places in threes if "0" in places),
        frozenset(word[:2] for word, places in threes if "2" in places),
        frozenset(word for word, _ in threes),
    )


def hashed(pairs: Numbers) -> Numbers:
    """A hash of two characters (sixteen bits each), by Knuth's multiplication."""
    import numpy as np

    return (pairs * np.uint32(0x9E3779B1)) >> np.uint32(32 - BITS)


@cache
def known() -> tuple[Marks, Marks]:
    """Of each hash whether pairs have it that stand together, and such that have one between them."""
    import numpy as np

    found = np.zeros((2, 1 << BITS), np.bool_)
    for step, some in ((0, pairs(0)), (1, pairs(1) | pairs(2))):
        first, second = arrays.codes("".join(some)).astype(np.uint32).reshape(-1, 2).T
        found[step, hashed(first << np.uint32(16) | second)] = True
    return found[0], found[1]
