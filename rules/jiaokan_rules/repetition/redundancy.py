"""Why a Chinese character that stands twice may be meant to."""

from __future__ import annotations

from jiaokan import Pattern
from jiaokan.language.lexicon import known, look_up
from jiaokan.model.prose import CHINESE_RUN
from jiaokan_rules.reasons import Reasons
from jiaokan_rules.repetition.character_pair import HIGH_GAIN, SURNAMES, TITLES, CharacterPair, is_rare
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
VERY_HIGH_GAIN = 9.0  # gain (natural logarithm) from which the two are not part of a short form
VERSE_LINE = 40  # code points of a line of verse, at most
REGIONS = "省市县州"
ASPECT = "着了过"  # after a verb
SEATED = Pattern("就[座坐]|[落入]座")
LEADERS = ("主席", "总书记", "书记", "总理", "部长", "先生", "同志")


def means_every_one(pair: CharacterPair) -> bool:
    """It is a noun that stands twice for "every one of", or a numeral."""
    return pair.character in EVERY


def begins_word_on_next_line(pair: CharacterPair) -> bool:
    """The clause is wrapped, and the second begins a word that goes on in the next line."""
    after = pair.text[pair.at + 2 : pair.at + AROUND].lstrip()
    return not pair.after and begins_word(pair.character, after[:3])


def follows_another_pair(pair: CharacterPair) -> bool:
    """The character before them stands twice too, perhaps over a line break."""
    text, at = pair.text, pair.at
    return text[max(0, at - AROUND) : at - 1].rstrip()[-1:] == text[at - 1]


def precedes_another_pair(pair: CharacterPair) -> bool:
    """The character after them stands twice too, and makes no word of its own by that (渐渐)."""
    after = pair.after
    if len(after) < 2 or after[0] != after[1]:
        return False
    return known(pair.character + after[0]) or not known(after[:2])


def starts_new_word(pair: CharacterPair) -> bool:
    """The second begins a word, and the clause is not much likelier without it."""
    return begins_word(pair.character, pair.after) and pair.gain < HIGH_GAIN


BELONGS_TO_WORD = Reasons[CharacterPair](
    "DUP006",
    (means_every_one, "锣鼓声声，大家都来了。"),
    (begins_word_on_next_line, "各地实施积极的财政政⏎策，扩大内需。"),
    (follows_another_pair, "他们冲冲撞撞地走了。"),
    (precedes_another_pair, "他是党校校委委员。"),
    (starts_new_word, "这支持那些拥有有意义的指标的人。"),
)


def is_repeated_alike(pair: CharacterPair) -> bool:
    """The document has the two again between the same characters."""
    return pair.pages.count(pair.text[pair.at - 1 : pair.at + 3]) > 1


def is_verse_line(pair: CharacterPair) -> bool:
    """Its line and the next, or the one above, have nothing but clauses of five, or of seven, characters."""
    lines, n = pair.doc.lines.texts, pair.doc.line_at(pair.at)
    sizes = [[*map(len, CHINESE_RUN.findall(line[:VERSE_LINE]))] for line in lines[max(0, n - 2) : n + 3]]
    here = sizes[min(n, 2)]
    if len(lines[n]) > VERSE_LINE or set(here) not in ({5}, {7}):
        return False
    return sum(size == here[0] for line in sizes for size in line if len(set(line)) == 1) > 1


def is_doubled_elsewhere(pair: CharacterPair) -> bool:
    """The document has the two after another character too."""
    behind_same = pair.pages.count(pair.text[pair.at - 1 : pair.at + 2])
    return pair.pages.count(2 * pair.character) > behind_same


def is_complement(pair: CharacterPair) -> bool:
    """An adjective that reduplicates tells how, between 得 and 的."""
    return pair.before.endswith("得") and pair.after.startswith("的")


def is_seat(pair: CharacterPair) -> bool:
    """席 is a seat, which the chairmen take."""
    return pair.character == "席" and SEATED.match(pair.after) is not None


def is_classical(pair: CharacterPair) -> bool:
    """A word of classical Chinese follows."""
    return pair.following in ("皆", "耳")


def is_sound(pair: CharacterPair) -> bool:
    """The word imitates a sound."""
    return pair.part == "o"


def is_vivid_adjective(pair: CharacterPair) -> bool:
    """The two describe what stands before them."""
    double = look_up(2 * pair.character)
    describes = double is not None and double.part in "zaio" and (pair.part != "n" or is_rare(look_up(pair.word)))
    return describes and pair.following in ("", "的", "地")


def is_measure(pair: CharacterPair) -> bool:
    """A classifier stands twice after a numeral: one after another."""
    return len(pair.word) == 2 and pair.word[0] in "一几每数两半"


def is_leader(pair: CharacterPair) -> bool:
    """The second is the surname of a leader."""
    return pair.character in SURNAMES and pair.following in LEADERS


def is_given_name(pair: CharacterPair) -> bool:
    """The two are a given name; a surname stands before them, and before that a title or nothing."""
    named = pair.word[0] in SURNAMES and len(pair.word) == 2 and pair.part != "m"
    titled = len(pair.before) == 1 or pair.before[-2] in TITLES
    return named and titled and is_rare(look_up(pair.word))


def is_noun_before_de(pair: CharacterPair) -> bool:
    """The second is a noun of one character that modifies another: 爱民、民的深情."""
    return pair.single_part == "n" and pair.follows == "的" and pair.part in "nv"


def is_particle_de(pair: CharacterPair) -> bool:
    """The second is the particle 的."""
    return pair.character == "的"


def is_adverbial_particle(pair: CharacterPair) -> bool:
    """The second is the particle 地 after an adverbial, and the clause goes on with a verb."""
    return pair.character == "地" and pair.part not in "nr" and pair.clause_goes_on


def is_region(pair: CharacterPair) -> bool:
    """The second is a region, and what follows belongs to it."""
    if pair.character not in REGIONS or not pair.clause_goes_on:
        return False
    if not pair.following:
        return True
    return pair.following[-1] not in f"{REGIONS}区镇乡村" and pair.following_part not in ("", *"dpvcu")


def precedes_bracket(pair: CharacterPair) -> bool:
    """The second begins a short form that goes on in brackets."""
    return pair.follows in ("（", "(")


def is_verb_of_ability(pair: CharacterPair) -> bool:
    """能 is not a verb before a noun."""
    return pair.character == "能" and pair.following_part == "n"


def repeats_preposition(pair: CharacterPair) -> bool:
    """An adverb or a conjunction has the preposition in it."""
    return pair.character in "在及将" and pair.part in "dc"


def repeats_particle(pair: CharacterPair) -> bool:
    """A preposition has the particle in it."""
    return pair.character == "了" and pair.part == "p"


def lacks_noun(pair: CharacterPair) -> bool:
    """No noun follows that the second could modify."""
    return pair.character in MODIFIERS and pair.follows == "的"


def repeats_adverb(pair: CharacterPair) -> bool:
    """An adverb has the adverb in it."""
    return pair.character in ADVERBS and pair.part == "d"


def modifies_verb(pair: CharacterPair) -> bool:
    """本 modifies no verb."""
    return pair.character == "本" and pair.following_part == "v"


def cites_nothing(pair: CharacterPair) -> bool:
    """A preposition has 据 in it, or nothing follows that 据 could cite."""
    nothing = pair.part == "p" or pair.following in ("的", "等", "和", "与", "及")
    return pair.character == "据" and nothing


NOT_FREE = Reasons[CharacterPair](
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


def is_free_word(pair: CharacterPair) -> bool:
    """The second begins something new: it is a preposition, a conjunction, a modal verb, an adverb or a modifier."""
    return pair.character in FREE and pair.clause_goes_on and not NOT_FREE.apply(pair)


def is_place_of_verb(pair: CharacterPair) -> bool:
    """上 and 下 belong to the place where the verb after them happens."""
    place = pair.part in "sf" and len(pair.following) > 1
    return pair.character in "上下" and place and pair.following_part in "vdi"


def is_meeting(pair: CharacterPair) -> bool:
    """会 is not a verb before a noun."""
    return pair.character == "会" and len(pair.following) > 1 and pair.following_part == "n"


NO_VERB = Reasons[CharacterPair](
    "DUP006",
    (is_place_of_verb, "海上上训练要当心。"),
    (is_meeting, "联合会会主席发了言。"),
    convict=True,
)


def is_verb_after_other_words(pair: CharacterPair) -> bool:
    """有, 为, 会 and 要 follow a word that is not a verb, adverb or preposition."""
    verb = pair.character in NOT_AFTER_VERBS and pair.part not in "vpad"
    return verb and pair.clause_goes_on and not NO_VERB.apply(pair)


def is_verb_after_noun(pair: CharacterPair) -> bool:
    """The second is another verb, and follows a noun."""
    verb = pair.character in VERBS and pair.part not in "vadp" and pair.follows not in "的了"
    return verb and pair.clause_goes_on and not NO_VERB.apply(pair)


def is_verb_with_aspect(pair: CharacterPair) -> bool:
    """The second is a verb, since its aspect follows."""
    verb = pair.character == "作" or (pair.single_part == "v" and pair.part == "n")
    return verb and pair.following != "" and pair.following in ASPECT


def is_short_form(pair: CharacterPair) -> bool:
    """The second may make a short form with the single character that follows."""
    following = pair.following
    if len(following) != 1 or following in NEXT or pair.character in BOUND or pair.part in "cdpr":
        return False
    named = pair.word[-1] in TITLES and following in SURNAMES
    return not named and pair.gain < VERY_HIGH_GAIN


STANDS_FOR_ITSELF = Reasons[CharacterPair](
    "DUP006",
    (is_repeated_alike, "珍珠泉泉群的水，珍珠泉泉群的保护。"),
    (is_verse_line, "登楼望月月如霜，借酒浇愁愁更长。"),
    (is_doubled_elsewhere, "他吃得满面红光光、油光光。"),
    (is_complement, "让他们吃得饱饱的就走。"),
    (is_seat, "请执行主席席就座。"),
    (is_classical, "那些信件件皆属实。"),
    (is_sound, "只听宝剑当啷啷一响。"),
    (is_vivid_adjective, "园里春意浓浓。"),
    (is_measure, "一针针药剂打进了病人的身体。"),
    (is_leader, "要认真学习习主席的讲话。"),
    (is_given_name, "记者王菲菲报道。"),
    (is_noun_before_de, "他许党许国、爱民民的深情。"),
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


def redundant_length(pair: CharacterPair) -> int:
    """How long the word is that the first of the two ends, if the second is redundant; else 0."""
    if BELONGS_TO_WORD.apply(pair) or not pair.word:
        return 0
    return len(pair.word) if pair.is_written_once() or not STANDS_FOR_ITSELF.apply(pair) else 0
