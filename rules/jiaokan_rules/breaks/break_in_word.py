from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Safety, rule
from jiaokan_rules.rows.line_breaks import line_breaks
from jiaokan_rules.rows.page_rows import join_lines


@rule("BRK001", level=Level.ERROR, mixed_safety=True)
def break_in_word(doc: Document) -> Iterator[Finding]:
    """A line or paragraph break inside a word, a name or a number.

    ## What it does
    Finds lines that end inside a word, inside a number, or between a number and its unit, where the next line begins
    with the rest. A lexicon tells whether a word lies across the break and is much likelier than its parts. Both lines
    must be running text.

    ## Why it is bad
    A search finds neither half, and a model trained on the text learns two words that do not exist.

    ## Example
    ✗ 这家公司落户以来，以数据为基础，超前规划部⏎⏎署先进设施，一期投资七亿元，建成了机房。
    ✓ 这家公司落户以来，以数据为基础，超前规划部署先进设施，一期投资七亿元，建成了机房。

    ✗ 图书馆的改造工程是在去年的春天开始的，到2025⏎⏎年九月，新馆将重新向市民开放。
    ✓ 图书馆的改造工程是在去年的春天开始的，到2025年九月，新馆将重新向市民开放。

    ✓ 东京股市指数收于38000点上方，涨幅为1.2⏎⏎日本央行在当天的会议上决定维持利率不变。

    ✓ 春天的会议开得很好。⏎⏎署名文章在第二天发表。

    ## Fix safety
    The fix deletes the break. It is safe where both lines are long and the second closes its sentence, or where the
    document indents its paragraphs and the second line is not indented. Else it is unsafe.
    """
    for b in line_breaks(doc):
        if b.kind == "word":
            message = f"Line break inside 「{b.word}」: join the lines."
            yield Finding(
                b.start, b.end, message, (join_lines(doc, b.start, b.end),), Safety.SAFE if b.sure else Safety.UNSAFE
            )
