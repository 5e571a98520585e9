from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from jiaokan import Document, Edit, Finding, Safety, rule
from jiaokan.language.lexicon import Word, alone, any_across, cut, known, likeliest, look_up, paired, shortest
from jiaokan.language.script import HAN_CHARACTER, sides
from jiaokan.model.document import Ahead, view
from jiaokan.model.slices import large
from jiaokan.search import arrays
from jiaokan_rules.anchor import compiled
from jiaokan_rules.repetition.doubling import AROUND, NEAR, REACH, around, begins_word, lexical, near, verse
from jiaokan_rules.surnames import COMMONEST

# What can begin something new after a word that ends in it (可以以……方式, 现在在, 参与与监督, 健全全流程, 功能能):
# prepositions, conjunctions, particles, modal verbs, adverbs, modifiers of nouns.
FREE = "以在对向从被将由按据跟和与及或并了等能可不也都就还又再更最很已才正却仍均全新老大小高总副各每本该旧中"
# What stands in a word as its own part of speech: 正在在 and 总是是 are no Chinese, 现在在 and 但是是 are.
PARTS = dict.fromkeys(("不是", "而是", "总是", "还是"), "v") | dict.fromkeys(("正在", "完全", "平均"), "d")
ADVERBS = "不也就还又再更最很已正却仍均全"
MODIFIERS = "全新老大小高总副各每本该旧"
NOT_AFTER_VERBS = "有为会要"  # 所有有, 行为为, 委员会会, but not 具有有, 成为为
VERBS = "能是到来去让使给请看说做作出上下成定"  # after a noun (未来来到), not after a verb (作出出)
# Nouns that stand twice for "every one of" (人人, 家家), and numerals.
EVERY = "人家年天月日时处样个声世零〇一二三四五六七八九十百千万亿两"
# A single character after the two makes a short form with the second (耕地地力, 中国国象, 背鳍鳍条), but for these.
NEXT = (
    "的了和与及或在是等也都而但将已并为对从不就以所把被让向到由于可能会要有又再更最很还才只仅其该此这那各每两一地"
    "上中下新大多说自们正后较我你他她它至越均仍共做住愿着起本超时给同先吧吗呢啊虽约想没未赴驻"
)
BOUND = "们者何必"  # no short form begins with these
REGIONS = "省市县州"
CLOSING = "，。、；：！？”’）》…,.;:!?)\r\n"  # no preposition or adverb ends a clause
ASPECT = "着了过"  # after a verb: 一把铜锁锁着
TITLES = "长记任理授员者席事"  # the end of 局长, 书记, 主任 …, after which a surname may follow
# By how much (natural logarithm) the clause is likelier with one: so much that no word begins with the second, or
# that it is no short form with the next.
DEAR, DEAREST = 8.0, 9.0
ROUNDED = 1e-6  # more than sums differ by that are made in another order
NAME = -11.0  # natural logarithm: names of two characters in the lexicon (王菲) are rarer than words (高校)
WORD = -13.0  # what is rarer may be nothing but characters that met (您提, 气忿)
SURNAMES = COMMONEST | frozenset("习康文温")


def doubles(doc: Document) -> Iterable[int]:
    """Where a Chinese character stands twice; three times and more are a cry or a loop."""
    return doubled(doc) if doc.codes is not None else map(re.Match.start, double().finditer(doc.text))


def double() -> re.Pattern[str]:
    return compiled(f"(.)\\1(?!\\1)(?<!\\1\\1\\1)(?<={HAN_CHARACTER})")


@Ahead
def doubled(docs: Sequence[Document]) -> Iterator[list[int]]:
    """The same by arrays, where the code points are at hand."""
    import numpy as np

    texts = [doc.codes for doc in docs if doc.codes is not None]
    whole, starts = arrays.joined(texts or [np.zeros(0, "<u2")])
    places = (whole[1:] == whole[:-1]).nonzero()[0]
    codes = whole.take(places)
    alone = (whole.take(places - 1) != codes) & (whole.take(places + 2, mode="clip") != codes)
    places = places[arrays.members(HAN_CHARACTER).take(codes) & (alone | (codes == arrays.BEYOND))]
    bounds = [*np.searchsorted(places, starts).tolist(), len(places)]
    parts = iter((places[a:b] - start).tolist() for start, (a, b) in zip(starts, pairwise(bounds), strict=True))
    for doc in docs:
        found = next(parts) if doc.codes is not None else []
        yield [at for at in found if doc.text[at] < "\uffff" or double().match(doc.text, at)]


@rule("DUP006", safety=Safety.UNSAFE, ahead=(doubled,))
def doubled_character(doc: Document) -> Iterator[Finding]:
    """A word whose last character stands twice.

    ## What it does
    Takes every two like Chinese characters and has the lexicon cut the clause: where the first ends a word and the
    second is left over, and neither begins a new word (和平平等, 发展展望) nor can stand alone there (可以以书面形式),
    it is too many. Words that reduplicate (常常, 缓缓), "every" (家家, 一张张), verse and names are left alone. A
    title that stands before a name with a surname is read as such (副局长长江阳).

    ## Why it is bad
    A reader of pages or a writer stuttered.

    ## Example
        ✗ 文旅局副局长长江阳介绍了情况。
        ✓ 文旅局副局长江阳介绍了情况。
        ✗ 加强国际宏观经济济政策协调。
        ✓ 加强国际宏观经济政策协调。
        ✓ 各国应当和平平等地相处，常常看看发展展望。
        ✓ 可以以书面形式说明有目的的活动。

    ## Fix safety
    Unsafe: the second of the two goes; a name or a rare word may be doubled on purpose.
    """
    for at, text, begin in written(doc, doubles(doc)):
        size = named(text, at - begin) or left_over(doc, text, at - begin, begin)
        if size and not doc.protected.overlaps(at, at + 2) and not verse(doc):
            word = doc.text[at + 1 - size : at + 1]
            message = f"「{doc.text[at]}」 stands twice: write 「{word}」."
            yield Finding(at, at + 2, message, edits=(Edit(at + 1, at + 2, ""),))


def written(doc: Document, places: Iterable[int]) -> Iterator[tuple[int, str, int]]:
    """Some places in order, each with the text around it in simplified characters, and where that begins."""
    begin, end, text = 0, -1, ""
    for at in places:
        if at + AROUND > end:
            text, begin, end = around(doc, at, at)
        yield at, text, begin


def named(text: str, at: int) -> int:
    """How long the title is that the first ends and a name follows, whose surname the second can't be; else 0."""
    if text[at] not in TITLES or text[at] in SURNAMES or text[at + 2 : at + 3] not in SURNAMES:
        return 0
    before, after = sides(text, at, at + 2, REACH)
    speaks = any(after.startswith(("介绍", "表示", "说", "告诉", "指出", "认为", "强调"), n) for n in (2, 3))
    return next((n for n in (4, 3, 2) if speaks and known(before[1 - n :] + text[at])), 0)


def left_over(doc: Document, text: str, at: int, begin: int) -> int:
    """How long the word is that the first ends, if the second is left over between it and what follows; else 0.

    `text`: that of the document in simplified characters from `begin` on, so far as it is needed; `at`: a place in it.
    """
    char = text[at]
    if char in EVERY or not text[at - 1 : at].isalnum():
        return 0
    ended = shortest(text[max(0, at - 4) : at + 1]) - 1
    if ended < 0:
        return 0
    before, after = sides(text, at, at + 2, REACH)
    if len(before) < ended:
        return 0  # a word with another script, T恤恤
    if (
        text is doc.text
        and not large(text)
        and again(doc, at)
        and not written_once(near(text, at), before, char, after)
    ):
        return 0  # as below, but for less
    last = text[max(0, at - AROUND) : at - 1].rstrip()[-1:]  # on the line above, where the clause is wrapped
    if not after and begins_word(char, text[at + 2 : at + AROUND].lstrip()[:3]):
        return 0  # 财政政⏎策: on the line below
    pair = after[:1] * 2 == after[:2] != ""
    if last == text[at - 1] or (pair and (known(char + after[0]) or not known(after[:2]))):
        return 0  # 咕咕哝哝, 党校校委委员, but not 面貌貌渐渐
    begins = begins_word(char, after)
    if goes_on(before + char, after) if begins else held(before, char, after):
        return 0  # 和平平等, 一张张
    once, twice = cut(before + char + after), cut(before + char * 2 + after)
    cost = once.log_probability - twice.log_probability
    if begins and cost < DEAR:
        return 0
    words = twice.words
    word, n = ending(words, len(before) + 1)
    if len(word) < 2 or words[n] != char:
        word, n = ending(once.words, len(before) + 1)[0], ending(words, len(before) + 2)[1] - 1
        if cost < DEAR or len(word) < 2 or words[n] != char * 2 or rare(look_up(word), WORD):
            return 0  # 人才济济 has the two in one word, 王萌萌 has them in none; but 珠峰峰, 主席团团
    end = len(before) + 1 - len(word)
    pages = near(lexical(doc), begin + at)
    if written_once(pages, before, char, after):
        return len(word)
    if pages.count(text[at - 1 : at + 3]) > 1 or pages.count(char * 2) > pages.count(text[at - 1 : at + 2]):
        return 0  # 趵突泉泉群, 背鳍鳍条 and 臀鳍鳍条, 红光光、油光光: who writes it again means it
    if (before.endswith("得") and after.startswith("的")) or (char == "席" and re.match("就[座坐]|[落入]座", after)):
        return 0  # 吃得饱饱的; the seats of the chairmen, 主席席就座
    following = words[n + 1] if n + 1 < len(words) else ""
    if following and following in "皆耳":
        return 0  # 件件皆合, 亦不易易耳
    entry, single, double = look_up(word), look_up(char), look_up(char * 2)
    part = PARTS.get(word) or (entry.part if entry else "n")
    adjective = double and double.part in "zaio" and (part != "n" or rare(entry))
    if part == "o" or (adjective and following in ("", "的", "地")):
        return 0  # 当啷啷, 春意浓浓, but not 水平平
    if word[0] in "一几每数两半" and len(word) == 2 and (part in "mq" or (single and single.part in "mq")):
        return 0  # 一张张
    if char in SURNAMES and following in ("主席", "总书记", "书记", "总理", "部长", "先生", "同志"):
        return 0
    if (
        word[0] in SURNAMES
        and len(word) == 2
        and end == len(before) - 1
        and (not end or before[-2] in TITLES)
        and part != "m"  # 一百余名
        and rare(entry)
    ):
        return 0  # 王菲菲, where 王菲 is known too
    adverb = char == "地" and part not in "nr" and text[at + 2 : at + 3] not in CLOSING
    if char == "的" or adverb or stands_alone(char, part, text[at + 2 : at + 3], following):
        return 0  # 目的的, 铺天盖地地, but not 各地地大力提升
    if following and following in ASPECT and (char == "作" or (single and single.part == "v" and part == "n")):
        return 0  # 工作作了部署
    name = word[-1] in TITLES and following in SURNAMES
    free = following in NEXT or name or char in BOUND or part in "cdpr"  # 首先先给
    short = len(following) == 1 and not free and cost < DEAREST
    return 0 if short else len(word)


def written_once(pages: str, before: str, char: str, after: str) -> bool:
    """Whether the document writes the same with one."""
    return len(before) > 1 and len(after) > 1 and before[-2:] + char + after[:2] in pages


def again(doc: Document, at: int) -> bool:
    """Whether the same two stand near `at` behind another character, or with the same on both sides."""
    text, others = doc.text, by_character(doc).get(doc.text[at], [])
    nth = bisect_left(others, at)
    for other in others[max(0, nth - 2) : nth + 3] if len(others) > 1 else ():
        alike = text[other - 1 : other] == text[at - 1] and text[other + 2 : other + 3] != text[at + 2 : at + 3]
        if not alike and 4 <= abs(other - at) < NEAR - 4:
            return True
    return False


@view
def by_character(doc: Document) -> dict[str, list[int]]:
    """The same by the character."""
    found: dict[str, list[int]] = {}
    for at in doubles(doc):
        found.setdefault(doc.text[at], []).append(at)
    return found


def goes_on(stem: str, after: str) -> bool:
    """Whether the last of `stem` can be added before `after`, with which it begins a word, at less than it is `DEAR`.

    The clause with it twice is no less likely than `stem` and that with its last before `after`, each cut apart. Where
    no word begins before that character and ends behind it, one of the two ends or begins a word in the clause with it
    once; what is lost is then that of `after` alone, or of what is before. Else a word of the last of `stem` and
    some of `after` is looked for up to where the likeliest cut has an end. All of it spares the cuts, or one.
    """
    char, size = stem[-1], len(stem)
    if not any_across(stem + after, size, size - 1):
        if alone(char) > ROUNDED - DEAR:
            return True
        word = paired(char + after[0])
        # No word may begin with the first two of what follows.
        if (
            word is not None
            and word > alone(after[0]) - DEAR + ROUNDED
            and (len(after) == 1 or paired(after[:2]) is None)
        ):
            scores, _ = likeliest(stem)
            if scores[-2] - scores[-1] < DEAR - ROUNDED:
                return True
    scores, starts = likeliest(stem + after)
    at = len(starts) - 1
    while at > size:
        entry = look_up(char + after[: at - size])
        if entry and scores[at] - scores[size] - entry.log_probability < DEAR - ROUNDED:
            return True
        at = starts[at]
    return False


def held(before: str, char: str, after: str) -> bool:
    """Whether the two are held together, or apart from what is before them, in all cuts: no word ends in the first and
    leaves the second over. Only where no word has some of them and some of what follows, so that this can't tell."""
    text, size = before + char * 2, len(before) + 1
    if any_across(text[:-1] + after, size) or any_across(text + after, size + 1, size):
        return False
    scores, starts = likeliest(text)
    if size - starts[size] < 2:
        return True
    return starts[-1] != size and (starts[-1] != size - 1 or scores[size] - scores[-1] < DEAR - ROUNDED)


def ending(words: Sequence[str], at: int) -> tuple[str, int]:
    """The word that ends `at` code points into the words, "" if none does, and the place of the next."""
    end = 0
    for n, word in enumerate(words):
        end += len(word)
        if end >= at:
            return (word if end == at else ""), n + 1
    return "", len(words)


def rare(entry: Word | None, limit: float = NAME) -> bool:
    return entry is None or entry.log_probability < limit


def stands_alone(char: str, part: str, follows: str, word: str) -> bool:
    """Whether `char` can be a word of its own after a word of that part of speech and before what follows.

    `follows` is the next code point, `word` the next word, or "" at the end of a clause.
    """
    if not follows or follows in CLOSING:
        return False
    entry = look_up(word)
    next_part = entry.part if entry else ""
    if char in REGIONS and word:  # 各省省银行, but not 江苏省省泰州市, 全省省未脱贫
        return word[-1] not in f"{REGIONS}区镇乡村" and next_part not in "dpvcu"
    if char in REGIONS or follows in "（(":  # 海军军（士）官
        return True
    if char == "能" and next_part == "n":
        return False  # 人工智能能技术
    if char in FREE:
        return not (
            (char in "在及将" and part in "dc")  # 正在在, 以及及
            or (char == "了" and part == "p")  # 为了了
            or (char in MODIFIERS and follows == "的")  # 全新新的
            or (char in ADVERBS and part == "d")  # 真正正, 完全全
            or (char == "本" and next_part == "v")  # 基本本解决
            or (char == "据" and (part == "p" or word in ("的", "等", "和", "与", "及")))  # 根据据, 数据据的
        )
    if char in "上下" and part in "sf" and len(word) > 1 and next_part in "vdi":
        return False  # 海上上作业, but not 网上下订单
    if char == "会" and len(word) > 1 and next_part == "n":
        return False  # 联合会会主席: the modal verb is not for nouns
    return (char in NOT_AFTER_VERBS and part not in "vpad") or (
        char in VERBS and part not in "vadp" and follows not in "的了"
    )
