"""Characters, words and figures that cannot be what was printed."""

from __future__ import annotations

from typing import NamedTuple


class Misreading(NamedTuple):
    """The character at offset `at` stands for `right`, which makes the characters from `start` on the word `word`.

    `sure`: the evidence suffices for a fix that is not only displayed.
    """

    at: int
    right: str
    start: int
    word: str
    sure: bool
