from __future__ import annotations

import re

from jiaokan import Document, Edit, Finding, Pattern, Safety, rule
from jiaokan.language.typography import FULL_COLONS, FULL_COMMAS

REPEATED = Pattern("|".join(f"{mark}{mark}+" for mark in f"{FULL_COMMAS}。{FULL_COLONS}"))


@rule("PUN003", find=REPEATED)
def repeated_mark(match: re.Match[str], doc: Document) -> Finding:
    """A mark that stands twice in place.

    ## What it does
    Finds ，， 。。 、、 ；； ：： in Chinese text. …… and —— are two characters by right, ！！ and ？？ stress, and three or more 。 are
    meant for an ellipsis.

    ## Why it is bad
    It is a slip of a hand or of a join of two stretches, and splits a sentence into an empty one.

    ## Example
    ✗ 经济稳中有进，，结构不断优化。。
    ✓ 经济稳中有进，结构不断优化。
    ✗ 后来的事。。。谁也说不清。
    ✓ 后来的事……谁也说不清。
    ✓ 后来的事……谁知道呢！！——他说。

    ## Fix safety
    Safe for two marks, of which one goes; unsafe for more: 。。。 becomes …… and others may stand where text was lost.
    """
    start, end = match.span()
    mark = match[0][0]
    if mark == "。" and end - start > 2:
        message = f"「{match[0]}」 stands for an ellipsis: write 「……」."
        return Finding(start, end, message, (Edit(start, end, "……"),), Safety.UNSAFE)
    message = f"「{match[0]}」 is one mark repeated: write 「{mark}」."
    return Finding(start, end, message, (Edit(start + 1, end, ""),), Safety.SAFE if end - start == 2 else Safety.UNSAFE)
