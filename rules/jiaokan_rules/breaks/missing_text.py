from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Safety, rule
from jiaokan_rules.rows.line_breaks import line_breaks


@rule("BRK004", level=Level.ERROR, safety=Safety.DISPLAY, aliases=("lost-text",))
def missing_text(doc: Document) -> Iterator[Finding]:
    """Text is missing where two paragraphs meet.

    ## What it does
    Finds a paragraph or line that ends inside a sentence where the next one cannot continue it. Either the next begins
    with a unit, and no number stands before it (… / 万千瓦). Or the first ends in a word that another must follow, and the
    next begins with a word that another must precede (…和 / 的…). Columns of a page, and documents that leave many
    paragraphs open, are left alone: what is missing there may stand in another place.

    ## Why it is bad
    The OCR engine or the extractor missed a line, a column or a page, and nothing else in the text shows it.

    ## Example
    ✗ 要让乡亲们的日子越过越好，山里的路就要修通，水就要引来，发展离不开电，而⏎⏎万千瓦的小水电站也在去年建成发电，全村人都用上了便宜的电。

    ✓ 要让乡亲们的日子越过越好，山里的路就要修通，水就要引来，发展离不开电。⏎⏎万千瓦的小水电站也在去年建成发电，全村人都用上了便宜的电。

    ## Fix safety
    There is no fix: only the source has the missing text.
    """
    for b in line_breaks(doc):
        if b.kind == "lost":
            before, after = doc.text[max(0, b.start - 6) : b.start], doc.text[b.end : b.end + 6]
            message = f"Text is missing between 「{before}」 and 「{after}」: check the source."
            yield Finding(b.start, b.end, message)
