"""Why a Chinese character that stands twice may be meant to."""

from __future__ import annotations

from jiaokan import Pattern
from jiaokan.language.lexicon import known, look_up
from jiaokan_rules.reasons import Reasons
from jiaokan_rules.repetition.candidate import DEAR, SURNAMES, TITLES, DoubledCharacter, is_rare
from jiaokan_rules.repetition.surroundings import begins_word

# What can begin something new after a word that ends in it (可以以……方式, 现在在, 参与与监督, 健全全流程, 功能能):
# prepositions, conjunctions, particles, modal verbs, adverbs, modifiers of nouns.
FREE = "以在对向从被将由按据跟和与及或并了等能可不也都就还又再更最很已才正却仍均全新老大小高总副各每本该旧中"
ADVERBS = "不也就还又再更最很已正却仍均全"
MODIFIERS = "全新老大小高总副各每本该旧"
NOT_AFTER_VERBS = "有为会要"
VERBS = "是到来去让使给请看说做作出上下成定"  # after a noun (未来来到), not after a verb (作出出)
# Nouns that stand twice for "every one of", and numerals.
EVERY = "人家年天月日时处样个声世零〇一二三四五六七八九十百千万亿两"
# A single character after the two makes a short form with the second, but for these.
NEXT = (
    "的了和与及或在是等也都而但将已并为对从不就以所把被让向到由于可能会要有又再更最很还才只仅其该此这那各每两一地"
    "上中下新大多说自们正后较我你他她它至越均仍共做住愿着起本超时给同先吧吗呢啊虽约想没未赴驻"
)
BOUND = "们者何必"  # no short form begins with these
AROUND = 40  # code points that are looked at beyond a line break
DEAREST = 9.0  # natural logarithm: by so much the clause is likelier with one that no short form stands there
REGIONS = "省市县州"
ASPECT = "着了过"  # after a verb
SEATED = Pattern("就[座坐]|[落入]座")
LEADERS = ("主席", "总书记", "书记", "总理", "部长", "先生", "同志")


def means_every_one(doubled: DoubledCharacter) -> bool:
    """A noun that stands twice for "every one of", or a numeral."""
    return doubled.character in EVERY


def begins_word_on_next_line(doubled: DoubledCharacter) -> bool:
    """The clause is wrapped, and the second begins a word that goes on below."""
    after = doubled.text[doubled.at + 2 : doubled.at + AROUND].lstrip()
    return not doubled.after and begins_word(doubled.character, after[:3])


def follows_another_pair(doubled: DoubledCharacter) -> bool:
    """Two characters stand twice each, or the clause is wrapped between the first two."""
    text, at = doubled.text, doubled.at
    return text[max(0, at - AROUND) : at - 1].rstrip()[-1:] == text[at - 1]


def precedes_another_pair(doubled: DoubledCharacter) -> bool:
    """Two characters stand twice each, which are no word that reduplicates by itself."""
    after = doubled.after
    pair = after[:1] * 2 == after[:2] != ""
    return pair and (known(doubled.character + after[0]) or not known(after[:2]))


def starts_new_word(doubled: DoubledCharacter) -> bool:
    """The second begins a word, which costs little."""
    return begins_word(doubled.character, doubled.after) and doubled.gain < DEAR


BELONGS_TO_WORD = Reasons[DoubledCharacter](
    "DUP006",
    (means_every_one, "锣鼓声声，大家都来了。"),
    (begins_word_on_next_line, "各地实施积极的财政政⏎策，扩大内需。"),
    (follows_another_pair, "他们冲冲撞撞地走了。"),
    (precedes_another_pair, "他是党校校委委员。"),
    (starts_new_word, "这支持那些拥有有意义的指标的人。"),
)


def is_repeated_alike(doubled: DoubledCharacter) -> bool:
    """The document has the two again between the same characters."""
    return doubled.pages.count(doubled.text[doubled.at - 1 : doubled.at + 3]) > 1


def is_doubled_elsewhere(doubled: DoubledCharacter) -> bool:
    """The document has the two after another character too."""
    behind_same = doubled.pages.count(doubled.text[doubled.at - 1 : doubled.at + 2])
    return doubled.pages.count(2 * doubled.character) > behind_same


def is_complement(doubled: DoubledCharacter) -> bool:
    """An adjective that reduplicates tells how, between 得 and 的."""
    return doubled.before.endswith("得") and doubled.after.startswith("的")


def is_seat(doubled: DoubledCharacter) -> bool:
    """The chairmen take their seats."""
    return doubled.character == "席" and SEATED.match(doubled.after) is not None


def is_classical(doubled: DoubledCharacter) -> bool:
    """Classical Chinese follows."""
    return doubled.following in ("皆", "耳")


def is_sound(doubled: DoubledCharacter) -> bool:
    """The word imitates a sound."""
    return doubled.part == "o"


def is_vivid_adjective(doubled: DoubledCharacter) -> bool:
    """The two describe what stands before them."""
    double = look_up(2 * doubled.character)
    describes = double is not None and double.part in "zaio" and (doubled.part != "n" or is_rare(look_up(doubled.word)))
    return describes and doubled.following in ("", "的", "地")


def is_measure(doubled: DoubledCharacter) -> bool:
    """A numeral and a classifier, one after another."""
    counted = doubled.part in "mq" or doubled.single_part in ("m", "q")
    return len(doubled.word) == 2 and doubled.word[0] in "一几每数两半" and counted


def is_leader(doubled: DoubledCharacter) -> bool:
    """The second is the surname of a leader."""
    return doubled.character in SURNAMES and doubled.following in LEADERS


def is_given_name(doubled: DoubledCharacter) -> bool:
    """The two are a given name behind a surname, at the beginning of a clause or behind a title."""
    named = doubled.word[0] in SURNAMES and len(doubled.word) == 2 and doubled.part != "m"
    titled = len(doubled.before) == 1 or doubled.before[-2] in TITLES
    return named and titled and is_rare(look_up(doubled.word))


def is_particle_de(doubled: DoubledCharacter) -> bool:
    """The particle follows a word that ends in its character."""
    return doubled.character == "的"


def is_adverbial_particle(doubled: DoubledCharacter) -> bool:
    """The particle 地 follows an adverbial that ends in its character, and a verb follows it."""
    return doubled.character == "地" and doubled.part not in "nr" and doubled.goes_on


def is_region(doubled: DoubledCharacter) -> bool:
    """The second is a region, and what follows is what belongs to it."""
    if doubled.character not in REGIONS or not doubled.goes_on:
        return False
    if not doubled.following:
        return True
    return doubled.following[-1] not in f"{REGIONS}区镇乡村" and doubled.following_part not in ("", *"dpvcu")


def precedes_bracket(doubled: DoubledCharacter) -> bool:
    """A short form goes on in brackets."""
    return doubled.follows in ("（", "(")


def is_verb_of_ability(doubled: DoubledCharacter) -> bool:
    """能 is no verb before a noun."""
    return doubled.character == "能" and doubled.following_part == "n"


def repeats_preposition(doubled: DoubledCharacter) -> bool:
    """An adverb or a conjunction has the preposition in it."""
    return doubled.character in "在及将" and doubled.part in "dc"


def repeats_particle(doubled: DoubledCharacter) -> bool:
    """A preposition has the particle in it."""
    return doubled.character == "了" and doubled.part == "p"


def lacks_noun(doubled: DoubledCharacter) -> bool:
    """No noun follows that the second could modify."""
    return doubled.character in MODIFIERS and doubled.follows == "的"


def repeats_adverb(doubled: DoubledCharacter) -> bool:
    """An adverb has the adverb in it."""
    return doubled.character in ADVERBS and doubled.part == "d"


def modifies_verb(doubled: DoubledCharacter) -> bool:
    """本 modifies no verb."""
    return doubled.character == "本" and doubled.following_part == "v"


def cites_nothing(doubled: DoubledCharacter) -> bool:
    """A preposition has 据 in it, or nothing follows that it could cite."""
    nothing = doubled.part == "p" or doubled.following in ("的", "等", "和", "与", "及")
    return doubled.character == "据" and nothing


NOT_FREE = Reasons[DoubledCharacter](
    "DUP006",
    (is_verb_of_ability, "人工智能能技术发展很快。"),
    (repeats_preposition, "列车正在在加速。"),
    (repeats_particle, "为了了不误农时，他们天不亮就下地。"),
    (lacks_noun, "他换了全新新的座椅。"),
    (repeats_adverb, "工厂完全全停工。"),
    (modifies_verb, "问题基本本解决。"),
    (cites_nothing, "根据据天气停工。"),
    convict=True,
)


def is_free_word(doubled: DoubledCharacter) -> bool:
    """The second begins something new: it is a preposition, a conjunction, a modal verb, an adverb or a modifier."""
    return doubled.character in FREE and doubled.goes_on and not NOT_FREE.apply(doubled)


def is_place_of_verb(doubled: DoubledCharacter) -> bool:
    """上 and 下 belong to the place before a verb."""
    place = doubled.part in "sf" and len(doubled.following) > 1
    return doubled.character in "上下" and place and doubled.following_part in "vdi"


def is_meeting(doubled: DoubledCharacter) -> bool:
    """会 is no verb before a noun."""
    return doubled.character == "会" and len(doubled.following) > 1 and doubled.following_part == "n"


NO_VERB = Reasons[DoubledCharacter](
    "DUP006",
    (is_place_of_verb, "海上上训练要当心。"),
    (is_meeting, "联合会会主席发了言。"),
    convict=True,
)


def is_verb_after_other_words(doubled: DoubledCharacter) -> bool:
    """有, 为, 会 and 要 follow a word that is no verb, adverb or preposition."""
    verb = doubled.character in NOT_AFTER_VERBS and doubled.part not in "vpad"
    return verb and doubled.goes_on and not NO_VERB.apply(doubled)


def is_verb_after_noun(doubled: DoubledCharacter) -> bool:
    """Another verb follows a noun."""
    verb = doubled.character in VERBS and doubled.part not in "vadp" and doubled.follows not in "的了"
    return verb and doubled.goes_on and not NO_VERB.apply(doubled)


def is_verb_with_aspect(doubled: DoubledCharacter) -> bool:
    """The second is the verb, as what follows shows."""
    verb = doubled.character == "作" or (doubled.single_part == "v" and doubled.part == "n")
    return verb and doubled.following != "" and doubled.following in ASPECT


def is_short_form(doubled: DoubledCharacter) -> bool:
    """The second may make a short form with the single character that follows."""
    following = doubled.following
    if len(following) != 1 or following in NEXT or doubled.character in BOUND or doubled.part in "cdpr":
        return False
    named = doubled.word[-1] in TITLES and following in SURNAMES
    return not named and doubled.gain < DEAREST


STANDS_FOR_ITSELF = Reasons[DoubledCharacter](
    "DUP006",
    (is_repeated_alike, "珍珠泉泉群的水，珍珠泉泉群的保护。"),
    (is_doubled_elsewhere, "他吃得满面红光光、油光光。"),
    (is_complement, "让他们吃得饱饱的就走。"),
    (is_seat, "请执行主席席就座。"),
    (is_classical, "那些信件件皆属实。"),
    (is_sound, "只听宝剑当啷啷一响。"),
    (is_vivid_adjective, "园里春意浓浓。"),
    (is_measure, "他一遍遍修改。"),
    (is_leader, "要认真学习习主席的讲话。"),
    (is_given_name, "记者王菲菲报道。"),
    (is_particle_de, "这是有目的的活动。"),
    (is_adverbial_particle, "风沙铺天盖地地包围过来。"),
    (is_region, "国家级贫困县县电商吸纳了就业。"),
    (precedes_bracket, "国军军（士）官团的教育。"),
    (is_free_word, "你现在在哪里呀？"),
    (is_verb_after_other_words, "找出所有有专长的人。"),
    (is_verb_after_noun, "但是是以有趣的方式对立起来。"),
    (is_verb_with_aspect, "门上一把铜锁锁着。"),
    (is_short_form, "耕地地力保护补贴。"),
)


def redundant_length(doubled: DoubledCharacter) -> int:
    """How long the word is that the first of the two ends, if the second is redundant; else 0."""
    if BELONGS_TO_WORD.apply(doubled) or not doubled.word:
        return 0
    return len(doubled.word) if doubled.is_written_once() or not STANDS_FOR_ITSELF.apply(doubled) else 0
