from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Pattern, Safety, rule

# Where a number is not part of a longer one, of a date, a time or a ratio.
BEFORE, AFTER = "(?<![0-9.,，:：/~-])", "(?![0-9]|[.,:：/-][0-9]|[至到~～—-])"
# 工业4.0, Web 3.0: one digit before the point and one after it, and no unit that would make it a quantity.
NO_UNIT = "(?![%％‰万亿千百度倍元米吨个点分秒级折系号版岁名条家年月日℃°A-Za-z]|时(?!代))"
VERSION = Pattern(rf"(?<![0-9.])([0-9])\.([0-9]){AFTER}{NO_UNIT}")
BARE_VERSION = Pattern(f"(?<![0-9.,])[0-9]{{2}}{AFTER}{NO_UNIT}")
# What a version belongs to, and what comes before a quantity instead.
NAME = Pattern(r"(?:(?<![A-Za-z-])[A-Za-z][A-Za-z-]{1,15} ?|[一-鿿]{2})\Z")
MEASURE = Pattern(r"[约近超达为到共长宽高重至第增降仅有是的]\Z")
SIDE = 18  # code points before a version that may name it
# 16.3万人: the same three digits or more rarely recur by chance with one unit, shares of a hundred apart.
UNIT = "((?:[千百万亿]{1,2})(?:美元|公里|千瓦|[元吨人次户亩米辆件台项]{1,2}))"
FIGURE = Pattern(rf"{BEFORE}([0-9]{{1,4}})\.([0-9]{{1,3}}) ?{UNIT}")
BARE_FIGURE = Pattern(f"{BEFORE}([0-9]{{3,7}}) ?{UNIT}")


@rule("CHR003", level=Level.INFO, safety=Safety.DISPLAY)
def lost_decimal_point(doc: Document) -> Iterator[Finding]:
    """A version or a figure without the point that it has elsewhere in the document.

    ## What it does
    Finds a number after a name where the document elsewhere has the same name and number with a point (工业40 beside
    工业4.0), and a quantity of three digits or more that occurs elsewhere with a point and the same unit (163万人
    beside 16.3万人).

    ## Why it is bad
    The point is the smallest thing on a page and the first to be lost; the figure is then ten times what it was.

    ## Example
    ✓ 工业4.0和工业20强不同，增长16.3%，人均163元，共16.3万人，约15至20岁，约1.5万人。
    ✗ 迈向工业4.0时代，建设工业40大数据中心。
    ✗ 全市新增就业16.3万人。前年是15.1万人，去年是163万人。

    ## Fix safety
    There is no fix: both may be right, or the one with the point wrong.
    """
    for start, end, pointed in (*bare_versions(doc), *bare_figures(doc)):
        message = f"「{doc.text[start:end]}」 is 「{pointed}」 elsewhere: check whether it has lost its point."
        yield Finding(start, end, message)


def bare_versions(doc: Document) -> Iterator[tuple[int, int, str]]:
    """[start, end) of versions without their point, each with its name and the point."""
    pointed: dict[tuple[str, str], str] = {}
    for match in doc.matches(VERSION):
        if name := version_name(doc.text, match.start()):
            pointed[name, match[1] + match[2]] = name + match[0]
    for match in doc.matches(BARE_VERSION) if pointed else ():
        if other := pointed.get((version_name(doc.text, match.start()), match[0])):
            yield *match.span(), other


def version_name(text: str, start: int) -> str:
    """The name that the version at `start` belongs to; "" where the number is none."""
    first = max(0, start - SIDE)
    name = NAME.search(text, first, start)
    return name[0] if name and not MEASURE.search(text, first, start) else ""


def bare_figures(doc: Document) -> Iterator[tuple[int, int, str]]:
    """[start, end) of figures without their point, each with the point and its unit."""
    pointed: dict[tuple[str, str], str] = {}
    for match in doc.matches(FIGURE):
        if match[1] != "0":
            pointed[match[3], match[1] + match[2]] = match[0]
    for match in doc.matches(BARE_FIGURE) if pointed else ():
        if other := pointed.get((match[2], match[1])):
            yield *match.span(1), other
