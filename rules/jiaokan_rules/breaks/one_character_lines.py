from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from jiaokan import Document, Finding, Safety, rule
from jiaokan.language.lexicon import cut, known
from jiaokan.model.prose import CHINESE_CHARACTER
from jiaokan_rules.rows.page_rows import join_lines, page_rows
from jiaokan_rules.rows.words_across import to_simplified


@rule("BRK007", safety=Safety.UNSAFE)
def one_character_lines(doc: Document, *, fewest: int = 3) -> Iterator[Finding]:
    """Text with one character per line.

    ## What it does
    Finds runs of lines of one Chinese character each that make words together: a vertical heading, or one spread over
    the page; and pairs of such lines that make one word (合⏎⏎计). Lists of characters make no words.

    ## Why it is bad
    A search finds no word of the heading, and each character counts as a paragraph.

    ## Example
    ✗ 工⏎作⏎总⏎结⏎今年的工作分三个部分。
    ✓ 工作总结⏎今年的工作分三个部分。

    ✓ 的⏎了⏎很⏎吗⏎今天学习这四个字。

    ## Fix safety
    Unsafe: lines around the run may belong to it too.

    ## Options
    - `fewest`: the least number of such lines in a run; with more than 3, pairs are not reported.
    """
    page = page_rows(doc)
    single = [row for row, text in enumerate(page.texts) if len(text) == 1 and CHINESE_CHARACTER.match(text)]
    for _, group in groupby(enumerate(single), key=lambda nth: nth[1] - nth[0]):  # rows that follow each other
        rows = [row for _, row in group]
        text = "".join(page.texts[row] for row in rows)
        simplified = text if page.simplified else to_simplified(text)
        if (len(rows) >= fewest and makes_words(simplified)) or (len(rows) == 2 and fewest <= 3 and known(simplified)):
            edits = tuple(join_lines(doc, *page.break_below(row)) for row in rows[:-1])
            message = f"「{text[:20]}」 has one character per line: join the lines."
            yield Finding(page.starts[rows[0]], page.ends[rows[-1]], message, edits)


def makes_words(text: str) -> bool:
    """Whether at least half of the first characters are part of words of two or more."""
    words = cut(text[:40]).words
    return 2 * sum(len(word) for word in words if len(word) > 1) >= sum(map(len, words))
