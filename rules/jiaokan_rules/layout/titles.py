"""Lines that may be titles of newspaper articles, after the end of an article or a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jiaokan import Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import CHINESE_DIGITS, CLOSING_QUOTES, ELLIPSIS, FULL_STOPS
from jiaokan.model.page_furniture import COLUMN_LOGO
from jiaokan.model.text_lines import TextLines
from jiaokan_rules.layout import AGENCIES

AGENCY = rf"{AGENCIES}|本刊|中央社|人民网|新华网|据[^，。\n]{{2,8}}"
# Where an article begins: the place and day of its agency, the jump from another page, a dated picture.
DATELINE = rf"(?:{AGENCY})[^，。；\n]{{0,24}}?[电電讯訊](?=[\s（(]|\Z)"
DATE = r"\d{1,2}月\d{1,2}日，"
JUMP = r"[（(【]?(?:上接|下转|上轉|紧接|轉)[^）)\n]{1,10}[版页]"
CAPTION = rf"{DATE}[^\n]{{2}}[\s\S]{{8,500}}?(?:摄 ?[）)]|(?:新华社|本报)[发記记])"
ARTICLE = Pattern(rf"[ \u3000]*(?:{DATELINE}|{JUMP}|{CAPTION})")
DATED = Pattern(f"{DATELINE}|{DATE}")
BETWEEN_ARTICLES = Pattern(rf"{COLUMN_LOGO}|(?:(?:新华社|本报)[发電电])+|{JUMP}[）)】]?")
# Where an article or a paragraph ends, and the last characters of this.
STOPS_AT_END = FULL_STOPS + ELLIPSIS
CLOSED = Pattern(
    rf"[{STOPS_AT_END}][{CLOSING_QUOTES}）)》]{{0,3}}\Z"
    r"|[（(][^（）()\n]{2,24}(?:[电電讯訊摄攝]|记者[^（）()\n]{2,12})[）)]\Z|(?:新华社|本报)[^。，\n]{0,6}发\Z"
)
CLOSER = Pattern(f"[{STOPS_AT_END}{CLOSING_QUOTES}）)》发]")
BYLINE = Pattern(r"[□■○●◎](?! )|本报记者|(?:新华社|本报)?“?[^。，\n]{0,12}”?记者[ \u3000]|——")
# What follows the end of an article and is not a title: who wrote, took or compiled it, its source, the day it was signed; a
# numbered heading.
SOURCE = "数据|資料|资料|来源|來源|作者|记者|責任|责任|摄影|制图|供图|文图|图文|转自|摘自|选自|编译|翻译|附|注"
SIGNED = (
    rf"[（(【].*[）)】]$|(?:{AGENCY}|{SOURCE})|[（(]?[{CHINESE_DIGITS}百0-9 ]{{1,6}}[)）、.．]"
    r"|.*(?:摄|攝|摄影|报道|整理|制图|供图|编译|综合)(?:[（(].*)?$"
    rf"|[0-9〇零{CHINESE_DIGITS}年月日 ]{{6,}}(?:于.{{2,8}})?$"
)
SHORTEST, LONGEST = 6, 40  # code points of a title
TITLE = Pattern(
    rf"(?=[^\n]{{0,12}}?(?:{HAN_CHARACTER}[ \u3000]?){{3}})(?!{SIGNED})"
    r"[^，。；：、,.;:|#*>\-=\[\]@/<\s]"
    rf"[^。；;|#=@/<\n]{{{SHORTEST - 2},{LONGEST - 2}}}[^，。；：、,.;:—\s]"
)
COMMA = Pattern("[，,]")
MOST_LINES = 5  # of titles, subtitles and by-lines together


class TitleGroup(NamedTuple):
    """Lines [first, after) that are one or more titles with their subtitles and by-lines.

    `article_follows`: after them an article begins, or the text ends.
    """

    first: int
    after: int
    article_follows: bool


def title_groups(lines: TextLines) -> Iterator[TitleGroup]:
    """The titles after the end of an article or paragraph."""
    after = 0
    for above in lines.ending_with(CLOSER):
        first = above + 1
        if first < after or first == len(lines) or not (is_closed(lines.texts[above]) and is_title(lines, first)):
            continue
        after = first + 1
        while after < min(len(lines), first + MOST_LINES) and belongs_to_title(lines, after):
            after += 1
        article_follows = begins_article(lines, first, after)
        # If no article follows, a line with a comma may as well be the first of a wrapped paragraph.
        if article_follows or (after - first > 1 and not has_comma(lines, first, after)):
            yield TitleGroup(first, after, article_follows)


def begins_article(lines: TextLines, first: int, after: int) -> bool:
    """Whether an article begins, or the text ends, after the titles in [first, after)."""
    behind = after
    while behind < len(lines) and BETWEEN_ARTICLES.fullmatch(lines.texts[behind]):
        behind += 1
    if behind > after:
        return True
    if behind == len(lines):  # a wrapped text that was cut off ends in such lines too
        return not has_comma(lines, first, after)
    start = lines.line_starts[behind]
    return ARTICLE.match(lines.text, start, start + 600) is not None


def is_closed(text: str) -> bool:
    """Whether a line ends an article, or a paragraph."""
    return text[-1] in STOPS_AT_END or CLOSED.search(text, max(0, len(text) - 40)) is not None


def is_title(lines: TextLines, index: int) -> bool:
    """Whether a line may be a title: it has no indent, and is not a sentence."""
    text = lines.texts[index]
    return SHORTEST <= len(text) <= LONGEST and not is_indented(lines, index) and TITLE.fullmatch(text) is not None


def is_indented(lines: TextLines, index: int) -> bool:
    return lines.text.startswith("\u3000\u3000", lines.line_starts[index])


def belongs_to_title(lines: TextLines, index: int) -> bool:
    """Whether a line below a title goes with it: its second line, a subtitle, the by-line."""
    text = lines.texts[index]
    if BYLINE.match(text):
        return not is_indented(lines, index)
    return is_title(lines, index) and not DATED.match(text) and not BETWEEN_ARTICLES.fullmatch(text)


def has_comma(lines: TextLines, first: int, after: int) -> bool:
    return any(COMMA.search(lines.texts[index]) for index in range(first, after))
