from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan.language.script import HAN
from jiaokan.language.typography import FULL_MARKS
from jiaokan_rules.spacing.letter_spacing import letter_spaced_runs

GAP = Pattern(r"[ \u3000]+")
FOREIGN = Pattern(f"[^{HAN}{FULL_MARKS}]")


@rule("SPC001", level=Level.ERROR, mixed_safety=True)
def letter_spaced(doc: Document) -> Iterator[Finding]:
    """Words set with spaces between their characters.

    ## What it does
    Finds lines of four or more characters with a space after each, and stretches of prose with three or more spaces
    between their characters, if the spaces break words. In a text with five such stretches, short ones between figures
    count too (於 111 年 前 3 季 設 立). Headings of two or three characters (目 录, 编 者 按), numbers of chapters and articles
    (第 一 章), names, verse, humming (啦 啦 啦 嘿) and lists of single characters are left alone. A stretch is one finding.

    ## Why it is bad
    The page was letter-spaced, or the text was extracted from a PDF by glyph positions. No search finds its words, and no
    model learns them.

    ## Example
    ✗ 中 国 人 民 银 行 将 开 展
    ✓ 中国人民银行将开展
    ✗ 公司上 半 年的营业 收入比去 年同 期有所增长。
    ✓ 公司上半年的营业收入比去年同期有所增长。
    ✓ 嘿 哟 嘿 哟⏎第 一 章 总 则⏎目 录⏎赵 杰 马 超 周 敏

    ## Fix safety
    Safe for a whole line of five or more characters, else unsafe: a space may separate two names or phrases.
    """
    for run in letter_spaced_runs(doc):
        stretch = doc.text[run.start : run.end]
        gaps = [match.span() for match in GAP.finditer(stretch)]
        edits = tuple(Edit(run.start + start, run.start + end, "") for start, end in gaps)
        joined = GAP.sub("", stretch)
        sure = run.whole and len(joined) > 4 and FOREIGN.search(joined) is None
        shown = stretch if len(stretch) < 30 else stretch[:30] + "…"
        message = f"「{shown}」 has spaces between its characters: write 「{joined[:30]}」."
        yield Finding(run.start, run.end, message, edits, Safety.SAFE if sure else Safety.UNSAFE)
