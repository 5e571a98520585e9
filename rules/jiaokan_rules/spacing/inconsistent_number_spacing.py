from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.anchor import compiled
from jiaokan_rules.spots import Spots, matched

NUMBER = r"[0-9][0-9.,:%％-]{0,12}"
TIGHT = rf"[0-9%％](?:(?<={HAN_CHARACTER}[0-9])|(?={HAN_CHARACTER}))"
SPACED = rf"(?<={HAN_CHARACTER})( ?)({NUMBER})( ?)(?=(?:{HAN_CHARACTER}|[，。、；：！？）]))"
# The space before it, or the one behind it.
GAP = Spots(
    rf" (?:(?=[0-9])(?<={HAN_CHARACTER} )|(?<=[0-9.,:%％-] )(?=(?:{HAN_CHARACTER}|[，。、；：！？）])))",
    {0: " ", -1: HAN_CHARACTER, 1: "[0-9]"},
    {0: " ", -1: "[0-9.,:%％-]", 1: f"(?:{HAN_CHARACTER}|[，。、；：！？）])"},
)
BEFORE = rf"(?<={HAN_CHARACTER}) ?{NUMBER}\Z"
WIDTH = 15  # code points that the pattern takes at most with the Han character before it, but for the space behind it
LEAST = 6  # numbers set tight before their way is the document's
SHARE = 10  # tight ones to one with a space
MOST = 5  # numbers with spaces: more of them are a second way of the document, or of its parts
# What a space follows by right: the number of a chapter, a figure or an item, the dateline of a dispatch, a credit.
LABEL = r"(?:第|图|圖|表|章|节|節|条|條|例|页|頁|卷|号|號|电|電|讯|訊|者)$"


@rule(
    "SPC003",
    level=Level.INFO,
    safety=Safety.UNSAFE,
    needs=" ",
    signs=(f"{HAN_CHARACTER} [0-9]", f"[0-9.,:%％-] (?:{HAN_CHARACTER}|[，。、；：！？）])"),
)
def inconsistent_number_spacing(doc: Document) -> Iterator[Finding]:
    """A space around a number in a document that sets its numbers without.

    ## What it does
    Finds spaces between Chinese and digits in running prose, where at least ten times as many numbers of the document have none. A document
    that sets its numbers with spaces, or both ways, is left alone, and so are list numbers, figure and table labels and datelines.

    ## Why it is bad
    Two ways of setting numbers in one text show that a piece of it came from elsewhere; either way alone is right.

    ## Example
    ✗ 截至2024年底，全市共有3.1万架无人机，比2023年增加12%，其中企业250家，产值达到8亿元，出口超过 250 架。
    ✓ 截至2024年底，全市共有3.1万架无人机，比2023年增加12%，其中企业250家，产值达到8亿元，出口超过250架。
    ✓ 截至 2024 年底，全市共有 3.1 万架无人机，比 2023 年增加 12%，其中企业 250 家，出口超过250架。

    ## Fix safety
    Unsafe: the spacing of numbers is a matter of style.
    """
    text = doc.text
    found = list(islice(spaced(doc), MOST + 1))
    if not found or len(found) > MOST or len(compiled(TIGHT).findall(text)) < max(LEAST, SHARE * len(found)):
        return
    for match in found:
        line = doc.lines[doc.line_at(match.start())]
        before = text[line.start : match.start()]
        if not prose(line.text) or compiled(LABEL).search(before):
            continue
        edits = tuple(
            Edit(*match.span(n), "") for n in (1, 3) if match[n] and text[match.end(n)] not in "，。、；：！？）"
        )
        if edits:
            shown = f"{before[-4:]}{match[0]}{text[match.end() : match.end() + 4]}"
            message = (
                f"「{shown}」 sets a number with spaces, unlike the rest of the text: write 「{match[2]}」 without."
            )
            yield Finding(edits[0].start, edits[-1].end, message, edits)


def spaced(doc: Document) -> Iterator[re.Match[str]]:
    """Numbers in Chinese with a space on one side or on both."""
    text, end = doc.text, 0
    for gap in matched(doc, GAP):
        at = gap.start()
        if at < end:
            continue  # the second of a number
        if text[at + 1] not in "0123456789":
            before = compiled(BEFORE).search(text, max(0, at - WIDTH), at)
            if not before:
                continue
            at = before.start()
        match = compiled(SPACED).match(text, at)
        if match:
            end = match.end()
            if not doc.protected.overlaps(*match.span()):
                yield match


def prose(line: str) -> bool:
    """Whether a line is running text, with a stop and a comma, and without the gaps of a table."""
    text = line.strip()
    return (
        len(text) >= 30
        and "，" in text
        and compiled("[。！？；]").search(text) is not None
        and compiled(r"  |\||\t").search(text) is None
    )
