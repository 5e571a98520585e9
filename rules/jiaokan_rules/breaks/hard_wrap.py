from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, rule
from jiaokan_rules.rows.page_rows import join_lines, page_rows
from jiaokan_rules.rows.stretches import wrapped_stretches


@rule("BRK003")
def hard_wrap(doc: Document) -> Iterator[Finding]:
    """A stretch of lines wrapped at the width of a column.

    ## What it does
    Finds lines that end where a printed column was full, with or without a blank line between every two. The width is
    the document's own and may change within it. A stretch counts only if its line ends cut words, or sentences that
    began inside a line, as often as those of a column do. Its paragraphs, headings, by-lines, captions, rows of tables,
    verse, items, notes and references are not joined with each other; a note or a reference is joined within itself.

    ## Why it is bad
    Every word, sentence and paragraph that crosses a line end is in pieces.

    ## Example
    ✗ 　　春天来了，小河边的柳树发芽了，孩⏎子们在草地上放风筝，老人们坐在长椅上⏎晒太阳，远处的山坡开满了杜鹃花，蜜蜂⏎嗡嗡地飞来飞去，整个村庄都热闹起来了。⏎　　夏天来了，池塘里的荷花开了，青蛙⏎在荷叶上唱歌，知了在树上叫个不停，奶⏎奶摇着蒲扇给我们讲从前的故事，星星在⏎天上眨着眼睛。
    ✓ 　　春天来了，小河边的柳树发芽了，孩子们在草地上放风筝，老人们坐在长椅上晒太阳，远处的山坡开满了杜鹃花，蜜蜂嗡嗡地飞来飞去，整个村庄都热闹起来了。⏎　　夏天来了，池塘里的荷花开了，青蛙在荷叶上唱歌，知了在树上叫个不停，奶奶摇着蒲扇给我们讲从前的故事，星星在天上眨着眼睛。

    ✓ 收到其他与投资活动有关的现金 1,204.50 980.00⏎投资活动产生的现金流量净额合计 33.10 28.45⏎支付其他与投资活动有关的现金 884.20 720.11

    ✓ 床前明月光⏎疑是地上霜⏎举头望明月⏎低头思故乡

    ## Fix safety
    Safe: only lines that the column cut are joined, with a space between Latin words, one of the width of a character
    behind the number of an article that stands alone on its line, and nothing elsewhere. Where a full
    line ends in a stop, the next may begin a paragraph: break-in-sentence reports it.
    """
    page = page_rows(doc)
    for stretch in wrapped_stretches(doc):
        edits = tuple(join_lines(doc, *page.break_below(join.row)) for join in stretch.joins if join.sure)
        if not edits:
            continue
        count = stretch.last - stretch.first + 1
        message = f"{count} lines are wrapped at the width of a column, {len(edits)} breaks split sentences: join them."
        yield Finding(page.starts[stretch.first], page.ends[stretch.last], message, edits)
