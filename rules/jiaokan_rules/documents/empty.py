from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Pattern, Safety, rule

# Any character but white space, format controls and the byte order mark.
VISIBLE = Pattern("[^\\s\ufeff\u200b\u200c\u200d\u2060\u00ad]")


@rule("DOC001", level=Level.ERROR, safety=Safety.DISPLAY, chinese=False, prose=False)
def empty(doc: Document) -> Iterator[Finding]:
    """A document that holds nothing but white space.

    ## What it does
    Finds documents without a visible character: empty, of white space alone, of a byte order mark alone.

    ## Why it is bad
    An empty record trains nothing and counts as one; most often an extractor failed on the page without an error.

    ## Example
    ✗ ⏎⏎

    ✓ 春。

    ## Fix safety
    There is no fix: check the source, or delete the document.
    """
    if doc.undecodable is None and not VISIBLE.search(doc.text):
        yield Finding(0, len(doc.text), "The document has no visible text: check the source, or delete the document.")
