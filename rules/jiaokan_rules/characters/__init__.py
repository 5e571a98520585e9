"""Characters, words and figures that cannot be what was printed."""

from __future__ import annotations

from typing import NamedTuple


class Misreading(NamedTuple):
    """The character at `at` is `right`, misread: it makes `word` of the characters from `start` on."""

    at: int
    right: str
    start: int
    word: str
    sure: bool
