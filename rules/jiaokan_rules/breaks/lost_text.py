from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Level, rule
from jiaokan_rules.breaks.judge import AHEAD, breaks


@rule("BRK004", level=Level.ERROR, needs="\n\r", ahead=AHEAD)
def lost_text(doc: Document) -> Iterator[Finding]:
    """Text is missing where two paragraphs meet.

    ## What it does
    Finds a paragraph that stops inside a sentence before one that starts inside a sentence, where the two cannot be
    joined: the second starts with a unit that has no number, or the one waits for a word and the other leans on one.

    ## Why it is bad
    A column, a line or a page was not read, and nothing else in the text says so.

    ## Example
    ✗ 要让乡亲们的日子越过越好，山里的路就要修通，水就要引来，发展离不开电，而⏎⏎万千瓦的小水电站也在去年建成发电，全村人都用上了便宜的电。

    ✓ 要让乡亲们的日子越过越好，山里的路就要修通，水就要引来，发展离不开电。⏎⏎万千瓦的小水电站也在去年建成发电，全村人都用上了便宜的电。

    ## Fix safety
    There is no fix: only the source has what is missing.
    """
    for b in breaks(doc):
        if b.kind == "lost":
            before, after = doc.text[max(0, b.start - 6) : b.start], doc.text[b.end : b.end + 6]
            yield Finding(
                b.start, b.end, f"「{before}」 and 「{after}」 do not join: look up in the source what is missing."
            )
