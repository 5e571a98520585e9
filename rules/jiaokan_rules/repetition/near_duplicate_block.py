from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Safety, rule
from jiaokan_rules.repetition.blocks import is_statute, report_copy
from jiaokan_rules.repetition.near_duplicates import Pair, near_duplicates
from jiaokan_rules.repetition.slips import SOUND, Comparison

SHORTEST = 30  # code points of a block that is compared
MESSAGE = "{copy} is nearly the same as the paragraph at line {line} ({changes}): delete one of them."
QUOTED = 3  # differences that the message quotes


@rule("DUP002", safety=Safety.UNSAFE)
def near_duplicate_block(doc: Document, *, min_characters: int = 30) -> Iterator[Finding]:
    """A paragraph that is the same as an earlier one but for a few characters.

    ## What it does
    Compares each paragraph with the earlier ones that share clauses with it. At most one character in fourteen may
    differ, and the differences must look like errors of an OCR engine or of typing: they break words, or are one small
    change in a long paragraph. Parallel sentences are sound: they differ in figures, names or whole words. So are
    paragraphs that differ only where they begin or end, such as a quotation without its speaker or its last mark.

    ## Why it is bad
    One paragraph was read twice, once badly; or two drafts of it got into the text.

    ## Example
        ✗ 近年来，越来越多的观众来到剧场，感受传统戏曲的魅力，许多活动的名额往往在几分钟之内就被一抢而空。⏎⏎近年来，越来越多的观众来到剧场，感受传统戏曲的的魅力，许多活口的名额往往在几分钟之内就被一抢而空。⏎
        ✓ 近年来，越来越多的观众来到剧场，感受传统戏曲的魅力，许多活动的名额往往在几分钟之内就被一抢而空。⏎
        ✓ 全省上半年完成造林面积三百二十万亩，同比增长百分之五，超额完成了年初确定的目标。⏎⏎全市上半年完成造林面积一百零六万亩，同比增长百分之七，超额完成了年初确定的目标。⏎

    ## Fix safety
    Unsafe: the later paragraph is deleted, with the blank lines before it, but it may be the better copy. The message
    shows up to three differences.

    ## Options
    - `min-characters`: how many Chinese characters a paragraph has at least. In fewer than thirty, one different
      character may well be a different statement. Paragraphs of fewer than thirty characters in all, marks included,
      are never compared.
    """
    for pair in near_duplicates(doc, SHORTEST):
        if pair.copy.count_chinese() < min_characters or not pair.copy.has_clauses():
            continue
        if not SOUND.apply(Comparison(pair, is_statute(doc))):
            yield report_copy(doc, pair.copy, pair.source, MESSAGE, changes=quote_changes(pair))


def quote_changes(pair: Pair) -> str:
    """The first differences, as old → new."""
    if not pair.changes:
        return "set in other lines"
    old, new = pair.source.key, pair.copy.key
    quoted = [f"「{old[slice(*c.old)]}」 → 「{new[slice(*c.new)]}」" for c in pair.changes[:QUOTED]]
    more = len(pair.changes) - QUOTED
    return ", ".join(quoted) + (f" and {more} more" if more > 0 else "")
