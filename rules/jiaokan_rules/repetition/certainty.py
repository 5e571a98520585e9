"""Whether a character that stands twice leaves no doubt: a warning, and a fix, need more than a likely finding."""

from __future__ import annotations

from jiaokan.language.lexicon import look_up
from jiaokan_rules.repetition.character_pair import CharacterPair, is_rare
from jiaokan_rules.repetition.redundancy import NO_VERB, NOT_FREE
from jiaokan_rules.surnames import COMMONEST

# Natural logarithms. Of 10,800 doubled characters in 15 MB of clean news, laws, histories and technical texts the two
# limits call none redundant, of 2,200 that were planted in them every seventh.
SURE = 8.5  # the same, if nothing else shows that the second is too many
WRITTEN = 7.0  # the same, if the document writes the same with one
FOLLOWING = -13.5  # natural logarithm: what is rarer may be two words that met, with the second one
PARTICLES = ("将", "与", "和", "或", "及", "并", "对", "从", "由", "被", "把", "也", "就", "已", "是")
# Nouns of institutions and places, which begin compounds of their own (厅长, 军歌, 厂区, 院庭长), and classifiers (件件).
INSTITUTIONS = "国省市县州区乡镇村院校厂局厅部所室处科股组团队会党社馆站港店矿军师旅营连警法庭台系班委署行"
ENDINGS = "们者么"  # no word begins with these
CLASSIFIERS = "个只条件张把座辆支枝片块棵颗本册页句声道项门家户天年月日次回遍代层步朵根串堆双套批排行滴粒束阵间幢栋顶"


def is_certain(pair: CharacterPair) -> bool:
    """Whether the word before it and the words behind it leave nothing for the second to be.

    The document writes the same with one; or the grammar of the first has no place for the second; or a common word or
    a particle follows, the clause is far likelier with one, and the second can't modify, count or name what follows.
    """
    if pair.title_length() or (pair.is_written_once() and pair.gain >= WRITTEN):
        return True
    if NOT_FREE.apply(pair) or NO_VERB.apply(pair):
        return True
    if pair.character in ENDINGS:
        return pair.following != ""
    follows = len(pair.following) > 1 and not is_rare(look_up(pair.following), FOLLOWING)
    return pair.gain >= SURE and (follows or pair.following in PARTICLES) and not is_free(pair)


def is_free(pair: CharacterPair) -> bool:
    """Whether the character may begin something new, be counted, or be doubled to mean so."""
    if pair.single_part in ("a", "q", "m") or pair.character in f"{INSTITUTIONS}{CLASSIFIERS}":
        return True
    double = look_up(2 * pair.character)
    return pair.character in COMMONEST or (double is not None and double.part in "dvrmq")
