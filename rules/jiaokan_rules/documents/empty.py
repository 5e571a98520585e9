from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Safety, rule
from jiaokan_rules.anchor import compiled

# Any but white space and what shows nothing either: format controls, a byte order mark.
SEEN = "[^\\s\ufeff\u200b\u200c\u200d\u2060\u00ad]"


@rule("DOC001", level=Level.ERROR, safety=Safety.DISPLAY, chinese=False)
def empty(doc: Document) -> Iterator[Finding]:
    """A document that holds nothing but white space.

    ## What it does
    Finds documents without a character that can be seen: of no length, of white space alone, of a byte order mark alone.

    ## Why it is bad
    An empty record trains nothing and counts as one; most often a reader failed on the page and said nothing.

    ## Example
    ✗ ⏎⏎

    ✓ 春。

    ## Fix safety
    There is no fix: see the source, or delete the document.
    """
    if doc.undecodable is None and not compiled(SEEN).search(doc.text):
        yield Finding(0, len(doc.text), "The document is empty: see the source, or delete it.")
