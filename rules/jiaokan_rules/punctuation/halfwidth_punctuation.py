from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, rule
from jiaokan_rules.punctuation.half_brackets import half_brackets
from jiaokan_rules.punctuation.half_marks import half_marks


@rule("PUN001")
def halfwidth_punctuation(doc: Document) -> Iterator[Finding]:
    """Half-width punctuation in Chinese prose.

    ## What it does
    Finds the ASCII marks `,` `:` `;` `?` `!` and pairs of `(` `)` in Chinese text. A mark counts if a Chinese character
    or a mark of Chinese text (”, 》) stands before it. After a Latin word or a number it counts if Chinese follows;
    a colon after a Latin word never does (key:值). Numbers (1,234), times (12:30), English, URLs, code, formulas and
    references in the style of GB/T 7714 are sound. So are comma-separated values: three lines or more with the same
    number of commas.

    A pair of brackets is one finding and both change together. Brackets without a Chinese character inside count only
    beside Chinese, and only if the document mostly sets brackets in full width or writes half-width commas throughout.

    A document that writes full-width commas may still have half-width habits. If it mostly writes them so, these are left
    alone: `:` `;` `?` and `!` with a space or a line end behind them, brackets with a space beside them, and list
    numbers such as (一).

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
