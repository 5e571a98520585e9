from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Safety, rule
from jiaokan_rules.anchor import compiled, present

TWICE = {mark: f"{mark}{mark}+" for mark in "，。、；："}


@rule("PUN003", needs="，。、；：", signs=[mark * 2 for mark in TWICE])
def repeated_mark(doc: Document) -> Iterator[Finding]:
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
    for match in (m for pattern in present(doc, TWICE) for m in doc.matches(compiled(pattern))):
        mark, start, end = match[0][0], match.start(), match.end()
        if mark == "。" and end - start > 2:
            message = f"「{match[0]}」 stands for an ellipsis: write 「……」."
            yield Finding(start, end, message, (Edit(start, end, "……"),), Safety.UNSAFE)
        else:
            message = f"「{match[0]}」 is one mark repeated: write 「{mark}」."
            safety = Safety.SAFE if end - start == 2 else Safety.UNSAFE
            yield Finding(start, end, message, (Edit(start + 1, end, ""),), safety)
