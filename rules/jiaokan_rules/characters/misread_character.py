from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import cache
from operator import add
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from jiaokan import Document, Edit, Hit, Safety, rule
from jiaokan.script import sides
from jiaokan_rules.characters import REACH, Reading, word_at
from jiaokan_rules.characters.own_words import own_readings
from jiaokan_rules.table import rows

# By how much (natural logarithm) the clause must be likelier with the word than as it stands. A word of four characters
# that takes the place of two of two, and no misreading, gains less.
GAIN = {4: 14.0, 3: 11.0}
SURE = 16.0
# Verbs, adjectives and numerals give way to others of their kind on purpose: 越走越近 for 越走越远, 抓耳揉腮.
PLAY = frozenset("vam")
STEPS = (1, 2, 2)  # how far the two characters of a pair stand apart, by kind
SHORT = 1000  # code points
PIECE = 1 << 16  # code points, an even number, looked at together: each takes eight bytes meanwhile
# Dictionaries and writers have these beside the spelling of the lexicon (截弯取直, 披发左衽, 下颌骨, 指日可待).
SPELLINGS = frozenset(("裁弯取直", "被发左衽", "下颔骨", "指日可得"))


class Form(NamedTuple):
    """A word and the places of its characters that may be misread; it begins `before` characters before its pair."""

    word: str
    places: list[int]
    before: int


@rule("CHR001", safety=Safety.SHOW)
def misread_character(doc: Document) -> Iterator[Hit]:
    """A character that was read as one of like shape.

    ## What it does
    Finds words of three and four characters, idioms above all, that have a character of like shape in the place of one of
    theirs (灰头士脸, 颈锥病): two characters that hardly occur but in such a word stand there, the third and fourth fit,
    the one that is left is no part of another word, and the clause is far likelier with the right one. Shorter words
    are judged by the document: a seldom character that makes no word, where one of like shape makes a word that the
    document has twice elsewhere. Likeness comes from the shapes of two typefaces. Places that people fill as they like
    (一墙之隔, 一街之隔) are passed over, and so is traditional text, whose shapes are others.

    ## Why it is bad
    The word is not found, and a reader stumbles. Where one character was misread, others will be.

    ## Example
    ✗ 他灰头士脸地走了进来。
    ✓ 他灰头土脸地走了进来。
    ✗ 她多年患有颈锥病。
    ✓ 她多年患有颈椎病。
    ✓ 大家束手无策，两村只有一街之隔，离家越走越近。
    ✗ 大家束手无茉。

    ## Fix safety
    A hint where the gain or the likeness is small, else unsafe: writers play with idioms, and a misprint may be what was
    printed.
    """
    if doc.script == "traditional":
        return
    text = doc.text
    found: dict[int, Reading] = {}
    for reading in [*near_readings(text), *own_readings(doc)]:
        found.setdefault(reading.at, reading)
    for at, reading in sorted(found.items()):
        if not doc.protected.overlaps(at, at + 1):
            there = text[reading.start : reading.start + len(reading.word)]
            message = f"「{there}」 is no word, 「{reading.word}」 is: 「{text[at]}」 may be 「{reading.right}」 misread. Look at the page."
            safety = Safety.UNSAFE if reading.sure else Safety.SHOW
            yield Hit(at, at + 1, message, (Edit(at, at + 1, reading.right),), safety)


def near_readings(text: str) -> Iterator[Reading]:
    """What the text around two characters of a word may be a misreading of."""
    made = beside.cache_info().currsize  # for a longer text before this one
    scan = each_pair if len(text) < SHORT and not made else some_pairs
    for at, pair, kind in scan(text):
        yield from readings(text, at, pair, kind)


def each_pair(text: str) -> Iterator[tuple[int, str, int]]:
    """The pairs of a short text, each asked for: where they are, they, their kind."""
    table = near_words()
    for kind, step in enumerate(STEPS):
        for at, pair in enumerate(map(add, text, text[step:])):
            if "一" <= pair[0] <= "鿿" and "一" <= pair[1] <= "鿿" and f"{kind}{pair}" in table:
                yield at, pair, kind


def some_pairs(text: str) -> Iterator[tuple[int, str, int]]:
    """The same with tables of all pairs, which take 10 ms to make and are ten times as fast then."""
    for at in sorted([*pairs_at(text, 0), *pairs_at(text, 1)]):
        yield at, text[at : at + 2], 0
    for kind, pattern, back in (1, first_of_two(), 1), (2, last_of_two(), 3):
        ends = map(re.Match.end, pattern.finditer(text))
        for at, pair in [(at, pair) for end in ends if (pair := text[at := end - back] + text[at + 2]) in pairs(kind)]:
            yield at, pair, kind


def pairs_at(text: str, start: int) -> Iterator[int]:
    """Where, an even number of characters behind `start`, two characters stand that are next to each other in a word."""
    # As a number, a pair is looked up four times as fast as a string of two characters.
    for begin in range(start, len(text), PIECE):
        found = bytes(map(beside().__contains__, numbers(text[begin : begin + PIECE])))
        at = found.find(True)
        while at >= 0:
            yield begin + 2 * at
            at = found.find(True, at + 1)


def numbers(text: str) -> array[int]:
    """The first and second character of a text as one number, the third and fourth, and so on."""
    return array("Q", text[: len(text) // 2 * 2].encode("utf-32-le", "surrogatepass"))


@cache
def beside() -> frozenset[int]:
    return frozenset(numbers("".join(pairs(0))))


@cache
def first_of_two() -> re.Pattern[str]:
    """The first of two characters with one between them, where the first is the rarer."""
    first, last = classes(pairs(1))
    return re.compile(f"[{first}](?=.[{last}])")


@cache
def last_of_two() -> re.Pattern[str]:
    """The last of two characters with one between them, where the last is the rarer."""
    first, last = classes(pairs(2))
    return re.compile(f"[{last}](?<=[{first}]..)")


def classes(pairs: Iterable[str]) -> Iterator[str]:
    """The first characters of the pairs, and the last."""
    return ("".join(sorted(set(side))) for side in zip(*pairs, strict=True))


@cache
def near_words() -> marisa_trie.BytesTrie:
    """By a kind and two characters the words that have them, with the places of what may be misread beside the two.

    The two stand together (0), or with one between them, the first (1) or the last (2) being the rarer.
    """
    return marisa_trie.BytesTrie().mmap(str(Path(__file__).with_name("near_words.marisa")))


@cache
def pairs(kind: int) -> frozenset[str]:
    """The pairs of a kind."""
    return frozenset(key[1:] for key in near_words().keys(str(kind)))


@cache
def forms(pair: str, kind: int) -> list[Form]:
    """The words that have two characters."""
    found = []
    for entry in near_words()[f"{kind}{pair}"][0].decode().split(" "):
        word = entry.rstrip("0123")
        places = [int(place) for place in entry[len(word) :]]
        # The two are the first of the word if what may be wrong stands behind them, or between.
        found.append(Form(word, places, 0 if places[0] >= 2 or kind else len(word) - 2))
    return found


@cache
def look_alikes() -> dict[str, tuple[str, str]]:
    """The characters that are very like a character, and those that are like it."""
    return {right: (very, like) for right, very, like in rows(__file__, "look_alikes.tsv")}


def readings(text: str, at: int, pair: str, kind: int) -> Iterator[Reading]:
    """How the text around two characters at `at` may be read as one of the words that they belong to."""
    for word, places, before in forms(pair, kind):
        start = at - before
        there = text[start : start + len(word)]
        if there == word or start < 0 or len(there) < len(word) or there in SPELLINGS:
            continue
        for place in places:
            if there[:place] == word[:place] and there[place + 1 :] == word[place + 1 :]:
                reading = judge(text, start, word, place)
                if reading:
                    yield reading


def judge(text: str, start: int, word: str, place: int) -> Reading | None:
    """The reading, if the wrong character looks like the right one and nothing else accounts for it."""
    at, right = start + place, word[place]
    very, like = look_alikes().get(right, ("", ""))
    wrong = text[at]
    if wrong not in very and wrong not in like:
        return None
    from jiaokan.words import cut, known, look_up

    if known(text[start : start + len(word)]):
        return None
    left, tail = sides(text, start, start + len(word), REACH)
    as_is, as_read = cut(left + text[start : start + len(word)] + tail), cut(left + word + tail)
    gain = as_read.log_probability - as_is.log_probability
    alone = len(word_at(as_is.words, len(left) + place)[0]) == 1
    if gain < GAIN[len(word)] or word not in as_read.words or not alone:
        return None
    this, that = look_up(wrong), look_up(right)
    if wrong in like and this and that and this.part == that.part and this.part in PLAY:
        return None
    return Reading(at, right, start, word, wrong in very and gain >= SURE)
