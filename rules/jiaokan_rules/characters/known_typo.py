from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jiaokan import Document, Edit, Hit, Level, Safety, rule
from jiaokan_rules.anchor import compiled
from jiaokan_rules.table import rows

NEAR = 12  # characters around a form in which a text may say that it is a wrong one
TOGETHER = 8  # forms in a sign: of more, too many texts hold the first character of one beside the second of another
TALK = "误|错|别字|写成|写作|混淆|不能写|规范"


@cache
def forms() -> list[tuple[str, frozenset[str], str, Safety]]:
    """The wrong forms, each with its characters."""
    table = rows(__file__, "known_typos.tsv")
    return [(wrong, frozenset(wrong), right, Safety[safety.upper()]) for wrong, right, safety in table]


def signs() -> Iterator[str]:
    """Of each form its first wrong character and the one before it, some forms together: each sign takes its place."""
    wrong = [(form, next(n for n, c in enumerate(form) if c != right[n])) for form, _, right, _ in forms()]
    pairs = sorted(form[max(0, at - 1) :][:2] for form, at in wrong)
    for n in range(0, len(pairs), TOGETHER):
        yield "".join(f"[{''.join(some)}]" for some in zip(*pairs[n : n + TOGETHER], strict=True))


@rule("CHR002", level=Level.ERROR, safety=Safety.UNSAFE, signs=signs())
def known_typo(doc: Document) -> Iterator[Hit]:
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
    if doc.codes is not None and not compiled("|".join(wrong for wrong, *_ in forms())).search(doc.text):
        return  # without numpy the census is at hand
    for wrong, characters, right, safety in forms():
        at = doc.text.find(wrong) if characters <= doc.census else -1
        while at >= 0:
            end = at + len(wrong)
            if not doc.protected.overlaps(at, end) and not spoken_of(doc.text, at, end):
                first = next(n for n, pair in enumerate(zip(wrong, right, strict=True)) if pair[0] != pair[1])
                last = max(n for n, pair in enumerate(zip(wrong, right, strict=True)) if pair[0] != pair[1]) + 1
                edit = Edit(at + first, at + last, right[first:last])
                yield Hit(at, end, f"「{wrong}」 is a common slip: write 「{right}」.", (edit,), safety)
            at = doc.text.find(wrong, end)


def spoken_of(text: str, start: int, end: int) -> bool:
    """Whether a form is quoted, or the text is about wrong forms."""
    quoted = text[max(0, start - 1) : start] in tuple("“‘「『\"'") and text[end : end + 1] in tuple("”’」』\"'")
    return quoted or bool(re.search(TALK, text[max(0, start - NEAR) : end + NEAR]))
