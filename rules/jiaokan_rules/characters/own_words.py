"""Characters, rare in their document, misread for one of similar shape in a word that the document has elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from jiaokan import Document, SubstituteTable
from jiaokan_rules.characters import Misreading
from jiaokan_rules.characters.replacement import Replacement
from jiaokan_rules.reasons import Reasons
from jiaokan_rules.table import by_character

# After the character these make the name of a place or of a ruler: 檀国, 豳州, 匡王.
NAMES = frozenset("国州郡县市省区乡镇村庄山岭江河湖海岛港寺王公侯氏家")
LONGEST_NAME = 3  # characters of a name that stands by itself, in a list or under a picture
GAIN = 10.0  # log-probability (natural) that the clause must gain with the word


class TableRow(NamedTuple):
    """What the table has about a character that may be misread: each field is a string of characters."""

    rights: str  # common characters of very similar shape
    before: str  # those that make a word of two before it
    after: str  # those that make a word of two after it


@cache
def rows() -> dict[str, str]:
    return by_character(__file__, "seldom_characters.tsv")


@cache
def row_of(character: str) -> TableRow:
    """The row of a character that may be misread."""
    _, rights, before, after = rows()[character].split("\t")
    return TableRow(rights, before, after)


# A character that occurs more than three times is not a misreading. The right word must occur twice: once may be chance.
MISREADINGS = SubstituteTable(rows, lambda character: row_of(character).rights, most=3, times=2)


class OwnWord(NamedTuple):
    """A character read as one that makes `word`, which the document has elsewhere."""

    read: Replacement
    word: str


def begins_name(own: OwnWord) -> bool:
    """The next character makes it the name of a place or of a ruler."""
    return own.read.text[own.read.start + 1 : own.read.start + 2] in NAMES


def is_in_word_of_two(own: OwnWord) -> bool:
    """It makes a word with the character before it or after it."""
    text, at = own.read.text, own.read.start
    here, before, after = row_of(text[at]), text[at - 1 : at], text[at + 1 : at + 2]
    return bool((before and before in here.before) or (after and after in here.after))


def is_short_name(own: OwnWord) -> bool:
    """It stands in a clause no longer than a name."""
    before, after = own.read.sides
    return len(before) + 1 + len(after) <= LONGEST_NAME


def is_cut_apart(own: OwnWord) -> bool:
    """The likeliest words of the clause do not include the word."""
    return own.word not in own.read.new_word().word


def gains_little(own: OwnWord) -> bool:
    """The clause is hardly likelier with the word."""
    return own.read.gain < GAIN


EXCUSES = Reasons(
    "CHR001",
    (begins_name, "韩国檀国大学的教授从德国回来，又去了德国。"),
    (is_in_word_of_two, "第五戒者，不妄言。或者去，或者留。"),
    (is_short_name, "（邝西曦、任飞帆）他坐飞机回来，又坐飞机走了。"),
    (is_cut_apart, "乃加囚执。城墙加固了，堤坝也加固了。"),
    (gains_little, "夏迪到常州催缴官粮，遇到旧友，又遇到风雨。"),
)


def own_misreadings(doc: Document) -> Iterator[Misreading]:
    """For each character of the table, the first reading that makes a word of the document and has no excuse."""
    from jiaokan.language.lexicon import known

    for at, substitutions in groupby(doc.substitutions(MISREADINGS), attrgetter("at")):
        readings = (OwnWord(Replacement(doc.text, at, right), pair) for _, right, pair in substitutions if known(pair))
        own = next((own for own in readings if not EXCUSES.apply(own)), None)
        if own:
            word, place = own.read.new_word()
            yield Misreading(at, own.read.new, at - place, word, False)
