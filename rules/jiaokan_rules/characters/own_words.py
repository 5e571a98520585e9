"""Seldom characters that stand for one of like shape in a word that the document has elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from jiaokan import Document
from jiaokan.script import sides
from jiaokan_rules.characters import REACH, Reading, word_at
from jiaokan_rules.table import rows

OFTEN = 3  # a character that comes oftener is the document's own
TIMES = 2  # the right word must come as often: one place more may be chance
# Behind a seldom character these make the name of a place or of a house: 檀国, 豳州, 匡王.
NAMES = frozenset("国州郡县市省区乡镇村庄山岭江河湖海岛港寺王公侯氏家")
NAME = 3  # characters of a name that stands by itself, in a list or under a picture
GAIN = 10.0  # natural logarithm, by which the clause must be likelier with the word


def own_readings(doc: Document) -> Iterator[Reading]:
    """What seldom characters may be misreadings of: most are in a word, few of the rest look like one of the document."""
    text, table = doc.text, seldom_characters()
    places = [(match[0], match.start()) for match in seldom().finditer(text)]
    times = Counter(wrong for wrong, _ in places)
    for wrong, at in places:
        if times[wrong] <= OFTEN and not doc.census.isdisjoint(table[wrong]):
            yield from readings(doc, at, table[wrong])


@cache
def seldom() -> re.Pattern[str]:
    return re.compile(f"[{''.join(seldom_characters())}]")


@cache
def seldom_characters() -> dict[str, str]:
    """By character the common ones that are very like it."""
    return dict(rows(__file__, "seldom_characters.tsv"))


def readings(doc: Document, at: int, rights: str) -> Iterator[Reading]:
    from jiaokan.words import cut, lexicon

    text, wrong, words = doc.text, doc.text[at], lexicon()
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    # The lexicon takes no NUL and no lone surrogate.
    before = before if "一" <= before <= "鿿" else ""
    after = after if "一" <= after <= "鿿" else ""
    if after in NAMES or (before and before + wrong in words) or (after and wrong + after in words):
        return
    own = [right for right in rights if right in doc.census]
    near = [(right, before + right) for right in own if before and before + right in words]
    near += [(right, right + after) for right in own if after and right + after in words]
    pairs = [(right, pair) for right, pair in near if has(text, pair)]
    if not pairs:
        return
    left, tail = sides(text, at, at + 1, REACH)
    as_is = cut(left + wrong + tail)
    if len(left + wrong + tail) <= NAME or len(word_at(as_is.words, len(left))[0]) > 1:
        return
    for right, pair in pairs:
        as_read = cut(left + right + tail)
        word, place = word_at(as_read.words, len(left))
        if pair in word and as_read.log_probability - as_is.log_probability >= GAIN:
            yield Reading(at, right, at - place, word, False)
            return


def has(text: str, word: str) -> bool:
    """Whether a text has a word `TIMES` times; found soon where it is a frequent one."""
    at = -1
    for _ in range(TIMES):
        at = text.find(word, at + 1)
        if at < 0:
            return False
    return True
