from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Safety, rule
from jiaokan_rules.rows.line_breaks import line_breaks
from jiaokan_rules.rows.page_rows import join_lines


@rule("BRK005", safety=Safety.UNSAFE)
def split_title(doc: Document) -> Iterator[Finding]:
    """A title broken over two or three lines.

    ## What it does
    In a document that separates its paragraphs by blank lines, finds two or three short lines of similar length
    directly under each other, without punctuation: a title as it was printed. By-lines, credits and lists are left
    alone.

    ## Why it is bad
    A program that takes one line as the title gets half of it.

    ## Example
    ✗ 会议在北京开了三天，代表们都说有收获。⏎⏎全市将开展冬季道路⏎交通安全专项检查⏎⏎记者从市里了解到，检查从下周开始。
    ✓ 会议在北京开了三天，代表们都说有收获。⏎⏎全市将开展冬季道路交通安全专项检查⏎⏎记者从市里了解到，检查从下周开始。

    ✓ 会议在北京开了三天，代表们都说有收获。⏎⏎全市开展交通检查⏎本报记者 李明⏎⏎记者从市里了解到，检查从下周开始。

    ## Fix safety
    Unsafe: two lines of a title may be two titles.
    """
    for b in line_breaks(doc):
        if b.kind == "title":
            message = "Line break inside a title: join the lines."
            yield Finding(b.start, b.end, message, (join_lines(doc, b.start, b.end),))
