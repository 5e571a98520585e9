from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jiaokan import Document, Finding, Pattern, Safety, rule
from jiaokan.language.script import HAN, HAN_CHARACTER
from jiaokan.language.typography import CHINESE_DIGITS, CLOSING_QUOTES, ELLIPSIS, FULL_STOPS
from jiaokan.model.page_furniture import COLUMN_LOGO
from jiaokan.model.text_lines import TextLines, text_lines
from jiaokan_rules.layout import AGENCIES

AGENCY = rf"{AGENCIES}|本刊|中央社|人民网|新华网|据[^，。\n]{{2,8}}"
# Where an article begins: the place and day of its agency, the jump from another page, a dated picture.
DATELINE = rf"(?:{AGENCY})[^，。；\n]{{0,24}}?[电電讯訊](?=[\s（(]|\Z)"
DATE = r"\d{1,2}月\d{1,2}日，"
JUMP = r"[（(【]?(?:上接|下转|上轉|紧接|轉)[^）)\n]{1,10}[版页]"
CAPTION = rf"{DATE}[^\n]{{2}}[\s\S]{{8,500}}?(?:摄 ?[）)]|(?:新华社|本报)[发発记記])"
ARTICLE = Pattern(rf"[ \u3000]*(?:{DATELINE}|{JUMP}|{CAPTION})")
DATED = Pattern(f"{DATELINE}|{DATE}")
BETWEEN_ARTICLES = Pattern(rf"{COLUMN_LOGO}|(?:(?:新华社|本报)[发電电])+|{JUMP}[）)】]?")
# Where an article or a paragraph ends, and the last characters of this.
CLOSED = Pattern(
    rf"[{FULL_STOPS}{ELLIPSIS}][{CLOSING_QUOTES}）)》]{{0,3}}\Z"
    r"|[（(][^（）()\n]{2,24}(?:[电電讯訊摄攝]|记者[^（）()\n]{2,12})[）)]\Z|(?:新华社|本报)[^。，\n]{0,6}发\Z"
)
CLOSER = Pattern(f"[{FULL_STOPS}{ELLIPSIS}{CLOSING_QUOTES}）)》发]")
BYLINE = Pattern(r"[□■○●◎](?! )|本报记者|(?:新华社|本报)?“?[^。，\n]{0,12}”?记者[ \u3000]|——")
# What follows the end of an article and is no title: who wrote, took or compiled it, its source, the day it was signed; a
# numbered heading.
SOURCE = "数据|資料|资料|来源|來源|作者|记者|責任|责任|摄影|制图|供图|文图|图文|转自|摘自|选自|编译|翻译|附|注"
SIGNED = (
    rf"[（(【].*[）)】]$|(?:{AGENCY}|{SOURCE})|[（(]?[{CHINESE_DIGITS}百0-9 ]{{1,6}}[)）、.．]"
    r"|.*(?:摄|攝|摄影|报道|整理|制图|供图|编译|综合)(?:[（(].*)?$"
    rf"|[0-9〇零{CHINESE_DIGITS}年月日 ]{{6,}}(?:于.{{2,8}})?$"
)
TITLE = Pattern(
    rf"(?=[^\n]{{0,12}}?(?:{HAN_CHARACTER}[ \u3000]?){{3}})(?!{SIGNED})"
    r"[^，。；：、,.;:|#*>\-=\[\]@/<\s][^。；;|#=@/<\n]{4,38}[^，。；：、,.;:—\s]"
)
COMMA = Pattern("[，,]")
QUOTED = Pattern("[“「]([^”」\n]{2,8})[”」]")
NO_LETTER = Pattern(rf"[^{HAN}A-Za-z0-9]+")
MOST_LINES = 5  # of titles, subtitles and by-lines together
ABOVE, BELOW = 4000, 1200  # code points in which the words of a title are looked for: a newspaper page, an article


class Group(NamedTuple):
    """Lines [first, after) that are one or more titles with their subtitles and by-lines.

    `article_follows`: behind them an article begins, or the text ends.
    """

    first: int
    after: int
    article_follows: bool


@rule("LAY003", safety=Safety.DISPLAY)
def misplaced_title(doc: Document) -> Iterator[Finding]:
    """A title that stands behind its article, or in front of another one.

    ## What it does
    Finds short lines without a full stop between the end of one article and the beginning of the next (a dateline, a
    jump from another page, a picture with its date, the end of the text) or in front of its title, whose words come
    again in what stands above and not in what stands below.

    ## Why it is bad
    OCR engines put a title of a newspaper page after the columns that it stands over. In a corpus it then heads the wrong
    article.

    ## Example
    ✗ 新华社北京9月4日电（记者某某）全国将开展防护用品安全隐患专项整治，重点检查安全帽。⏎⏎防护用品安全隐患专项整治将开展⏎⏎新华社天津9月4日电（记者某某）第二届港口博览会今天开幕。⏎

    ✓ 防护用品安全隐患专项整治将开展⏎⏎新华社北京9月4日电（记者某某）全国将开展防护用品安全隐患专项整治。⏎⏎港口博览会开幕⏎⏎新华社天津9月4日电（记者某某）第二届港口博览会今天开幕。⏎

    ## Fix safety
    There is no fix: where the title belongs is seen on the page.
    """
    lines = text_lines(doc)
    for group in groups(lines):
        count = lines_about_above(lines, group)
        if count:
            start, end = lines.starts[group.first], lines.ends[group.first + count - 1]
            shown = " ".join(doc.text[start:end].split())[:40]
            yield Finding(start, end, f"「{shown}」 looks like the title of what stands above it: see the page.")


def groups(lines: TextLines) -> Iterator[Group]:
    """The titles behind the end of an article or paragraph."""
    after = 0
    for above in lines.ending_with(CLOSER):
        first = above + 1
        if first < after or first == len(lines) or not (is_closed(lines.texts[above]) and is_title(lines, first)):
            continue
        after = first + 1
        while after < min(len(lines), first + MOST_LINES) and belongs_to_title(lines, after):
            after += 1
        article_follows = begins_article(lines, first, after)
        # With no article behind, a line with a comma may as well be the first of a wrapped paragraph.
        if article_follows or (after - first > 1 and not has_comma(lines, first, after)):
            yield Group(first, after, article_follows)


def begins_article(lines: TextLines, first: int, after: int) -> bool:
    """Whether an article begins, or the text ends, behind the titles in [first, after)."""
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
    return CLOSED.search(text, max(0, len(text) - 40)) is not None


def is_title(lines: TextLines, index: int) -> bool:
    """Whether a line may be a title: it has no indent, and is no sentence."""
    return not is_indented(lines, index) and TITLE.fullmatch(lines.texts[index]) is not None


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


def lines_about_above(lines: TextLines, group: Group) -> int:
    """How many lines of a group are the title of what stands above; the others may be that of what stands below."""
    first, after, article_follows = group
    start, end = lines.line_starts[first], lines.ends[after - 1]
    above, below = letters(lines.text[max(0, start - ABOVE) : start]), letters(lines.text[end : end + BELOW])
    texts = [lines.texts[index] for index in range(first, after)]
    if article_follows and is_about(texts, above, below):
        return len(texts)
    if has_comma(lines, first, after):
        return 0
    for count in range(len(texts) - 1, 0, -1):
        title_follows = is_title(lines, first + count) and is_about(texts[count:], below, above)
        if title_follows and is_about(texts[:count], above, below):
            return count
    return 0


def is_about(texts: list[str], here: str, there: str) -> bool:
    """Whether the words of a title come again in one text and not in the other."""
    title = "".join(text for text in texts if not BYLINE.match(text))
    size = len(letters(title))
    repeated_here, repeated_there = repeated(letters(title), here), repeated(letters(title), there)
    if repeated_here >= 0.5 * size and repeated_there <= 0.25 * size:
        return repeated_here > 0
    # A word in quotation marks names what the article is about.
    names = [letters(match[1]) for match in QUOTED.finditer(title)]
    named = any(here.count(name) >= 2 and name not in there for name in names if len(name) > 1)
    return named and repeated_there == 0


def letters(text: str) -> str:
    """The Chinese characters, letters and digits of a text."""
    return NO_LETTER.sub("", text)


def repeated(title: str, body: str) -> int:
    """How many characters of a title stand in trigrams that the body has too."""
    trigrams = (at for at in range(len(title) - 2) if title[at : at + 3] in body)
    return len({place for at in trigrams for place in range(at, at + 3)})
