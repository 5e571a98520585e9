from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Safety, rule
from jiaokan_rules.repetition.blocks import ARTICLE, blocks, is_statute, report_copy
from jiaokan_rules.repetition.repeated_runs import RepeatedRun, repeated_runs

SURE = 30  # Chinese characters: no refrain, slogan or cry that comes twice running is this long
LONG = 100  # Chinese characters: a statute repeats clauses, not whole paragraphs
MESSAGE = "{copy} repeats the paragraph at line {line}: delete it."


@rule("DUP001", level=Level.ERROR, safety=Safety.UNSAFE, mixed_safety=True)
def duplicate_block(doc: Document, *, min_characters: int = 20) -> Iterator[Finding]:
    """A paragraph that repeats an earlier one of the document word for word.

    ## What it does
    Compares the paragraphs (lines, but for code and table rows) without their indent, spaces and list marks, and
    reports each one that already occurs earlier. Runs of several paragraphs are `duplicate-section`. In texts of
    numbered articles, whose formulas recur legitimately, only a copy right after its original, a paragraph of a
    hundred characters or one with an article's number counts.

    ## Why it is bad
    A crawler or an OCR engine took the paragraph twice; a corpus then counts it twice, and a model learns to repeat.

    ## Example
        ✗ 各地要加强政策衔接、工作对接和信息共享，提供更加精准高效的金融服务，支持外贸企业稳定发展。⏎⏎各地要加强政策衔接、工作对接和信息共享，提供更加精准高效的金融服务，支持外贸企业稳定发展。⏎⏎会议由省长主持。⏎
        ✓ 各地要加强政策衔接、工作对接和信息共享，提供更加精准高效的金融服务，支持外贸企业稳定发展。⏎⏎会议由省长主持。⏎
        ✓ 让我们荡起双桨，小船儿推开波浪。⏎⏎海面倒映着美丽的白塔。⏎⏎让我们荡起双桨，小船儿推开波浪。⏎

    ## Fix safety
    The later copy is deleted, with the gap before it. Safe where it stands right after its original and is of thirty
    characters or more, so that no refrain is lost; else unsafe, since it may be there on purpose.

    ## Options
    - `min-characters`: how many Chinese characters a paragraph has at least. Shorter ones (refrains, slogans, answers,
      captions) recur legitimately; twenty is longer than a line of verse or a slogan of two halves.
    """
    document_blocks = blocks(doc)
    for run in repeated_runs(doc):
        if run.first != run.last or run.remainder:
            continue
        block, source = document_blocks[run.first], document_blocks[run.source]
        size = block.count_chinese()
        if size >= min_characters and block.has_clauses() and not is_excused(doc, run, size):
            safety = Safety.SAFE if run.adjacent and size >= SURE else Safety.UNSAFE
            yield report_copy(doc, block, source, MESSAGE, safety)


def is_excused(doc: Document, run: RepeatedRun, size: int) -> bool:
    """Whether a block that does not follow its original is a set phrase of a statute, or one in two wrapped paragraphs."""
    document_blocks = blocks(doc)
    if run.adjacent:
        return False
    if size < LONG and is_statute(doc) and not ARTICLE.match(document_blocks.keys[run.first]):
        return True
    return document_blocks.is_piece(run.first, run.last)
