from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Safety, rule
from jiaokan_rules.repetition.blocks import blocks, report_copy
from jiaokan_rules.repetition.repeated_runs import repeated_runs
from jiaokan_rules.repetition.sound_repeats import is_sound

MESSAGE = "{copy} repeats the paragraph at line {line}: delete it."


@rule("DUP001", level=Level.ERROR, safety=Safety.UNSAFE)
def duplicate_block(doc: Document, *, min_characters: int = 20) -> Iterator[Finding]:
    """A paragraph that repeats an earlier one of the document word for word.

    ## What it does
    Compares the paragraphs (lines, but for code and table rows) without their indent, spaces and list marks, and
    reports each one that already occurs earlier. Runs of several paragraphs are `duplicate-section`. A copy right
    after its original, or with nothing but the foot and the head of a page between, counts; farther away only a
    paragraph of two sentences or of eighty characters does, since leads, pull quotes and sayings stand in the text
    again. Notes, sources and what stands below tables, what comes three times and more, and the formulas of texts of
    numbered articles recur correctly.

    ## Why it is bad
    A crawler or an OCR engine took the paragraph twice; a corpus then counts it twice, and a model learns to repeat.

    ## Example
        ✗ 各地要加强政策衔接、工作对接和信息共享，提供更加精准高效的金融服务，支持外贸企业稳定发展。⏎⏎各地要加强政策衔接、工作对接和信息共享，提供更加精准高效的金融服务，支持外贸企业稳定发展。⏎⏎会议由省长主持。⏎
        ✓ 各地要加强政策衔接、工作对接和信息共享，提供更加精准高效的金融服务，支持外贸企业稳定发展。⏎⏎会议由省长主持。⏎
        ✓ 让我们荡起双桨，小船儿推开波浪。⏎⏎海面倒映着美丽的白塔。⏎⏎让我们荡起双桨，小船儿推开波浪。⏎

    ## Fix safety
    Unsafe: the later copy is deleted, with the gap before it, and it may be there on purpose.

    ## Options
    - `min-characters`: how many Chinese characters a paragraph has at least. Shorter ones (refrains, slogans, answers,
      captions) recur legitimately; twenty is longer than a line of verse or a slogan of two halves.
    """
    document_blocks = blocks(doc)
    for run in repeated_runs(doc):
        if run.first != run.last or run.remainder:
            continue
        block, source = document_blocks[run.first], document_blocks[run.source]
        if block.count_chinese() >= min_characters and block.has_clauses() and not is_sound(doc, run):
            yield report_copy(doc, block, source, MESSAGE)
