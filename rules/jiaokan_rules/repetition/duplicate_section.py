from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Safety, rule
from jiaokan.model.prose import has_sentence_mark
from jiaokan_rules.repetition.blocks import (
    ARTICLE,
    blocks,
    deletion,
    is_statute,
    line_number,
    quote_block,
    related_to,
)
from jiaokan_rules.repetition.repeated_runs import RepeatedRun, repeated_runs

LONG = 150  # Chinese characters: several lines, more than wrapped paragraphs share of a formula


@rule("DUP003", level=Level.ERROR, safety=Safety.UNSAFE)
def duplicate_section(doc: Document, *, min_characters: int = 40) -> Iterator[Finding]:
    """A run of two or more paragraphs, or a whole article, that repeats an earlier run.

    ## What it does
    Reports a run of paragraphs (lines, in a wrapped text) that stands earlier in the document word for word; one
    finding for the whole run, its headings and by-lines included. Of a loop each turn is reported. In texts of
    numbered articles only a turn right behind the other, or one that holds an article's number, counts.

    ## Why it is bad
    A page was read twice, or two editions of an article got into one file.

    ## Example
        ✗ 一季度，我国进出口总值比去年同期增长百分之十五，规模创历史新高。⏎⏎同期，东部和中西部地区进出口都实现了两位数的增长。⏎⏎发布会现场座无虚席。⏎⏎一季度，我国进出口总值比去年同期增长百分之十五，规模创历史新高。⏎⏎同期，东部和中西部地区进出口都实现了两位数的增长。⏎
        ✓ 一季度，我国进出口总值比去年同期增长百分之十五，规模创历史新高。⏎⏎同期，东部和中西部地区进出口都实现了两位数的增长。⏎⏎发布会现场座无虚席。⏎
        ✓ 门前大桥下，⏎游过一群鸭。⏎⏎快来快来数一数，⏎二四六七八。⏎⏎门前大桥下，⏎游过一群鸭。⏎

    ## Fix safety
    The later run goes, with the gap before it. Unsafe: it may be there on purpose.

    ## Options
    - `min-characters`: how many Chinese characters a run has at least. A refrain of two lines, or the head of a page
      set in two lines, has fewer than forty.
    """
    found = blocks(doc)
    for run in repeated_runs(doc):
        if run.first == run.last or run.remainder or not is_section(doc, run, min_characters):
            continue
        first, last, source = found[run.first], found[run.last], found[run.source]
        more = run.last - run.first
        yield Finding(
            first.start,
            last.end,
            f"{quote_block(doc, first)} and the {more} paragraphs or lines after it repeat those from line "
            f"{line_number(doc, source)} on: delete them.",
            edits=(deletion(doc, first, last),),
            related=related_to(source, found[run.source + more]),
        )


def is_section(doc: Document, run: RepeatedRun, min_characters: int) -> bool:
    """Whether a run of blocks is text of some length, and no formula."""
    found = blocks(doc)
    indices = range(run.first, run.last + 1)  # it may be most of a text
    if not any(has_sentence_mark(found.keys[n]) for n in indices):
        return False
    if doc.code.overlaps(found[run.first].start, found[run.last].end):  # what is said of two commands may be the same
        return False
    size = sum(found[n].count_chinese() for n in indices)
    if size < min_characters:
        return False
    if run.adjacent:
        return True
    if size < LONG and found.is_piece(run.first, run.last):
        return False
    return not is_statute(doc) or any(ARTICLE.match(found.keys[n]) for n in indices)
