"""What stands twice side by side: single Chinese characters, and longer stretches within a line.

Each question has a plain answer for one text, and one by arrays for a batch of texts that are joined with a line feed
behind each (`codes`: their code points as `classes.code_points` has them; `starts`: where each text begins). Both
give the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from jiaokan.language.script import HAN_CHARACTER
from jiaokan.search.pattern import Pattern

if TYPE_CHECKING:
    from jiaokan.search.classes import Codes, Places

LONGEST = 40  # code points of a stretch
PIECE = 1 << 15  # code points compared at once, so that they stay in the processor's cache
SEAM = 2 * LONGEST  # code points by which pieces overlap
PLAIN_STEPS = ((1, range(2, 6)), (2, range(6, 12)), (4, range(12, 24)), (8, range(24, LONGEST + 1)))

DOUBLE = Pattern(f"(.)\\1(?!\\1)(?<!\\1\\1\\1)(?<={HAN_CHARACTER})")
CHINESE = Pattern(HAN_CHARACTER)


def plain_doubled_characters(text: str) -> list[int]:
    """Where a Chinese character stands exactly twice: the offsets of the first of the two."""
    return [match.start() for match in DOUBLE.finditer(text)]


def doubled_characters(codes: Codes, starts: Places, texts: Sequence[str]) -> list[list[int]]:
    """The same of each text of a batch."""
    import numpy as np

    from jiaokan.search.classes import BEYOND, expression_table

    places = (codes[1:] == codes[:-1]).nonzero()[0]
    here = codes.take(places)
    # The last code unit of all, which stands for the one before the first, is a line feed.
    twice = (codes.take(places - 1, mode="wrap") != here) & (codes.take(places + 2, mode="clip") != here)
    beyond = here == BEYOND  # these look the same: the pattern decides
    places = places[expression_table(HAN_CHARACTER).take(here) & (twice | beyond)]
    bounds = [*np.searchsorted(places, starts).tolist(), len(places)]
    parts = [(places[a:b] - start).tolist() for start, (a, b) in zip(starts, pairwise(bounds), strict=True)]
    return [
        [at for at in part if ord(text[at]) < BEYOND or DOUBLE.match(text, at)]
        for part, text in zip(parts, texts, strict=True)
    ]


class RepeatingLines:
    """Collects the lines of a text in which a stretch stands twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: dict[tuple[int, int], bool] = {}  # whether they are Chinese

    def add(self, at: int, size: int) -> int:
        """Add the line that holds `at` if a stretch of `size` stands twice there; return its end, or -1."""
        if not stands_twice(self.text, at, size):
            return -1
        end = self.text.find("\n", at)
        line = self.text.rfind("\n", 0, at) + 1, end if end >= 0 else len(self.text)
        if line not in self.lines:
            self.lines[line] = CHINESE.search(self.text, *line) is not None
        return line[1]

    def chinese(self) -> list[tuple[int, int]]:
        """[start, end) of those with a Chinese character, in order."""
        return sorted(line for line, chinese in self.lines.items() if chinese)


def stands_twice(text: str, at: int, size: int) -> bool:
    """Whether the code point at `at` is in the first of two equal stretches of `size` that lie side by side in a line.

    A stretch has no |, which parts the cells of a table; one of two has a code point beyond U+3000.
    """
    start = end = at
    while end < at + size and end + size < len(text) and text[end] == text[end + size]:
        end += 1
    if end == at:
        return False
    while end - start < size and start and text[start - 1] == text[start - 1 + size]:
        start -= 1
    stretch = text[start : start + size]
    if end - start < size or "\n" in stretch or "|" in stretch:
        return False
    return size > 2 or max(stretch) > "\u3000"


def plain_repeating_lines(text: str) -> list[tuple[int, int]]:
    """[start, end) of the lines with Chinese, parted at LF, in which 2 to 40 code points stand twice running.

    `stands_twice` says what counts.
    """
    lines, past = RepeatingLines(text), 0
    for begin in range(0, len(text), PIECE):
        if begin + PIECE + SEAM > past:  # else the piece lies in a line that has been added
            past = max(past, add_lines_of_piece(lines, begin))
    return lines.chinese()


def add_lines_of_piece(lines: RepeatingLines, begin: int) -> int:
    """Add the lines in which something stands twice in one piece of a text; return the end of the last one.

    The piece, read as one great number of a byte a code point (its lowest), is shifted by a size and compared with
    itself by XOR: where something of that size stands twice, as many bytes are zero. For greater sizes every second,
    fourth or eighth byte will do. It takes half the time of a pattern, which tries each size at each place.
    """
    low, past = lines.text[begin : begin + PIECE + SEAM].encode("utf-32-le", "surrogatepass")[::4], 0
    for step, sizes in PLAIN_STEPS:
        rows = [int.from_bytes(low[n::step], "little") for n in range(step)]
        length = len(range(0, len(low), step))
        for size in sizes:
            unlike = (rows[0] ^ rows[size % step] >> 8 * (size // step)).to_bytes(length, "little")
            zeros = bytes(size // step)
            at = unlike.find(zeros)
            while at >= 0:
                at += len(zeros)
                end = lines.add(begin + (at - 1) * step, size)
                past = max(past, end)
                at = unlike.find(zeros, max(at, (end - begin) // step))
    return past


def repeating_lines(codes: Codes, starts: Places, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    """The same of each text of a batch."""
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

    Equal stretches have equal sums of each two code points (each four, from size 4 on), weighted so that others hardly
    have. From size 11 on, one in eight of the sums will do.
    """
    import numpy as np

    weights = np.array([1, 0x9E35, 0xC2B1], "<u2")
    two = codes[:-1] + codes[1:] * weights[1]
    four = two[:-2] + two[2:] * weights[2]
    found = [np.zeros(0, np.intp)]
    for size in range(2, LONGEST + 1):
        sums, step = two if size < 4 else four, 1 if size < 11 else 8
        if len(sums) > size:
            at = np.flatnonzero(sums[:-size:step] == sums[size::step]) * step
            found.append(at << 6 | size)
    places = np.concatenate(found)
    places.sort()
    out: list[int] = places.tolist()
    return out
