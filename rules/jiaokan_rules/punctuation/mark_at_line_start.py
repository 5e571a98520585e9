from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.anchor import compiled

POINTS = "，。、；：！？"
PAIRS = {"）": "（(", "》": "《", "〉": "〈", "】": "【", "」": "「", "』": "『", "”": "“", "’": "‘"}
BLANK = r" \t\u3000\xa0\ufeff\f"
START = rf"^[{BLANK}]*([{POINTS}]|[{''.join(PAIRS)}](?![{''.join(PAIRS)}]))"
BEHIND_BREAK = rf"\n[{BLANK}]*[{POINTS}{''.join(PAIRS)}]"
MARKUP = r"[#|>]|[-=*_~`]{3}"
ITEM = 1000  # code points in which the second item of a list begins, whose first lost its number: 、一九六三年
FULL = 16  # characters: a line of as many is no title, which keeps its mark away from the text below


@rule("PUN007", needs="，。、；：！？）》〉】」』”’", signs=(f"[\\n\\r{BLANK}][{POINTS}{''.join(PAIRS)}]",))
def mark_at_line_start(doc: Document) -> Iterator[Finding]:
    """A closing mark or a comma that begins a line.

    ## What it does
    Finds ， 。 、 ； ： ！ ？ at the beginning of a line, and a closing bracket or quotation mark there whose partner stands open on
    the line above. A quotation that reads ”…” with two closing marks, …… and —— at the start of a line, and lines of a
    single character set down the page are left alone.

    ## Why it is bad
    No typesetter lets a line begin so: the line was cut off from the one above, and so was its sentence.

    ## Example
    ✗ 保险单借款未还清或者有欠缴保险费的情形⏎，本公司先抵销欠款后给付。
    ✓ 保险单借款未还清或者有欠缴保险费的情形，本公司先抵销欠款后给付。
    ✓ ……⏎——他说。⏎“是的。”
    ✗ 。以下无正文。

    ## Fix safety
    Safe: only the line break goes. Unsafe where the line above is short, as a title is, or a space follows the mark; where that
    line is marked up or ends in a mark of its own, or an item lost its number (、 above 二、), something is missing and there is no fix.
    """
    text = doc.text
    if not compiled(START).match(text) and not compiled(BEHIND_BREAK).search(text):
        return
    for match in doc.matches(compiled(START, re.M)):
        at, mark = match.start(1), match[1]
        above = upper(doc, match.start())
        if mark in PAIRS and not unclosed(above, mark):
            continue
        line = doc.lines.texts[doc.line_at(at)]
        if len(above) == 1 or (len(line.strip()) == 1 and len(above) < 3):
            continue
        end = text.rfind(above, 0, match.start()) + len(above)
        message = f"「{line.strip()[:8]}」 begins a line with 「{mark}」: "
        lost = mark == "、" and compiled(r"\n[ \t\u3000]*[二2]、").search(text[at : at + ITEM]) is not None
        if (
            lost
            or not above
            or compiled(MARKUP).match(above)
            or (mark in POINTS and above[-1] in POINTS + "…—“‘《（「『")
        ):
            yield Finding(at, at + 1, message + "see what is missing before it.")
            continue
        sure = (len(above) >= FULL or above[-1] in "）》”」』") and compiled(
            rf"(?:{HAN_CHARACTER}|[“《（「A-Za-z0-9])|$"
        ).match(line.strip()[1:])
        safety = Safety.SAFE if sure and text.count("\n", end, at) == 1 else Safety.UNSAFE
        yield Finding(at, at + 1, message + f"join it to 「{above[-8:]}」.", (Edit(end, at, ""),), safety)


def upper(doc: Document, start: int) -> str:
    """The last line above `start` that is not empty, without its indent."""
    for number in range(doc.line_at(start) - 1, -1, -1):
        line = doc.lines.texts[number].strip(" \t\u3000\xa0\ufeff\f")
        if line:
            return line
    return ""


def unclosed(line: str, mark: str) -> bool:
    return sum(line.count(c) for c in PAIRS[mark]) > line.count(mark) + (line.count(")") if mark == "）" else 0)
