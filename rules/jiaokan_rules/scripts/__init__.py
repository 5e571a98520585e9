"""Characters of another script, and look-alikes from other blocks of Unicode."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from jiaokan import Safety
from jiaokan_rules.table import rows


@cache
def replacements(file: str) -> dict[str, dict[str, str]]:
    """A table beside this module: for each kind of character, what each one becomes."""
    return {kind: dict(zip(characters, targets, strict=True)) for kind, characters, targets in rows(__file__, file)}


def stretches(
    match: re.Match[str], safety_at: Callable[[int], Safety | None]
) -> Iterator[tuple[int, int, str, Safety]]:
    """Start, end, text and safety of each stretch of a match in which `safety_at` gives all offsets the same safety.

    Where it gives None, the character is sound and belongs to no stretch.
    """
    for safety, group in groupby(range(*match.span()), safety_at):
        if safety is not None:
            offsets = list(group)
            start, end = offsets[0], offsets[-1] + 1
            yield start, end, match.string[start:end], safety


class Word(NamedTuple):
    """A word of a cut text, the word before it ("" for the first), and the offset at which it starts."""

    text: str
    before: str
    start: int


def word_at(text: str, at: int) -> Word:
    """The word at an offset of a short text, by the likeliest cut."""
    from jiaokan.language import lexicon

    start, before = 0, ""
    for word in lexicon.cut(text).words:
        if start + len(word) > at:
            return Word(word, before, start)
        start, before = start + len(word), word
    return Word("", before, start)
