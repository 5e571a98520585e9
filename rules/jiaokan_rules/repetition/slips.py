"""Whether two blocks that are nearly the same differ by slips of an OCR engine or of the pen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from jiaokan import Pattern
from jiaokan.language.lexicon import cut
from jiaokan.language.script import HAN_CHARACTER, sides
from jiaokan.language.typography import CHINESE_DIGITS
from jiaokan.model.block import Kind
from jiaokan_rules.reasons import Reasons
from jiaokan_rules.repetition.near_duplicates import Change, Pair
from jiaokan_rules.repetition.sound_repeats import kind_of

LONG = 80  # code points: two sentences; parallel ones that long differ in more than a word or in figures
TORN = 5.0  # log-probability (natural): a change that costs its surroundings more has split a word
AROUND = 6  # code points of the clause on each side of a change
ITEM = Pattern(rf"[（(]?([0-9０-９{CHINESE_DIGITS}]{{1,3}})[）)、.．]")
FIGURES = Pattern(f"[第0-9０-９零〇{CHINESE_DIGITS}百千万萬亿億两兩甲乙丙丁A-Za-z.%％]*")
WORD_CHARACTER = Pattern(f"(?:{HAN_CHARACTER}|[A-Za-z0-9])")


@dataclass(frozen=True)
class Comparison:
    """Two blocks that are nearly the same; `statute`: the text is one, in numbered articles."""

    pair: Pair
    statute: bool

    @cached_property
    def kinds(self) -> Counter[str]:
        """How many of the differences are "torn" words, "small" ones, other "word"s, "figure"s, "mark"s, at an "edge"."""
        return Counter(kind_of_change(self.pair.source.key, self.pair.copy.key, change) for change in self.pair.changes)


def kind_of_change(old: str, new: str, change: Change) -> str:
    """Which of the kinds of a `Comparison` a change from one key to another is."""
    before, after = old[slice(*change.old)], new[slice(*change.new)]
    if change.old[0] == change.new[0] == 0 or (change.old[1] == len(old) and change.new[1] == len(new)):
        return "edge"
    if FIGURES.fullmatch(before) and FIGURES.fullmatch(after):
        return "figure"
    if not WORD_CHARACTER.search(before + after):
        return "mark"
    if max(len(before), len(after)) > 2 or len(before) == len(after) == 2:
        return "word"
    costs = abs(log_probability(old, change.old) - log_probability(new, change.new))
    return "torn" if costs >= TORN else "small"


def log_probability(text: str, span: tuple[int, int]) -> float:
    """How likely the words around a span are, in its clause."""
    before, after = sides(text, *span, AROUND)
    return cut(before + text[slice(*span)] + after).log_probability


def is_wrapped_line(comparison: Comparison) -> bool:
    """The block is a line of a wrapped paragraph, which shares a formula with another."""
    return comparison.pair.copy.ends_mid_sentence() and not comparison.pair.adjacent


def is_another_item(comparison: Comparison) -> bool:
    """They are two items of a list: what is read twice keeps its number."""
    old, new = ITEM.match(comparison.pair.source.key), ITEM.match(comparison.pair.copy.key)
    return old is not None and new is not None and old[1] != new[1]


def is_formula_in_other_lines(comparison: Comparison) -> bool:
    """A statute has the same formula twice, once wrapped."""
    return comparison.statute and not comparison.pair.changes and not comparison.pair.adjacent


def is_quoted_again(comparison: Comparison) -> bool:
    """Only the beginning or the end differs: a quotation stands again without its speaker or its stop."""
    return comparison.kinds["edge"] > 0 and not comparison.kinds["torn"]


def is_parallel_article(comparison: Comparison) -> bool:
    """A statute says other things in the same words."""
    kinds = comparison.kinds
    slip = comparison.pair.adjacent and kinds["torn"] and not kinds["figure"] and not kinds["word"]
    return comparison.statute and bool(comparison.pair.changes) and not slip


def is_told_again(comparison: Comparison) -> bool:
    """Far from the other, a word or a figure differs: a text tells the same again, of something else."""
    kinds = comparison.kinds
    others = kinds["small"] + kinds["word"] + kinds["figure"]
    return not comparison.pair.adjacent and bool(comparison.pair.changes) and (others > 0 or not kinds["torn"])


def is_labelled(comparison: Comparison) -> bool:
    """Both are notes, sources or rows, which tables of one kind have in common."""
    short = not comparison.pair.adjacent or len(comparison.pair.copy.key) < LONG
    return short and kind_of(comparison.pair.copy.key) is not Kind.PROSE


def is_parallel_sentence(comparison: Comparison) -> bool:
    """More differences are figures and whole words than slips, for the length of the block."""
    kinds, pair = comparison.kinds, comparison.pair
    if not pair.changes:
        return False
    others, slips = kinds["figure"] + kinds["word"], kinds["torn"] + kinds["small"]
    if pair.adjacent and slips >= others + (not kinds["torn"]):
        return False  # nobody says the same twice running
    others += kinds["small"]
    return kinds["torn"] <= others and (kinds["figure"] > 0 or len(pair.copy.key) < LONG * max(1, others))


SOUND = Reasons[Comparison](
    "DUP002",
    (
        is_labelled,
        "注：各数由站里每天早晚两次量得，取其平均，小数点后留一位。站里停电的那三天没有量，用前后两天的平均数代替。⏎"
        "注：各数由站里每天早晚两次量得，取其平均，小数点后留一位。站里停电的那三天没有最，用前后两天的平均数代替。",
    ),
    (
        is_told_again,
        "在内存测试中，每个程序都重新启动，同一时间只有一个程序在运行，所有其他的活动都保持在最小，以保证环境尽可能相似。每一轮测试之前，机器都关上十分钟，等它完全冷下来，再做下一轮。⏎"
        "结果见下图，图里的数越小越好。⏎"
        "在其他测试中，每个程序都重新启动，同一时间只有一个程序在运行，所有其他的活动都保持在最小，以保证环境尽可能相似。每一轮测试之前，机器都关上十分钟，等它完全冷下来，再做下一轮。",
    ),
    (
        is_wrapped_line,
        "近年来，越来越多的观众来到剧场，感受传统戏曲的魅力，许多活动的名额往往在几分钟之内就⏎其他的事以后再说。⏎"
        "近年来，越来越多的观众来到剧场，感受传统戏曲的魅力，许多活口的名额往往在几分钟之内就⏎被一抢而空。",
    ),
    (
        is_another_item,
        "一、近年来，越来越多的观众来到剧场，感受传统戏曲的魅力，许多活动的名额往往在几分钟之内就被一抢而空。⏎"
        "其他的事以后再说。⏎"
        "二、近年来，越来越多的观众来到剧场，感受传统戏曲的魅力，许多活口的名额往往在几分钟之内就被一抢而空。",
    ),
    (
        is_formula_in_other_lines,
        "第一条 为了保护水源，制定本办法。⏎第二条 依照本办法领取补助的，办理下列手续：⏎"
        "申请人应当在三十日内向所在地的县级人民政府提出书⏎面申请，并附送有关证明文件的原件和复印件。⏎"
        "第三条 依照前条领取的补助，应当用于生产。⏎"
        "申请人应当在三十日内向所在地的县级人民政府提出书面申请，并附送有关证明文件的原件和复印件。⏎"
        "第四条 本办法由省政府解释。⏎第五条 本办法自公布之日起施行。⏎第六条 原办法同时废止。⏎",
    ),
    (
        is_quoted_again,
        "我们守着这条河，守了一辈子，图的就是下游的人能睡个安稳觉，孩子们能喝上干净的水，田里的庄稼旱不着也淹不着，逢年过节，远方的亲人顺着这条河就能找到回家的路，看见自家门前的灯光⏎"
        "我们守着这条河，守了一辈子，图的就是下游的人能睡个安稳觉，孩子们能喝上干净的水，田里的庄稼旱不着也淹不着，逢年过节，远方的亲人顺着这条河就能找到回家的路，看见自家门前的灯光。",
    ),
    (
        is_parallel_article,
        "第一条 为了保护水源，制定本办法。⏎第二条 有下列行为的，依照本条处罚：⏎"
        "对在河道内倾倒垃圾的单位，由水行政主管部门责令限期清除，处五千元以下的罚款，情节严重的从重处罚。⏎"
        "对在渠道内倾倒垃圾的单位，由水行政主管部门责令限期清除，处五千元以下的罚款，情节严重的从重处罚。⏎"
        "第三条 罚款上缴国库。⏎第四条 本办法由省政府解释。⏎第五条 本办法自公布之日起施行。⏎第六条 原办法同时废止。⏎",
    ),
    (
        is_parallel_sentence,
        "今年前三个季度，全市规模以上工业企业实现利润总额三百二十亿元，比上年同期增长百分之九，增速比上半年加快。⏎"
        "今年前三个季度，全市规模以上工业企业实现利润总额四百五十亿元，比上年同期增长百分之八，增速比上半年加快。",
    ),
)
