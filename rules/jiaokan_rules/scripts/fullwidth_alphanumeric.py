from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from operator import truth

from jiaokan import Document, Edit, Finding, Level, Safety, rule

FULL = "０-９Ａ-Ｚａ-ｚ"
NEEDS = "".join(
    chr(c) for a, b in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"), ("ｦ", "ﾝ")) for c in range(ord(a), ord(b) + 1)
)
# Moves of Chinese chess are written in full-width digits for black by rule.
CHESS = "[车車马馬炮砲兵卒相象士仕将將帅帥前后後中][一二三四五六七八九０-９]?[进進退平]"
OPERATORS = "[＋－×÷＝√△Σ＜＞／]"  # a formula set in full width
NUMERALS = "〇零○一二三四五六七八九"


@rule("SCR005", needs=NEEDS)
def fullwidth_alphanumeric(doc: Document) -> Iterator[Finding]:
    """Full-width Latin letters and digits, or half-width kana.

    ## What it does
    Finds runs of ２０２５ and ＧＤＰ. Where the document mostly writes them in half width a run is a warning, else, and
    for a letter alone (the variable Ｘ), information only. Moves of chess (马８进７) and full-width digits that go on
    a Chinese numeral (一五五．０) are sound.

    ## Why it is bad
    ２０２５ is another string than 2025 to a search, a sort and a model.

    ## Example
    ✗ 从2023年起，２０２５年以前，有12个省的ＧＤＰ增长了5%，另外3个省没有。
    ✓ 从2023年起，2025年以前，有12个省的GDP增长了5%，另外3个省没有。
    ✗ 今年增长１２．５个百分点，去年是11.8个，前年是10.2个。
    ✓ 今年增长12.5个百分点，去年是11.8个，前年是10.2个。
    ✓ 黑方马８进７，红方炮二平五，2分钟以后，3步之内分出胜负。

    ## Fix safety
    Safe where the document mostly writes the other form; unsafe where the choice may have been made on purpose.
    """
    text = doc.text
    mostly_half = cache(lambda: runs(text, "[0-9A-Za-z]+") >= 2 * runs(text, f"[{FULL}]+"))
    for match in doc.matches(f"[{FULL}]+(?:．[０-９]+)*"):
        start, end = match.span()
        before, after = text[max(0, start - 4) : start], text[end : end + 3]
        if re.search(f"{CHESS}$|[{NUMERALS}]．?$", before) or re.match(
            f"[进進退平][{FULL}一-九]|．?[{NUMERALS}]", after
        ):
            continue
        right = match[0].translate(HALF)
        formula = re.search(OPERATORS, before[-1:] + after[:1])
        sure = not formula and not (len(right) == 1 and right.isalpha()) and mostly_half()
        message = f"「{match[0]}」 is in full-width forms: write 「{right}」."
        level, safety = (Level.WARNING, Safety.SAFE) if sure else (Level.INFO, Safety.UNSAFE)
        yield Finding(start, end, message, (Edit(start, end, right),), safety, level)
    for match in doc.matches("[ｦ-ﾟ](?<![ｦ-ﾟ].)(?:(?<=[ｦ-ﾝ])|[ｦ-ﾟ]*[ｦ-ﾝ])[ｦ-ﾟ]*"):
        right = unicodedata.normalize("NFKC", match[0])
        message = f"「{match[0]}」 is in half-width kana: write 「{right}」."
        yield Finding(*match.span(), message, (Edit(*match.span(), right),))


def runs(text: str, pattern: str) -> int:
    """How often a pattern occurs, counted without a list."""
    return sum(map(truth, re.finditer(pattern, text)))


HALF = {ord(c): unicodedata.normalize("NFKC", c) for c in [*NEEDS[:62], "．"]}
