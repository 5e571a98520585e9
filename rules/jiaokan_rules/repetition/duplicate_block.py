from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Safety, rule
from jiaokan_rules.repetition.blocks import NUMBERED, blocks, earlier, keyed, line, piece, quote, removal, statute
from jiaokan_rules.repetition.repeats import repeats

SURE = 30  # Han: no refrain, slogan or cry that comes twice running is this long
LONG = 100  # Han: a statute repeats clauses, not whole paragraphs


@rule("DUP001", level=Level.ERROR, safety=Safety.UNSAFE, ahead=(keyed,))
def duplicate_block(doc: Document, *, min_characters: int = 20) -> Iterator[Finding]:
    """A paragraph that repeats an earlier one of the document word for word.

    ## What it does
    Compares the paragraphs (lines, but for code and table rows) without their indent, spaces and list marks, and
    reports each one that stands earlier already. Runs of several paragraphs are `duplicate-section`. In texts of
    numbered articles, whose formulas come again by right, only a copy right behind its original, a paragraph of a
    hundred characters or one with an article's number counts.

    ## Why it is bad
    A crawler or a reader of pages took the paragraph in twice; a corpus then counts it twice, and a model learns to
    repeat.

    ## Example
        ✗ 各地要加强政策衔接、工作对接和信息共享，提供更加精准高效的金融服务，支持外贸企业稳定发展。⏎⏎各地要加强政策衔接、工作对接和信息共享，提供更加精准高效的金融服务，支持外贸企业稳定发展。⏎⏎会议由省长主持。⏎
        ✓ 各地要加强政策衔接、工作对接和信息共享，提供更加精准高效的金融服务，支持外贸企业稳定发展。⏎⏎会议由省长主持。⏎
        ✓ 让我们荡起双桨，小船儿推开波浪。⏎⏎海面倒映着美丽的白塔。⏎⏎让我们荡起双桨，小船儿推开波浪。⏎

    ## Fix safety
    The later copy goes, with the gap before it. Safe where it stands right behind its original and is of thirty
    characters or more, so that no refrain is lost; else unsafe, since it may be there on purpose.

    ## Options
    - `min-characters`: how many Chinese characters a paragraph has at least. Shorter ones (refrains, slogans,
      answers, captions) come again by right; twenty is longer than a line of verse or a slogan of two halves.
    """
    for repeat in repeats(doc):
        found = blocks(doc)
        block, source = found[repeat.first], found[repeat.source]
        han = block.han()
        if repeat.first != repeat.last or repeat.tail or han < min_characters or not block.sentence():
            continue
        if not repeat.adjacent and han < LONG and statute(doc) and not re.match(NUMBERED, block.key):
            continue
        if not repeat.adjacent and piece(found, repeat.first, repeat.last):
            continue
        yield Finding(
            block.start,
            block.end,
            f"{quote(doc, block)} repeats the paragraph at line {line(doc, source)}: delete it.",
            edits=(removal(doc, block, block),),
            safety=Safety.SAFE if repeat.adjacent and han >= SURE else Safety.UNSAFE,
            related=earlier(source, source),
        )
