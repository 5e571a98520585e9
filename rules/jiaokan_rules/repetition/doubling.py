"""What the rules about words that stand twice share: where anything does, and the text as the lexicon has it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from jiaokan import Document
from jiaokan.language.lexicon import look_up, paired, readable
from jiaokan.language.script import HAN_CHARACTER, simplified
from jiaokan.model.document import Ahead, view
from jiaokan.search import arrays
from jiaokan_rules.anchor import compiled, line_around, matches

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from jiaokan.search.arrays import Codes

REACH = 6  # characters of the clause read on each side: words are seldom longer
RARE = -14.0  # natural logarithm: the lexicon has 同发 and 划在 too, from a handful of sights
SAMPLE = 4000  # characters
NEAR = 20_000  # characters
AROUND = 40  # code points that are looked at on each side
LONG = 4000  # code points: where lines are longer, all of the text is converted at once
PHRASE = f"({HAN_CHARACTER}{{2,8}})\\1"
CLAUSE = "(?<![^，。；：！？、\\s“‘])([^\\n|]{3,40})\\1"
LONGEST = 40  # code points of what is sought
PIECE = 1 << 15  # code points looked at together, a multiple of eight; each may be alike with forty others
FEW = 30  # places that are looked at one by one at once
MANY = 1000  # places among which dashes and spaces will be
ODD = 0x9E35, 0xC2B1  # what the numbers of code points are multiplied by, so that sums of different ones are unlike
# Every how many code points two places are compared, to see whether as many as one of the sizes are alike.
STEPS = ((1, range(2, 6)), (2, range(6, 12)), (4, range(12, 24)), (8, range(24, LONGEST + 1)))


class Stretch(NamedTuple):
    """`size` characters from `start` on that stand `times` times running, as whole copies."""

    start: int
    size: int
    times: int

    @property
    def end(self) -> int:
        return self.start + self.size * self.times


@Ahead
def stretches(docs: Sequence[Document]) -> Iterator[list[Stretch]]:
    """What stands twice or more in a row, in lines with Chinese: two to eight characters of it, or what begins like a
    clause, by place."""
    for doc, lines in zip(docs, doubling(docs), strict=True):
        yield within(doc, lines) if lines else []


def within(doc: Document, lines: list[tuple[int, int]]) -> list[Stretch]:
    """Those in some lines of a text."""
    found: set[Stretch] = set()
    for pattern in (PHRASE, CLAUSE):
        past = 0
        for match in matches(doc, pattern, lines):
            if match.start() >= past:  # else the match lies in the stretch before it
                stretch = measure(doc.text, match)
                found.add(stretch)
                past = stretch.end
    out: list[Stretch] = []
    for stretch in sorted(found, key=lambda s: (s.start, -s.end)):
        if not out or stretch.start >= out[-1].end:
            out.append(stretch)
    return out


def doubling(docs: Sequence[Document]) -> Iterator[list[tuple[int, int]]]:
    """Of each text the start and end of the lines with Chinese, parted at LF, in which two to forty code points stand
    twice running."""
    short = {n: doc.codes for n, doc in enumerate(docs) if doc.codes is not None and len(doc.codes) < PIECE}
    together = doubling_together([docs[n] for n in short], list(short.values())) if short else iter(())
    for n, doc in enumerate(docs):
        yield next(together) if n in short else doubling_lines(doc.text, doc.codes)


def doubling_together(docs: Sequence[Document], codes: Sequence[Codes]) -> Iterator[list[tuple[int, int]]]:
    """Those of short texts."""
    import numpy as np

    whole, starts = arrays.joined(codes)
    lines: list[set[tuple[int, int]]] = [set() for _ in docs]
    for begin in range(0, len(whole), PIECE):
        places = suspects(whole[begin : begin + PIECE + 2 * LONGEST])
        first = max(0, int(np.searchsorted(starts, begin, "right")) - 1)
        last = int(np.searchsorted(starts, begin + PIECE + 2 * LONGEST))
        edges = [bisect_left(places, (start - begin) * 64) for start in starts[first:last].tolist()] + [len(places)]
        for n, (left, right) in enumerate(pairwise(edges), first):
            if left < right:
                add_suspected(docs[n].text, begin - int(starts[n]), places[left:right], lines[n])
    yield from map(sorted, lines)


def doubling_lines(text: str, codes: Codes | None) -> list[tuple[int, int]]:
    """Those of one text."""
    lines: set[tuple[int, int]] = set()
    past = 0
    for begin in range(0, len(text), PIECE):
        end = min(begin + PIECE + 2 * LONGEST, len(text))
        if past >= end:
            continue  # within a line that is among them
        here: set[tuple[int, int]] = set()
        if codes is None:
            add_doubling(text, begin, end, here)
        else:
            add_suspected(text, begin, suspects(codes[begin:end]), here)
        past = max((line[1] for line in here), default=past)
        lines |= here
    return sorted(lines)


def suspects(codes: Codes) -> list[int]:
    """Where something of one of the sizes may stand twice: 64 times a place in the first of the two, and the size.

    The sums of two code points (four, from size four on) are compared with those a size further on; of greater sizes
    every eighth of the sums will do.
    """
    import numpy as np

    length, rows = len(codes), (len(codes) + 7) // 8
    wide = rows + 4
    padded = np.zeros(8 * wide + 4 * LONGEST, "<u2")
    padded[:length] = codes
    two = padded[1:] * ODD[0]
    two += padded[:-1]
    four = two[2:] * ODD[1]
    four += two[:-2]
    found = []
    for sums, first, sizes in ((two, 2, 2), (four, 4, 7)):
        further = np.ndarray((sizes, length), "<u2", sums, 2 * first, (2, 2))
        alike = np.flatnonzero(further == sums[:length]).astype(np.int32)
        if len(alike):
            found.append(alike % length * 64 + alike // length + first)
    # [n, m] is the sum at 8 * m + n, for n from 0 to 10; a size of 11 + 8 * i + j further on stands [3 + j, m + 1 + i].
    eighths = np.ascontiguousarray(np.ndarray((11, wide), "<u2", four, 0, (2, 16)))
    further = np.ndarray((4, 8, rows), "<u2", eighths, 2 * (3 * wide + 1), (2, 2 * wide, 2))
    alike = np.flatnonzero(further == eighths[0, :rows]).astype(np.int32)
    if len(alike):
        found.append(alike % rows * 512 + alike // rows + 11)
    if not found:
        return []
    places = np.concatenate(found)
    if len(places) > MANY:
        places = places[in_chinese(codes).take(places >> 6)]
    if len(places) > FEW:
        # Of four that are alike in `size` that are, half of the others stand behind them, or before; of two of three the
        # third does; and of two one is no ASCII or white space.
        at, size = places >> 6, places & 63
        half = np.maximum(size - 3, 0) // 2
        before, behind = np.maximum(at - half, 0), at + half
        long = (four[before] == four[before + size]) | (four[behind] == four[behind + size])
        before = np.maximum(at - 1, 0)
        three = (two[before] == two[before + 3]) | (two[at + 1] == two[at + 4])
        pair = np.maximum(padded[at], padded[at + 1]) > ord("\u3000")
        places = places[np.where(size > 3, long, np.where(size == 3, three, pair))]
        # Both stand between two ends of lines or cells, of which those outside are not known.
        ends = np.flatnonzero((codes == ord("\n")) | (codes == ord("|")))
        ends = np.concatenate(([-2 * PIECE], ends, [2 * PIECE]))
        at, size = places >> 6, places & 63
        last = np.searchsorted(ends, at)
        places = places[(ends[last] > at) & (ends[last] - ends[last - 1] > 2 * size)]
    out: list[int] = np.sort(places).tolist()
    return out


def in_chinese(codes: Codes) -> NDArray[np.bool_]:
    """Of each code point whether its line has a Chinese character, or begins or ends beyond these."""
    import numpy as np

    feeds = np.flatnonzero(codes == ord("\n"))
    chinese = np.flatnonzero(arrays.members(HAN_CHARACTER).take(codes))
    edges = np.concatenate(([0], feeds + 1, [len(codes)]))
    found = np.diff(np.searchsorted(chinese, edges)) > 0
    found[[0, -1]] = True
    return np.repeat(found, np.diff(edges))


def add_suspected(text: str, begin: int, places: list[int], lines: set[tuple[int, int]]) -> None:
    """Add the lines in which something stands twice at one of the `suspects` of the text from `begin` on."""
    n = 0
    while n < len(places):
        at, size = begin + (places[n] >> 6), places[n] & 63
        n += 1
        if doubled(text, at, size):
            n = bisect_left(places, (add_line(text, at, lines)[1] - begin) * 64, n)


def add_doubling(text: str, begin: int, end: int, lines: set[tuple[int, int]]) -> None:
    """Add the lines in which something stands twice within [begin, end) of a text.

    The text, read as one great number of a byte a code point (its lowest), is shifted by a size and compared with
    itself by XOR: where something of that size stands twice, as many bytes are zero. For greater sizes every second,
    fourth or eighth byte will do. It takes half the time of the patterns, which try each size at each place.
    """
    low = text[begin:end].encode("utf-32-le", "surrogatepass")[::4]
    for step, sizes in STEPS:
        rows = [int.from_bytes(low[n::step], "little") for n in range(step)]
        length = len(range(0, len(low), step))
        for size in sizes:
            unlike = (rows[0] ^ rows[size % step] >> 8 * (size // step)).to_bytes(length, "little")
            zeros = bytes(size // step)
            at = 0
            while (at := unlike.find(zeros, at)) >= 0:
                at += len(zeros)
                last = begin + (at - 1) * step
                if doubled(text, last, size):
                    line = add_line(text, last, lines)
                    if line[0] <= begin and line[1] >= end:
                        return
                    at = max(at, (line[1] - begin) // step)


def doubled(text: str, at: int, size: int) -> bool:
    """Whether the code point at `at` is one of `size` that are the same as those `size` further on, and may be a phrase
    or a clause."""
    if text[at : at + 1] in "\n|" or (size == 2 and max(text[at : at + 2]) <= "\u3000"):
        return False  # in no clause; ASCII or white space: in no phrase
    half = size // 2
    if not same(text, at, at + size - half, size) and not same(text, max(0, at - half), at, size):
        return False
    start, end = at, at + 1
    while start > at - size and start >= 0 and text.startswith(text[start], start + size):
        start -= 1
    while end <= start + size and end + size < len(text) and text[end] == text[end + size]:
        end += 1
    unit = text[start + 1 : start + 1 + size]
    return end - start > size and "\n" not in unit and "|" not in unit


def add_line(text: str, at: int, lines: set[tuple[int, int]]) -> tuple[int, int]:
    """Add the line that holds `at`, if it has a Chinese character, or is so long that one would have to look for it."""
    line = line_around(text, at, at)
    if line[1] - line[0] > PIECE or compiled(HAN_CHARACTER).search(text, *line):
        lines.add(line)
    return line


def same(text: str, start: int, end: int, size: int) -> bool:
    return text[start:end] == text[start + size : end + size]


def measure(text: str, match: re.Match[str]) -> Stretch:
    """A match with its least period, and all of the copies that follow."""
    size = (match[1] * 2).find(match[1], 1)
    unit, end = match[1][:size], match.end()
    while text.startswith(unit, end):
        end += size
    return Stretch(match.start(), size, (end - match.start()) // size)


@view
def lexical(doc: Document) -> str:
    """The text in simplified characters, in which the lexicon is written; code points keep their places."""
    return simplified(doc.text) if doc.script == "traditional" else doc.text


def around(doc: Document, start: int, end: int) -> tuple[str, int, int]:
    """The text around [start, end) in simplified characters, and where it begins and ends.

    Of a traditional text these are the lines within `AROUND`: few hold a double, and no phrase of the converter has a
    line feed.
    """
    text = doc.text
    if doc.script == "traditional":
        first, last = max(0, start - AROUND - LONG), end + AROUND + LONG
        begin, stop = text.rfind("\n", first, max(0, start - AROUND)) + 1, text.find("\n", end + AROUND, last)
        if stop < 0 and last >= len(text):
            stop = len(text) + AROUND
        if (begin or not first) and stop >= 0:
            return simplified(text[begin:stop]), begin, stop
        text = lexical(doc)
    return text, 0, len(text) + AROUND


@view
def verse(doc: Document) -> bool:
    """Whether most clauses are of five or of seven characters: verse doubles words as prose does not."""
    sizes = clauses(doc)
    return len(sizes) >= 8 and sizes.count(5) + sizes.count(7) > 0.6 * len(sizes)


def clauses(doc: Document) -> list[int]:
    """How many Chinese characters each clause has at the beginning of a text."""
    codes = doc.codes[:SAMPLE] if doc.codes is not None else None
    if codes is None or (codes == arrays.BEYOND).any():
        return list(map(len, re.findall(f"{HAN_CHARACTER}+", doc.text[:SAMPLE])))
    import numpy as np

    edges = np.flatnonzero(np.diff(arrays.members(HAN_CHARACTER).take(codes), prepend=False, append=False))
    sizes: list[int] = (edges[1::2] - edges[::2]).tolist()
    return sizes


def near(text: str, at: int) -> str:
    """The pages around a place, where the same words may stand again; not a whole book, so that time stays linear."""
    return text[max(0, at - NEAR) : at + NEAR]


def begins_word(stem: str, after: str) -> bool:
    """Whether `stem` begins a word that goes on with `after`: 大学 in 大学生, 平 in 平等."""
    if len(stem) == 1 and after and paired(readable(stem + after[0])) is None:
        return False
    found = (look_up(stem + after[:n]) for n in range(1, min(3, len(after)) + 1))
    return any(entry is not None and entry.log_probability > RARE for entry in found)


def prose(unit: str) -> bool:
    """Whether it is Chinese and no cell of a table, which holds the same as its neighbours by right."""
    if not re.search(HAN_CHARACTER, unit):
        return False
    return not re.search("\\s", unit) or re.search("[，。；：！？,;!?]", unit) is not None
