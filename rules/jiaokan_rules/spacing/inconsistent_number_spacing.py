from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import FULL_MARKS
from jiaokan.model.prose import is_long_without_gaps

NUMBER = r"[0-9][0-9.,:%％-]{0,12}"
MARKS = f"{FULL_MARKS}）"
# A number in Chinese with a space on one side or on both.
SPACED = Pattern(rf"(?<={HAN_CHARACTER})(?: {NUMBER} ?|{NUMBER} )(?=(?:{HAN_CHARACTER}|[{MARKS}]))")
TIGHT = Pattern(rf"[0-9%％](?:(?<={HAN_CHARACTER}[0-9])|(?={HAN_CHARACTER}))")
LEAST = 6  # numbers set tight before their way is the document's
SHARE = 10  # tight ones to one with a space
MOST = 5  # numbers with spaces: more of them are a second way of the document, or of its parts
# A space after these is correct: a label of a chapter, a figure or an item, the end of a dateline, a credit.
LABEL = Pattern(r"(?:第|图|圖|表|章|节|節|条|條|例|页|頁|卷|号|號|电|電|讯|訊|者)$")


@rule("SPC003", level=Level.INFO, safety=Safety.UNSAFE)
def inconsistent_number_spacing(doc: Document) -> Iterator[Finding]:
    """A space around a number in a document that writes its numbers without spaces.

    ## What it does
    Finds spaces between Chinese and digits in running prose, if at least ten times as many numbers of the document have
    none. A document that writes its numbers with spaces, or both ways, is skipped. List numbers, figure and table labels
    and datelines are sound.

    ## Why it is bad
    Two ways of writing numbers in one text show that a piece came from elsewhere. Either way alone is correct.

    ## Example
    ✗ 截至2024年底，全市共有3.1万架无人机，比2023年增加12%，其中企业250家，产值达到8亿元，出口超过 250 架。
    ✓ 截至2024年底，全市共有3.1万架无人机，比2023年增加12%，其中企业250家，产值达到8亿元，出口超过250架。
    ✓ 截至 2024 年底，全市共有 3.1 万架无人机，比 2023 年增加 12%，其中企业 250 家，出口超过250架。

    ## Fix safety
    Unsafe: the spacing of numbers is a matter of style.
    """
    found = list(islice(doc.matches(SPACED), MOST + 1))
    if not found or len(found) > MOST:
        return
    if len(TIGHT.findall(doc.text)) >= max(LEAST, SHARE * len(found)):
        for match in found:
            if (finding := spaced_number(match, doc)) is not None:
                yield finding


def spaced_number(match: re.Match[str], doc: Document) -> Finding | None:
    """The finding for a number with spaces in prose, but for one whose space a label or a mark asks for."""
    start, end = match.span()
    line = doc.lines[doc.line_at(start)]
    before, after = doc.text[line.start : start], doc.text[end : end + 4]
    if not is_long_without_gaps(line.text) or LABEL.search(before):
        return None
    spaces = [start] if match[0][0] == " " else []
    if match[0][-1] == " " and after[0] not in MARKS:
        spaces.append(end - 1)
    if not spaces:
        return None
    shown, number = f"{before[-4:]}{match[0]}{after}", match[0].strip()
    message = f"「{shown}」 has a number with spaces, unlike the rest of the text: write 「{number}」 without them."
    return Finding(spaces[0], spaces[-1] + 1, message, tuple(Edit(at, at + 1, "") for at in spaces))
