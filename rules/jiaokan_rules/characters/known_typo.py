from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan_rules.table import rows

NEAR = 12  # characters around a form in which a text may say that it is a wrong one
TOGETHER = 8  # forms in a sign: of more, too many texts hold the first character of one beside the second of another
TALK = "误|错|别字|写成|写作|混淆|不能写|规范"


class Form(NamedTuple):
    """A wrong form, its characters, the right one, and how safe it is to write that."""

    wrong: str
    characters: frozenset[str]
    right: str
    safety: Safety

    @property
    def pair(self) -> str:
        """The first wrong character and the one before it."""
        at = next(n for n, c in enumerate(self.wrong) if c != self.right[n])
        return self.wrong[max(0, at - 1) :][:2]


@cache
def forms() -> dict[str, list[Form]]:
    """The wrong forms, some together under a sign that each of them shows: each sign takes its place."""
    table = rows(__file__, "known_typos.tsv")
    every = [Form(wrong, frozenset(wrong), right, Safety[safety.upper()]) for wrong, right, safety in table]
    every.sort(key=lambda form: form.pair)
    groups = (every[n : n + TOGETHER] for n in range(0, len(every), TOGETHER))
    return {
        "".join(f"[{''.join(c)}]" for c in zip(*(form.pair for form in some), strict=True)): some for some in groups
    }


@rule("CHR002", level=Level.ERROR, safety=Safety.UNSAFE, signs=forms(), mixed_safety=True)
def known_typo(doc: Document) -> Iterator[Finding]:
    """A wrong form of a word from a list of such forms.

    ## What it does
    Finds some fifty wrong forms that are common in print (一愁莫展, 迫不急待) and never right, whatever stands around them.
    Forms in quotation marks, and beside talk about wrong characters, are passed over. A project lists its own in its
    configuration, under `terms`.

    ## Why it is bad
    A search for the word misses it, and a reader takes the rest for careless, too.

    ## Example
    ✗ 大家一愁莫展，他却迫不急待地走了。
    ✓ 大家一筹莫展，他却迫不及待地走了。
    ✗ 我们要再接再励。
    ✓ 我们要再接再厉。
    ✓ 注意“迫不急待”的写法，别把再接再厉误写成再接再励。

    ## Fix safety
    Safe where the list says that no writer means the form; else unsafe: some are puns, or the use of another time.
    """
    # Without numpy the census is at hand. To look for each character takes less than for the form.
    occurs = doc.text.__contains__ if doc.codes is not None else doc.census.__contains__
    for wrong, characters, right, safety in present(doc):
        at = doc.text.find(wrong) if all(map(occurs, characters)) else -1
        while at >= 0:
            end = at + len(wrong)
            if not doc.protected.overlaps(at, end) and not spoken_of(doc.text, at, end):
                first = next(n for n, pair in enumerate(zip(wrong, right, strict=True)) if pair[0] != pair[1])
                last = max(n for n, pair in enumerate(zip(wrong, right, strict=True)) if pair[0] != pair[1]) + 1
                edit = Edit(at + first, at + last, right[first:last])
                yield Finding(at, end, f"「{wrong}」 is a common slip: write 「{right}」.", (edit,), safety)
            at = doc.text.find(wrong, end)


def present(doc: Document) -> Iterator[Form]:
    """The forms that may occur."""
    for sign, some in forms().items():
        if doc.shows(sign):
            yield from some


def spoken_of(text: str, start: int, end: int) -> bool:
    """Whether a form is quoted, or the text is about wrong forms."""
    quoted = text[max(0, start - 1) : start] in tuple("“‘「『\"'") and text[end : end + 1] in tuple("”’」』\"'")
    return quoted or bool(re.search(TALK, text[max(0, start - NEAR) : end + NEAR]))
