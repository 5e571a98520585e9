from __future__ import annotations

import re

from jiaokan import Document, Edit, Finding, Pattern, Safety, rule
from jiaokan.language.typography import FULL_COLONS, FULL_COMMAS

REPEATED = Pattern("|".join(f"{mark}{mark}+" for mark in f"{FULL_COMMAS}。{FULL_COLONS}"))


@rule("PUN003", find=REPEATED, mixed_safety=True)
def repeated_mark(match: re.Match[str], doc: Document) -> Finding:
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

    ## Fix safety
    Safe for two marks: one is deleted. Unsafe for three or more: 。。。 becomes ……, and of other marks one stays, though
    text may be missing between them.
    """
    start, end = match.span()
    mark = match[0][0]
    if mark == "。" and end - start > 2:
        message = f"「{match[0]}」 is meant as an ellipsis: write 「……」."
        return Finding(start, end, message, (Edit(start, end, "……"),), Safety.UNSAFE)
    message = f"「{match[0]}」 repeats a mark: write 「{mark}」."
    return Finding(start, end, message, (Edit(start + 1, end, ""),), Safety.SAFE if end - start == 2 else Safety.UNSAFE)
