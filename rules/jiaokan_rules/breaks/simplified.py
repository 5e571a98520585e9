"""Words across a break, in either script: the lexicon is simplified."""

from __future__ import annotations

from functools import cache, lru_cache

from jiaokan import Document
from jiaokan.language import script
from jiaokan.language.lexicon import Junction, joined, junction

REACH = 8  # code points on either side
SIGNS = "#&+"  # which words of the lexicon hold besides letters and digits: C++, AT&T
OF_WORD = rf"(?:[^\W_]|[{SIGNS}])"


def across(doc: Document, left: str, right: str) -> Junction:
    """What lies across the place where `left` meets `right`."""
    if not (of_word(left[-1]) and of_word(right[0])):
        return Junction("", 0.0)
    return joint(simplified(doc, left[-REACH:]), simplified(doc, right[:REACH]))


def parted(doc: Document, left: str, right: str) -> bool:
    """Whether a word does."""
    if not (of_word(left[-1]) and of_word(right[0])):
        return False
    return word_across(simplified(doc, left[-REACH:]), simplified(doc, right[:REACH]))


def of_word(character: str) -> bool:
    """Whether a word of the lexicon may hold a character."""
    return character.isalnum() or character in SIGNS


@lru_cache(maxsize=1 << 12)
def joint(left: str, right: str) -> Junction:
    """`junction`, which may be asked twice of one place."""
    return junction(left, right, REACH)


@lru_cache(maxsize=1 << 12)
def word_across(left: str, right: str) -> bool:
    """The same, asked of one place for each width that a column may have."""
    return joined(left, right, REACH)


def simplified(doc: Document, some: str) -> str:
    """A short piece of the document in simplified characters, of the same length."""
    return some if doc.script == "simplified" else "".join(map(simple, some))


@cache
def simple(character: str) -> str:
    return script.simplified(character) if character >= "\u3400" else character
