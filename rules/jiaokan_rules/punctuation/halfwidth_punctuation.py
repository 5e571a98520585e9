from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, rule
from jiaokan_rules.punctuation.half_brackets import half_brackets
from jiaokan_rules.punctuation.half_marks import half_marks


@rule("PUN001")
def halfwidth_punctuation(doc: Document) -> Iterator[Finding]:
    """Half-width punctuation in Chinese prose.

    ## What it does
    Finds the ASCII marks `,` `:` `;` `?` `!` and pairs of `(` `)` that stand in Chinese text: beside a Han character or
    beside a mark that only Chinese has (”, 》). After a Latin word or a number they count where Chinese follows.
    Numbers (1,234), times (12:30), English, URLs, code, formulas, references in the style of GB/T 7714 and rows of
    comma-separated values are left alone.

    A pair of brackets is one finding and changes as a pair. Brackets that hold no Han character count only beside Chinese, and only
    where the document sets such brackets in full width or writes half-width commas throughout. Where a document
    writes full-width commas but regularly a half-width colon or bracket with a space beside it, or numbers its lists
    (一), that is its style.

    ## Why it is bad
    Two forms of one mark make two tokens of it and break sentence splitting; readers of PDFs and scans mix them at random.

    ## Example
    ✗ 强国安全,需要久久为功;其中,出口增长15%,进口增长8.7%。
    ✓ 强国安全，需要久久为功；其中，出口增长15%，进口增长8.7%。
    ✗ 该公司(以下简称《公司》),是什么? 看!
    ✓ 该公司（以下简称《公司》），是什么？看！
    ✓ 会议12:30开始，有1,234人参加，比分为3:2，代码在config.js里，函数是f(x)。

    ## Fix safety
    Safe: the mark is replaced by its full-width form, a space beside it that stood in for its width goes. Words stay.
    """
    for mark in half_marks(doc):
        message = f"「{mark.mark}」 is a half-width mark in Chinese text: write 「{mark.edit.text}」."
        yield Finding(mark.at, mark.at + 1, message, (mark.edit,))
    for pair in half_brackets(doc):
        text = doc.text[pair.start : pair.end + 1]
        shown = text if len(text) < 25 else text[:12] + "…" + text[-9:]
        message = f"「{shown}」 has half-width brackets in Chinese text: write 「（{shown[1:-1]}）」."
        yield Finding(pair.start, pair.end + 1, message, pair.edits)
