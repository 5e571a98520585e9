from __future__ import annotations

import re

from jiaokan import Document, Edit, Finding, Pattern, Safety, rule
from jiaokan.language.typography import FULL_COLONS, FULL_COMMAS
from jiaokan_rules.punctuation.spoken_of import is_spoken_of

REPEATED = Pattern("|".join(f"{mark}{mark}+" for mark in f"{FULL_COMMAS}。{FULL_COLONS}"))


@rule("PUN003", find=REPEATED, mixed_safety=True)
def repeated_mark(match: re.Match[str], doc: Document) -> Finding | None:
    """A mark that is written twice.

    ## What it does
    Finds ，， 、、 。。 ；； ：： in Chinese text, and longer runs of these marks. Three or more 。 stand for an ellipsis. Left alone
    are …… and ——, which consist of two characters, and ！！ and ？？, which express emphasis.

    ## Why it is bad
    It is a typing error, or two pieces of text were joined. A sentence splitter finds an empty sentence there.

    ## Example
    ✗ 经济稳中有进，，结构不断优化。。
    ✓ 经济稳中有进，结构不断优化。
    ✗ 后来的事。。。谁也说不清。
    ✓ 后来的事……谁也说不清。
    ✓ 后来的事……谁知道呢！！——他说。
    ✓ 把“，，”改成“，”，再保存一次。

    ## Fix safety
    Safe for two marks, of which one is deleted. Unsafe for more: 。。。 becomes ……, and text may be lost between others.
    Unsafe too for 。。 in a text that writes 。。。 elsewhere.
    """
    start, end = match.span()
    mark = match[0][0]
    if is_spoken_of(*doc.line_context(start, end)):
        return None
    if mark == "。" and end - start > 2:
        message = f"「{match[0]}」 is meant as an ellipsis: write 「……」."
        return Finding(start, end, message, (Edit(start, end, "……"),), Safety.UNSAFE)
    message = f"「{match[0]}」 repeats a mark: write 「{mark}」."
    is_typo = end - start == 2 and not (
        mark == "。" and "。。。" in doc.text
    )  # 。。 is an ellipsis too where 。。。 is
    return Finding(start, end, message, (Edit(start + 1, end, ""),), Safety.SAFE if is_typo else Safety.UNSAFE)
