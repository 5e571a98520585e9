"""Running heads: short lines that recur on every page of a book or newspaper, and the page numbers beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import ELLIPSIS, FULL_COMMAS, FULL_MARKS
from jiaokan.model.text_lines import TextLines
from jiaokan.search.pattern import Pattern
from jiaokan.search.recurrence import recurring

PagesByLine = dict[int, dict[int, int]]  # by the index of a line: the page numbers beside it, each with its index

LEAST = 3  # how often a running head has to occur
SHORTEST, LONGEST = 4, 24  # code points of a running head; beside a page number it may be longer
LONGEST_BESIDE_FOLIO = 40
PROSE = 25  # code points: a longer line is not a heading
HEADING = 10  # code points: a longer line is not a short heading
NEAR = 3  # lines, blank ones among them, up to the text above or below
PAGE_LINES = 20  # lines with text between two heads: the rows of a table, which are numbered too, stand closer

CHINESE_OR_DIGIT = Pattern(f"(?:{HAN_CHARACTER}|[0-9])")
TWO_CHINESE = Pattern(f"{HAN_CHARACTER}{{2}}")
DIGIT = Pattern("[0-9]")
# A head with its page number after it or before it.
NUMBERED = Pattern(
    rf"([^\s0-9][^\n]{{0,22}}?(?:{HAN_CHARACTER}|[）)]))(?:[ \u3000·—-]+|(?<={HAN_CHARACTER}))([0-9]{{1,4}})"
    rf"|([0-9]{{1,4}})[ \u3000·—-]+({HAN_CHARACTER}[^\n]{{1,22}})"
)
# Numbered things of the text itself: the words begin so, or end so beside the number.
COUNTED = "第图圖表例附步练習题題问問注款项条條卷章节節课課集期号號版年月日0-9.、．"
COUNTED_THING = Pattern(rf"\A[{COUNTED}]|[{COUNTED}A-Za-z]\Z")
# No head: what ends in a mark, has a sign of code, or closes a bracket that was opened on the line above.
OTHER_LINE = Pattern(rf"[{FULL_MARKS}{ELLIPSIS}”:,;]\Z|[/=<{{`]|\A[^（(]*[）)]|\A[^《]*》")
FOLIO = Pattern("[0-9]{1,4}|[0-9]{1,2}(?:-[0-9]{1,4}){1,2}")  # a page number; the second is that of a prospectus
AMID_SENTENCE = Pattern(rf"(?:{HAN_CHARACTER}|[{FULL_COMMAS}])\n(?:{HAN_CHARACTER}|[{FULL_COMMAS}。])")


def running_heads(lines: TextLines, least: int) -> list[int]:
    """The indices of the lines that are running heads, or page numbers beside these, in order.

    `least`: how often a head has to occur; where it interrupts a sentence, less is enough.
    """
    found = {*numbered_heads(lines, least), *repeated_heads(lines, least), *heads_beside_folios(lines, least)}
    return sorted(found)


def may_be_head(lines: TextLines, index: int) -> bool:
    text = lines.texts[index]
    inside = 0 < index < len(lines) - 1
    return inside and SHORTEST <= len(text) <= LONGEST and CHINESE_OR_DIGIT.match(text) is not None


def numbered_heads(lines: TextLines, least: int) -> Iterator[int]:
    """Lines with the same words and, before or after these, rising page numbers."""
    texts = lines.texts
    numbered: dict[str, list[tuple[int, int]]] = defaultdict(list)  # by the words: index and page number of each line
    for index in sorted({*lines.beginning_with(DIGIT), *lines.ending_with(DIGIT)}):
        match = NUMBERED.fullmatch(texts[index]) if may_be_head(lines, index) else None
        if match and not COUNTED_THING.search(words := match[1] or match[4]):
            numbered[words].append((index, int(match[2] or match[3])))
    for places in numbered.values():
        interrupted = min(interrupted_lines(lines, index) for index, _ in places)
        enough = (least, min(least, 2), 1)[interrupted]
        if len(places) >= enough and all(page < following for (_, page), (_, following) in pairwise(places)):
            yield from (index for index, _ in places)


def interrupted_lines(lines: TextLines, index: int) -> int:
    """How much speaks for a line interrupting a sentence: 0 nothing, 1 the lines around it, 2 these are long, too."""
    near = lines.numbers[index + 1] - NEAR <= lines.numbers[index] <= lines.numbers[index - 1] + NEAR
    above, below = lines.texts[index - 1], lines.texts[index + 1]
    if not near or len(above) <= HEADING or not AMID_SENTENCE.match(f"{above[-1]}\n{below[0]}"):
        return 0
    return 2 if min(len(above), len(below)) > PROSE else 1


def repeated_heads(lines: TextLines, least: int) -> Iterator[int]:
    """Lines that recur, most of them under a line of prose."""
    texts = lines.texts
    short = [index for index in range(1, len(lines) - 1) if SHORTEST <= len(texts[index]) <= LONGEST]
    again = recurring(texts[index] for index in short) if least > 1 else None
    places: dict[str, list[int]] = defaultdict(list)
    for index in short:
        if again is None or texts[index] in again:
            places[texts[index]].append(index)
    for text, indices in places.items():
        under_prose = sum(len(texts[index - 1]) > PROSE for index in indices)
        if len(indices) >= least and 2 * under_prose > len(indices) and may_repeat(text):
            yield from indices


def may_repeat(text: str) -> bool:
    """Whether a line may be a head without a number."""
    return (
        CHINESE_OR_DIGIT.match(text) is not None
        and TWO_CHINESE.search(text) is not None
        and not NUMBERED.fullmatch(text)
        and not OTHER_LINE.search(text)
    )


def heads_beside_folios(lines: TextLines, least: int) -> Iterator[int]:
    """Lines that recur beside page numbers on lines of their own, and the lines with these numbers."""
    texts = lines.texts
    folios = [index for index in lines.beginning_with(DIGIT) if FOLIO.fullmatch(texts[index])]
    if len(folios) < 2:  # each of two pages has its own
        return
    pages: dict[str, PagesByLine] = defaultdict(lambda: defaultdict(dict))
    for folio in folios:
        number = int(texts[folio].rpartition("-")[2])
        for index in range(max(0, folio - 2), min(len(lines), folio + 3)):
            text = texts[index]
            if SHORTEST <= len(text) <= LONGEST_BESIDE_FOLIO and TWO_CHINESE.search(text):
                pages[text][index][number] = folio
    for by_line in pages.values():
        heads = heads_of_pages(by_line)
        if len(heads) > least and 2 * len(heads) > len(by_line):  # one more, since rows of tables are numbered too
            numbers = {number for index in heads for number in by_line[index]}
            for index in heads:
                yield index
                yield from (at for number, at in by_line[index].items() if {number - 1, number + 1} & numbers)


def heads_of_pages(by_line: PagesByLine) -> set[int]:
    """Those of the lines with the same text that stand a page apart, beside numbers that follow each other."""
    found = set()
    for (first, above), (second, below) in pairwise(by_line.items()):
        follow = any(number + 1 in below and number not in below for number in above)
        if second - first > PAGE_LINES and follow:
            found |= {first, second}
    return found
