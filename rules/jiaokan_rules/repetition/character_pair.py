"""A Chinese character that stands twice, and what the rule about it asks of the clause around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from jiaokan import Document
from jiaokan.language.lexicon import Cut, Word, cut, known, look_up, shortest
from jiaokan.language.script import sides
from jiaokan.language.typography import ELLIPSIS, FULL_MARKS, HALF_MARKS
from jiaokan_rules.repetition.surroundings import REACH, pages_around, simplified_text
from jiaokan_rules.surnames import COMMONEST

SURNAMES = COMMONEST | frozenset("习康文温")
CLOSING = f"{FULL_MARKS}”’）》{ELLIPSIS}{HALF_MARKS}.)\r\n"
REPORTS = ("介绍", "表示", "说", "告诉", "指出", "认为", "强调")  # verbs after the name of a person
TITLES = "长记任理授员者席事"  # the end of 局长, 书记, 主任 …, after which a surname may follow
HIGH_GAIN = 8.0  # gain (natural logarithm) from which no word begins with the second character
NAME = -11.0  # log-probability (natural): names of two characters in the lexicon (王菲) are below, words (高校) above
WORD = -13.0  # log-probability (natural): rarer entries may be characters that met by chance (您提, 气忿)
# Words whose last character keeps its own part of speech: 正在在 and 总是是 are not Chinese, 现在在 and 但是是 are.
PARTS = dict.fromkeys(("不是", "而是", "总是", "还是"), "v") | dict.fromkeys(("正在", "完全", "平均"), "d")


@dataclass(frozen=True)
class CharacterPair:
    """A Chinese character that stands twice, at `at` and `at + 1`, in simplified form."""

    doc: Document
    at: int

    @property
    def text(self) -> str:
        return simplified_text(self.doc)

    @property
    def character(self) -> str:
        return self.text[self.at]

    @property
    def follows(self) -> str:
        """The code point that follows the two."""
        return self.text[self.at + 2 : self.at + 3]

    @property
    def clause_goes_on(self) -> bool:
        """Whether something follows that a preposition or an adverb can stand before: none ends a clause."""
        return self.follows != "" and self.follows not in CLOSING

    @cached_property
    def sides(self) -> tuple[str, str]:
        """The text of the clause before and after the two."""
        return sides(self.text, self.at, self.at + 2, REACH)

    @property
    def before(self) -> str:
        return self.sides[0]

    @property
    def after(self) -> str:
        return self.sides[1]

    @cached_property
    def once(self) -> Cut:
        """The clause with one of the two, cut into its likeliest words."""
        return cut(self.before + self.character + self.after)

    @cached_property
    def twice(self) -> Cut:
        return cut(self.before + 2 * self.character + self.after)

    @property
    def gain(self) -> float:
        """The log-probability (natural) that the clause gains with a single character."""
        return self.once.log_probability - self.twice.log_probability

    @cached_property
    def words(self) -> tuple[str, str]:
        """The word that the first of the two ends, "" if the second is not left over, and the word that follows both."""
        size, words = len(self.before) + 1, self.twice.words
        word, n = word_ending_at(words, size)
        if len(word) > 1 and words[n] == self.character:
            return word, words[n + 1] if n + 1 < len(words) else ""
        # The lexicon has the two as a word, but the clause is far likelier with one: 珠峰峰.
        word, n = word_ending_at(self.once.words, size)[0], word_ending_at(words, size + 1)[1] - 1
        one_word = words[n] == 2 * self.character
        if len(word) > 1 and one_word and self.gain >= HIGH_GAIN and not is_rare(look_up(word), WORD):
            return word, words[n + 1] if n + 1 < len(words) else ""
        return "", ""

    @property
    def word(self) -> str:
        return self.words[0]

    @property
    def following(self) -> str:
        """The word of the clause that follows the two, "" at its end."""
        return self.words[1]

    @cached_property
    def part(self) -> str:
        """The part of speech of `word`, as jieba's letter: n(oun), v(erb), a(djective), d (adverb), p(reposition),
        c(onjunction), u (particle), m (numeral), q (classifier), r (pronoun), s (place), f (locative), o (sound) ..."""
        entry = look_up(self.word)
        return PARTS.get(self.word) or (entry.part if entry else "n")

    @cached_property
    def single_part(self) -> str:
        """The part of speech of the character alone, "" if it is not a word."""
        return part_of_speech(self.character)

    @cached_property
    def following_part(self) -> str:
        return part_of_speech(self.following)

    @cached_property
    def pages(self) -> str:
        return pages_around(self.doc, self.at)

    def is_written_once(self) -> bool:
        """Whether the document writes the same with one of the two."""
        before, after = self.before[-2:], self.after[:2]
        return len(before) == len(after) == 2 and before + self.character + after in self.pages

    def may_end_word(self) -> bool:
        """Whether a word of two to five characters ends in the first; costs little."""
        return shortest(self.text[max(0, self.at - 4) : self.at + 1]) > 0

    def title_length(self) -> int:
        """How long the title is that the first ends and a name follows, whose surname the second can't be; else 0."""
        if self.character not in TITLES or self.character in SURNAMES or self.follows not in SURNAMES:
            return 0
        if not any(self.after.startswith(REPORTS, n) for n in (2, 3)):
            return 0
        return next((n for n in (4, 3, 2) if known(self.before[1 - n :] + self.character)), 0)


def part_of_speech(word: str) -> str:
    entry = look_up(word) if word else None
    return entry.part if entry else ""


def word_ending_at(words: Sequence[str], at: int) -> tuple[str, int]:
    """The word that ends `at` code points into the words, "" if none does, and the index of the next."""
    end = 0
    for n, word in enumerate(words):
        end += len(word)
        if end >= at:
            return (word if end == at else ""), n + 1
    return "", len(words)


def is_rare(entry: Word | None, limit: float = NAME) -> bool:
    return entry is None or entry.log_probability < limit
