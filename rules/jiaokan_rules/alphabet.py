"""The characters of a document as a text."""

from __future__ import annotations

from jiaokan import Document


def alphabet(doc: Document) -> str:
    """The characters that occur at all, each once, so that one short scan tells which of a class do."""
    return "".join(doc.census)
