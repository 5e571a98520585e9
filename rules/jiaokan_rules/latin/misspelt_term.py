from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan.model.prose import CHINESE_CHARACTER
from jiaokan_rules.latin import entries, measures

# Units long and frequent enough that letters after a figure, one slip away from one of them, are hardly anything else.
TARGETS = [prefix + unit for unit in ("FLOPS", "bps", "Wh", "Hz") for prefix in "kMGTPEZ"]
TARGETS += ["FLOPS", "mAh", "IOPS", *(f"{prefix}i{unit}" for prefix in "KMGTPE" for unit in ("B", "bit"))]
FOLDED = frozenset(target.casefold() for target in TARGETS)
# English words and codes that come after figures: 5th, 3GPP, 10 ms, a count of FLOP.
OTHERS = frozenset("th Th st nd rd GPS gps GPP GPA mph kph kbs FLOP KFLOP MFLOP GFLOP TFLOP PFLOP EFLOP ZFLOP".split())
WORD = Pattern("(?<![A-Za-z0-9_./@#-])[A-Z][A-Za-z]{5,16}(?![A-Za-z0-9_./@(-])")


@rule("LAT002", level=Level.ERROR, safety=Safety.UNSAFE, mixed_safety=True)
def misspelt_term(doc: Document, *, terms: tuple[str, ...] = ()) -> Iterator[Finding]:
    """A unit or technical term that is misspelt.

    ## What it does
    Finds letters after a figure that are not a unit but one typing slip away from one: two letters swapped, one
    doubled, missing, added or (in longer units) replaced; and words one such slip away from a well-known name of
    computing or from a term that the project adds.

    ## Why it is bad
    A search for the term misses it, and a figure without its unit says nothing.

    ## Example
    ✗ 总规模超过85Efllops，带宽达10Gpbs。
    ✓ 总规模超过85EFLOPS，带宽达10Gbps。
    ✗ 接入DeekSeek大模型。
    ✓ 接入DeepSeek大模型。
    ✓ 主频3.2GHz，容量10kWh，第5th，符合3GPP标准。

    ## Fix safety
    Safe for units after a figure, where only one unit is similar; unsafe for names.

    ## Options
    `terms`: further terms, in their right spelling.
    """
    for match in measures(doc):
        if right := nearest_unit(match[1]):
            edit = Edit(*match.span(1), right)
            yield Finding(
                *match.span(1), f"「{match[1]}」 is a misspelt unit: write 「{right}」.", (edit,), Safety.SAFE
            )
    for match in doc.matches(WORD):
        right = nearest_name(match[0], tuple(terms)) if is_beside_chinese(match) else None
        if right:
            edit = Edit(*match.span(), right)
            yield Finding(*match.span(), f"「{match[0]}」 looks like a misspelt 「{right}」: check it.", (edit,))


def is_beside_chinese(match: re.Match[str]) -> bool:
    """Whether one of the two code points before a match, or of those after it, is Han."""
    start, end = match.span()
    return CHINESE_CHARACTER.search(match.string[max(0, start - 2) : start] + match.string[end : end + 2]) is not None


@lru_cache(maxsize=1 << 12)
def nearest_unit(word: str) -> str | None:
    """The one unit that a word is a slip of; of several the one with the same first letter."""
    folded = word.casefold()
    if word in entries("units.txt") or word in OTHERS or folded in FOLDED:
        return None
    near = [target for target in TARGETS if has_same_letters(folded, target.casefold()) and is_slip(word, target)]
    near = [target for target in near if target[0] == word[0]] or near
    return near[0] if len(near) == 1 else None


def has_same_letters(a: str, b: str) -> bool:
    """Whether two words have the same letters but for one: a cheap test before the costly one."""
    return abs(len(a) - len(b)) <= 1 and len(set(a) ^ set(b)) <= 2


def is_slip(word: str, right: str) -> bool:
    """Whether one slip of the keyboard makes `word` of the unit `right`."""
    from rapidfuzz.distance import OSA

    if len(right) > 4:
        return OSA.distance(word.casefold(), right.casefold(), score_cutoff=1) == 1
    # Of a short unit only letters swapped, doubled or lost inside it are believed, in their right case.
    is_shorter = len(word) < len(right) and word[0] == right[0] and word[-1] == right[-1]
    return (is_shorter or set(word) == set(right)) and OSA.distance(word, right, score_cutoff=1) == 1


@lru_cache(maxsize=1 << 12)
def nearest_name(word: str, terms: tuple[str, ...]) -> str | None:
    """The name, or one of the terms, that a word is one letter away from, if it is not simply a form of it."""
    folded = word.casefold()
    near = [name for name in {*entries("names.txt"), *terms} if name[0] == word[0]]
    near = [name for name in near if has_same_letters(folded, name.casefold())]
    if not near or any(name.casefold() in folded or folded in name.casefold() for name in near):
        return None
    from rapidfuzz.distance import OSA

    near = [name for name in near if OSA.distance(folded, name.casefold(), score_cutoff=1) == 1]
    return near[0] if len(near) == 1 else None
