from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Safety, rule
from jiaokan.language.script import sides
from jiaokan_rules.characters import REACH, Reading, word_at
from jiaokan_rules.characters.near_words import NEAR_WORDS, look_alikes
from jiaokan_rules.characters.own_words import own_readings, suspects

# By how much (natural logarithm) the clause must be likelier with the word than as it stands. A word of four characters
# that takes the place of two of two, and no misreading, gains less.
GAIN = {4: 14.0, 3: 11.0}
SURE = 16.0
# Verbs, adjectives and numerals give way to others of their kind on purpose: 越走越近 for 越走越远, 抓耳揉腮.
PLAY = frozenset("vam")
# Dictionaries and writers have these beside the spelling of the lexicon (截弯取直, 披发左衽, 下颌骨, 指日可待).
SPELLINGS = frozenset(("裁弯取直", "被发左衽", "下颔骨", "指日可得"))


@rule("CHR001", safety=Safety.DISPLAY, ahead=(suspects,))
def misread_character(doc: Document) -> Iterator[Finding]:
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
    for reading in [*near_readings(doc), *own_readings(doc)]:
        found.setdefault(reading.at, reading)
    for at, reading in sorted(found.items()):
        if not doc.protected.overlaps(at, at + 1):
            there = text[reading.start : reading.start + len(reading.word)]
            message = f"「{there}」 is no word, 「{reading.word}」 is: 「{text[at]}」 may be 「{reading.right}」 misread. Look at the page."
            safety = Safety.UNSAFE if reading.sure else Safety.DISPLAY
            yield Finding(at, at + 1, message, (Edit(at, at + 1, reading.right),), safety)


def near_readings(doc: Document) -> Iterator[Reading]:
    """What may be a misreading of a word of three or four characters."""
    for start, word, place in doc.ngrams(NEAR_WORDS):
        if reading := judge(doc.text, start, word, place):
            yield reading


def judge(text: str, start: int, word: str, place: int) -> Reading | None:
    """The reading of the character at a place of a word, if nothing else accounts for it."""
    at, right = start + place, word[place]
    wrong = text[at]
    very, like = look_alikes(right)
    if text[start : start + len(word)] in SPELLINGS:
        return None
    from jiaokan.language.lexicon import cut, known, look_up

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
