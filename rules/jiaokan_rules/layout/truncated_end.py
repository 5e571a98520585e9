from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jiaokan import Document, Finding, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.anchor import compiled
from jiaokan_rules.layout import among, filled

STOPPED = "[。！？!?…｡．][”’」』）)》】〉］]{0,3}$"
# Rows that end without a stop by right: headings, tables, items, notes and what is set apart by its first mark.
APART = r"[ \t]*(?:#|\||>|[-*+•●■◆▲△◎○★☆□※] ?|\d{1,3}[.、．)）]|[（(【〔\[]|[A-Za-z ]{0,12}[:：]|注|图|圖|表|附|数据|資料|资料)"
SHARE = 0.1  # of the long rows of a text may end without a stop by habit; where more do, the last one says nothing
SHORT = 12  # characters of the least row that is looked at: a few words are a signature
LONG = 25  # characters of a row that is judged by its end: a sentence or more


@rule("LAY004", safety=Safety.DISPLAY)
def truncated_end(doc: Document) -> Iterator[Finding]:
    """A text that stops in the middle of a sentence.

    ## What it does
    Looks at the last line of a text whose other paragraphs end in a full stop: one that ends in a comma, or has no mark at
    its end though its last sentence has commas within, has lost what followed. The last line of a section of Markdown is
    judged the same.

    ## Why it is bad
    The rest is lost: a reader stopped, or a page is missing.

    ## Example
    ✗ 会议在北京召开，来自全国各地的三百名代表出席了会议。⏎⏎会议强调，要坚持稳中求进，把各项工作做得更细、更实、更好。⏎⏎代表们一致认为，今年以来经济稳步增长，人民生活不断改善。⏎⏎会议还对下一步的工作作出部署，各地要结合实际抓好

    ✓ 会议在北京召开，来自全国各地的三百名代表出席了会议。⏎⏎会议强调，要坚持稳中求进，把各项工作做得更细、更实、更好。⏎⏎代表们一致认为，今年以来经济稳步增长，人民生活不断改善。⏎⏎人民大会堂，二〇二五年九月

    ## Fix safety
    There is no fix: only the source has the rest.
    """
    rows = filled(doc)
    heads = among("#", rows.firsts) if doc.markdown else []
    last = [
        k - 1
        for k in (*heads, len(rows))
        if k
        and ends_open(rows.lasts[k - 1])
        and cut_off(rows.texts[k - 1])
        and (k == len(rows) or heads_section(doc.lines.texts[rows.numbers[k]]))
    ]
    if not last or not stops(rows.texts):
        return
    for row in (doc.lines[rows.numbers[k]] for k in last):
        text = row.text.rstrip()
        start, end = row.start + max(0, len(text) - 12), row.start + len(text)
        # The beginning of a paragraph that stands above in full is a repeat; nothing of it is lost.
        again = doc.text.find(text.strip()[:SHORT], 0, row.start) >= 0
        if not again and not doc.protected.overlaps(start, end):
            message = f"The text stops in the middle of a sentence after 「{text[-12:]}」: see the source for the rest."
            yield Finding(start, end, message)


def heads_section(line: str) -> bool:
    return compiled("#{1,6} ").match(line) is not None


def cut_off(text: str) -> bool:
    """Whether a row ends in a comma, or is prose by the marks within it and has no stop at its end."""
    if len(text) < SHORT or not ends_open(text[-1]) or compiled(APART).match(text):
        return False
    sentence = re.split("[。！？!?；：:]", text)[-1]
    if re.search("来源|來源|作者|记者|责编|编辑|[摄攝]|如下$|[年月日]$", re.split("[。！？]", text)[-1]):
        return False
    return re.search(f"{HAN_CHARACTER}[，、]$", sentence) is not None or (
        re.search(f"{HAN_CHARACTER}$", sentence) is not None and re.search("，|[。！？].", text) is not None
    )


def ends_open(last: str) -> bool:
    """Whether no more is asked of the last character of a row that is cut off."""
    return last in "，、" or compiled(HAN_CHARACTER).match(last) is not None


def stops(texts: Sequence[str]) -> bool:
    """Whether the prose of a text ends its rows in full stops."""
    rows_of_prose = (text for text in texts if len(text) >= LONG and not compiled(APART).match(text))
    long = [text for text in rows_of_prose if compiled("[，。]").search(text)]
    ended = sum(compiled(STOPPED).search(text[-5:]) is not None for text in long)
    return ended >= 3 and len(long) - ended <= max(1, SHARE * len(long))
