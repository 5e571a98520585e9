from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Pattern, Safety, rule
from jiaokan_rules.characters.dates import D, wrong_numbers

MARKS = r"[\[\]|｜!！丨]"  # OCR reads 1 and 7 as these; LAT003 looks for letters
MARKED = Pattern(
    f"(?<={D})年{D}?{MARKS}{D}?月(?={D}{{1,2}}日|份|[上中下]旬|[，。底初至])|(?<={D})月{D}?{MARKS}{D}?日(?![|｜])"
)
TWO_MONTHS = Pattern(
    f"(?<![0-9０-９.．月、至])({D}{{1,2}})月({D}{{1,2}})月(?!{D}{{1,2}}[日月号]|[份间之和与及、或至到的])"
)
AFTER_DATE = frozenset("，,（(上下晚凌电讯在")
HOUR = Pattern(f"(?:{D}[日号]|.[晚午晨]) ?({D}{{2}})时(?={D}|[，。、许左至到前后起整])")
MINUTE = Pattern(f"(?<={D})时 ?({D}{{2}}) ?分(?![钟之贝])")


@rule("CHR007", safety=Safety.DISPLAY)
def impossible_date(doc: Document) -> Iterator[Finding]:
    """A date or a time that does not exist.

    ## What it does
    Finds a month 0 or above 12; a day that its month does not have, such as 29 February outside leap years if the year
    stands beside it; a month where the day belongs (1月4月); a bracket or a bar where a figure belongs (2020年]月24日);
    an hour above 24; minutes above 59. Periods (13个月, 60日内), other calendars (农历2月30日) and text about such dates
    are sound.

    ## Why it is bad
    A figure was misread, and the date is wrong wherever it is used. A plausible but wrong date can't be found; an
    impossible one shows that the page must be read again.

    ## Example
    ✓ 2024年2月29日24时，为期13个月的试点结束，此前自收到之日起60日内均可申请。
    ✓ 他生于农历2月30日。
    ✗ 会议于2020年13月5日召开。
    ✗ 截至2023年2月29日，全市共有企业3200家。
    ✗ 他1月4月上午到达，2020年]月24日离开。
    ✗ 11月5日25时30分，列车到站。

    ## Fix safety
    There is no fix: only the page shows which figure was printed.
    """
    for start, end, what in (*wrong_numbers(doc), *wrong_times(doc)):
        shown = doc.text[start : end + 1].strip()  # with 月, 日 or 时 after the number
        yield Finding(start, end, f"There is no such {what}: 「{shown}」. Check it against the page.")
    for match in doc.matches(TWO_MONTHS):
        if is_misread_day(doc.text, int(match[1]), int(match[2]), *match.span()):
            message = f"「{match[0]}」 has a month where the day belongs: check it against the page."
            yield Finding(*match.span(), message)
    for match in doc.matches(MARKED):
        message = f"「{match[0]}」 has a mark where a figure belongs: check it against the page."
        yield Finding(*match.span(), message)


def is_misread_day(text: str, month: int, second: int, start: int, end: int) -> bool:
    """Whether the second of two months at [start, end) must be a day: a year or the end of a date stands beside them.

    Successive months (3月4月) are sound.
    """
    is_dated = text[start - 1 : start] == "年" or text[end : end + 1] in AFTER_DATE
    return is_dated and 1 <= month <= 12 and second <= 31 and second != month + 1


def wrong_times(doc: Document) -> Iterator[tuple[int, int, str]]:
    """[start, end) of hours and minutes that no clock has, each with what it should be."""
    for pattern, most, what in ((HOUR, 24, "hour"), (MINUTE, 59, "minute")):
        for match in doc.matches(pattern):
            if int(match[1]) > most:
                yield *match.span(1), what
