from __future__ import annotations

import re

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.han_runs import leading_han, trailing_han
from jiaokan_rules.punctuation.foreign_names import is_transliterated

DOT = Pattern(rf"[•‧・∙⋅](?<={HAN_CHARACTER}.)(?={HAN_CHARACTER})")
REACH = 8


@rule("PUN009", level=Level.INFO, safety=Safety.UNSAFE, find=DOT)
def name_dot(match: re.Match[str], doc: Document) -> Finding | None:
    """Another dot than · in a foreign name.

    ## What it does
    Finds the bullet •, ‧ (U+2027), the dot of katakana ・ and the operators ∙ and ⋅ between the parts of a foreign name
    in simplified characters. The parts are recognised by the characters that transliterate names.

    ## Why it is bad
    One name in several forms is several names to whoever counts them.

    ## Example
    ✗ 出席会议的有约翰•史密斯等人。
    ✓ 出席会议的有约翰·史密斯等人。
    ✓ 早餐•午餐•晚餐

    ## Fix safety
    Unsafe: what looks like a name may be a list.
    """
    start, end = match.span()
    before, after = doc.line_context(start, end, REACH)
    if doc.script != "simplified" or not is_transliterated(trailing_han(before), leading_han(after)):
        return None
    return Finding(start, end, f"「{match[0]}」 stands in a name: write 「·」.", (Edit(start, end, "·"),))
