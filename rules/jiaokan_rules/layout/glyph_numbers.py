"""Numbers of glyphs, (cid:127), which a PDF extractor writes where a font does not say what character they stand for."""

from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Pattern, Safety
from jiaokan.language.typography import COMMON_MARKS

NUMBER = r"\(cid:[0-9]{1,6}\)"
GLYPH_NUMBERS = Pattern(f"{NUMBER}(?:[ \t]?{NUMBER})*")


def glyph_number_findings(doc: Document) -> Iterator[Finding]:
    for match in doc.matches(GLYPH_NUMBERS):
        start, end = match.span()
        before, after = (text.strip() for text in doc.line_context(start, end))
        beside_mark = not before or not after or before[-1] in COMMON_MARKS + ":;," or after[0] in COMMON_MARKS
        is_filler = match[0].count("(") == 1 and beside_mark
        advice = "delete it" if is_filler else "look up the character in the source"
        message = f"「{match[0][:40]}」 is the number of a glyph that a PDF extractor could not resolve: {advice}."
        yield Finding(start, end, message, (Edit(start, end, ""),), Safety.SAFE if is_filler else Safety.UNSAFE)
