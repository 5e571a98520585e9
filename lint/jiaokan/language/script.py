"""Which language and which Chinese script a text is in, from counts over a sample of it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from opencc import OpenCC

Script = Literal["simplified", "traditional"]

# Han characters as they stand between [ and ] of a pattern; and a pattern for one of them, with 々〆〇 and the
# compatibility ideographs.
IDEOGRAPHS = "㐀-鿿𠀀-𲎯"
HAN = IDEOGRAPHS + "〇々"
HAN_CHARACTER = "[々-〇㐀-鿿豈-龎𠀀-𲎯]"
KANA_HANGUL = "ぁ-ヺ가-힣"
LETTERS = "A-Za-zÀ-ɏа-яА-Я"
HAN_CHARACTER = "[㐀-鿿豈-龎𠀀-𲎯]"

# Upper bytes in UTF-16: all of Han but for the astral planes; kana (with some marks) and hangul; letters (and more).
HAN_PAGES = bytes(range(0x34, 0xA0))
KANA_PAGES = bytes([0x30, *range(0xAC, 0xD8)])
LETTER_PAGES = bytes([0x00, 0x01, 0x02, 0x04])

SHORT = 2000  # code points
SAMPLE = 20_000  # code points from each of three places of a longer text

# Frequent characters whose two forms are each used in one script only, so that one sight of either tells.
SIMPLIFIED = (
    "们这国个来为时说会学对发经过还没产业务员处实现点进动从问间开关无东车电长门见书马语话请谁谢认识让记论设证评词试该详误读谈"
    "应当总结给统级红约组织细终续练纪纳纸线绍绝维绿编缘网罗义习乡农军写兴养兰华协单卖卢卫厂历厅压县双变"
    "难飞饭馆馨饮饱鸟鸡鱼龙龟齐齿黄赵钱针钟钢铁银错镇闻阳阴阵阶际陆陈险随隐虽风韩须顺预领题颜额顾飘驱驻验骗"
    "买乱亏亲亿仅仓仪价众优伟传伤伦伪侧侨债倾偿储"
)
TRADITIONAL = (
    "們這國個來為時說會學對發經過還沒產業務員處實現點進動從問間開關無東車電長門見書馬語話請誰謝認識讓記論設證評詞試該詳誤讀談"
    "應當總結給統級紅約組織細終續練紀納紙線紹絕維綠編緣網羅義習鄉農軍寫興養蘭華協單賣盧衛廠歷廳壓縣雙變"
    "難飛飯館馨飲飽鳥雞魚龍龜齊齒黃趙錢針鐘鋼鐵銀錯鎮聞陽陰陣階際陸陳險隨隱雖風韓須順預領題顏額顧飄驅駐驗騙"
    "買亂虧親億僅倉儀價眾優偉傳傷倫偽側僑債傾償儲"
)


def sample(text: str) -> str:
    """The text, or of a long one its beginning, its middle and its end."""
    return "".join(text[part] for part in sample_parts(len(text)))


def sample_parts(size: int) -> list[slice]:
    """Which parts of a text of `size` code points are counted."""
    if size <= 3 * SAMPLE:
        return [slice(0, size)]
    return [slice(0, SAMPLE), slice(size // 2, size // 2 + SAMPLE), slice(size - SAMPLE, size)]


def count(characters: str, text: str) -> int:
    """How many code points of `text` are in the class `characters` (what stands between [ and ])."""
    return len(text) - len(re.sub(f"[{characters}]+", "", text))


class Counts(NamedTuple):
    """Code points of a sample of a text by kind.

    Han, at least, and kana with hangul and letters, at most: counts by Unicode pages, which are quick and usually
    enough. `exact`: the same three by the classes themselves. `simplified` and `traditional`: characters that stand in
    one script only. None where they are not counted.
    """

    han: int
    kana_hangul: int
    letters: int
    exact: tuple[int, int, int] | None = None
    simplified: int | None = None
    traditional: int | None = None


def roughly(text: str) -> Counts:
    """Approximate counts from the high bytes; five times as fast as counting a class."""
    pages = text.encode("utf-16-le", "surrogatepass")[1::2]
    han, kana_hangul, letters = (
        len(pages) - len(pages.translate(None, of)) for of in (HAN_PAGES, KANA_PAGES, LETTER_PAGES)
    )
    return Counts(han, kana_hangul, letters)


def is_chinese(text: str, counts: Counts | None = None) -> bool:
    """Whether Han leads, with next to no kana or hangul beside it and not lost in Latin text."""
    counts = counts or roughly(sample(text))
    if chinese_leads(counts.han, counts.kana_hangul, counts.letters):
        return True
    if counts.exact is None:
        sampled = sample(text)
        exact = count(IDEOGRAPHS, sampled), count(KANA_HANGUL, sampled), count(LETTERS, sampled)
        counts = counts._replace(exact=exact)
    return chinese_leads(*counts.exact or (0, 0, 0))


def chinese_leads(han: int, kana_hangul: int, letters: int) -> bool:
    """Whether a text with these counts is Chinese: little kana and hangul, and not too many letters beside Han."""
    return 8 * kana_hangul < han and letters < 20 * han


def dominant(text: str, counts: Counts | None = None) -> Script | None:
    """The script that leads at least four to one among the telling characters."""
    if counts and counts.simplified is not None and counts.traditional is not None:
        return leading(counts.simplified, counts.traditional)
    sampled = sample(text)
    if len(sampled) < SHORT:  # to compile the patterns takes a millisecond
        characters = frozenset(sampled)
        if characters.isdisjoint(TRADITIONAL_ONLY):
            return leading(not characters.isdisjoint(SIMPLIFIED_ONLY), 0)
        if characters.isdisjoint(SIMPLIFIED_ONLY):
            return leading(0, 1)
    return leading(count(SIMPLIFIED_ONLY, sampled), count(TRADITIONAL_ONLY, sampled))


def leading(simple: int, full: int) -> Script | None:
    """The script of which there are at least four times as many characters as of the other."""
    if simple and simple >= 4 * full:
        return "simplified"
    return "traditional" if full and full >= 4 * simple else None


def simplified(text: str) -> str:
    """The text in simplified characters, in which the lexicon is written; unchanged where its length would change.

    A lone surrogate, which the converter cannot take, becomes a question mark.
    """
    try:
        converted: str = simplifier().convert(text)
    except UnicodeEncodeError:
        return simplified(text.encode("utf-8", "replace").decode("utf-8"))
    return converted if len(converted) == len(text) else text


@cache
def simplifier() -> OpenCC:
    from opencc import OpenCC  # 12 ms to import

    return OpenCC("t2s")


def sides(text: str, start: int, end: int, reach: int) -> tuple[str, str]:
    """The Chinese characters directly before and after [start, end), at most `reach` code points each."""
    match = clause().match
    before, after = match(text[max(0, start - reach) : start][::-1]), match(text, end, end + reach)
    return before[0][::-1] if before else "", after[0] if after else ""


@cache
def clause() -> re.Pattern[str]:
    return re.compile(f"{HAN_CHARACTER}*")


SIMPLIFIED_ONLY = "".join(sorted({s for s, t in zip(SIMPLIFIED, TRADITIONAL, strict=True) if s != t}))
TRADITIONAL_ONLY = "".join(sorted({t for s, t in zip(SIMPLIFIED, TRADITIONAL, strict=True) if s != t}))
