"""Characters, words and figures that cannot be what was printed."""

from __future__ import annotations

from typing import NamedTuple

REACH = 4  # characters of the clause on each side of a place: they decide what words there are


class Reading(NamedTuple):
    """The character at `at` is read as `right`, which makes `word` of the characters from `start` on."""

    at: int
    right: str
    start: int
    word: str
    sure: bool


def word_at(words: tuple[str, ...], place: int) -> tuple[str, int]:
    """The word that holds the character at `place`, and its place in the word."""
    for word in words:
        if place < len(word):
            return word, place
        place -= len(word)
    return "", 0
