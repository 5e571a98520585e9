from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jiaokan import Document, Finding, Level, Related, Safety, rule

# Characters behind a total in which its parts are looked for: a sentence that goes on with them, or, where the parts
# name the same subject (我国), an article.
SENTENCE, ARTICLE = 400, 2000
# Between a total and its first part: the rest of its sentence, at most; behind another one, 其中 means that one's subject.
BETWEEN = "[^。；\\n]{0,60}[。；]?(?:其中)?"
SUBJECT = "(我国|全国|全省|全市|全区|全县)[^，。；,;]{0,8}\\Z"
AMOUNT = "([0-9]+(?:\\.[0-9]+)?)(万亿|[亿万千百]?)(美元|欧元|[元吨人户])"
# Between the name of a quantity and its amount: 出口额达, 总值为.
LINK = "(?:总额|总值|总量|总数|人口|货值|规模|增加值|[额量值]){0,2}[为达有是共]{0,2}"
CLAUSE = "(?:[，。；：、,;:\\s（(]|其中)"
# A total and the parts that make it up wholly, so that nothing can be missing.
WHOLES = (
    (f"进出口{LINK}", ("出口", "进口")),
    (f"生产总值{LINK}", ("第一产业", "第二产业", "第三产业")),
    (f"(?:总|常住)人口{LINK}", ("男性", "女性")),
    (f"(?:总|常住)人口{LINK}", ("城镇", "乡村")),
)
SCALE = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12}


class Amount(NamedTuple):
    """An amount in its unit, and by how much it may be off from rounding."""

    value: float
    slack: float
    unit: str
    start: int
    end: int
    text: str


@rule("CHR004", level=Level.INFO, safety=Safety.DISPLAY, needs="0123456789", signs=("进出口", "生产总值", "人口"))
def figures_disagree(doc: Document) -> Iterator[Finding]:
    """A total that its parts, named beside it, do not add up to.

    ## What it does
    Finds totals whose sentence goes on with the parts that make them up wholly (进出口: 出口 and 进口; 生产总值: the three
    产业; 总人口: 男性 and 女性, 城镇 and 乡村), or whose parts come later with the same subject (我国进出口总值, 我国出口,
    我国进口), all in one unit, where the sum differs by more than the rounding of the figures allows.

    ## Why it is bad
    A digit or a point was misread, or the source is wrong.

    ## Example
    ✓ 进出口总值22.91万亿元，增长2.8%。其中，出口12.48万亿元，增长5.2%；进口10.43万亿元，下降0.1%。
    ✗ 进出口总值11.84万亿元，增长15%。其中，出口4.685万亿元，增长11.9%；进口4.99万亿元。

    ## Fix safety
    None: any of the figures may be the wrong one.
    """
    for total_name, names in WHOLES:
        for match in doc.matches(total_name + AMOUNT) if all(name in doc.text for name in names) else ():
            total = amount(match, 0)
            parts = [amount(m, match.end()) for m in parts_behind(doc.text, match, total_name, names)]
            if len(parts) < len(names) or {p.unit for p in parts} != {total.unit}:
                continue
            gap = abs(total.value - sum(p.value for p in parts))
            if gap > total.slack + sum(p.slack for p in parts):
                first = min(parts, key=lambda p: p.start)
                whole = " + ".join(f"「{p.text}」" for p in parts)
                related = tuple(
                    Related(p.start, p.end, "The figure that it is added up with.") for p in (total, *parts)
                )
                message = f"{whole} is not 「{total.text}」, the total named before: look at the page."
                yield Finding(first.start, first.end, message, related=related)


def parts_behind(text: str, total: re.Match[str], total_name: str, names: tuple[str, ...]) -> list[re.Match[str]]:
    """The amounts of the parts in the text behind a total, as far as they are given."""
    after = text[total.end() : total.end() + SENTENCE]
    other = re.search(total_name + AMOUNT, after)
    after = after[: other.start()] if other else after
    found = [m for name in names if (m := re.search(f"{CLAUSE}{name}{LINK}{AMOUNT}(?![多余])", after))]
    if len(found) == len(names) and re.fullmatch(BETWEEN, after[: min(m.start() for m in found)]):
        return found
    subject = re.search(SUBJECT, text[max(0, total.start() - 12) : total.start()])
    if not subject or "总" not in total[0]:
        return []
    after = text[total.end() : total.end() + ARTICLE]
    return [m for name in names if (m := re.search(f"{subject[1]}{name}{LINK}{AMOUNT}(?![多余])", after))]


def amount(match: re.Match[str], offset: int) -> Amount:
    number, scale, unit = match.groups()
    step = SCALE[scale] / 10 ** len(number.partition(".")[2])
    start, end = match.start(1) + offset, match.end() + offset
    return Amount(float(number) * SCALE[scale], step * 0.51, unit, start, end, number + scale + unit)
