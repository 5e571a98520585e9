"""Page numbers: numbers of any form that count up from page to page, found by how they rise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from jiaokan.language.script import HAN

DIGITS = "[0-9]{1,4}"
WIDE_DIGITS = "[０-９]{1,4}"
CHINESE = "[〇零一二三四五六七八九十百]{1,5}"
ROMAN = "(?:[ivxlc]{1,7}|[IVXLC]{1,7}|[Ⅰ-Ⅻⅰ-ⅻ])"
# A number that stands by itself: no part of an amount, of a word, of a longer number.
NUMBER = re.compile(
    rf"(?<![0-9%％])(?<![0-9][.,，]){DIGITS}(?![0-9%％]|[.,][0-9])|(?<![０-９．，]){WIDE_DIGITS}(?![０-９])"
    rf"|(?:(?<![{HAN}])|(?<=第)){CHINESE}(?:(?![{HAN}])|(?=[页頁]))"
    rf"|(?<![A-Za-z]){ROMAN}(?![A-Za-z])"
)
HOLE = "\0"  # stands for a number in the form of a line
MOST_NUMBERS = 6  # in a line: more are a row of figures
MOST_PAGES = 4  # from one number to the next: pages between them may be blank
LINE = 20  # added to a distance for each line: a page holds few long lines, or many short ones
REMEMBERED = 4  # runs that end in the same number
LEAST_DISTANCE = 60  # between two pages, a line of `LINE` code points and forty more
BAND = 3.0  # how many times longer or shorter than the mean a page may be
ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Numbered(NamedTuple):
    """The index of a line, and what one of the numbers in it counts."""

    at: int
    value: int


class Run(NamedTuple):
    """Lines whose numbers rise by as many as there are pages between them."""

    lines: tuple[Numbered, ...]
    page: float  # how far apart two pages are, as `distance` measures it


def form(text: str) -> str:
    """A line with a hole for each number in it."""
    return NUMBER.sub(HOLE, text)


def with_hole(text: str, place: int) -> str:
    """A line with a hole for one of the numbers in it."""
    start, end = next(islice(NUMBER.finditer(text), place, None)).span()
    return text[:start] + HOLE + text[end:]


def values(text: str) -> list[int]:
    """What the numbers in a line count."""
    return [value(match[0]) for match in NUMBER.finditer(text)]


def value(number: str) -> int:
    """What a number counts; zero for what is none."""
    if number[0].isdecimal():
        return int(number)
    if number[0] in "〇零一二三四五六七八九十百":
        return chinese_value(number)
    return roman_value(number)


def chinese_value(number: str) -> int:
    """The value of a Chinese number below a thousand, with or without the words for ten and hundred."""
    digits = number.replace("零", "〇")
    if not set("十百") & set(digits):
        return int("".join(str("〇一二三四五六七八九".index(digit)) for digit in digits))
    total, last = 0, 0
    for digit in digits:
        if digit in "十百":
            total += (last or 1) * (10 if digit == "十" else 100)
            last = 0
        else:
            last = "〇一二三四五六七八九".index(digit)
    return total + last


def roman_value(number: str) -> int:
    """The value of a Roman number."""
    if "Ⅰ" <= number <= "Ⅻ":
        return ord(number) - ord("Ⅰ") + 1
    if "ⅰ" <= number <= "ⅻ":
        return ord(number) - ord("ⅰ") + 1
    total, before = 0, 0
    for digit in reversed(number.lower()):
        worth = ROMAN_DIGITS[digit]
        total += worth if worth >= before else -worth
        before = max(before, worth)
    return total


def counters(lines: Iterable[tuple[int, Sequence[int]]]) -> Iterator[tuple[int, list[Numbered]]]:
    """Of lines of one form, given by index and numbers: the same number of each, and which it is, the others alike."""
    found: dict[tuple[int, tuple[int, ...]], list[Numbered]] = defaultdict(list)
    for index, numbers in lines:
        for place, number in enumerate(numbers[:MOST_NUMBERS]):
            others = tuple(other for at, other in enumerate(numbers) if at != place)
            found[place, others].append(Numbered(index, number))
    for (place, _), numbered in found.items():
        if len(numbered) > 1:
            yield place, numbered


class Tip(NamedTuple):
    """The end of a run that may go on: its last line, the end before it, how many lines and pages it has."""

    line: Numbered
    before: Tip | None
    lines: int
    pages: int
    first: int  # where its first line stands


def rising_run(lines: Sequence[Numbered], places: Sequence[int]) -> Run | None:
    """The longest run of lines whose numbers rise as the pages do. `places` tells where each line stands."""
    tips: dict[int, list[Tip]] = defaultdict(list)
    best: Tip | None = None
    for line in lines:
        place = places[line.at]
        before = max(
            (
                tip
                for pages in range(1, MOST_PAGES + 1)
                for tip in tips.get(line.value - pages, ())
                if follows(tip, line, place, places)
            ),
            key=lambda tip: tip.lines,
            default=None,
        )
        tip = Tip(line, None, 1, 0, place)
        if before:
            tip = Tip(line, before, before.lines + 1, before.pages + line.value - before.line.value, before.first)
        ends = tips[line.value]
        ends.append(tip)
        if len(ends) > REMEMBERED:
            ends.remove(min(ends, key=lambda tip: tip.lines))
        if not best or tip.lines > best.lines:
            best = tip
    if not best or not best.before:
        return None
    page = (places[best.line.at] - best.first) / best.pages
    return Run(tuple(run_to(best)), page)


def follows(tip: Tip, line: Numbered, place: int, places: Sequence[int]) -> bool:
    """Whether a line stands as many pages behind the end of a run as its number says."""
    last = places[tip.line.at]
    page = (place - last) / (line.value - tip.line.value)
    if page < LEAST_DISTANCE:
        return False
    mean = (last - tip.first) / tip.pages if tip.pages else page
    return mean / BAND <= page <= mean * BAND


def run_to(tip: Tip) -> list[Numbered]:
    """The lines of the run that ends so."""
    found = []
    end: Tip | None = tip
    while end:
        found.append(end.line)
        end = end.before
    return found[::-1]
