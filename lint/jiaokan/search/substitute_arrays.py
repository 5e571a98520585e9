"""Where a similar character makes a pair that recurs, asked of a batch of texts by arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jiaokan.search.classes import PLANE, code_points
from jiaokan.search.ngram_hashes import paired
from jiaokan.search.substitutes import CHINESE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jiaokan.search.classes import Codes, Places

    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.uint32]

CHUNK = 1 << 16  # code points whose pairs exist at once
HASH_BITS = 20  # of a text and a pair in it


class Candidates(NamedTuple):
    """Similar characters in their places, and the pairs that they make, each as one number.

    `homes`: the numbers of the texts; `sides`: whether the pair is made with the character before (-1) or behind (1).
    """

    homes: Places
    places: Places
    sides: Places
    pairs: Numbers

    def take(self, some: Places) -> Candidates:
        return Candidates(self.homes[some], self.places[some], self.sides[some], self.pairs[some])


class SubstituteArrays:
    """Characters with those that may be meant: of character number n, `rights[first[n] : first[n + 1]]`."""

    def __init__(self, characters: Sequence[str], rights: Callable[[str], str]) -> None:
        meant = list(map(rights, characters))
        self.numbers = np.zeros(PLANE, np.intp)  # 0 for all other characters
        self.numbers[code_points("".join(characters))] = np.arange(1, len(meant) + 1)
        self.is_known = self.numbers > 0
        self.rights = code_points("".join(meant))
        self.first = np.cumsum([0, 0, *map(len, meant)])

    def find(self, codes: Codes, starts: Places, most: int, times: int) -> Candidates:
        """The substitutions that `SubstituteTable.find` returns, by text and place."""
        at = self.rare_places(codes, starts, most)
        sides = [self.candidates(codes, starts, at, side) for side in (-1, 1)]
        found = Candidates(*map(np.concatenate, zip(*sides, strict=True)))
        found = found.take(recurring(found, codes, starts, times))
        found = found.take(np.argsort(found.places, kind="stable"))
        return found._replace(places=found.places - starts[found.homes])

    def rare_places(self, codes: Codes, starts: Places, most: int) -> Places:
        """Where those of the characters stand that a text has at most `most` times."""
        at = self.is_known.take(codes).nonzero()[0]
        key = (starts.searchsorted(at, "right") << 16) + codes.take(at)
        _, which, times = np.unique(key, return_inverse=True, return_counts=True)
        rare: Flags = (times <= most)[which]
        return at[rare]

    def candidates(self, codes: Codes, starts: Places, at: Places, side: int) -> Candidates:
        """All that may be meant at some places and make a pair with a Chinese character on one side."""
        beside = codes.take(at + side, mode="wrap")  # the last one of all is a line feed
        chinese = (beside >= ord(CHINESE[0])) & (beside <= ord(CHINESE[1]))
        at, beside = at[chinese], beside[chinese]
        number = self.numbers.take(codes.take(at))
        first = self.first[number]
        many = self.first[number + 1] - first
        rights = self.rights.take(np.arange(many.sum()) + (first - np.cumsum(many) + many).repeat(many))
        at, beside = at.repeat(many), beside.repeat(many)
        pairs = paired(beside, rights) if side < 0 else paired(rights, beside)
        return Candidates(starts.searchsorted(at, "right") - 1, at, np.full(len(at), side), pairs)


def recurring(found: Candidates, codes: Codes, starts: Places, times: int) -> Places:
    """The numbers of the candidates whose pairs their texts have at least `times` times.

    Only what shares a hash with one of them is counted.
    """
    hashes = hashed(found.homes, found.pairs)
    marked = np.zeros(1 << HASH_BITS, np.bool_)
    marked[hashes] = True
    keys, counts = np.unique(np.concatenate(list(marked_pairs(codes, starts, marked))), return_counts=True)
    keys = keys[counts >= times]
    marked[:] = False
    marked[hashed(keys >> 32, keys.astype(np.uint32))] = True
    some = marked.take(hashes).nonzero()[0]
    kept: Places = some[np.isin(found.homes[some] << 32 | found.pairs[some], keys)]
    return kept


def marked_pairs(codes: Codes, starts: Places, marked: Flags) -> Iterator[NDArray[np.int64]]:
    """The pairs of all texts with a hash that is marked, each with the number of its text above 32 bits of its own."""
    bounds = np.append(starts, len(codes))
    for begin in range(0, max(1, len(codes) - 1), CHUNK):
        chunk = codes[begin : begin + CHUNK + 1]
        homes = np.arange(len(starts), dtype=np.int64).repeat(np.diff(bounds.clip(begin, begin + len(chunk) - 1)))
        pairs = paired(chunk[:-1], chunk[1:])
        some = marked.take(hashed(homes, pairs)).nonzero()[0]
        yield homes[some] << 32 | pairs[some]


def hashed(homes: Places, pairs: Numbers) -> Numbers:
    """`HASH_BITS` of a hash of the number of a text and a pair in it, by multiplication."""
    sums = pairs * np.uint32(0x9E3779B1) + homes.astype(np.uint32) * np.uint32(0x85EBCA6B)
    return sums >> np.uint32(32 - HASH_BITS)
