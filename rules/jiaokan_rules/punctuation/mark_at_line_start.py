from __future__ import annotations

import re

from jiaokan import Document, Edit, Finding, Pattern, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import ELLIPSIS, FULL_MARKS
from jiaokan.model.text_lines import BLANK

OPENED_BY = {"）": "（(", "》": "《", "〉": "〈", "】": "【", "」": "「", "』": "『", "”": "“", "’": "‘"}
CLOSING = "".join(OPENED_BY)
START = Pattern(rf"(?<![^\n])[{BLANK}]*([{FULL_MARKS}]|[{CLOSING}](?![{CLOSING}]))")
MARKUP = Pattern(r"[#|>]|[-=*_~`]{3}")
SECOND_ITEM = Pattern(r"\n[ \t\u3000]*[二2]、")
LIST = 1000  # code points in which the second item of a list begins, whose first lost its number: 、一九六三年
# A mark and what it is called, is counted as or is tagged with: 。 句号; ！！！ for emphasis.
LISTED = Pattern(rf"[{FULL_MARKS}]{{1,2}}[ \t\u3000]+[^{FULL_MARKS}]{{1,16}}|[{FULL_MARKS}]\t.*|[！？]{{2,}}.*")
FULL = 16  # code points: a line of as many is not a title, which keeps its mark away from the text below
GOES_ON = Pattern(rf"(?:{HAN_CHARACTER}|[“《（「A-Za-z0-9])|$")


@rule("PUN007", find=START, mixed_safety=True)
def mark_at_line_start(match: re.Match[str], doc: Document) -> Finding | None:
    """A closing mark or a comma that begins a line.

    ## What it does
    Finds ， 。 、 ； ： ！ ？ at the beginning of a line, and a closing bracket or quotation mark there whose partner is open
    on the line above. An entry of a list of marks (。 句号), a quotation typed ”…” with two closing marks, …… and —— at the start of a line, and lines of a
    single character that run down the page are left alone.

    ## Why it is bad
    No typesetter begins a line with such a mark: the line, and its sentence, was cut off from the line above.

    ## Example
    ✗ 保险单借款未还清或者有欠缴保险费的情形⏎，本公司先抵销欠款后给付。
    ✓ 保险单借款未还清或者有欠缴保险费的情形，本公司先抵销欠款后给付。
    ✓ ……⏎——他说。⏎“是的。”
    ✓ 标点有：⏎。 句号⏎， 逗号
    ✗ 。以下无正文。

    ## Fix safety
    Safe: only the line break is deleted. Unsafe if the line above is short, as a title is, or if a space follows the
    mark. There is no fix if text is missing: the line above is markup or ends in a mark of its own, or an item lost its
    number (、 above 二、).
    """
    at, mark = match.start(1), match[1]
    n = doc.line_at(at)
    line, above = doc.lines.texts[n].strip(), text_above(doc, n)
    if (mark in OPENED_BY and not is_open(above, mark)) or is_set_down_page(line, above) or is_subject(line, above):
        return None
    message = f"「{line[:8]}」 begins a line with 「{mark}」: "
    if lacks_text(doc, at, above):
        return Finding(at, at + 1, message + "text is missing before it, check the source.")
    end = doc.text.rfind(above, 0, match.start()) + len(above)
    sure = is_running_text(above) and GOES_ON.match(line[1:]) and doc.text.count("\n", end, at) == 1
    edits = (Edit(end, at, ""),)
    return Finding(at, at + 1, message + f"join it to 「{above[-8:]}」.", edits, Safety.SAFE if sure else Safety.UNSAFE)


def text_above(doc: Document, n: int) -> str:
    """The last line above a line that is not empty, without its indent."""
    above = (doc.lines.texts[k].strip(BLANK) for k in range(n - 1, -1, -1))
    return next(filter(None, above), "")


def is_open(line: str, mark: str) -> bool:
    """Whether a line leaves the partner of a closing mark open."""
    closed = line.count(mark) + (line.count(")") if mark == "）" else 0)
    return sum(map(line.count, OPENED_BY[mark])) > closed


def is_set_down_page(line: str, above: str) -> bool:
    """Whether lines of a single character follow each other."""
    return len(above) == 1 or (len(line) == 1 and len(above) < 3)


def is_subject(line: str, above: str) -> bool:
    """Whether a line is about its mark: a cell or an entry of a list of marks, or marks that cry out."""
    return LISTED.fullmatch(line) is not None or (len(line) == 1 and above.endswith("："))


def lacks_text(doc: Document, at: int, above: str) -> bool:
    """Whether what stood before the mark is lost: the number of an item, or text below a heading or a stop."""
    mark = doc.text[at]
    if not above or MARKUP.match(above) or (mark == "、" and SECOND_ITEM.search(doc.text[at : at + LIST])):
        return True
    return mark in FULL_MARKS and above[-1] in f"{FULL_MARKS}{ELLIPSIS}—“‘《（「『"


def is_running_text(line: str) -> bool:
    """Whether a line is not a title: as long as text, or closed by a bracket."""
    return len(line) >= FULL or line[-1] in "）》”」』"
