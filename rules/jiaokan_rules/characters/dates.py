"""Months, days and dates that do not exist, and what excuses them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from typing import NamedTuple

from jiaokan import Document, Pattern
from jiaokan_rules.reasons import Reasons

D = "[0-9０-９]"
GOOD_MONTH, GOOD_DAY = "(?:0?[1-9]|1[0-2])", "(?:0?[1-9]|1[0-9]|2[0-8])"  # days that every month has
MONTH_OF_YEAR = Pattern(f"年 ?(?!{GOOD_MONTH} ?月)({D}{{1,3}}) ?月(?!内)")
MONTH = Pattern(
    f"(?<![0-9０-９.．年第满近约])(?!{GOOD_MONTH} ?月)({D}{{1,2}}) ?月(?= ?{D}{{1,2}} ?[日号]|份|[上中下]旬|[初底末])"
)
DAY = Pattern(f"月 ?(?!{GOOD_DAY} ?[日号])({D}{{1,3}}) ?([日号])(?![元圆])")
BEFORE_DAY = Pattern(f"(?:({D}{{1,4}}) ?年 ?|(?<!{D})(?<!{D} ))({D}{{1,2}}) ?\\Z")  # year and month
NUMERAL = "[〇○零一二三四五六七八九十]"
HAN_DATE = Pattern(f"(?<!{NUMERAL})([〇○零一二三四五六七八九]{{4}})年({NUMERAL}{{1,3}})月(?:({NUMERAL}{{1,3}})日)?")
ISO_DATE = Pattern(r"(?<![0-9A-Za-z./-])((?:19|20)[0-9]{2})([-/])([0-9]{2})\2([0-9]{2})(?![0-9A-Za-z./-])")
DIGITS = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
MONTHS = frozenset("本上下当每同该正腊一二三四五六七八九十")  # 月 after these is a month of the calendar: 本月, 十月
GREGORIAN = 1583  # earlier years are Julian, of a lunar calendar, or counted from the founding of the Republic

# After 日 or 号 these show that the number counts days, or is that of a document or a building.
COUNTED = "内均线游龄文令楼院店"
# Lunar calendars have a 30th day of the second month, the Ethiopian and the Coptic calendar a 13th month.
OTHER_CALENDAR = Pattern("[农阴旧夏古藏回傣彝][历曆]|農曆|陰曆|舊曆|伊斯兰历|佛历|埃塞俄比亚|科普特")
QUOTED = Pattern('[“‘「『"][^”’」』"]{0,12}$'), Pattern('[^“‘「『"]{0,6}[”’」』"]')
ERROR = Pattern("错|錯|误|誤|荒唐|乌龙|烏龍|闹|笑话|笑話|印成|写成|寫成")
TALK = Pattern("不存在|日期无效|无效日期|非法日期|没有这一?[天日]")


class Number(NamedTuple):
    """A number that no month or day has. Offsets are code points of `text`.

    [first, last) is the number with the characters that belong to it, [start, end) is what a finding reports. `unit` is
    the 月, 日 or 号 after the number, "" where the whole date is wrong.
    """

    text: str
    first: int
    last: int
    start: int
    end: int
    value: int
    unit: str

    def is_near(self, pattern: Pattern) -> bool:
        """Whether a pattern matches within 30 code points before the number or 15 after it."""
        return pattern.search(self.text, max(0, self.first - 30), self.last + 15) is not None


def is_counted(number: Number) -> bool:
    """The number counts days, or is part of the name of a thing."""
    countable = number.unit == "号" or (number.unit == "日" and number.value > 31)
    return countable and number.text[number.last : number.last + 1] in frozenset(COUNTED)


def is_of_a_series(number: Number) -> bool:
    """The number is too high for a misread day: it numbers things."""
    return number.unit == "号" and number.value > 39


def is_of_other_calendar(number: Number) -> bool:
    """The text names another calendar, which has a month or a day of this number."""
    return number.value in (13, 30) and number.is_near(OTHER_CALENDAR)


def is_talk(number: Number) -> bool:
    """The text says that there is no such date."""
    return number.is_near(TALK)


def is_quoted_as_error(number: Number) -> bool:
    """The date is quoted, and the text around it speaks of an error."""
    before, after = number.text[max(0, number.first - 15) : number.first], number.text[number.last : number.last + 8]
    is_quoted = QUOTED[0].search(before) is not None and QUOTED[1].match(after) is not None
    return is_quoted and number.is_near(ERROR)


EXCUSES = Reasons(
    "CHR007",
    (is_counted, "本月60日均线上移。"),
    (is_of_a_series, "本月48号选手上场。"),
    (is_of_other_calendar, "他生于农历2月30日。"),
    (is_quoted_as_error, "请柬上印着“6月31日”，是个错误。"),
    (is_talk, "日历中不存在的2月30日。"),
)


def wrong_numbers(doc: Document) -> Iterator[tuple[int, int, str]]:
    """[start, end) of the numbers and dates that no calendar has, each with what it should be: month, day or date."""
    for number in (*months(doc), *days(doc)):
        if not EXCUSES.apply(number):
            yield number.start, number.end, "month" if number.unit == "月" else "day"
    for match in doc.matches(ISO_DATE):
        year, _, month, day = match.groups()
        if not is_date(int(year), int(month), int(day)):
            yield *match.span(), "date"
    for number in han_dates(doc):
        if not EXCUSES.apply(number):
            yield number.start, number.end, "date"


def months(doc: Document) -> Iterator[Number]:
    """Months that are no number from 1 to 12."""
    for pattern in (MONTH_OF_YEAR, MONTH):
        for match in doc.matches(pattern):
            if not 1 <= int(match[1]) <= 12:
                first = match.start() if pattern is MONTH_OF_YEAR else match.end() - 1
                yield Number(doc.text, first, match.end(), *match.span(1), int(match[1]), "月")


def days(doc: Document) -> Iterator[Number]:
    """Days that their month does not have."""
    for match in doc.matches(DAY):
        day = int(match[1])
        longest = longest_month(doc.text, match.start())
        if longest and not 1 <= day <= longest:
            yield Number(doc.text, *match.span(), *match.span(1), day, match[2])


def longest_month(text: str, at: int) -> int:
    """The most days that the month whose 月 is at `at` may have; 0 if it is not a month of a calendar (3个月)."""
    date = BEFORE_DAY.search(text, max(0, at - 12), at)
    if date:
        return days_in_month(int(date[1]) if date[1] else None, int(date[2]))
    return 31 if text[max(0, at - 1) : at] in MONTHS else 0


def han_dates(doc: Document) -> Iterator[Number]:
    """Dates in Chinese numerals that do not exist."""
    for match in doc.matches(HAN_DATE):
        year = int("".join(DIGITS[c] for c in match[1]))
        month, day = number_of(match[2]), number_of(match[3]) if match[3] else 1
        if month is None or day is None or year < GREGORIAN or is_date(year, month, day):
            continue
        yield Number(doc.text, match.end(1), match.end(), *match.span(), day, "")


def is_date(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)


def days_in_month(year: int | None, month: int) -> int:
    """The most days that a month may have: 31 before the Gregorian calendar and where there is no such month."""
    if not 1 <= month <= 12 or (year is not None and year < GREGORIAN):
        return 31
    return monthrange(year or 2000, month)[1]


def number_of(numeral: str) -> int | None:
    """The value of 十二, 二十, 三十一, 〇五; None for what is not a numeral."""
    tens, ten, ones = numeral.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 + (not ten) or "十" in tens:
        return None
    low = int("".join(DIGITS[c] for c in ones) or "0")
    return low + 10 * int(DIGITS[tens] if tens else 1) if ten else low
