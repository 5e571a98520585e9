from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from jiaokan import Document, Finding, Safety, rule
from jiaokan_rules.anchor import compiled

D = "[0-9０-９]"
MARKS = "[\\[\\]|｜!！丨]"  # what a 1 or a 7 is read as; letters are LAT003's
# Each begins with the character that the scan can look for, and looks back from there.
# Months from 1 to 12 and days from 1 to 28 end the work at once.
MONTH = f"年 ?(?!(?:0?[1-9]|1[0-2]) ?月)({D}{{1,3}}) ?月(?!内)"
DAY = f"月 ?(?!(?:0?[1-9]|1[0-9]|2[0-8]) ?[日号])({D}{{1,3}}) ?([日号])(?![元圆])"
BARE_MONTH = f"月(?<=[0-9０-９ ]月)(?<![^0-9０-９][1-9]月)(?<![^0-9０-９]1[0-2]月)(?= ?{D}{{1,2}} ?[日号]|份|[上中下]旬|[初底末])"
TWO_MONTHS = f"月(?<={D}月)({D}{{1,2}})月(?!{D}{{1,2}}[日月号]|[份间之和与及、或至到的])"
MARKED = (
    f"年(?<={D}年){D}?{MARKS}{D}?月(?={D}{{1,2}}日|份|[上中下]旬|[，。底初至])|月(?<={D}月){D}?{MARKS}{D}?日(?![|｜])"
)
HOUR = f"时(?<=.{D}{{2}}时)(?={D}|[，。、许左至到前后起整])"
MINUTE = f"时(?<={D}时) ?({D}{{2}}) ?分(?![钟之贝])"
# A month behind a number that is none at first sight or holds a mark, or before one that is no day, or before a mark.
DOUBTFUL = (
    f"月(?:(?<=[0-9０-９ ]月)(?<![^0-9０-９][1-9]月)(?<![^0-9０-９]1[0-2]月)(?<!年0[1-9]月)|(?<={MARKS}月)|(?<={MARKS}{D}月)"
    f"|(?= ?{D})(?! ?(?:0?[1-9]|1[0-9]|2[0-8]) ?[日号])|(?={MARKS}))"
)
DOUBTFUL_TIME = f"时(?<={D}时)(?:(?<=.[2-9２-９]{D}时)|(?= ?[6-9６-９]{D} ?分))"
ISO = "{0}(?<=(?:19|20)[0-9][0-9]{0})([0-9][0-9]){0}([0-9][0-9])(?![0-9A-Za-z./-])"
# What stands before the character that was looked for.
YEAR = 6  # code points before 月, with a month of three figures and a space on both sides
BEFORE_MONTH = f"(?<![0-9０-９.．年第满近约])({D}{{1,2}}) ?\\Z"
BEFORE_TWO = f"(?<![0-9０-９.．月、至])({D}{{1,2}})\\Z"
BEFORE_HOUR = f"(?:{D}[日号]|.[晚午晨]) ?({D}{{2}}) ?\\Z"
BEFORE_ISO = "(?<![0-9A-Za-z./-])([0-9]{4})\\Z"
NUMERAL = "[〇○零一二三四五六七八九十]"
HAN_DATE = f"年(?<=([〇○零一二三四五六七八九]{{4}})年)(?<!{NUMERAL}.{{5}})({NUMERAL}{{1,3}})月(?:({NUMERAL}{{1,3}})日)?"
DIGITS = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))

MONTHS = tuple("本上下当每同该正腊一二三四五六七八九十")  # what stands before 月 in the name of one

# A count of days, an index over days, a number of a document: no days of a month.
COUNTED = "[内均线游龄文令楼院店线]"
# Calendars whose months are others: lunar ones have a thirtieth of the second, the Ethiopian and Coptic a thirteenth month.
OTHER_CALENDAR = "[农阴旧夏古藏回傣彝][历曆]|農曆|陰曆|舊曆|伊斯兰历|佛历|埃塞俄比亚|科普特"
# Talk about dates that do not exist.
TALK = "不存在|日期无效|无效日期|非法日期|没有这一?[天日]"
GREGORIAN = 1583  # dates before are Julian, of a lunar calendar, or counted from the founding of the Republic


SIGNS = (
    f"(?:[0-9０-９ ]|{MARKS})月",
    "月[0-9０-９ ]",
    f"{D}时",
    "[0-9][-/][0-9]",
    f"[〇○零一二三四五六七八九]年{NUMERAL}",
)


@rule("CHR007", safety=Safety.DISPLAY, needs="月日时-/", signs=SIGNS)
def impossible_date(doc: Document) -> Iterator[Finding]:
    """A date or a time that does not exist.

    ## What it does
    Finds a month above 12 or of nought, a day that its month does not have (the 29th of February outside leap years,
    if the year stands beside it), a month where the day belongs (1月4月), a bracket or a bar where a figure belongs
    (2020年]月24日), an hour above 24, minutes above 59. Periods (13个月, 60日内), other calendars (农历2月30日) and talk
    about such dates are passed over.

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
    None: which figure was printed can only be seen on the page.
    """
    text = doc.text
    doubtful = [match.start() for match in compiled(DOUBTFUL).finditer(text)] if any(map(doc.shows, SIGNS[:2])) else []
    for at in doubtful:
        yield from months(doc, at)
        yield from days(doc, at)
    if any(compiled(MARKS).search(text, max(0, at - 2), at + 3) for at in doubtful):
        yield from marked(doc)
    for match in compiled(DOUBTFUL_TIME).finditer(text) if doc.shows(SIGNS[2]) else ():
        yield from times(doc, match.start())
    yield from written(doc)


def found(doc: Document, pattern: str, at: int) -> Iterator[re.Match[str]]:
    """The match of a pattern at a place, if there is one that is not protected."""
    match = compiled(pattern).match(doc.text, at)
    if match and not doc.protected.overlaps(*match.span()):
        yield match


def months(doc: Document, at: int) -> Iterator[Finding]:
    """The number before 月 at `at`, and one behind it that is a month too."""
    year = doc.text.rfind("年", max(0, at - YEAR), at)
    for match in found(doc, MONTH, year) if year >= 0 else ():
        if match.end() == at + 1 and not 1 <= int(match[1]) <= 12 and not excused(doc, match, int(match[1])):
            yield hit(doc, match.start(1), match.end(1), "month")
    for match in found(doc, BARE_MONTH, at):
        before = behind(BEFORE_MONTH, doc, match)
        if before and not 1 <= int(before[1]) <= 12 and not excused(doc, match, int(before[1])):
            start = match.start() - len(before[0])
            yield hit(doc, start, start + len(before[1]), "month")
    for match in found(doc, TWO_MONTHS, at):
        before = behind(BEFORE_TWO, doc, match)
        if not before:
            continue
        first, second = int(before[1]), int(match[1])
        start = match.start() - len(before[0])
        dated = doc.text[start - 1 : start] == "年" or doc.text[match.end() : match.end() + 1] in tuple(
            "，,（(上下晚凌电讯在"
        )
        # 3月4月 are two months in a row; so are those of a list.
        if 1 <= first <= 12 and second <= 31 and second != first + 1 and dated:
            whole = doc.text[start : match.end()]
            yield Finding(start, match.end(), f"「{whole}」 has a month where the day belongs: look at the page.")


def days(doc: Document, at: int) -> Iterator[Finding]:
    """The number behind 月 at `at`."""
    for match in found(doc, DAY, at):
        day = int(match[1])
        if 1 <= day <= 28:
            continue
        before = doc.text[max(0, match.start() - 12) : match.start()]
        month = re.search(f"(?:({D}{{1,4}}) ?年 ?|(?<!{D})(?<!{D} ))({D}{{1,2}}) ?\\Z", before)
        if month:
            most = length(int(month[1]) if month[1] else None, int(month[2]))
        elif before.endswith(MONTHS):
            most = 31
        else:  # a number of months, 3个月45日
            continue
        after = doc.text[match.end() : match.end() + 1]
        if not (1 <= day <= most or counted(day, match[2], after) or excused(doc, match, day)):
            yield hit(doc, match.start(1), match.end(1), "day")


def counted(day: int, unit: str, after: str) -> bool:
    """Whether days are counted, or a number is given to a thing: 60日内, 45号文."""
    return bool((day > 31 or unit == "号") and re.match(COUNTED, after)) or (unit == "号" and day > 39)


def length(year: int | None, month: int) -> int:
    """The number of days of a month, the most it may have where the year is not known or before the calendar."""
    if not 1 <= month <= 12:
        return 31
    if year is not None and year < GREGORIAN:
        return 31
    return monthrange(year or 2000, month)[1]


def marked(doc: Document) -> Iterator[Finding]:
    for match in doc.matches(compiled(MARKED)):
        message = f"「{match[0]}」 has a mark where a figure belongs: look at the page."
        yield Finding(match.start(), match.end(), message)


def times(doc: Document, at: int) -> Iterator[Finding]:
    """The numbers on both sides of 时 at `at`."""
    for match in found(doc, HOUR, at):
        before = behind(BEFORE_HOUR, doc, match)
        if before and int(before[1]) > 24:
            start = match.start() - len(before[0]) + before.start(1) - before.start()
            yield hit(doc, start, start + 2, "hour")
    for match in found(doc, MINUTE, at):
        if int(match[1]) > 59:
            yield hit(doc, match.start(1), match.end(1), "minute")


def written(doc: Document) -> Iterator[Finding]:
    """Dates in the notation of ISO 8601 and in Chinese numerals."""
    for match in (m for mark in "-/" if doc.shows(SIGNS[3]) for m in doc.matches(compiled(ISO.format(mark)))):
        before = behind(BEFORE_ISO, doc, match)
        if not before:
            continue
        month, day = int(match[1]), int(match[2])
        if not 1 <= month <= 12 or not 1 <= day <= length(int(before[1]), month):
            yield hit(doc, match.start() - 4, match.end(), "date")
    for match in doc.matches(compiled(HAN_DATE)) if doc.shows(SIGNS[4]) else ():
        year = int("".join(DIGITS[c] for c in match[1]))
        named = number(match[2])
        last = number(match[3]) if match[3] else 1
        if named is None or last is None or year < GREGORIAN or excused(doc, match, last):
            continue
        if not 1 <= named <= 12 or not 1 <= last <= length(year, named):
            yield hit(doc, match.start() - 4, match.end(), "date")


def behind(pattern: str, doc: Document, match: re.Match[str]) -> re.Match[str] | None:
    """What stands directly before a match."""
    return re.search(pattern, doc.text[max(0, match.start() - 8) : match.start()])


def number(numeral: str) -> int | None:
    """The value of 十二, 二十, 三十一, 〇五; None for what is no numeral."""
    tens, ten, ones = numeral.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 + (not ten) or "十" in tens:
        return None
    low = int("".join(DIGITS[c] for c in ones) or "0")
    return low + 10 * int(DIGITS[tens] if tens else 1) if ten else low


def excused(doc: Document, match: re.Match[str], value: int) -> bool:
    """Whether another calendar is named that has a month or a day of this number, or the text is about the date itself."""
    around = doc.text[max(0, match.start() - 30) : match.end() + 15]
    return bool(re.search(f"{OTHER_CALENDAR}|{TALK}" if value in (13, 30) else TALK, around))


def hit(doc: Document, start: int, end: int, what: str) -> Finding:
    shown = doc.text[start : end + 1].strip()
    return Finding(start, end, f"「{shown}」: there is no such {what}. Look at the page.")
