from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from jiaokan import Document, Finding, Safety, rule
from jiaokan.language.script import HAN, HAN_CHARACTER
from jiaokan_rules.repetition.blocks import earlier, keyed, line, quote, removal, statute
from jiaokan_rules.repetition.likeness import Change, Pair, pairs

LONG = 80  # characters: two sentences; parallel ones that long differ in more than a word or in figures
TORN = 5.0  # natural logarithm: a change that makes its surroundings e^5 times less likely tore a word
ITEM = r"[（(]?([0-9０-９一二三四五六七八九十]{1,3})[）)、.．]"  # and the number of it
FIGURES = "0-9０-９零〇一二三四五六七八九十百千万萬亿億两兩甲乙丙丁A-Za-z.%％"


@rule("DUP002", safety=Safety.UNSAFE, ahead=(keyed,))
def near_duplicate_block(doc: Document, *, min_characters: int = 30) -> Iterator[Finding]:
    """A paragraph that is the same as an earlier one but for a few characters.

    ## What it does
    Looks for earlier paragraphs that share clauses with a later one, and compares them. At most one character in
    fourteen may differ, and the differences must look like slips of reading or of the pen: words torn by them, or one
    small change in a long paragraph. Parallel sentences, which differ in figures, names or whole words, a
    lead or a quotation that stands again without its number, its speaker or its stop, are left alone.

    ## Why it is bad
    One paragraph was read twice, once badly; or two drafts of it got into the text.

    ## Example
        ✗ 近年来，越来越多的观众来到剧场，感受传统戏曲的魅力，许多活动的名额往往在几分钟之内就被一抢而空。⏎⏎近年来，越来越多的观众来到剧场，感受传统戏曲的的魅力，许多活口的名额往往在几分钟之内就被一抢而空。⏎
        ✓ 近年来，越来越多的观众来到剧场，感受传统戏曲的魅力，许多活动的名额往往在几分钟之内就被一抢而空。⏎
        ✓ 全省上半年完成造林面积三百二十万亩，同比增长百分之五，超额完成了年初确定的目标。⏎⏎全市上半年完成造林面积一百零六万亩，同比增长百分之七，超额完成了年初确定的目标。⏎

    ## Fix safety
    Unsafe: the later paragraph goes, with the gap before it, but it may be the better copy. The message shows what
    differs.

    ## Options
    - `min-characters`: how many Chinese characters a paragraph has at least. In fewer than thirty, one character is
      as likely a different statement.
    """
    for pair in pairs(doc):
        if pair.copy.han() < min_characters or not pair.copy.sentence() or not misread(pair, statute(doc)):
            continue
        yield Finding(
            pair.copy.start,
            pair.copy.end,
            f"{quote(doc, pair.copy)} is nearly the paragraph at line {line(doc, pair.source)} ({shown(pair)}): "
            "delete one of them.",
            edits=(removal(doc, pair.copy, pair.copy),),
            related=earlier(pair.source, pair.source),
        )


def misread(pair: Pair, statute: bool) -> bool:
    """Whether the differences are slips, not another statement made in the same words."""
    if pair.copy.midway() and not pair.adjacent:  # a line of a wrapped paragraph, which shares a formula
        return False
    numbers = re.match(ITEM, pair.source.key), re.match(ITEM, pair.copy.key)
    if numbers[0] and numbers[1] and numbers[0][1] != numbers[1][1]:
        return False  # two items of a list: what is read twice keeps its number
    if not pair.changes:  # the same, but wrapped
        return not statute or pair.adjacent
    kinds = Counter(kind(pair, change) for change in pair.changes)
    if kinds["edge"] and not kinds["torn"]:
        return False
    other = kinds["figure"] + kinds["word"]
    if statute:  # its items say other things in the same words
        return pair.adjacent and kinds["torn"] > 0 and not other
    slips = kinds["torn"] + kinds["small"]
    if pair.adjacent and slips >= other + (not kinds["torn"]):  # nobody says the same twice running
        return slips > 0
    other += kinds["small"]
    return kinds["torn"] > other or (not kinds["figure"] and len(pair.copy.key) >= LONG * max(1, other))


def kind(pair: Pair, change: Change) -> str:
    """What a change is: "edge", "figure", "mark", "torn" (a word), another "small" one or another "word"."""
    old, new = pair.source.key, pair.copy.key
    before, after = old[slice(*change.old)], new[slice(*change.new)]
    if change.old[0] == change.new[0] == 0 or (change.old[1] == len(old) and change.new[1] == len(new)):
        return "edge"
    if all(not s or re.fullmatch(f"[{FIGURES}第]+", s) for s in (before, after)):
        return "figure"
    if not re.search(f"(?:{HAN_CHARACTER}|[A-Za-z0-9])", before + after):
        return "mark"
    if max(len(before), len(after)) > 2 or len(before) == len(after) == 2:
        return "word"
    return "torn" if torn(around(old, change.old), around(new, change.new)) else "small"


def around(text: str, span: tuple[int, int]) -> str:
    """The change with up to six characters of its clause to each side."""
    left = re.split(f"[^{HAN}]", text[max(0, span[0] - 6) : span[0]])[-1]
    right = re.split(f"[^{HAN}]", text[span[1] : span[1] + 6])[0]
    return left + text[slice(*span)] + right


def torn(old: str, new: str) -> bool:
    """Whether one of two readings is no likely sequence of words beside the other."""
    from jiaokan.language.lexicon import cut

    return abs(cut(old).log_probability - cut(new).log_probability) >= TORN


def shown(pair: Pair) -> str:
    """The first three differences, as old → new."""
    old, new = pair.source.key, pair.copy.key
    if not pair.changes:
        return "set in other lines"
    some = [f"「{old[slice(*c.old)]}」 → 「{new[slice(*c.new)]}」" for c in pair.changes[:3]]
    return ", ".join(some) + (f" and {len(pair.changes) - 3} more" if len(pair.changes) > 3 else "")
