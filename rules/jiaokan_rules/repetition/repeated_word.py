"""Whether a word that stands twice in place does so by mistake."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from jiaokan import Document, Pattern
from jiaokan.language.lexicon import cut, known, look_up
from jiaokan.language.script import sides
from jiaokan.language.typography import CLOSING_QUOTES, ELLIPSIS, FULL_MARKS, OPENING_QUOTES
from jiaokan_rules.reasons import Reasons
from jiaokan_rules.repetition.blocks import is_statute
from jiaokan_rules.repetition.character_pair import part_of_speech
from jiaokan_rules.repetition.surroundings import REACH, pages_around, simplified_text

# Parts of speech whose words of two characters are correctly doubled: verbs (研究研究), adverbs, adjectives (高兴高兴),
# numerals and classifiers (一个一个), pronouns, states (湛蓝湛蓝), sounds (咕嘟咕嘟), cries.
REDUPLICATED_PARTS = "vadmqrzoey"
# Verbs of relation, result and existence, which no one "does a little": they are never reduplicated.
STATIVE = Pattern(
    "进行|包括|成为|具有|属于|位于|得到|作为|导致|存在|拥有|获得|取得|发生|出现|实现|达到|形成|造成|产生|来自"
)
# Nouns and conjunctions in the lexicon, but in speech also verbs that are reduplicated, or so on and so forth.
SPOKEN = Pattern("商量|商议|议论|指点|反省|评论|计较|意思|活动|通融|关照|如此")
# What makes a verb done, undone, passive or lasting stands before none that is done "a little"; nor does a result follow.
ASPECT_BEFORE = Pattern("(?:[没未被已曾所]|已经|正在|不断|持续|进一步|全面|大力|加快|着力)$")
RESULT_AFTER = Pattern("[着过到出得于为成]")
COUNTS = "一几每半两逐很好"
PARTICLES = "了着过啊呀吧啦呢嘛吗哦哟兮罢的地"
FUNCTION = "的和与及或在是等也都而但将应可不得由为对从并依按所"  # begins no second half of a name
COMMON = -12.5  # natural logarithm: of rarer words the lexicon does not know well what they are
NAMING = "nctbu"  # parts of speech that never reduplicate: nouns, conjunctions, times, attributes
DOER_BEFORE = Pattern("(?:[你我他她咱您们去来请要想先再能该得给帮让叫]|大家|一起|一块|可以|应该|自己|好好|多)$")
VERBAL = "vz"  # of a character: verbs, and what is no word by itself
ATTRIBUTES = tuple("新南北东西中大小老古旧前后原上下左右多各")  # make a name with a word: 新中国, 南苏丹
OFTEN = 3  # times that a statute has both names beside
CRY_END = Pattern(f"[{FULL_MARKS}{CLOSING_QUOTES}》{ELLIPSIS}]?")
CRY_START = Pattern(f"[{FULL_MARKS}{CLOSING_QUOTES}》{ELLIPSIS}{OPENING_QUOTES} \n]?")


@dataclass(frozen=True)
class RepeatedWord:
    """A stretch of Chinese that stands twice: `size` code points at `at`, and the same directly after them."""

    doc: Document
    at: int
    size: int

    @property
    def text(self) -> str:
        return simplified_text(self.doc)

    @property
    def end(self) -> int:
        return self.at + 2 * self.size

    @property
    def word(self) -> str:
        return self.text[self.at : self.at + self.size]

    @cached_property
    def part(self) -> str:
        """Its part of speech, as jieba's letter; "" if the lexicon has it not."""
        entry = look_up(self.word)
        return entry.part if entry else ""

    @cached_property
    def sides(self) -> tuple[str, str]:
        """The text of the clause before and after the two."""
        return sides(self.text, self.at, self.end, REACH)

    @property
    def within_clause(self) -> bool:
        return all(self.sides)


def is_counted(word: RepeatedWord) -> bool:
    """It begins with a numeral (one by one) or an adverb of degree (very far)."""
    counted = word.size == 2 or word.word[-1] == "儿" or word.part in ("", "m", "q")
    return word.word[0] in COUNTS and counted


def is_spoken_verb(word: RepeatedWord) -> bool:
    """Speech reduplicates it, though the lexicon has it as a noun or a conjunction."""
    return SPOKEN.fullmatch(word.word) is not None


def is_plural_pronoun(word: RepeatedWord) -> bool:
    """It is a pronoun in the plural, and no pause is between the two."""
    return word.part == "r" and word.word[-1] in "些们" and word.within_clause


def is_stative_verb(word: RepeatedWord) -> bool:
    """It is a verb of relation, result or existence, which is never reduplicated."""
    return STATIVE.fullmatch(word.word) is not None


def has_aspect(word: RepeatedWord) -> bool:
    """The verb is done, undone, passive or lasting."""
    return word.part == "v" and ASPECT_BEFORE.search(word.sides[0]) is not None


def has_result(word: RepeatedWord) -> bool:
    """A result of the verb follows."""
    return word.part == "v" and RESULT_AFTER.match(word.sides[1]) is not None


STUTTERS = Reasons[RepeatedWord](
    "DUP005",
    (is_plural_pronoun, "我告诉他们他们一定要来。"),
    (is_stative_verb, "目前主要进行进行加固作业。"),
    (has_aspect, "当地着力推进推进产业转型。"),
    (has_result, "他在一线承担承担着工作。"),
    convict=True,
)


def is_reduplicated(word: RepeatedWord) -> bool:
    """It is of a kind that is doubled on purpose, and nothing shows that here it is not."""
    kind = word.part != "" and word.part in REDUPLICATED_PARTS
    return word.size == 2 and kind and not STUTTERS.apply(word)


def is_adverbial(word: RepeatedWord) -> bool:
    """It tells how something is done, before 地."""
    return word.size == 2 and word.sides[1].startswith("地")


def is_exclamation(word: RepeatedWord) -> bool:
    """The two end an exclamation."""
    return word.size < 5 and word.text[word.end : word.end + 1] in ("！", "!")


def is_cry(word: RepeatedWord) -> bool:
    """The two are the whole clause: a cry."""
    before, after = word.text[word.at - 1 : word.at], word.text[word.end : word.end + 1]
    alone = not any(word.sides) and CRY_START.fullmatch(before) and CRY_END.fullmatch(after)
    return word.size == 2 and word.part != "" and bool(alone)


def is_short_phrase(word: RepeatedWord) -> bool:
    """It is not in the lexicon, and has fewer than four characters."""
    return not word.part and word.size < 4


def ends_in_particle(word: RepeatedWord) -> bool:
    """It is a phrase with a particle at its end, said twice."""
    return not word.part and word.word[-1] in PARTICLES


def is_phrase_within_clause(word: RepeatedWord) -> bool:
    """It is not in the lexicon, and neither begins nor ends the clause: it may be a part of names."""
    return not word.part and word.within_clause


def joins_names_of_statute(word: RepeatedWord) -> bool:
    """The first ends one name and the second begins another, both of which the statute writes elsewhere."""
    if not word.within_clause or not is_statute(word.doc):
        return False
    (before, after), name = word.sides, word.word
    pages = pages_around(word.doc, word.at)
    begins = name + after[:2]
    if (after[0] in FUNCTION and not known(after[:2])) or pages.count(begins) - pages.count(name + begins) < OFTEN:
        return False
    return any(pages.count(s + name) - pages.count(s + name * 2) >= OFTEN for s in (before[-2:], before[-1:]))


def is_no_word_here(word: RepeatedWord) -> bool:
    """The likeliest cut of the clause has the two not as words."""
    before, after = word.sides
    ends = {0, *accumulate(map(len, cut(before + word.word * 2 + after).words))}
    start = len(before)
    inside = range(start + 1, start + word.size)
    both = ends.issuperset((start, start + word.size, start + 2 * word.size))
    return not both or (word.part != "" and not ends.isdisjoint(inside))


MEANT = Reasons[RepeatedWord](
    "DUP005",
    (is_counted, "一个村庄一个村庄地游走，真不容易。"),
    (is_spoken_verb, "咱们商量商量再说。"),
    (is_reduplicated, "咱们收拾收拾东西。"),
    (is_adverbial, "树林成片成片地枯了。"),
    (is_exclamation, "“水来了！太好了太好了！”"),
    (is_cry, "“师傅师傅，快走。”"),
    (is_short_phrase, "那人该杀该杀。"),
    (ends_in_particle, "他不会来的不会来的。"),
    (is_phrase_within_clause, "大家在会议室里会议室里开会。"),
    (
        joins_names_of_statute,
        "第一条 本保险的保险对象，依本法的规定参加本保险。⏎"
        "第二条 本保险的被保险人和保险对象，自参加本保险之日起享有给付。⏎第三条 保险对象应当按月缴纳本保险的保险费。⏎"
        "第四条 非本保险保险对象，不得享有本保险的给付。⏎第五条 本办法自公布之日起施行。",
    ),
    (is_no_word_here, "他从俄罗斯罗斯托夫州来。"),
)


def stands_for_verb(word: RepeatedWord) -> bool:
    """An adverb, or who does it, stands before it, or a word with which one asks; or 去, 来, 吧 behind it."""
    before, after = word.sides
    if DOER_BEFORE.search(before) or after[:1] in ("去", "来", "吧", "呗", "嘛", "再", "才", "就"):
        return True
    return before != "" and part_of_speech(cut(before).words[-1]) in ("d", "r")


def is_certain(word: RepeatedWord) -> bool:
    """Whether a word that stands twice can be nothing but a slip: it is common, no verb, and no name goes on or ends.

    The lexicon has many verbs as nouns, and what it says of rare words is unsure.
    """
    if word.size > 2 or STUTTERS.apply(word):
        return True
    entry = look_up(word.word)
    verb = all(part_of_speech(character) in VERBAL for character in word.word)
    if entry is None or verb or word.sides[0][-1:] in ATTRIBUTES or stands_for_verb(word):
        return False
    return entry.log_probability >= COMMON and entry.part in NAMING
