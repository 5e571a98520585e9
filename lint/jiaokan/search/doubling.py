"""What stands twice side by side in one text: single Chinese characters, and longer stretches within a line."""

from __future__ import annotations

from jiaokan.language.script import HAN_CHARACTER
from jiaokan.search.pattern import Pattern

LONGEST = 40  # code points of a stretch
PIECE = 1 << 15  # code points compared at once, so that they stay in the processor's cache
SEAM = 2 * LONGEST  # code points by which pieces overlap
# Every how many code points two places are compared to see whether as many as one of the sizes are equal.
STEPS = ((1, range(2, 6)), (2, range(6, 12)), (4, range(12, 24)), (8, range(24, LONGEST + 1)))

DOUBLE = Pattern(f"(.)\\1(?!\\1)(?<!\\1\\1\\1)(?<={HAN_CHARACTER})")
CHINESE = Pattern(HAN_CHARACTER)


def doubled_characters(text: str) -> list[int]:
    """Where a Chinese character stands exactly twice: the offsets of the first of the two."""
    return [match.start() for match in DOUBLE.finditer(text)]


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


def repeating_lines(text: str) -> list[tuple[int, int]]:
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
    for step, sizes in STEPS:
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
