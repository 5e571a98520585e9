"""Words and their frequencies: where one begins and ends, asked only at the places a cheap scan found.

The lexicon is jieba's dictionary (MIT), packed by tools/make_lexicon.py into a memory-mapped trie; the cut is the most
likely sequence of its words, each taken by its own frequency (a unigram model, as in jieba's own cut without HMM).
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice, zip_longest
from math import inf
from operator import add
from pathlib import Path
from typing import NamedTuple

import marisa_trie

SCALE = 16  # a stored frequency is round(16 * ln(count + 1)), in a byte
TOTAL = 17.91  # ln of all counts together
UNKNOWN = -20.0  # log-probability of a character that is not a word of the lexicon


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
    if text.isprintable():  # neither is
        return text
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def look_up(word: str) -> Word | None:
    """The entry of a word, or None if the lexicon has it not."""
    found = lexicon().get(readable(word))
    return Word(found[0][0] / SCALE - TOTAL, chr(found[0][1])) if found else None


def known(word: str) -> bool:
    return readable(word) in lexicon()


def shortest(text: str) -> int:
    """How long the shortest word of two characters and more is that a text ends in, 0 if it ends in none."""
    text, words = readable(text), lexicon()
    for start in range(len(text) - 2, -1, -1):
        if text[start:] in words:
            return len(text) - start
    return 0


class Cut(NamedTuple):
    """The most likely words of a text, and the log-probability of all together."""

    words: tuple[str, ...]
    log_probability: float


@lru_cache(maxsize=1 << 13)
def alone(character: str) -> float:
    """The log-probability of a code point as a word of its own."""
    found = lexicon().get(character)
    return found[0][0] / SCALE - TOTAL if found else UNKNOWN


@lru_cache(maxsize=1 << 15)
def paired(pair: str) -> float | None:
    """The log-probability of two code points as a word, -inf if only longer words begin so, None if none does."""
    if not begun(pair):
        return None
    found = lexicon().get(pair)
    return found[0][0] / SCALE - TOTAL if found else -inf


def begun(start: str) -> bool:
    """Whether any word begins with `start`; ten times as fast as asking which words begin a text."""
    return next(lexicon().iterkeys(start), None) is not None


def likeliest(text: str) -> tuple[list[float], list[int]]:
    """For each offset of a `readable` text: the log-probability of the likeliest cut up to it, and the offset at which
    the last word of that cut begins."""
    size = len(text)
    scores, starts = [0.0] + [-inf] * size, [0] * (size + 1)
    twos = map(paired, map(add, text, islice(text, 1, None)))
    longer = lexicon().iteritems
    for start, (one, two) in enumerate(zip_longest(map(alone, text), twos)):
        here = scores[start]
        score = here + one
        if score > scores[start + 1]:
            scores[start + 1], starts[start + 1] = score, start
        if two is None:
            continue
        score = here + two
        if score > scores[start + 2]:
            scores[start + 2], starts[start + 2] = score, start
        if start + 3 > size:
            continue
        for word, value in longer(text[start : start + 3]):  # a hundred at most
            if text.startswith(word, start):
                end, score = start + len(word), here + (value[0] / SCALE - TOTAL)
                if score > scores[end]:
                    scores[end], starts[end] = score, start
    return scores, starts


@lru_cache(maxsize=1 << 12)
def cut(text: str) -> Cut:
    """Cut a short stretch (a clause, not a document) into its most likely words."""
    scores, starts = likeliest(readable(text))
    words: list[str] = []
    at = len(text)
    while at:
        words.append(text[starts[at] : at])
        at = starts[at]
    return Cut(tuple(reversed(words)), scores[-1])


class Junction(NamedTuple):
    """The join of two stretches.

    `word` lies across the join, "" if the likeliest cut has no such word. `gain` is the log-probability (natural) that
    this cut has more than the cuts of the two stretches apart, 0 without a word.
    """

    word: str
    gain: float


def junction(left: str, right: str, reach: int = 8) -> Junction:
    """Join the last `reach` code points of `left` to the first of `right` and see whether a word lies across."""
    a, b = left[-reach:], right[:reach]
    found = across(readable(a + b), len(a))
    if found is None:
        return Junction("", 0.0)
    start, end, rest = found
    return Junction((a + b)[start:end], rest - cut(b).log_probability)


def across(text: str, place: int) -> tuple[int, int, float] | None:
    """[start, end) of the word of the likeliest cut that lies across an offset of a `readable` text; None without one.

    The third value is the log-probability of the whole cut, less that of the text up to the offset.
    """
    if any_across(text, place):
        scores, starts = likeliest(text)
        at = len(text)
        while at > place:
            if starts[at] < place:  # what leads up to the place itself is the cut of the left alone
                return starts[at], at, scores[-1] - scores[place]
            at = starts[at]
    return None


def any_across(text: str, place: int, before: int | None = None) -> bool:
    """Whether any word of the lexicon stands in the text across a place, and begins before another one."""
    trie, beginning = lexicon(), lexicon().iterkeys
    for start in range((place if before is None else before) - 1, -1, -1):  # most words are short
        # Hardly ever does a word begin as the text does from here to beyond the place.
        if next(beginning(text[start : place + 1]), None) is not None:
            for end in range(place + 1, len(text) + 1):
                if text[start:end] in trie:
                    return True
    return False
