from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jiaokan import Document, Finding, Level, Pattern, Related, Safety, rule

# Code points after a total in which its parts are looked for: a sentence, or an article if the parts name the same
# subject (我国).
SENTENCE, ARTICLE = 400, 2000
AMOUNT = r"([0-9]+(?:\.[0-9]+)?)(万亿|[亿万千百]?)(美元|欧元|[元吨人户])"
# Between the name of a quantity and its amount: 出口额达, 总值为.
LINK = "(?:总额|总值|总量|总数|人口|货值|规模|增加值|[额量值]){0,2}[为达有是共]{0,2}"
CLAUSE = r"(?:[，。；：、,;:\s（(]|其中)"
# What may stand between a total and its first part: the rest of the sentence. After another sentence, 其中 would refer
# to the subject of that one.
BETWEEN = Pattern(r"[^。；\n]{0,60}[。；]?(?:其中)?")
SUBJECT = Pattern(r"(我国|全国|全省|全市|全区|全县)[^，。；,;]{0,8}\Z")
SCALE = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12}


class Whole(NamedTuple):
    """Patterns for a total and for all of its parts, by name. A part stands in a clause of its own."""

    total: Pattern
    parts: dict[str, Pattern]


def whole(total: str, *parts: str) -> Whole:
    return Whole(Pattern(total + LINK + AMOUNT), {name: Pattern(CLAUSE + part(name)) for name in parts})


def part(name: str) -> str:
    return f"{name}{LINK}{AMOUNT}(?![多余])"


WHOLES = (
    whole("进出口", "出口", "进口"),
    whole("生产总值", "第一产业", "第二产业", "第三产业"),
    whole("(?:总|常住)人口", "男性", "女性"),
    whole("(?:总|常住)人口", "城镇", "乡村"),
)


class Amount(NamedTuple):
    """An amount in its unit at [start, end) of the text; `slack` is the most that rounding may have changed it."""

    value: float
    slack: float
    unit: str
    start: int
    end: int
    text: str


@rule("CHR004", level=Level.INFO, safety=Safety.DISPLAY)
def figures_disagree(doc: Document) -> Iterator[Finding]:
    """A total that its parts, named beside it, do not add up to.

    ## What it does
    Compares a total with the sum of its parts. It knows 进出口 (出口 and 进口), 生产总值 (the three 产业) and 总人口 or 常住人口
    (男性 and 女性, 城镇 and 乡村). The parts must begin in the sentence of the total or at the beginning of the next one; or
    each repeats the subject of the total (我国进出口总值 ... 我国出口 ... 我国进口; also 全国, 全省, 全市, 全区, 全县). All must be
    in one unit. A difference that the rounding of the figures can explain is sound.

    ## Why it is bad
    A digit or a point was misread, or the source is wrong.

    ## Example
    ✓ 进出口总值22.91万亿元，增长2.8%。其中，出口12.48万亿元，增长5.2%；进口10.43万亿元，下降0.1%。
    ✗ 进出口总值11.84万亿元，增长15%。其中，出口4.685万亿元，增长11.9%；进口4.99万亿元。

    ## Fix safety
    There is no fix: any of the figures may be the wrong one.
    """
    for quantity in WHOLES:
        for match in doc.matches(quantity.total):
            total = amount(match)
            parts = list(map(amount, parts_after(doc.text, match, quantity)))
            if parts and disagree(total, parts):
                first = min(parts, key=lambda part: part.start)
                addends = " + ".join(f"「{part.text}」" for part in parts)
                message = f"{addends} is not 「{total.text}」, the total before: check the figures against the page."
                related = [Related(a.start, a.end, "A figure of the same sum.") for a in (total, *parts)]
                yield Finding(first.start, first.end, message, related=tuple(related))


def disagree(total: Amount, parts: list[Amount]) -> bool:
    """Whether amounts of one unit do not add up to a total, however they were rounded."""
    gap = abs(total.value - sum(part.value for part in parts))
    slack = total.slack + sum(part.slack for part in parts)
    return {part.unit for part in parts} == {total.unit} and gap > slack


def parts_after(text: str, total: re.Match[str], quantity: Whole) -> list[re.Match[str]]:
    """All parts of a total, found after it in its sentence or later with its subject; none if one is missing."""
    end = total.end() + SENTENCE
    other = quantity.total.search(text, total.end(), end)
    end = other.start() if other else end
    found = [match for pattern in quantity.parts.values() if (match := pattern.search(text, total.end(), end))]
    if len(found) == len(quantity.parts) and BETWEEN.fullmatch(text, total.end(), min(m.start() for m in found)):
        return found
    subject = SUBJECT.search(text, max(0, total.start() - 12), total.start())
    if not subject or "总" not in total[0]:
        return []
    end = total.end() + ARTICLE
    patterns = [re.compile(subject[1] + part(name)) for name in quantity.parts]
    found = [match for pattern in patterns if (match := pattern.search(text, total.end(), end))]
    return found if len(found) == len(quantity.parts) else []


def amount(match: re.Match[str]) -> Amount:
    number, scale, unit = match.groups()
    step = SCALE[scale] / 10 ** len(number.partition(".")[2])
    return Amount(float(number) * SCALE[scale], step * 0.51, unit, match.start(1), match.end(), number + scale + unit)
