from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from jiaokan import Document, Edit, Finding, Level, Literals, Pattern, Safety, rule
from jiaokan.language.typography import QUOTES
from jiaokan_rules.table import rows

NEAR = 12  # code points on each side in which a text may say that the form is wrong
TALK = Pattern("误|错|别字|写成|写作|混淆|不能写|规范")
# An exercise says so before its items, which may be many.
EXERCISE = Pattern("错别字|錯別字|错字|別字|别字|书写正确|書寫正確|书写有误|改正|正音正字")
BEFORE = 400  # code points before the form in which the exercise may begin
OPENING, CLOSING = frozenset([*QUOTES, *"\"'"]), frozenset([*QUOTES.values(), *"\"'"])


class Correction(NamedTuple):
    """The right form of a word, as long as the wrong one, and the safety of a fix that writes it."""

    right: str
    safety: Safety


@cache
def corrections() -> dict[str, Correction]:
    """The correction of each wrong form."""
    table = rows(__file__, "known_typos.tsv")
    return {wrong: Correction(right, Safety[safety.upper()]) for wrong, right, safety in table}


WRONG = Literals(corrections)


@rule("CHR002", level=Level.ERROR, safety=Safety.UNSAFE, mixed_safety=True)
def known_typo(doc: Document) -> Iterator[Finding]:
    """A common misspelling of a word, from a list.

    ## What it does
    Finds some fifty misspellings that are common in print (一愁莫展, 迫不急待) and wrong in every context. A form in
    quotation marks, near a word such as 误 or 别字, or in an exercise about wrong characters is sound. Add your own under `terms` in the configuration.

    ## Why it is bad
    A search for the word misses it, and readers trust the rest of the text less.

    ## Example
    ✗ 大家一愁莫展，他却迫不急待地走了。
    ✓ 大家一筹莫展，他却迫不及待地走了。
    ✗ 我们要再接再励。
    ✓ 我们要再接再厉。
    ✓ 改正下列各句中的错别字：⏎1. 大家一愁莫展。⏎2. 他迫不急待地走了。
    ✓ 注意“迫不急待”的写法，别把再接再厉误写成再接再励。

    ## Fix safety
    Safe if the list says so, since no writer means the form. Otherwise unsafe: some forms are puns or older usage.
    """
    for start, wrong in doc.occurrences(WRONG):
        end = start + len(wrong)
        if doc.protected.overlaps(start, end) or is_mention(doc.text, start, end):
            continue
        right, safety = corrections()[wrong]
        differing = [n for n, pair in enumerate(zip(wrong, right, strict=True)) if pair[0] != pair[1]]
        first, last = differing[0], differing[-1] + 1
        edit = Edit(start + first, start + last, right[first:last])
        yield Finding(start, end, f"「{wrong}」 is a common misspelling: write 「{right}」.", (edit,), safety)


def is_mention(text: str, start: int, end: int) -> bool:
    """Whether the text at [start, end) is in quotation marks, or the text around it is about wrong forms."""
    if text[max(0, start - 1) : start] in OPENING and text[end : end + 1] in CLOSING:
        return True
    if EXERCISE.search(text, max(0, start - BEFORE), start):
        return True
    return TALK.search(text, max(0, start - NEAR), end + NEAR) is not None
