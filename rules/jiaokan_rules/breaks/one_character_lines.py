from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from jiaokan import Document, Finding, Safety, rule
from jiaokan.language.lexicon import cut, known
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.breaks.judge import hints, mend
from jiaokan_rules.breaks.rows import Row, rows
from jiaokan_rules.breaks.simplified import simplified


@rule("BRK007", safety=Safety.UNSAFE, needs="\n\r", ahead=(hints,))
def one_character_lines(doc: Document, *, fewest: int = 3) -> Iterator[Finding]:
    """Text with a line to each character.

    ## What it does
    Finds runs of lines that hold one Chinese character each and make words when they are read together: a heading
    set vertically or spread over the page, which was read line by line; and pairs of such lines
    that make one word (合⏎⏎计). Lists of characters make no words.

    ## Why it is bad
    No word of the heading can be found, and each character counts as a paragraph.

    ## Example
    ✗ 工⏎作⏎总⏎结⏎今年的工作分三个部分。
    ✓ 工作总结⏎今年的工作分三个部分。

    ✓ 的⏎了⏎很⏎吗⏎今天学习这四个字。

    ## Fix safety
    Unsafe: the lines are joined, but what stands around them may belong to them too.

    ## Options
    - `fewest`: how many such lines together count; more than 3 leaves pairs alone.
    """
    hint = hints(doc)
    if hint and not hint.single:
        return
    page = rows(doc)
    if 1 not in map(len, page.texts):
        return
    alone = [i for i, text in enumerate(page.texts) if len(text) == 1 and re.match(HAN_CHARACTER, text)]
    for _, group in groupby(enumerate(alone), key=lambda at: at[1] - at[0]):  # rows that follow each other
        run = [page[i] for _, i in group]
        if (len(run) >= fewest and makes_words(doc, run)) or (len(run) == 2 and fewest <= 3 and word(doc, run)):
            edits = tuple(mend(doc, a.end, b.start) for a, b in pairwise(run))
            text = "".join(row.text for row in run)
            yield Finding(
                run[0].start, run[-1].end, f"「{text[:20]}」 stands a character to a line: join the lines.", edits
            )


def makes_words(doc: Document, run: Sequence[Row]) -> bool:
    """Whether at least half of the characters are part of words of two or more."""
    words = cut(simplified(doc, "".join(row.text for row in run[:40]))).words
    return 2 * sum(len(w) for w in words if len(w) > 1) >= sum(map(len, words))


def word(doc: Document, run: Sequence[Row]) -> bool:
    """Whether the characters make one word that is known: 合⏎⏎計, a head of a table set wide."""
    return known(simplified(doc, "".join(row.text for row in run)))
