from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Safety, rule
from jiaokan_rules.breaks.judge import AHEAD, breaks, mend


@rule("BRK005", safety=Safety.UNSAFE, needs="\n\r", ahead=AHEAD)
def split_title(doc: Document) -> Iterator[Finding]:
    """A title broken over two or three lines.

    ## What it does
    In a document that parts its paragraphs by blank lines, finds two or three short lines that stand directly under
    each other, alone, of like length, without a sentence's marks: a title as it was set. By-lines, credits and lists
    are left alone.

    ## Why it is bad
    Whoever takes a line for a title gets half of it.

    ## Example
    ✗ 会议在北京开了三天，代表们都说有收获。⏎⏎全市将开展冬季道路⏎交通安全专项检查⏎⏎记者从市里了解到，检查从下周开始。
    ✓ 会议在北京开了三天，代表们都说有收获。⏎⏎全市将开展冬季道路交通安全专项检查⏎⏎记者从市里了解到，检查从下周开始。

    ✓ 会议在北京开了三天，代表们都说有收获。⏎⏎全市开展交通检查⏎本报记者 李明⏎⏎记者从市里了解到，检查从下周开始。

    ## Fix safety
    Unsafe: two lines of a title may be two titles.
    """
    for b in breaks(doc):
        if b.kind == "title":
            message = "A title is broken over two lines: join them."
            yield Finding(b.start, b.end, message, (mend(doc, b.start, b.end),))
