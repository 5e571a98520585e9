"""Seldom characters that stand for one of like shape in a word that the document has elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator
from functools import cache
from itertools import islice
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from jiaokan import Document, arrays
from jiaokan.script import sides
from jiaokan.slices import large
from jiaokan_rules.characters import REACH, Reading, word_at
from jiaokan_rules.table import by_character

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from jiaokan.arrays import Codes

OFTEN = 3  # a character that comes oftener is the document's own
SHORT = 1000  # code points: to look up each is quicker than to compile a pattern
PIECE = 1 << 16  # code points of a large text looked at together: each that is found takes 80 bytes meanwhile
TIMES = 2  # the right word must come as often: one place more may be chance
# Behind a seldom character these make the name of a place or of a house: 檀国, 豳州, 匡王.
NAMES = frozenset("国州郡县市省区乡镇村庄山岭江河湖海岛港寺王公侯氏家")
NAME = 3  # characters of a name that stands by itself, in a list or under a picture
FEW = 60  # words that are looked for one by one; more are sooner found in one pass
GAIN = 10.0  # natural logarithm, by which the clause must be likelier with the word


class Seldom(NamedTuple):
    """The common characters that are very like a seldom one; what makes a word of two before it, and what behind it."""

    rights: list[str]
    before: str
    after: str


def own_readings(doc: Document) -> Iterator[Reading]:
    """What seldom characters may be misreadings of: most are in a word, few of the rest look like one of the document."""
    from jiaokan.words import lexicon

    text, words = doc.text, lexicon()
    near: list[tuple[int, list[tuple[str, str]]]] = []
    places, here = (rare(doc), b"") if doc.codes is None else (few(doc.codes), seen(doc.codes))
    for at in places:
        seldom, before, after = entry(text[at]), text[at - 1 : at], text[at + 1 : at + 2]
        if after in NAMES or (before and before in seldom.before) or (after and after in seldom.after):
            continue
        rights = [right for right in seldom.rights if (here[ord(right)] if here else right in doc.census)]
        if some := words_near(before, rights, after, words):
            near.append((at, some))
    own = frequent(text, {pair for _, some in near for _, pair in some})
    for at, some in near:
        if pairs := [(right, pair) for right, pair in some if pair in own]:
            yield from readings(text, at, pairs)


def rare(doc: Document) -> Iterator[int]:
    """Where seldom characters stand that a text has few times, with one that they may be a misreading of elsewhere."""
    text = doc.text
    found: Iterable[str]
    if len(text) < SHORT:
        found = list(filter(table().__contains__, text))
    elif large(text):
        found = "".join("".join(seldom().findall(text, at, at + PIECE)) for at in range(0, len(text), PIECE))
    else:
        found = seldom().findall(text)
    times = Counter(found).items()
    chosen = {wrong for wrong, n in times if n <= OFTEN and not doc.census.isdisjoint(entry(wrong).rights)}
    at = 0
    for wrong in filter(chosen.__contains__, found):
        at = text.index(wrong, at) + 1
        yield at - 1


def few(codes: Codes) -> list[int]:
    """Where seldom characters stand that a text has few times."""
    import numpy as np

    places = np.flatnonzero(numbers().take(codes))
    those = numbers().take(codes.take(places))
    found: list[int] = places[np.bincount(those).take(those) <= OFTEN].tolist()
    return found


def seen(codes: Codes) -> bytes:
    """Of each code point of the basic plane whether a text has it."""
    import numpy as np

    found = np.zeros(arrays.BEYOND + 1, np.bool_)
    found[codes] = True
    return found.tobytes()


@cache
def numbers() -> NDArray[np.uint16]:
    """A number for each seldom character, 0 for any other."""
    import numpy as np

    found = np.zeros(arrays.BEYOND + 1, np.uint16)
    found[arrays.codes("".join(table()))] = np.arange(1, len(table()) + 1)
    return found


@cache
def seldom() -> re.Pattern[str]:
    return re.compile(f"[{''.join(table())}]")


@cache
def table() -> dict[str, str]:
    return by_character(__file__, "seldom_characters.tsv")


@cache
def entry(seldom: str) -> Seldom:
    _, rights, before, after = table()[seldom].split("\t")
    return Seldom(list(rights), before, after)


def words_near(before: str, rights: list[str], after: str, words: Container[str]) -> list[tuple[str, str]]:
    """The characters that make a word with one of two neighbours, each with the word."""
    # The lexicon takes no NUL and no lone surrogate.
    near = [(right, before + right) for right in rights if "一" <= before <= "鿿" and before + right in words]
    return near + [(right, right + after) for right in rights if "一" <= after <= "鿿" and right + after in words]


def frequent(text: str, pairs: set[str]) -> Collection[str]:
    """Those of the pairs of characters that a text has `TIMES` times."""
    if len(pairs) <= FEW:
        return [pair for pair in pairs if has(text, pair)]
    times = Counter(filter(pairs.__contains__, map(add, text, islice(text, 1, None))))
    return [pair for pair, n in times.items() if n >= TIMES]


def has(text: str, word: str) -> bool:
    """Whether a text has a word `TIMES` times; found soon where it is a frequent one."""
    at = -1
    for _ in range(TIMES):
        at = text.find(word, at + 1)
        if at < 0:
            return False
    return True


def readings(text: str, at: int, pairs: list[tuple[str, str]]) -> Iterator[Reading]:
    from jiaokan.words import cut

    left, tail = sides(text, at, at + 1, REACH)
    as_is = cut(left + text[at] + tail)
    if len(left + text[at] + tail) <= NAME or len(word_at(as_is.words, len(left))[0]) > 1:
        return
    for right, pair in pairs:
        as_read = cut(left + right + tail)
        word, place = word_at(as_read.words, len(left))
        if pair in word and as_read.log_probability - as_is.log_probability >= GAIN:
            yield Reading(at, right, at - place, word, False)
            return
