"""The pairs of characters beside which a near match of a table of n-grams may stand, found by arrays.

Hashes index the arrays, so that some other places pass with them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jiaokan.search.classes import BEYOND, code_points
from jiaokan.search.ngrams import anchor

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jiaokan.search.classes import Codes, Places

    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.uint32]

# Bits of a hash of two characters, of which one in a hundred other pairs shares that of a pair of the table; and how
# many of them index a table that stays in the processor's cache, which is asked first.
BITS, FIRST_BITS = 21, 17
CHUNK = 1 << 14  # code points: what is computed from so many stays in the processor's cache
WIDTH = 8  # characters of an n-gram with its gaps behind it, at most
SEVERAL = BEYOND  # stands for the missing character where n-grams differ in it
FACTORS = tuple(map(np.uint32, (0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F)))  # sums of numbers times these are unlike
GAP_FACTOR = 0x165667B1


class Gap(NamedTuple):
    """A place in n-grams of `size` characters, and what stands where, counted from the first character of their pair.

    `others`: the other characters of the n-gram; `here`: the one at the gap.
    """

    size: int
    place: int
    step: int
    others: tuple[int, ...]
    here: int


def gap_of(size: int, place: int) -> Gap:
    first, step = anchor(size, place)
    return Gap(size, place, step, tuple(n - first for n in range(size) if n != place), place - first)


GAPS = [gap_of(size, place) for size in (3, 4) for place in range(size)]


class NgramHashes:
    """A table of n-grams as arrays.

    `pairs`: by step the flags of all pairs, by the first bits of their hash and by all. `missing`: by a hash of a gap
    and the characters around it, the one that belongs there, 0 for none. `similar`: by a hash of two characters whether
    the second may stand for the first.
    """

    def __init__(self, pairs: Mapping[int, str], entries: Sequence[str], similar: Callable[[str], str]) -> None:
        """`pairs`: by step all pairs, end to end; `entries`: the n-grams, each with its gaps behind it."""
        self.pairs = {step: by_first_bits(flagged(*halves(some))) for step, some in pairs.items()}
        self.missing = missing_characters(entries)
        rights = "".join(sorted(set("".join(entries)) - set("0123")))
        alike = list(map(similar, rights))
        self.similar = flagged(code_points(rights).repeat(list(map(len, alike))), code_points("".join(alike)))

    def candidates(self, codes: Codes, step: int) -> Places:
        """The places of pairs beside which a near match may stand, in order."""
        first, every = self.pairs[step]
        found = [np.zeros(0, np.intp)]
        for start in range(0, len(codes), CHUNK):
            chunk = codes[start : start + CHUNK + step]
            hashes = hashed(paired(chunk[:-step], chunk[step:]))
            at = first.take(hashes >> np.uint32(BITS - FIRST_BITS)).nonzero()[0]
            found.append(at[every.take(hashes[at])] + start)
        return self.near_gaps(codes, np.concatenate(found), step)

    def near_gaps(self, codes: Codes, at: Places, step: int) -> Places:
        """Those of the places of pairs where a similar character may stand for a missing one."""
        gaps = [(number, gap) for number, gap in enumerate(GAPS) if gap.step == step]
        around = {n: codes.take(at + n, mode="clip") for _, gap in gaps for n in (*gap.others, gap.here)}
        kept = np.zeros(len(at), np.bool_)
        for number, gap in gaps:
            right = self.missing.take(context_hash([around[n] for n in gap.others], number))
            some = right.nonzero()[0]
            right = right[some]
            kept[some] |= (right == SEVERAL) | self.similar.take(hashed(paired(right, around[gap.here][some])))
        return at[kept]


def missing_characters(entries: Sequence[str]) -> Codes:
    """By a hash of a gap and the characters around it the one that belongs there, 0 for none."""
    missing = np.zeros(1 << BITS, np.uint16)
    letters = code_points("".join(entry.ljust(WIDTH) for entry in entries)).reshape(-1, WIDTH)
    sizes = np.where(letters[:, 3] > ord("3"), 4, 3)  # behind three characters stands a gap
    for number, gap in enumerate(GAPS):
        has_gap = (letters[:, gap.size :] == ord(str(gap.place))).any(axis=1)
        some = letters[(sizes == gap.size) & has_gap]
        right = some[:, gap.place]
        slots = context_hash([some[:, n] for n in range(gap.size) if n != gap.place], number)
        before = missing[slots]
        missing[slots] = right
        missing[slots[(missing[slots] != right) | ((before > 0) & (before != right))]] = SEVERAL
    return missing


def context_hash(others: Sequence[Codes], gap: int) -> Numbers:
    """A hash of the characters around a gap, and of its number."""
    sums = np.full(len(others[0]), gap * GAP_FACTOR & 0xFFFFFFFF, np.uint32)
    for other, factor in zip(others, FACTORS, strict=False):
        sums += other * factor
    return hashed(sums ^ sums >> np.uint32(15))


def halves(pairs: str) -> tuple[Codes, Codes]:
    """The first characters of pairs that stand end to end, and the second ones."""
    codes = code_points(pairs)
    return codes[::2], codes[1::2]


def paired(first: Codes, second: Codes) -> Numbers:
    """Two code points each as one number."""
    return first.astype(np.uint32) << np.uint32(16) | second


def hashed(numbers: Numbers) -> Numbers:
    """`BITS` of a hash of each number, by Knuth's multiplication."""
    return numbers * np.uint32(0x9E3779B1) >> np.uint32(32 - BITS)


def flagged(first: Codes, second: Codes) -> Flags:
    """By a hash of two characters whether some pairs have it."""
    flags = np.zeros(1 << BITS, np.bool_)
    flags[hashed(paired(first, second))] = True
    return flags


def by_first_bits(flags: Flags) -> tuple[Flags, Flags]:
    """By the first bits of the hash whether any is set; and the flags themselves."""
    first: Flags = np.any(flags.reshape(1 << FIRST_BITS, -1), axis=1)
    return first, flags
