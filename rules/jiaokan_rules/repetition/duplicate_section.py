from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Safety, rule
from jiaokan.model.prose import has_sentence_mark
from jiaokan_rules.repetition.blocks import ARTICLE, Block, blocks, is_statute, report_copy
from jiaokan_rules.repetition.repeated_runs import RepeatedRun, repeated_runs

LONG = 150  # Chinese characters: several lines, more than wrapped paragraphs share of a formula
MESSAGE = "These {count} paragraphs or lines, from {copy} on, repeat those from line {line} on: delete them."


@rule("DUP003", level=Level.ERROR, safety=Safety.UNSAFE)
def duplicate_section(doc: Document, *, min_characters: int = 40) -> Iterator[Finding]:
    """A run of two or more paragraphs, or a whole article, that repeats an earlier run.

    ## What it does
    Finds a run of paragraphs (lines, in a wrapped text) that occurs earlier in the document word for word. The whole
    run, with its headings and by-lines, is one finding. If a run repeats several times in a row, each repetition is a
    finding. In texts of numbered articles, a repetition counts only if it directly follows the first run or contains
    the number of an article.

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
        section = document_blocks.join(run.first, run.last)  # may be most of the text, so it is joined only once
        size = section.count_chinese()
        if size >= min_characters and not is_excused(doc, run, section, size):
            yield report_copy(
                doc, section, document_blocks.join(run.source, run.source + more), MESSAGE, count=more + 1
            )


def is_excused(doc: Document, run: RepeatedRun, section: Block, size: int) -> bool:
    """Whether a run is not prose, or may repeat on purpose; `section` is its blocks joined, `size` its characters."""
    document_blocks = blocks(doc)
    if not has_sentence_mark(section.key):
        return True
    if doc.code.overlaps(section.start, section.end):  # two commands may have the same description
        return True
    if run.adjacent:
        return False
    if size < LONG and document_blocks.is_piece(run.first, run.last):
        return True
    articles = (ARTICLE.match(document_blocks.keys[n]) for n in range(run.first, run.last + 1))
    return is_statute(doc) and not any(articles)
