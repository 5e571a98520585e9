"""Replace characters of a text, and compare the words of their clause before and after."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jiaokan.language.script import sides

if TYPE_CHECKING:
    from jiaokan.language.lexicon import Cut

REACH = 4  # code points of the clause on each side: more of them do not change the words


class WordAt(NamedTuple):
    """A word, and the index of a character in it."""

    word: str
    place: int


@dataclass(frozen=True)
class Replacement:
    """`new` in place of equally many code points of a text from `start` on."""

    text: str
    start: int
    new: str

    @property
    def old(self) -> str:
        return self.text[self.start : self.start + len(self.new)]

    @cached_property
    def sides(self) -> tuple[str, str]:
        """The text of the same clause before and after, at most `REACH` code points each."""
        return sides(self.text, self.start, self.start + len(self.new), REACH)

    @cached_property
    def old_cut(self) -> Cut:
        """The likeliest words of the clause as it stands."""
        return self.cut(self.old)

    @cached_property
    def new_cut(self) -> Cut:
        """The likeliest words of the clause with the replacement."""
        return self.cut(self.new)

    def cut(self, middle: str) -> Cut:
        """The likeliest words of the clause with `middle` between its sides."""
        from jiaokan.language.lexicon import cut

        before, after = self.sides
        return cut(before + middle + after)

    @property
    def gain(self) -> float:
        """The log-probability (natural) that the clause gains with the replacement."""
        return self.new_cut.log_probability - self.old_cut.log_probability

    def old_word(self, place: int = 0) -> WordAt:
        """The word of the clause as it stands that holds the character at `place` of `old`."""
        return word_at(self.old_cut.words, len(self.sides[0]) + place)

    def new_word(self, place: int = 0) -> WordAt:
        """The word of the clause with the replacement that holds the character at `place` of `new`."""
        return word_at(self.new_cut.words, len(self.sides[0]) + place)


def word_at(words: tuple[str, ...], place: int) -> WordAt:
    """The word of a text, cut into words, that holds the character at `place`; an empty one beyond the end."""
    for word in words:
        if place < len(word):
            return WordAt(word, place)
        place -= len(word)
    return WordAt("", 0)
