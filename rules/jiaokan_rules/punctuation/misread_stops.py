"""Dots and points between Chinese words, and which of them are full stops that were misread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from jiaokan import Document, Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import CLOSING_QUOTES, FULL_COLONS, FULL_COMMAS, STOPS
from jiaokan.model.document import view
from jiaokan.model.prose import has_clauses
from jiaokan_rules.han_runs import leading_han, trailing_han
from jiaokan_rules.punctuation.enclosure import CLOSING, OPENING, is_enclosed
from jiaokan_rules.punctuation.foreign_names import is_person, is_transliterated
from jiaokan_rules.punctuation.spoken_of import is_spoken_of
from jiaokan_rules.punctuation.stop_evidence import parts_clauses
from jiaokan_rules.punctuation.width_habits import notation_lines
from jiaokan_rules.reasons import Reasons

DOTS = "·•・‧∙⋅．"
BESIDE = (
    rf"(?<=(?:{HAN_CHARACTER}|[A-Za-z0-9%％{CLOSING}]).)"
    rf"(?=(?:{HAN_CHARACTER}|[0-9A-Za-z{OPENING}{CLOSING_QUOTES}])|[ \t]*(?![^\r\n]))"
)
# A point counts after Chinese, before Chinese, a quotation mark or a line end; another dot beside Latin and figures too.
DOT = Pattern(
    rf"[{DOTS}]{BESIDE}"
    rf"|\.(?<=(?:{HAN_CHARACTER}|[{CLOSING}])\.)(?=(?:{HAN_CHARACTER}|[{OPENING}{CLOSING_QUOTES}])|[ \t]*(?![^\r\n]))"
)
SENTENCE_POINT = Pattern(rf"[．.](?<=(?:{HAN_CHARACTER}|[{CLOSING}]).)(?={HAN_CHARACTER}|\s|[{CLOSING_QUOTES}]|\Z)")
DOT_OR_POINT = Pattern(rf"[{DOTS}.]{BESIDE}")
WINDOW = 159  # code points to either side that are looked at
MANY = 5  # misread stops of a kind: names and labels that look like them come one or two to a document
SENTENCE = 5  # code points: shorter ones are rare, and names and labels before a dot are not
NAME = 12  # Chinese characters before the dot that are looked at: what a man or woman is, and a name
NUMERALS = frozenset("〇零○一二三四五六七八九十百千两0123456789０１２３４５６７８９")
LATIN_BEFORE, LATIN_AFTER = Pattern("[A-Za-z0-9]$"), Pattern("[A-Za-z0-9]")
FIGURE_BEFORE, FIGURE_OF_TEXT = Pattern("[0-9]$"), Pattern(rf"{HAN_CHARACTER}[0-9.]+$")
INITIAL_BEFORE, INITIAL_AFTER = Pattern("(?:^|[^A-Za-z])[A-Za-z]$"), Pattern("[A-Za-z](?![A-Za-z])")
ENUMERATED = f"(?:{HAN_CHARACTER}|[·・•]){{1,6}}"
ENUMERATED_BEFORE, ENUMERATED_AFTER = Pattern(f"[、丶]{ENUMERATED}$"), Pattern(f"{ENUMERATED}[、丶和等]")
SENTENCE_END = Pattern(f"[{STOPS}{DOTS}]")
CLAUSE_MARKS = "，；,;"
ITEM = f"[^{CLAUSE_MARKS}{STOPS}]{{1,8}}"
SHORT_ITEM = {dot: Pattern(rf"[{dot}]{ITEM}$|^{ITEM}[{dot}]", re.MULTILINE) for dot in DOTS + "."}
ANY_CLAUSE_MARK = Pattern(f"[{FULL_COMMAS}丶{FULL_COLONS},;:]")
POINTS = "．."
LEAST_STYLE = 3  # points that make the style of a text without another stop
QUARTER = 4
INDENT_AND_QUOTES = " \t\u3000“‘「『"


class Dot(NamedTuple):
    """A dot or a point in a document where a full stop may stand, and its line on both sides up to WINDOW.

    `times`: how often it comes with the same neighbours. `in_prose`: its line is running text.
    """

    doc: Document
    at: int
    mark: str
    before: str
    after: str
    times: int
    in_prose: bool

    @property
    def left(self) -> str:
        return trailing_han(self.before[-NAME:])

    @property
    def right(self) -> str:
        return leading_han(self.after)

    @property
    def sentence(self) -> str:
        """The text between the previous stop and the dot."""
        return SENTENCE_END.split(self.before)[-1].strip(INDENT_AND_QUOTES)


def misread_stops(doc: Document) -> Iterator[Dot]:
    """Dots and points between Chinese where a full stop fits.

    A document that reads many of its stops so is believed to read them all so, in short lines and clauses too.
    """
    dots = [dot for dot in possible_stops(doc) if not NAMES.apply(dot)]
    likely = [dot for dot in dots if not DOUBTS.apply(dot)]
    many = frequent_marks(doc, likely)
    sure = {dot.at for dot in likely if dot.mark in POINTS or dot.mark in many or parts_clauses(dot.before, dot.after)}
    for dot in dots:
        if dot.at in sure or (dot.mark in many and len(dot.before) > 1):
            yield dot


def frequent_marks(doc: Document, likely: Iterable[Dot]) -> frozenset[str]:
    """The marks that a document has for many of its stops: a quarter as often as 。 at least."""
    stops = doc.text.count("。")
    counts = Counter(dot.mark for dot in likely)
    return frozenset(mark for mark, times in counts.items() if times >= MANY and QUARTER * times >= stops)


@view
def point_style(doc: Document) -> tuple[int, str] | None:
    """Where a text whose only full stop is ． or . first has it, and that stop."""
    for mark in POINTS if not doc.charset.isdisjoint(POINTS) else "":
        ends = [match.start() for match in doc.matches(SENTENCE_POINT) if match[0] == mark]
        if len(ends) >= LEAST_STYLE and 10 * doc.text.count("。") <= len(ends):
            return ends[0], mark
    return None


def possible_stops(doc: Document) -> Iterator[Dot]:
    """Dots, and points unless the document has more of them than full stops, so that it ends its sentences so."""
    places = [match.start() for match in doc.matches(DOT)]
    style = point_style(doc)
    usual = {style[1]} if style else set[str]()
    if places and doc.text.count(".") > doc.text.count("。"):
        usual.add(".")
    times = Counter(neighbours(doc, at) for at in places)
    is_prose = cache(lambda n: has_clauses(doc.lines.texts[n]))
    for at in places:
        mark = doc.text[at]
        if mark not in usual:
            sides = doc.line_context(at, at + 1, WINDOW)
            yield Dot(doc, at, mark, *sides, times[neighbours(doc, at)], is_prose(doc.line_at(at)))


def neighbours(doc: Document, at: int) -> str:
    return doc.text[at - 2 : at + 3]


def is_in_latin(dot: Dot) -> bool:
    """Latin letters or figures stand on both sides: CuSO4·5H2O."""
    return LATIN_BEFORE.search(dot.before) is not None and LATIN_AFTER.match(dot.after) is not None


def numbers_item(dot: Dot) -> bool:
    """A number before it is not part of a sentence: 2．土地."""
    if not FIGURE_BEFORE.search(dot.before):
        return False
    return dot.mark != "·" or FIGURE_OF_TEXT.search(dot.before) is None


def parts_numerals(dot: Dot) -> bool:
    """Numerals stand on both sides: 三．五, 一二·九."""
    return dot.before[-1:] in NUMERALS and dot.after[:1] in NUMERALS


def is_beside_initial(dot: Dot) -> bool:
    """An initial of a name stands beside it: J·K·罗琳."""
    return INITIAL_BEFORE.search(dot.before[-2:]) is not None or INITIAL_AFTER.match(dot.after) is not None


def parts_foreign_name(dot: Dot) -> bool:
    """The characters on both sides transliterate a foreign name."""
    return is_transliterated(dot.left, dot.right)


def names_person(dot: Dot) -> bool:
    """A title of a person and the beginning of a name stand before it."""
    return is_person(dot.left, dot.right)


def is_in_title(dot: Dot) -> bool:
    """It stands in a title, or in a quotation or bracket without a clause mark."""
    return is_enclosed(dot.before, dot.after)


def is_subject(dot: Dot) -> bool:
    """The text speaks of the mark."""
    return is_spoken_of(dot.before, dot.after)


def is_in_reference(dot: Dot) -> bool:
    """The line is a reference."""
    return dot.doc.line_at(dot.at) in notation_lines(dot.doc)


def is_enumerated(dot: Dot) -> bool:
    """It stands in a short item of an enumeration, as names of officials do: 、艾力更．依明巴海、"""
    return ENUMERATED_BEFORE.search(dot.before[-7:]) is not None and ENUMERATED_AFTER.match(dot.after) is not None


def recurs(dot: Dot) -> bool:
    """It recurs with the same neighbours, as a name does."""
    return dot.times > 1


def parts_list(dot: Dot) -> bool:
    """It parts short items in a line with several dots: 黄芪·当归·甘草."""
    if not SHORT_ITEM[dot.mark].search(f"{dot.before}\n{dot.after.rstrip()}"):
        return False
    line = dot.doc.line_span(dot.at)
    return len(list(islice(DOT_OR_POINT.finditer(dot.doc.text, *line), 3))) > 2


def is_outside_prose(dot: Dot) -> bool:
    """Its line is not running text."""
    return not dot.in_prose


def follows_label(dot: Dot) -> bool:
    """What stands before it is too short for a sentence."""
    return len(dot.sentence) < SENTENCE


def is_only_mark(dot: Dot) -> bool:
    """It is the only mark of its line up to the next stop, as in a name or a heading."""
    if dot.sentence != dot.before.strip(INDENT_AND_QUOTES) or dot.at - len(dot.before) != dot.doc.line_span(dot.at)[0]:
        return False
    return ANY_CLAUSE_MARK.search(dot.sentence + SENTENCE_END.split(dot.after)[0]) is None


NAMES: Reasons[Dot] = Reasons(
    "PUN008",
    (is_in_latin, "大家都在使用自由软件Linux．GNU系统，并且积极参与开发。"),
    (numbers_item, "擅自改变用途的有3．土地和房屋，应当依法处理。"),
    (parts_numerals, "高低差超过三．五米的部分，有效值另行计算。"),
    (is_beside_initial, "影响很大，他在总统德怀特．D．艾森豪威尔任内当选。"),
    (parts_foreign_name, "中国代表团的到来是劳尔．卡斯特罗的荣幸，更体现了两国友谊。"),
    (is_in_title, "作为“阅读四季．春生之章”的重点活动，展览由图书馆主办。"),
    (is_subject, "文件名里的空格全部用.代替，这样不会出错。"),
    (
        is_in_reference,
        "书读了。报也读了。结果都很好。大家高兴。⏎[1] 张三,李四.论城市的规划问题[J].城市研究,2019,12(3)。",
    ),
    (is_enumerated, "出席会议的有沈跃跃、吉炳轩、艾力更．依明巴海、万鄂湘等同志。"),
    (names_person, "探测器稳稳地降落在月球背面的冯．卡门撞击坑，这在历史上还是第一次。"),
)
# What makes a dot doubtful, unless the document reads many of its stops so.
DOUBTS: Reasons[Dot] = Reasons(
    "PUN008",
    (recurs, "今年亮相的有武地．融创金麟一号、武地．融创锦上公馆等七个作品，都很受欢迎。"),
    (parts_list, "药方是黄芪三钱．蒲公英三钱．生甘草一两．当归二钱，水煎服用，每日一剂。"),
    (is_outside_prose, "革命万岁。抵制这场革命·"),
    (follows_label, "通车试点·此外，十五地海关还将共同建设通关平台。"),
    (is_only_mark, "一种人不学毛著．处于落后和中间状态。"),
)
