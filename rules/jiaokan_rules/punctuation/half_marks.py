"""Half-width , : ; ? and ! beside Chinese, and whether they belong to Chinese prose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jiaokan import Document, Edit, Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import FULL_OF_HALF
from jiaokan.model.prose import CHINESE_CHARACTER
from jiaokan_rules.punctuation.width_habits import (
    CHINESE_LEFT,
    CHINESE_RIGHT,
    LEFT_AND_SPACE,
    WRAPPERS,
    notation_lines,
    spaced_half_marks,
    writes_half_commas,
)
from jiaokan_rules.reasons import Reasons

REACH = 200  # code points to either side in which the language of a sentence is judged
MARK = Pattern(
    rf"[,:;?!](?:(?<={CHINESE_LEFT}.)|(?<={CHINESE_LEFT}[{WRAPPERS}%)].)|(?<={CHINESE_LEFT}[{WRAPPERS}][{WRAPPERS}].)"
    rf"|(?=[ {WRAPPERS}]{{0,3}}{CHINESE_RIGHT}))"
)
# In a text that writes half-width throughout, also between two short Latin words or figures that stand in Chinese.
BETWEEN = Pattern(rf"(?<=[%A-Za-z])[,;](?=[A-Za-z0-9.+-]{{1,12}}{HAN_CHARACTER})")
SIGN = Pattern(r"[:;]-?[)(）（DPp](?![A-Za-z0-9])|::|!\[|! ?[a-z-]{1,9}=")
ENTITY = Pattern(r"&#?[A-Za-z0-9]{1,10}$")
NO_TEXT = "({[（“‘《「『\n\r\t\u3000|>#-=+/\\<&@~^$.,;:?!"  # a half-width mark after these is not a mark of a sentence
LATIN_WORD, LATIN = Pattern("[A-Za-z]+"), Pattern("[A-Za-z]")
LEFT = Pattern(CHINESE_LEFT)
RIGHT, SPACE_AND_TEXT = Pattern(CHINESE_RIGHT), Pattern(rf" (?:{CHINESE_RIGHT}|[A-Za-z0-9])")
SPACE_AND_ASCII = Pattern(" [!-~]")


class HalfMark(NamedTuple):
    """A half-width mark at an offset, with something Chinese beside it, and its line on both sides up to REACH."""

    doc: Document
    at: int
    mark: str
    before: str
    after: str

    @property
    def left(self) -> str:
        """The character before, but for emphasis and quotation marks of ASCII."""
        return self.before.rstrip(WRAPPERS)[-1:]

    @property
    def right(self) -> str:
        """The next character, past ASCII marks of emphasis and quotation."""
        return self.after.lstrip(WRAPPERS)[:1]

    @property
    def follows_chinese(self) -> bool:
        return LEFT.match(self.left) is not None or (
            self.left == "%" and CHINESE_CHARACTER.match(self.right) is not None
        )

    @property
    def follows_word(self) -> bool:
        """Whether a Latin word or a figure stands before, where half-width marks belong to a phrase or a label."""
        return not self.follows_chinese and self.left != " "

    @property
    def precedes_blank(self) -> bool:
        return self.right in " "

    @property
    def edit(self) -> Edit:
        """Write the full-width mark; a space beside it that stood in for its width goes."""
        start = self.at - 1 if LEFT_AND_SPACE.match(self.before[-2:]) else self.at
        end = self.at + 2 if SPACE_AND_TEXT.match(self.after) else self.at + 1
        return Edit(start, end, FULL_OF_HALF[self.mark])


def half_marks(doc: Document) -> Iterator[HalfMark]:
    """The half-width marks that stand beside Chinese, and are marks of it."""
    places = {match.start() for match in doc.matches(MARK)}
    if writes_half_commas(doc):
        places.update(match.start() for match in doc.matches(BETWEEN))
    marks = (HalfMark(doc, at, doc.text[at], *doc.line_context(at, at + 1, REACH)) for at in sorted(places))
    return (mark for mark in marks if not EXCUSES.apply(mark))


def is_part_of_sign(mark: HalfMark) -> bool:
    """The mark is part of a smiley, of ::, of ![ before an image, or of the head of a column in MediaWiki: ! scope="col"."""
    return SIGN.match(mark.doc.text, mark.at) is not None


def ends_entity(mark: HalfMark) -> bool:
    """A semicolon ends an entity of HTML."""
    return mark.mark == ";" and ENTITY.search(mark.before) is not None


def stands_apart(mark: HalfMark) -> bool:
    """A space stands before the mark, which is not a comma that drifted from a Chinese word: 中国 , 美国."""
    if mark.left != " ":
        return False
    drifting = ",;:" if writes_half_commas(mark.doc) else ",;"
    return (
        mark.mark not in drifting
        or LEFT_AND_SPACE.search(mark.before) is None
        or LATIN.match(mark.after.lstrip()) is not None
    )


def follows_no_text(mark: HalfMark) -> bool:
    """A bracket, an operator or another mark stands before it."""
    return mark.follows_word and (not mark.left or mark.left in NO_TEXT)


def belongs_to_latin(mark: HalfMark) -> bool:
    """The mark ends a Latin phrase or label: 图 1: …, key:值."""
    if not mark.follows_word:
        return False
    if writes_half_commas(mark.doc):
        return mark.precedes_blank and mark.mark not in ",;"
    return mark.precedes_blank or mark.mark == ":"


def is_quoted(mark: HalfMark) -> bool:
    """The mark ends a Latin word in straight quotation marks: 'abc!'的末尾."""
    if not mark.follows_word or mark.precedes_blank:
        return False
    return mark.after[0] in "\"'`" and mark.before.count(mark.after[0]) % 2 == 1


def is_habit(mark: HalfMark) -> bool:
    """The document regularly writes this mark half-width with a space after it."""
    if not mark.follows_chinese or not mark.precedes_blank or writes_half_commas(mark.doc):
        return False
    return mark.mark in spaced_half_marks(mark.doc)


def labels_value(mark: HalfMark) -> bool:
    """A colon and a space stand between a label and a value in ASCII: 更新时间: 1664890409."""
    if not mark.follows_chinese or mark.mark != ":" or writes_half_commas(mark.doc):
        return False
    return SPACE_AND_ASCII.match(mark.after) is not None


def is_in_braces(mark: HalfMark) -> bool:
    """A brace of code or a template stands open before it."""
    return mark.follows_chinese and mark.before.rfind("{") > mark.before.rfind("}")


def is_in_foreign_sentence(mark: HalfMark) -> bool:
    """A sentence in Latin letters quotes a Chinese word before the mark and keeps its own marks."""
    if not mark.follows_chinese or RIGHT.match(mark.right):
        return False
    line = mark.before + mark.after
    return len(LATIN_WORD.findall(line)) > len(CHINESE_CHARACTER.findall(line))


def is_notation(mark: HalfMark) -> bool:
    """The line is a reference or a row of comma-separated values."""
    return mark.doc.line_at(mark.at) in notation_lines(mark.doc)


EXCUSES: Reasons[HalfMark] = Reasons(
    "PUN001",
    (is_part_of_sign, "他等了一天，水还是没有来:（"),
    (ends_entity, "老师说，&#12288;在应对疫情的同时，必须做好准备。"),
    (stands_apart, "单位 : 元，见下表，共三项。"),
    (follows_no_text, ",以后每经过一个保单年度加算一岁。"),
    (belongs_to_latin, "桌面 KDE: 离开旧版，拥抱新版。"),
    (is_quoted, "'abc!'的末尾是感叹号，请注意。"),
    (is_habit, "内存是什么?⏎它保存正在运行的程序。"),
    (labels_value, "说明：请看。⏎更新时间: 1664890409"),
    (is_in_braces, "模板{名称=甲,值=乙}已经保存。"),
    (is_in_foreign_sentence, "他写道：He quoted 论语, and then many others came to read it too."),
    (is_notation, "[1] 张三.若干问题的研究[J].水利学报,2010,5(2):12-18."),
)
