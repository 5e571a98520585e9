from __future__ import annotations

import re

from jiaokan import Document, Finding, Level, Pattern, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import FULL_COLONS, FULL_COMMAS
from jiaokan_rules.punctuation.spoken_of import is_spoken_of

COMMAS = FULL_COMMAS + FULL_COLONS + ",;"
EMPTIED = Pattern(
    rf"[（《](?<=(?:{HAN_CHARACTER}|[A-Za-z》”」]).)(?:(?<=（)[ {COMMAS}]{{0,4}}）|(?<=《)》|(?<=（)[{COMMAS}][^（）\r\n]{{1,80}}）)"
)
BLANK = Pattern("（[ \u3000]+）|[(（]_+[)）]|_{3,}")  # of a test, to be filled in
AT_END = Pattern(r"[。？?]|[ \t]*(?![^\r\n])")


@rule("PUN010", level=Level.INFO, safety=Safety.DISPLAY, find=EMPTIED)
def emptied_brackets(match: re.Match[str], doc: Document) -> Finding | None:
    """Brackets or title marks that lost what they held.

    ## What it does
    Finds （） and 《》 without content after a word, and brackets whose text begins with a comma. Blanks to be filled in,
    calls of functions and brackets that the text speaks of are sound.

    ## Why it is bad
    A converter dropped what it could not read: a word in another script, a formula, a template.

    ## Example
    ✓ 最长的河流是（　　），第二长的是（）。
    ✗ 弗朗兹·韦伯（，1875年—1950年）是一位工程师。
    ✗ 岚岛（）殿下站在廊下，手里握着一柄短刀。

    ## Fix safety
    There is no fix: only the source has what is lost.
    """
    start, end = match.span()
    before, after = doc.line_context(start, end)
    if is_spoken_of(before, after) or (
        AT_END.match(after) and (BLANK.search(before) or before.endswith(("是", "为", "在")))
    ):
        return None
    return Finding(start, end, f"「{match[0][:12]}」 lost what it held: restore it from the source.")
