"""What a break or a space parts, looked for elsewhere: who writes the same without it did not mean it."""

from __future__ import annotations

import re

from jiaokan.language.script import HAN_CHARACTER

PHRASE = 4  # Chinese characters that hardly come together again by chance
NEAR = 20_000  # code points to either side, not a whole book, so that time stays linear


def written(text: str, start: int, end: int) -> bool:
    """Whether the pages around write the Chinese characters on both sides of [start, end) elsewhere as one."""
    pages = text[max(0, start - NEAR) : end + NEAR]
    phrases = (text[start - n : start] + text[end : end + PHRASE - n] for n in range(1, PHRASE) if n <= start)
    return any(re.fullmatch(f"{HAN_CHARACTER}{{{PHRASE}}}", phrase) and phrase in pages for phrase in phrases)
