"""Words and their frequencies: where one begins and ends, asked only at the places a cheap scan found.

The lexicon is jieba's dictionary (MIT), packed by tools/make_lexicon.py into a memory-mapped trie; the cut is the most
likely sequence of its words, each taken by its own frequency (a unigram model, as in jieba's own cut without HMM).
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import inf
from pathlib import Path
from typing import NamedTuple

import marisa_trie

SCALE = 16  # a stored frequency is round(16 * ln(count + 1)), in a byte
TOTAL = 17.91  # ln of all counts together
UNKNOWN = -20.0  # log-probability of a character that is no word of the lexicon
LONGEST = 16  # code points of the longest word


class Word(NamedTuple):
    """A word of the lexicon: the natural logarithm of its probability, and its part of speech (jieba's letter)."""

    log_probability: float
    part: str


@cache
def lexicon() -> marisa_trie.BytesTrie:
    trie = marisa_trie.BytesTrie()
    return trie.mmap(str(Path(__file__).with_name("lexicon.marisa")))


def readable(text: str) -> str:
    """The text, with others for characters the trie cannot hold: NUL ends its keys, a lone surrogate has no UTF-8."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def look_up(word: str) -> Word | None:
    """The entry of a word, or None if the lexicon has it not."""
    found = lexicon().get(readable(word))
    return Word(found[0][0] / SCALE - TOTAL, chr(found[0][1])) if found else None


def known(word: str) -> bool:
    return readable(word) in lexicon()


class Cut(NamedTuple):
    """The most likely words of a text, and the log-probability of all together."""

    words: tuple[str, ...]
    log_probability: float


@lru_cache(maxsize=1 << 16)
def log_probability(word: str) -> float:
    """Of a word that the lexicon has."""
    return float(lexicon()[word][0][0] / SCALE - TOTAL)


@lru_cache(maxsize=1 << 12)
def cut(text: str) -> Cut:
    """Cut a short stretch (a clause, not a document) into its most likely words."""
    look, trie = readable(text), lexicon()
    best: list[tuple[float, int]] = [(0.0, 0)] + [(-inf, 0)] * len(text)
    for start in range(len(text)):
        here = best[start][0]
        found = trie.prefixes(look[start : start + LONGEST])
        for word in found:
            score = here + log_probability(word)
            if score > best[start + len(word)][0]:
                best[start + len(word)] = (score, start)
        if (not found or len(found[0]) > 1) and here + UNKNOWN > best[start + 1][0]:
            best[start + 1] = (here + UNKNOWN, start)
    words: list[str] = []
    at = len(text)
    while at:
        words.append(text[best[at][1] : at])
        at = best[at][1]
    return Cut(tuple(reversed(words)), best[-1][0])


class Junction(NamedTuple):
    """What two stretches make where they meet.

    `word` lies across the junction ("" where the likeliest cut has none); `gain` is by how much (natural logarithm)
    that cut is likelier than the cuts of the two apart, 0 where there is no word.
    """

    word: str
    gain: float


def junction(left: str, right: str, reach: int = 8) -> Junction:
    """Join the last `reach` code points of `left` to the first of `right` and see whether a word lies across."""
    a, b = left[-reach:], right[:reach]
    look, trie = readable(a + b), lexicon()
    if all(start + len(word) <= len(a) for start in range(len(a)) for word in trie.prefixes(look[start:])):
        return Junction("", 0.0)
    whole = cut(a + b)
    at = 0
    for word in whole.words:
        if at < len(a) < at + len(word):
            return Junction(word, whole.log_probability - cut(a).log_probability - cut(b).log_probability)
        at += len(word)
    return Junction("", 0.0)
