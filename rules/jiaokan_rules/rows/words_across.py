"""Words that lie across a break, in either script: the lexicon is simplified."""

from __future__ import annotations

from functools import cache, lru_cache

from jiaokan.language import script
from jiaokan.language.lexicon import Junction, junction

REACH = 8  # code points on either side
SIGNS = "#&+"  # which words of the lexicon hold besides letters and digits: C++, AT&T


def word_across(left: str, right: str, simplified: bool) -> Junction:
    """The word that lies across the place where `left` meets `right`; `simplified`: both are in simplified characters."""
    if not (in_words(left[-1]) and in_words(right[0])):
        return Junction("", 0.0)
    left, right = left[-REACH:], right[:REACH]
    return simplified_word(left, right) if simplified else simplified_word(to_simplified(left), to_simplified(right))


def in_words(character: str) -> bool:
    """Whether words of the lexicon may hold a character."""
    return character.isalnum() or character in SIGNS


@lru_cache(maxsize=1 << 12)
def simplified_word(left: str, right: str) -> Junction:
    """`junction`, which is asked several times of one break: by each width of a column, and by each rule."""
    return junction(left, right, REACH)


def to_simplified(text: str) -> str:
    """A short text in simplified characters, of the same length."""
    return "".join(map(simplified_character, text))


@cache
def simplified_character(character: str) -> str:
    return script.simplified(character) if character >= "\u3400" else character
