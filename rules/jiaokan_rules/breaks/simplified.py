"""Words across a break, in either script: the lexicon is simplified."""

from __future__ import annotations

from jiaokan import Document, script
from jiaokan.words import Junction, junction


def across(doc: Document, left: str, right: str) -> Junction:
    """What lies across the place where `left` meets `right`."""
    return junction(simplified(doc, left[-8:]), simplified(doc, right[:8]))


def simplified(doc: Document, some: str) -> str:
    """A short piece of the document in simplified characters, of the same length."""
    return some if doc.script == "simplified" else some.translate(doc.view(simplifying))


def simplifying(doc: Document) -> dict[int, str]:
    """The traditional characters of the document and the simplified ones for them, character by character."""
    characters = "".join(sorted(c for c in doc.census if c >= "\u3400"))
    simple = script.simplified("\n".join(characters)).split("\n")
    return {ord(a): b for a, b in zip(characters, simple, strict=True) if a != b}
