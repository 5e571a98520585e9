"""Words across a break, in either script: the lexicon is simplified."""

from __future__ import annotations

from functools import cache

from jiaokan import Document, script
from jiaokan.words import Junction, junction


def across(doc: Document, left: str, right: str) -> Junction:
    """What lies across the place where `left` meets `right`."""
    return junction(simplified(doc, left[-8:]), simplified(doc, right[:8]))


def simplified(doc: Document, some: str) -> str:
    """A short piece of the document in simplified characters, of the same length."""
    return some if doc.script == "simplified" else "".join(map(simple, some))


@cache
def simple(character: str) -> str:
    return script.simplified(character) if character >= "\u3400" else character
