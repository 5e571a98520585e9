from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from operator import eq

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.repetition.blocks import block_keys, short
from jiaokan_rules.repetition.doubling import measure, prose, stretches
from jiaokan_rules.repetition.repeats import alike

LINES = "(?m)^([^\\n|]{2,60}\\r?\\n\\s*)\\1{2,}"
LONG = 6  # characters: what is repeated three times for effect (加油，加油，加油) is shorter
OFTEN = 6  # copies: no chorus or cry has more of the shorter ones in one breath
ENDLESS = 12  # copies of what has one character: laughter and sounds are shorter
SYLLABLE = "[ぁ-んァ-ヺ가-힣]"
CRY = 24  # of them; cries of Japanese and Korean are longer, but not by as much
FOREIGN = f"({SYLLABLE})\\1{{{CRY - 1},}}"


@rule("DUP007", level=Level.ERROR, safety=Safety.UNSAFE, chinese=False, signs=(SYLLABLE * 2, HAN_CHARACTER))
def repetition_loop(doc: Document) -> Iterator[Finding]:
    """A phrase, a clause or a short line three or more times in a row.

    ## What it does
    Reports what stands three times running and more: clauses and phrases of six characters, or shorter ones
    (加油，加油，加油) from six times on, one character (哈哈哈) from twelve times on, a kana or a Hangul syllable from
    twenty-four.

    ## Why it is bad
    A model that reads pages went round in a loop; a model that learns from it learns to do so.

    ## Example
        ✗ 会议指出，要坚持稳中求进工作总基调，要坚持稳中求进工作总基调，要坚持稳中求进工作总基调，推动发展。
        ✓ 会议指出，要坚持稳中求进工作总基调，推动发展。
        ✓ 加油，加油，加油！大家哈哈哈哈地笑了。

    ## Fix safety
    Unsafe: all but the first go.
    """
    text = doc.text
    for match in doc.matches(FOREIGN) if doc.shows(SYLLABLE * 2) and cries(doc) else ():
        times = len(match[0])
        message = f"「{match[1]}」 stands {times} times in a row: leave one."
        yield Finding(*match.span(), message, edits=(Edit(match.start() + 1, match.end(), ""),))
    if not doc.chinese:
        return
    lines = [measure(text, m) for m in doc.matches(LINES)] if running(doc) else []
    past = 0
    for stretch in sorted([*stretches(doc), *lines]):
        start, size, times = stretch
        unit = text[start : start + size]
        letters = set(re.findall(f"(?:{HAN_CHARACTER}|[A-Za-z0-9])", unit))
        often = ENDLESS if len(letters) == 1 else 3 if len(unit.strip()) >= LONG else OFTEN
        if start < past or times < often or not prose(unit):
            continue
        past = stretch.end
        message = f"{short(unit.strip())} stands {times} times in a row: leave one."
        yield Finding(start, past, message, edits=(Edit(start + size, past, ""),))


def cries(doc: Document) -> bool:
    """Whether a character may stand `CRY` times running: then it fills one of the halves of so many that the text is
    made of."""
    codes, half = doc.codes, CRY // 2
    if codes is None:
        return doc.holds(SYLLABLE)
    halves = codes[: len(codes) // half * half].reshape(-1, half)
    return bool((halves[:, :3] == halves[:, 1:4]).all(axis=1).any())


def running(doc: Document) -> bool:
    """Whether a block stands below the same."""
    hint = alike(doc)
    if hint and not hint.running:
        return False
    keys = block_keys(doc)
    return any(map(eq, keys, islice(keys, 1, None)))
