from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from jiaokan import Document, Finding, Level, Safety, rule
from jiaokan_rules.anchor import compiled, sought

# Where a number is no part of a longer one, of a date, a time or a ratio.
BEFORE, AFTER = "(?<![0-9.,，:：/~-])", "(?![0-9]|[.,:：/-][0-9]|[至到~～—-])"
# 工业4.0, Web 3.0: one digit before the point and one behind it, and no unit that would make it a quantity.
NO_UNIT = "(?![%％‰万亿千百度倍元米吨个点分秒级折系号版岁名条家年月日℃°A-Za-z]|时(?!代))"
VERSION = f"\\.(?<=[0-9]\\.)[0-9](?<![0-9.][0-9.]{{3}}){AFTER}{NO_UNIT}"  # from its point on, as FIGURE is
BARE_VERSION = f"[0-9]{{2}}(?<![0-9.,][0-9]{{2}}){AFTER}{NO_UNIT}"
# What a version belongs to, and what comes before a quantity instead.
NAME, MEASURE = (
    "(?:(?<![A-Za-z-])[A-Za-z][A-Za-z-]{1,15} ?|[一-鿿]{2})\\Z",
    "[约近超达为到共长宽高重至第增降仅有是的]\\Z",
)
# 16.3万人: the same three digits or more seldom come again by chance with one unit, shares of a hundred apart.
UNIT = "((?:[千百万亿]{1,2})(?:美元|公里|千瓦|[元吨人次户亩米辆件台项]{1,2}))"
FIGURE = f"\\.(?<=[0-9]\\.)([0-9]{{1,3}}) ?{UNIT}"
WHOLE = f"{BEFORE}[0-9]{{1,4}}\\Z"  # what stands before the point of a figure
BARE_FIGURE = f"([0-9](?<![0-9.,，:：/~-].)[0-9]{{2,6}}) ?{UNIT}"
DIGIT = "[0-9]"
FEW = 40  # texts that are looked for one by one
SIDE = 18  # characters before a version that may name it


@rule("CHR003", level=Level.INFO, safety=Safety.DISPLAY, needs=".", signs=(r"[0-9]\.[0-9]",))
def lost_decimal_point(doc: Document) -> Iterator[Finding]:
    """A version or a figure without the point that it has elsewhere in the document.

    ## What it does
    Finds a number behind a name that the same name has elsewhere with a point (工业40 beside 工业4.0), and a quantity of
    three digits or more that stands elsewhere with a point and the same unit (163万人 beside 16.3万人).

    ## Why it is bad
    The point is the smallest thing on a page and the first to be lost; the figure is then ten times what it was.

    ## Example
    ✓ 工业4.0和工业20强不同，增长16.3%，人均163元，共16.3万人，约15至20岁，约1.5万人。
    ✗ 迈向工业4.0时代，建设工业40大数据中心。
    ✗ 全市新增就业16.3万人。前年是15.1万人，去年是163万人。

    ## Fix safety
    None: both may be right, or the one with the point wrong.
    """
    pointed: dict[tuple[str, str], str] = {}
    for match in doc.matches(compiled(VERSION)):
        start = match.start() - 1
        if name := named(doc, start):
            pointed[name, doc.text[start] + match[0][1]] = name + doc.text[start : match.end()]
    for match in sought(doc, BARE_VERSION, DIGIT, {1: DIGIT}) if stands(doc, map("".join, pointed)) else ():
        yield from hit(doc, match, 0, pointed.get((named(doc, match.start()), match[0])))
    pointed = {}
    for match in doc.matches(compiled(FIGURE)):
        whole = compiled(WHOLE).search(doc.text[max(0, match.start() - 5) : match.start()])
        if whole and whole[0] != "0":
            pointed[match[2], whole[0] + match[1]] = whole[0] + match[0]
    bare = (f"{digits}{space}{unit}" for unit, digits in pointed for space in ("", " "))
    for match in sought(doc, BARE_FIGURE, DIGIT, {1: DIGIT, 2: DIGIT}) if stands(doc, bare) else ():
        yield from hit(doc, match, 1, pointed.get((match[2], match[1])))


def stands(doc: Document, some: Iterable[str]) -> bool:
    """Whether one of some texts may stand in the document: where they are many, it is not looked for."""
    few = list(islice(some, FEW + 1))
    return len(few) > FEW or any(one in doc.text for one in few)


def named(doc: Document, start: int) -> str:
    """The name that the version at `start` belongs to; "" where the number is none."""
    before = doc.text[max(0, start - SIDE) : start]
    name = compiled(NAME).search(before)
    return name[0] if name and not compiled(MEASURE).search(before) else ""


def hit(doc: Document, match: re.Match[str], group: int, other: str | None) -> Iterator[Finding]:
    if other and not doc.protected.overlaps(*match.span()):
        message = f"「{match[0]}」 is 「{other}」 elsewhere: look whether it has lost its point."
        yield Finding(match.start(group), match.end(group), message)
