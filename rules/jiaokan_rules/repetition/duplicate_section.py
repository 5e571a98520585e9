from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Safety, rule
from jiaokan_rules.repetition.blocks import Block, blocks, report_copy
from jiaokan_rules.repetition.repeated_runs import repeated_runs
from jiaokan_rules.repetition.sound_repeats import is_sound

MESSAGE = "These {count} paragraphs or lines, from {copy} on, repeat those from line {line} on: delete them."


@rule("DUP003", level=Level.ERROR, safety=Safety.UNSAFE)
def duplicate_section(doc: Document, *, min_characters: int = 40) -> Iterator[Finding]:
    """A run of two or more paragraphs, or a whole article, that repeats an earlier run.

    ## What it does
    Reports a run of paragraphs (lines, in a wrapped text) that occurs earlier in the document word for word. There is
    one finding for the whole run, its headings and by-lines included. Of a loop each repetition is reported. What stands below
    tables, lines of verse, formulas that come three times and more, and those of texts of numbered articles recur by
    right.

    ## Why it is bad
    A page was read twice, or two editions of an article are in one file.

    ## Example
        ✗ 一季度，我国进出口总值比去年同期增长百分之十五，规模创历史新高。⏎⏎同期，东部和中西部地区进出口都实现了两位数的增长。⏎⏎发布会现场座无虚席。⏎⏎一季度，我国进出口总值比去年同期增长百分之十五，规模创历史新高。⏎⏎同期，东部和中西部地区进出口都实现了两位数的增长。⏎
        ✓ 一季度，我国进出口总值比去年同期增长百分之十五，规模创历史新高。⏎⏎同期，东部和中西部地区进出口都实现了两位数的增长。⏎⏎发布会现场座无虚席。⏎
        ✓ 门前大桥下，⏎游过一群鸭。⏎⏎快来快来数一数，⏎二四六七八。⏎⏎门前大桥下，⏎游过一群鸭。⏎

    ## Fix safety
    The later run is deleted, with the gap before it. Unsafe: it may be there on purpose.

    ## Options
    - `min-characters`: how many Chinese characters a run has at least. A refrain of two lines, or the head of a page
      set in two lines, has fewer than forty.
    """
    document_blocks = blocks(doc)
    for run in repeated_runs(doc):
        more = run.last - run.first
        if not more or run.remainder:
            continue
        section = document_blocks.join(run.first, run.last)  # it may be most of a text
        if section.count_chinese() >= min_characters and not shows_commands(doc, section) and not is_sound(doc, run):
            yield report_copy(
                doc, section, document_blocks.join(run.source, run.source + more), MESSAGE, count=more + 1
            )


def shows_commands(doc: Document, section: Block) -> bool:
    """Whether code stands in it: what is said of two commands may be the same."""
    return doc.code.overlaps(section.start, section.end)
