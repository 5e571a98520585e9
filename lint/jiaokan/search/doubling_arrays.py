"""What stands twice side by side, asked of a batch of texts by arrays: the answers of `doubling`.

`codes` are the code points of the texts with a line feed behind each, `starts` where each text begins.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from jiaokan.language.script import HAN_CHARACTER
from jiaokan.search.classes import BEYOND, expression_table
from jiaokan.search.doubling import DOUBLE, LONGEST, PIECE, SEAM, RepeatingLines

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jiaokan.search.classes import Codes, Places

BLANK = ord("\u3000")  # a pair of code points up to here counts in no stretch
STEP = 8  # of stretches that have as many sums of four code points, one in eight sums is compared


def doubled_characters(codes: Codes, starts: Places, texts: Sequence[str]) -> list[list[int]]:
    """Where a Chinese character stands exactly twice in each text: the offsets of the first of the two."""
    places = (codes[1:] == codes[:-1]).nonzero()[0]
    here = codes.take(places)
    # The code before the first is, wrapped, the last of all: a line feed.
    twice = (codes.take(places - 1, mode="wrap") != here) & (codes.take(places + 2, mode="clip") != here)
    undecided = here == BEYOND  # these look the same: the pattern decides
    places = places[expression_table(HAN_CHARACTER).take(here) & (twice | undecided)]
    bounds = [*np.searchsorted(places, starts).tolist(), len(places)]
    parts = [(places[a:b] - start).tolist() for start, (a, b) in zip(starts, pairwise(bounds), strict=True)]
    return [
        [at for at in part if ord(text[at]) < BEYOND or DOUBLE.match(text, at)]
        for part, text in zip(parts, texts, strict=True)
    ]


def repeating_lines(codes: Codes, starts: Places, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    """[start, end) of the lines of each text, with Chinese, in which 2 to 40 code points stand twice running."""
    lines, borders, past = list(map(RepeatingLines, texts)), starts.tolist(), 0
    for begin in range(0, len(codes), PIECE):
        if begin + PIECE + SEAM <= past:
            continue  # the piece lies in a line that has been added
        places = candidates(codes[begin : begin + PIECE + SEAM])
        n = bisect_left(places, (past - begin) << 6)
        while n < len(places):
            at, size = begin + (places[n] >> 6), places[n] & 63
            nth = bisect_right(borders, at) - 1
            end = lines[nth].add(at - borders[nth], size)
            n += 1
            if end >= 0:
                past = borders[nth] + end
                n = bisect_left(places, (past - begin) << 6, n)
    return [some.chinese() for some in lines]


def candidates(codes: Codes) -> list[int]:
    """Where a stretch may stand twice: 64 times a place in the first of the two, and the size; in order.

    Equal stretches have equal sums of each two, three or four code points, weighted so that others hardly have.
    """
    weights = np.array([1, 0x9E35, 0xC2B1], "<u2")
    two = codes[:-1] + codes[1:] * weights[1]
    sums = {2: two, 3: two[:-1] + codes[2:] * weights[2], 4: two[:-2] + two[2:] * weights[2]}
    found = [np.zeros(0, np.intp)]
    for size in range(2, LONGEST + 1):
        own, step = sums[min(size, 4)], 1 if size < 4 + STEP - 1 else STEP
        if len(own) > size:
            at = np.flatnonzero(own[:-size:step] == own[size::step]) * step
            if size == 2:
                at = at[np.maximum(codes[at], codes[at + 1]) > BLANK]
            found.append(at << 6 | size)
    places = likely(np.concatenate(found), sums[4])
    places.sort()
    out: list[int] = places.tolist()
    return out


def likely(places: Places, sums: NDArray[np.uint16]) -> Places:
    """The candidates without those that too few sums of four speak for.

    A stretch has `size` - 3 of them. One that lies in it has half of the others behind it or before it.
    """
    at, size = places >> 6, places & 63
    half = np.maximum(size - 3, 0) >> 1
    equal = size < 5
    for other in (np.maximum(at - half, 0), at + half):
        equal |= sums.take(other, mode="clip") == sums.take(other + size, mode="clip")
    return places[equal]
