from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Level, rule
from jiaokan_rules.punctuation.half_brackets import half_brackets
from jiaokan_rules.punctuation.half_kana_marks import half_kana_marks
from jiaokan_rules.punctuation.half_marks import half_marks
from jiaokan_rules.punctuation.width_habits import COMMA_BEHIND, house_colon, is_half_throughout


@rule("PUN001")
def halfwidth_punctuation(doc: Document) -> Iterator[Finding]:
    """Half-width punctuation in Chinese prose.

    ## What it does
    Finds the ASCII marks `,` `:` `;` `?` `!`, pairs of `(` `)`, and the half-width ｡ ､ ｢ ｣ in Chinese text: beside a
    Chinese character or beside a mark that only Chinese has (”, 》). After a Latin word or a number they count if Chinese follows. Numbers (1,234),
    times (12:30), English, URLs, code, formulas, references in the style of GB/T 7714 and rows of comma-separated
    values are sound.

    A pair of brackets is one finding and changes as a pair. Brackets without a Chinese character inside count only
    beside Chinese, and only if the document sets such brackets in full width or writes half-width commas throughout.
    What a document sets half-width throughout is its style, which is said once, as info: all its marks, or its colons if
    a space follows them (ten and more, hardly a full-width one). Half-width
    brackets with a space beside them, in half of the pairs, or around list numbers such as (一), are left alone as a
    habit. Sound too are
    marks that the text speaks of (“,”, 用;分隔), names (Yahoo!), intervals (a,b], compounds (N,N-二甲基) and smileys. A ?
    where a character was lost is reported by replacement-character.

    ## Why it is bad
    Two forms of one mark are two tokens, and sentence splitters miss one of them. OCR engines and PDF extractors mix
    the forms at random.

    ## Example
    ✗ 强国安全,需要久久为功;其中,出口增长15%,进口增长8.7%。
    ✓ 强国安全，需要久久为功；其中，出口增长15%，进口增长8.7%。
    ✗ 该公司(以下简称《公司》),是什么? 看!
    ✓ 该公司（以下简称《公司》），是什么？看！
    ✗ 这条新渠 ( 去年修的 ) 通水了（六月）。
    ✓ 这条新渠（去年修的）通水了（六月）。
    ✗ 注意:(一)按时到会;(二)不得迟到。
    ✓ 注意：（一）按时到会；（二）不得迟到。
    ✗ 这一看法已有讨论(张三, 2011; 李四, 2012)，此处从略。
    ✓ 这一看法已有讨论（张三，2011；李四，2012），此处从略。
    ✗ 老渠年久失修､漏水｡技术员说｢每天量一次｣｡
    ✓ 老渠年久失修、漏水。技术员说「每天量一次」。
    ✓ 用“,”或以;结尾都可以，如区间(a,b]和N,N-二甲基甲酰胺，见Yahoo!奇摩。
    ✓ 会议12:30开始，有1,234人参加，比分为3:2，代码在config.js里，函数是f(x)。

    ## Fix safety
    Safe: the full-width form replaces the mark, and a space beside it that stood in for its width is deleted, in Markdown
    also before emphasis, code and links. No word changes. A ? between Chinese characters where nothing is asked has no fix: it may stand for a lost character.
    """
    yield from half_kana_marks(doc)
    style = style_of_marks(doc)
    if style is not None:
        at, what = style
        message = f"The text sets {what} half-width throughout: if that is not its style, write full-width ones."
        yield Finding(at, at + 1, message, level=Level.INFO)
    if is_half_throughout(doc):
        return
    for mark in half_marks(doc):
        if mark.is_doubtful:
            message = "「?」 is half-width, or stands for a lost character: check the source."
            yield Finding(mark.at, mark.at + 1, message)
            continue
        message = f"「{mark.mark}」 is a half-width mark in Chinese text: write 「{mark.edit.text}」."
        yield Finding(mark.at, mark.at + 1, message, (mark.edit,))
    for pair in half_brackets(doc):
        text = doc.text[pair.start : pair.end + 1]
        shown = text if len(text) < 25 else text[:12] + "…" + text[-9:]
        message = f"「{shown}」 has half-width brackets in Chinese text: write 「（{shown[1:-1]}）」."
        yield Finding(pair.start, pair.end + 1, message, pair.edits)


def style_of_marks(doc: Document) -> tuple[int, str] | None:
    """What the document sets half-width throughout, and where it does so first."""
    if is_half_throughout(doc):
        first = next(iter(doc.matches(COMMA_BEHIND)), None)
        return first and (first.start(), "its marks")
    colon = house_colon(doc)
    return None if colon is None else (colon, "its colons")
