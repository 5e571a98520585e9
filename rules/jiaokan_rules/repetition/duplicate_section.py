from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Safety, rule
from jiaokan_rules.repetition.blocks import NUMBERED, blocks, earlier, keyed, line, piece, quote, removal, statute
from jiaokan_rules.repetition.repeats import repeats

LONG = 150  # Han: several lines, more than wrapped paragraphs share of a formula


@rule("DUP003", level=Level.ERROR, safety=Safety.UNSAFE, ahead=(keyed,))
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
    for repeat in repeats(doc):
        found = blocks(doc)
        size, run = repeat.last - repeat.first + 1, range(repeat.first, repeat.last + 1)  # it may be most of a text
        if size < 2 or repeat.tail or not any(re.search("[。！？；!?;]", found.keys[n]) for n in run):
            continue
        first, last = found[repeat.first], found[repeat.last]
        if doc.code.overlaps(first.start, last.end):  # what is said of two commands may be the same
            continue
        han = sum(found[n].han() for n in run)
        if han < min_characters or (han < LONG and not repeat.adjacent and piece(found, repeat.first, repeat.last)):
            continue
        if not repeat.adjacent and statute(doc) and not any(re.match(NUMBERED, found.keys[n]) for n in run):
            continue
        source = found[repeat.source]
        yield Finding(
            first.start,
            last.end,
            f"{quote(doc, first)} and the {size - 1} paragraphs or lines after it repeat those from line "
            f"{line(doc, source)} on: delete them.",
            edits=(removal(doc, first, last),),
            related=earlier(source, found[repeat.source + size - 1]),
        )
