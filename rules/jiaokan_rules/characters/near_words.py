"""Words of three and four characters in which one is misread."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jiaokan import Document, NgramTable
from jiaokan_rules.characters import Misreading
from jiaokan_rules.characters.look_alikes import look_alikes
from jiaokan_rules.characters.replacement import Replacement
from jiaokan_rules.reasons import Reasons

NEAR_WORDS = NgramTable(Path(__file__).with_name("near_words.marisa"), lambda right: "".join(look_alikes(right)))

# Log-probability (natural) that the clause must gain with the word, by its length. If a word of four characters only
# replaces two words of two, and nothing was misread, the gain is smaller.
GAIN = {4: 14.0, 3: 11.0}
SURE = 16.0  # the gain of a fix that is not only displayed
NEARBY = 40  # code points on either side
FRAMES = frozenset(
    "千万 百千 千百 一一 三四 四五 五六 七八 三两 半半 大大 不不 无无 有有 东西 左右 前后 上下 南北 天地".split()
)
# Verbs, adjectives and numerals give way to others of their kind on purpose: 越走越近 for 越走越远, 抓耳揉腮.
PLAY = frozenset("vam")
# Dictionaries and writers also use these spellings, which the lexicon lacks (截弯取直, 披发左衽, 下颌骨, 指日可待).
SPELLINGS = frozenset(("裁弯取直", "被发左衽", "下颔骨", "指日可得"))


class NearWord(NamedTuple):
    """A word that a text has except for one character, the one at index `gap`."""

    read: Replacement
    gap: int

    @property
    def wrong(self) -> str:
        return self.read.old[self.gap]

    @property
    def right(self) -> str:
        return self.read.new[self.gap]

    @property
    def looks_very_alike(self) -> bool:
        return self.wrong in look_alikes(self.right).very


def is_another_spelling(near: NearWord) -> bool:
    """The text has another spelling that dictionaries list."""
    return near.read.old in SPELLINGS


def gains_little(near: NearWord) -> bool:
    """The clause is hardly likelier with the replacement, or its likeliest words do not include the word."""
    read = near.read
    return read.gain < GAIN[len(read.new)] or read.new not in read.new_cut.words


def is_in_another_word(near: NearWord) -> bool:
    """The wrong character is part of another word."""
    return len(near.read.old_word(near.gap).word) > 1


def is_used_nearby(near: NearWord) -> bool:
    """The writer uses the character by itself nearby: 拆除旧房, 拆旧率."""
    text, at = near.read.text, near.read.start + near.gap
    return near.wrong in text[max(0, at - NEARBY) : at] or near.wrong in text[at + 1 : at + NEARBY]


def is_parallel(near: NearWord) -> bool:
    """The word sets two of a kind side by side, and writers fill such a frame as they like: 千难万险, 千难万阻."""
    word = near.read.new
    return len(word) == 4 and near.gap in (1, 3) and (word[0] + word[2]) in FRAMES and not near.looks_very_alike


def is_play(near: NearWord) -> bool:
    """The writer replaced a character by another of the same part of speech."""
    from jiaokan.language.lexicon import look_up

    if near.looks_very_alike:
        return False
    this, that = look_up(near.wrong), look_up(near.right)
    return this is not None and that is not None and this.part == that.part and this.part in PLAY


EXCUSES = Reasons(
    "CHR001",
    (is_another_spelling, "这条铁路裁弯取直。"),
    (gains_little, "他病很重离了人不行。"),
    (is_in_another_word, "农民的负担必不再少。"),
    (is_used_nearby, "各地拆除旧房，拆旧率很高。"),
    (is_parallel, "她最终选择了坚持，千难万阻，不改其志。"),
    (is_play, "离京城越走越近。"),
)


def near_misreadings(doc: Document) -> Iterator[Misreading]:
    """The characters that are misread in words of three and four characters."""
    for start, word, gap in doc.ngrams(NEAR_WORDS):
        near = NearWord(Replacement(doc.text, start, word), gap)
        if not EXCUSES.apply(near):
            sure = near.looks_very_alike and near.read.gain >= SURE
            yield Misreading(start + gap, near.right, start, word, sure)
