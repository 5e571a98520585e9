from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Safety, rule
from jiaokan_rules.layout.glyph_numbers import glyph_number_findings
from jiaokan_rules.layout.html_entities import entity_findings
from jiaokan_rules.layout.html_tags import tag_findings
from jiaokan_rules.layout.tex_commands import command_findings, escape_findings


@rule("LAY006", level=Level.ERROR, safety=Safety.UNSAFE, edits_protected=True, mixed_safety=True)
def markup_residue(doc: Document) -> Iterator[Finding]:
    r"""Markup of a web page or of a typesetter that was left in the text.

    ## What it does
    Finds HTML tags and entities (<br>, &nbsp;), glyph numbers that a PDF extractor could not resolve ((cid:127)), LaTeX
    commands outside formulas, and escaped Markdown (\*) in plain text. Code, formulas, and texts about HTML, TeX or
    glyphs are sound.

    In Markdown, tags are sound, except whole paragraphs in <p> and a single tag in the middle of a sentence. Entities
    for the characters that Markdown itself uses are sound there too.

    ## Why it is bad
    It is not part of the wording. Models learn to write it, and a word with markup inside is split.

    ## Example
    ✗ 会议强调，<br>要坚持稳中求进。</p>
    ✓ 会议强调，要坚持稳中求进。
    ✗ 会议强调，&nbsp;要坚持稳中求进，&ldquo;两个大局&rdquo;要统筹。
    ✓ 会议强调，要坚持稳中求进，“两个大局”要统筹。
    ✗ 全年增长(cid:127)主要指标好于预期，\textbf{重点}突出。
    ✓ 全年增长主要指标好于预期，重点突出。
    ✓ 换行可以使用 <br> 标签。
    ✗ 径流量由下式给出。⏎⏎[ Q = \frac{A}{t} \\ R = \sqrt{Q} ]

    ## Fix safety
    Safe for an entity, which becomes its character; a no-break space becomes a space only between Latin words, or
    inside a line without marks beside it, and is deleted elsewhere. Safe for a glyph number that begins several lines:
    it was the mark of a list.

    Unsafe for tags, which are deleted (</p><p> and repeated <br> become line ends), for other glyph numbers, whose
    character is lost, and in Markdown.
    """
    yield from tag_findings(doc)
    yield from entity_findings(doc)
    yield from glyph_number_findings(doc)
    yield from command_findings(doc)
    yield from escape_findings(doc)
