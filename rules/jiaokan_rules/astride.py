"""Look elsewhere for the text around a break or a space: if it occurs there without the gap, the gap is a mistake."""

from __future__ import annotations

from jiaokan import Pattern
from jiaokan.language.script import HAN_CHARACTER

LENGTH = 4  # Chinese characters that hardly come together again by chance
PHRASE = Pattern(f"{HAN_CHARACTER}{{{LENGTH}}}")
NEAR = 20_000  # code points to either side, not a whole book, so that time stays linear


def occurs_unbroken(text: str, start: int, end: int) -> bool:
    """Whether the pages around write the Chinese characters on both sides of [start, end) elsewhere as one."""
    pages = text[max(0, start - NEAR) : end + NEAR]
    phrases = (text[start - n : start] + text[end : end + LENGTH - n] for n in range(1, LENGTH) if n <= start)
    return any(PHRASE.fullmatch(phrase) and phrase in pages for phrase in phrases)
