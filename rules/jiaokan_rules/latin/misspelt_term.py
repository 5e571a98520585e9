from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.anchor import compiled
from jiaokan_rules.latin import LETTERS, MEASURED, in_chinese, measures, table
from jiaokan_rules.spots import Spots, batched, matched

# Units long and frequent enough that letters behind a figure, one slip away from one of them, are hardly anything else.
TARGETS = [p + u for u in ("FLOPS", "bps", "Wh", "Hz") for p in "kMGTPEZ"] + ["FLOPS", "mAh", "IOPS"]
TARGETS += [p + "i" + u for p in "KMGTPE" for u in ("B", "bit")]
FOLDED = frozenset(t.casefold() for t in TARGETS)
# English words and codes that come behind figures: 5th, 3GPP, 10 ms, a count of FLOP.
OTHERS = frozenset("th Th st nd rd GPS gps GPP GPA mph kph kbs FLOP KFLOP MFLOP GFLOP TFLOP PFLOP EFLOP ZFLOP".split())

# The capital first, that the scan need look round at capitals alone.
LETTER = "[A-Za-z]"
CAPITAL = f"[A-Z]{LETTER}"
NAME = Spots(
    f"[A-Z](?<![A-Za-z0-9_./@#-].){LETTER}{{5,16}}(?![A-Za-z0-9_./@(-])",
    {0: "[A-Z]", -1: "[^A-Za-z0-9_./@#-]", 1: LETTER, 5: LETTER},
)


@rule(
    "LAT002",
    level=Level.ERROR,
    safety=Safety.UNSAFE,
    needs=LETTERS,
    signs=(*MEASURED, CAPITAL),
    ahead=(batched,),
    mixed_safety=True,
)
def misspelt_term(doc: Document, *, terms: tuple[str, ...] = ()) -> Iterator[Finding]:
    """A unit or technical term that is misspelt.

    ## What it does
    Finds the letters behind a figure that are no unit but one slip of the keyboard away from one: two letters swapped, one
    doubled, lost, added or (in the longer ones) another; and words one such slip away from a well-known name of computing or from a
    term that the project adds.

    ## Why it is bad
    A search for the term misses it, and a figure without its unit says nothing.

    ## Example
    ✗ 总规模超过85Efllops，带宽达10Gpbs。
    ✓ 总规模超过85EFLOPS，带宽达10Gbps。
    ✗ 接入DeekSeek大模型。
    ✓ 接入DeepSeek大模型。
    ✓ 主频3.2GHz，容量10kWh，第5th，符合3GPP标准。

    ## Fix safety
    Safe for units behind a figure, where one unit alone is near; unsafe for names.

    ## Options
    `terms`: further terms to know, in their right spelling.
    """
    for match in measures(doc):
        word, start = match[1], match.start(1)
        right = unit(word)
        if right and in_chinese(match):
            message = f"「{word}」 is a unit misspelt: write 「{right}」."
            yield Finding(start, start + len(word), message, (Edit(start, start + len(word), right),), Safety.SAFE)
    for match in matched(doc, NAME) if doc.shows(CAPITAL) else ():
        word, start, end = match[0], match.start(), match.end()
        if doc.protected.overlaps(start, end):
            continue
        around = doc.text[max(0, start - 2) : start] + doc.text[end : end + 2]
        right = name(word, tuple(terms)) if compiled(HAN_CHARACTER).search(around) else None
        if right:
            yield Finding(
                start, end, f"「{word}」 looks like 「{right}」 misspelt: check it.", (Edit(start, end, right),)
            )


@lru_cache(maxsize=1 << 12)
def unit(word: str) -> str | None:
    """The one unit that `word` is a slip of, or None."""
    folded = word.casefold()
    if word in table("units.txt") or word in OTHERS or folded in FOLDED:
        return None
    found = [t for t in TARGETS if alike(folded, t.casefold()) and slip(word, t)]
    found = [t for t in found if t[0] == word[0]] or found
    return found[0] if len(found) == 1 else None


def alike(a: str, b: str) -> bool:
    """Whether two words have the letters of each other but for one: a cheap test before the dear one."""
    return abs(len(a) - len(b)) <= 1 and len(set(a) ^ set(b)) <= 2


def slip(word: str, right: str) -> bool:
    """Whether one slip of the keyboard makes `word` of the unit `right`."""
    from rapidfuzz.distance import OSA

    if len(right) > 4:
        return OSA.distance(word.casefold(), right.casefold(), score_cutoff=1) == 1
    # Of a short unit only letters swapped, doubled or lost inside it are believed, in their right case.
    own = set(word) == set(right) or (len(word) < len(right) and word[0] == right[0] and word[-1] == right[-1])
    return own and OSA.distance(word, right, score_cutoff=1) == 1


@lru_cache(maxsize=1 << 12)
def name(word: str, terms: tuple[str, ...]) -> str | None:
    """The name, or one of the terms, that `word` is one letter away from, if it is not simply a form of it."""
    folded = word.casefold()
    near = [k for k in {*table("names.txt"), *terms} if k[0] == word[0] and alike(folded, k.casefold())]
    if not near or any(k.casefold() in folded or folded in k.casefold() for k in near):
        return None
    from rapidfuzz.distance import OSA

    near = [k for k in near if OSA.distance(folded, k.casefold(), score_cutoff=1) == 1]
    return near[0] if len(near) == 1 else None
