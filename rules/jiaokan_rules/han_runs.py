"""The Chinese characters directly before and after a place."""

from __future__ import annotations

from jiaokan import Pattern
from jiaokan.language.script import HAN_CHARACTER

TRAILING, LEADING = Pattern(f"{HAN_CHARACTER}*$"), Pattern(f"{HAN_CHARACTER}*")


def trailing_han(text: str) -> str:
    """The Chinese characters that a text ends in; pass a clause, not a document: it is read from its start."""
    found = TRAILING.search(text)
    return found[0] if found else ""


def leading_han(text: str) -> str:
    """The Chinese characters that a text begins with."""
    found = LEADING.match(text)
    return found[0] if found else ""
