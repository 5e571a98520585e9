from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, rule
from jiaokan_rules.punctuation.half_brackets import half_brackets
from jiaokan_rules.punctuation.half_marks import half_marks


@rule("PUN001")
def halfwidth_punctuation(doc: Document) -> Iterator[Finding]:
    """Half-width punctuation in Chinese prose.

    ## What it does
    Finds the ASCII marks `,` `:` `;` `?` `!` and pairs of `(` `)` in Chinese text: beside a Chinese character or beside
    a mark that only Chinese has (”, 》). After a Latin word or a number they count if Chinese follows. Numbers (1,234),
    times (12:30), English, URLs, code, formulas, references in the style of GB/T 7714 and rows of comma-separated
    values are sound.

    A pair of brackets is one finding and changes as a pair. Brackets without a Chinese character inside count only
    beside Chinese, and only if the document sets such brackets in full width or writes half-width commas throughout.
    A document that writes full-width commas may have its own style: a half-width colon or bracket with a space beside
    it, or list numbers such as (一). These are left alone.

    ## Why it is bad
    Two forms of one mark are two tokens, and sentence splitters miss one of them. OCR engines and PDF extractors mix
    the forms at random.

    ## Example
    ✗ 强国安全,需要久久为功;其中,出口增长15%,进口增长8.7%。
    ✓ 强国安全，需要久久为功；其中，出口增长15%，进口增长8.7%。
    ✗ 该公司(以下简称《公司》),是什么? 看!
    ✓ 该公司（以下简称《公司》），是什么？看！
    ✓ 会议12:30开始，有1,234人参加，比分为3:2，代码在config.js里，函数是f(x)。

    ## Fix safety
    Safe: the full-width form replaces the mark, and a space beside it that stood in for its width is deleted. No word
    changes.
    """
    for mark in half_marks(doc):
        message = f"「{mark.mark}」 is a half-width mark in Chinese text: write 「{mark.edit.text}」."
        yield Finding(mark.at, mark.at + 1, message, (mark.edit,))
    for pair in half_brackets(doc):
        text = doc.text[pair.start : pair.end + 1]
        shown = text if len(text) < 25 else text[:12] + "…" + text[-9:]
        message = f"「{shown}」 has half-width brackets in Chinese text: write 「（{shown[1:-1]}）」."
        yield Finding(pair.start, pair.end + 1, message, pair.edits)
