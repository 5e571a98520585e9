"""Half-width , : ; ? and ! beside Chinese, and whether they belong to Chinese prose."""

from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import FULL_MARKS
from jiaokan.model.document import view
from jiaokan.model.prose import CHINESE_CHARACTER
from jiaokan.model.protection import Spans
from jiaokan_rules.lost_question_marks import lost_question_marks
from jiaokan_rules.mojibake_spans import mojibake_spans
from jiaokan_rules.punctuation.half_brackets import brackets_at, half_pairs, pairs
from jiaokan_rules.punctuation.half_mark import HalfMark
from jiaokan_rules.punctuation.spoken_of import is_spoken_of
from jiaokan_rules.punctuation.width_habits import (
    CHINESE_LEFT,
    CHINESE_RIGHT,
    LEFT_AND_SPACE,
    WRAPPERS,
    house_colon,
    notation_lines,
    writes_half_commas,
)
from jiaokan_rules.reasons import Reasons

REACH = 200  # code points to either side in which the language of a sentence is judged
MARK = Pattern(
    rf"[,:;?!](?:(?<={CHINESE_LEFT}.)|(?<={CHINESE_LEFT}[{WRAPPERS}%)].)|(?<={CHINESE_LEFT}[{WRAPPERS}][{WRAPPERS}].)"
    rf"|(?=[ {WRAPPERS}]{{0,3}}{CHINESE_RIGHT})|(?<={CHINESE_LEFT} .)(?![^\r\n]))"
)
# In a text that writes half-width throughout, also between two short Latin words or figures that stand in Chinese.
BETWEEN = Pattern(rf"(?<=[%A-Za-z])[,;](?=[A-Za-z0-9.+-]{{1,12}}{HAN_CHARACTER})")
CITATION = Pattern(rf"{HAN_CHARACTER}, ?(?:1[89]|20)[0-9]{{2}}[a-z]?(?:[;,)）]|$)")
SIGN = Pattern(r"[:;]-?[)）DPp](?![A-Za-z0-9])|::|!\[|! ?[a-z-]{1,9}=")
ENTITY = Pattern(r"&(?:amp;){0,3}#?[A-Za-z0-9]{1,10}$")
LOCANT_BEFORE, LOCANTS_AFTER = Pattern("(?:^|[^A-Za-z])[A-Z]$"), Pattern("[A-Z0-9'][A-Z0-9,']{0,8}-")
RATIO_BEFORE, RATIO_AFTER = Pattern(r":[^\s:，。；]{1,3}$"), Pattern(r"[^\s:，。；]{1,3}:|[^\s，。；]{1,6} ?[=＝]")
APART = Pattern(rf" [,:;?!](?<={CHINESE_LEFT}..)(?= |$)")
CHOICE = Pattern(r" \? [^?:\r\n]{1,60} : ")  # of a program: 条件 ? 甲 : 乙
KANA = Pattern("[ぁ-ゖァ-ヺ]")
NO_TEXT = "({[（“‘《「『，、；：\n\r\t\u3000|>#-=+/\\<&@~^$.,;:?!"  # a half-width mark after these is not a mark of a sentence
LATIN_WORD, LATIN = Pattern("[A-Za-z]+"), Pattern("[A-Za-z]")
RIGHT = Pattern(CHINESE_RIGHT)
SPACE_AND_ASCII = Pattern(" [!-~]")


def half_marks(doc: Document) -> Iterator[HalfMark]:
    """The half-width marks that stand beside Chinese, and are marks of it."""
    places = {match.start() for match in doc.matches(MARK)}
    if writes_half_commas(doc):
        places.update(match.start() for match in doc.matches(BETWEEN))
    marks = (HalfMark(doc, at, doc.text[at], *doc.line_context(at, at + 1, REACH)) for at in sorted(places))
    return (mark for mark in marks if not is_house_style(mark) and not EXCUSES.apply(mark))


def is_house_style(mark: HalfMark) -> bool:
    """The document sets all colons half-width with a space after them."""
    return mark.mark == ":" and mark.precedes_blank and house_colon(mark.doc) is not None


@view
def openings(doc: Document) -> frozenset[int]:
    """Where brackets open that are closed."""
    return frozenset(start for start, _ in pairs(doc))


@view
def mojibake_lines(doc: Document) -> frozenset[int]:
    return frozenset(doc.line_at(stretch.start) for stretch in mojibake_spans(doc))


@view
def citations(doc: Document) -> dict[bool, Spans]:
    """The brackets that hold authors and years, (张三, 2011; 李四, 2012): those that become or are full-width, and the others."""
    full = set(half_pairs(doc))
    found = [pair for pair in pairs(doc) if CITATION.search(doc.text, *pair)]
    is_full = [pair in full or brackets_at(doc, *pair).is_full for pair in found]
    return {
        side: Spans(pair for pair, its in zip(found, is_full, strict=True) if its is side) for side in (True, False)
    }


def is_part_of_sign(mark: HalfMark) -> bool:
    """The mark is part of a smiley, of ::, of ![ before an image, or of the head of a column in MediaWiki: ! scope="col"."""
    return SIGN.match(mark.doc.text, mark.at) is not None


def stands_for_lost(mark: HalfMark) -> bool:
    """The mark stands where a character was lost, which another rule reports."""
    return mark.mark == "?" and lost_question_marks(mark.doc).overlaps(mark.at, mark.at + 1)


def is_subject(mark: HalfMark) -> bool:
    """The text speaks of the mark."""
    return is_spoken_of(mark.before, mark.after)


def meets_full_mark(mark: HalfMark) -> bool:
    """A full-width mark of the sentence stands right after it, so that it is none: 后面跟!，"""
    return mark.after[:1] in FULL_MARKS if mark.after else False


def is_in_mojibake(mark: HalfMark) -> bool:
    """The line has a stretch in a wrong encoding."""
    return mark.doc.line_at(mark.at) in mojibake_lines(mark.doc)


def parts_locants(mark: HalfMark) -> bool:
    """A comma parts the places in the name of a compound: N,N-二甲基甲酰胺."""
    return LOCANT_BEFORE.search(mark.before) is not None and LOCANTS_AFTER.match(mark.after) is not None


def is_ratio(mark: HalfMark) -> bool:
    """A colon is the sign of a ratio: 长:宽:高, 男:女=3:2."""
    if mark.mark != ":":
        return False
    return RATIO_BEFORE.search(mark.before[-5:]) is not None or RATIO_AFTER.match(mark.after) is not None


def is_in_japanese(mark: HalfMark) -> bool:
    """Kana stands near by."""
    return len(KANA.findall(mark.before[-12:] + mark.after[:12])) > 1


def ends_entity(mark: HalfMark) -> bool:
    """A semicolon ends an entity of HTML."""
    return mark.mark == ";" and ENTITY.search(mark.before) is not None


def stands_apart(mark: HalfMark) -> bool:
    """A space stands before the mark, which is not one that drifted from a Chinese word: 中国 , 美国."""
    if mark.left != " ":
        return False
    if LEFT_AND_SPACE.search(mark.before) is None or LATIN.match(mark.after.lstrip()) is not None:
        return True
    if mark.mark == "," or writes_half_commas(mark.doc):
        return mark.mark not in ",;:"
    if mark.mark == ";" and mark.after[:1] != " ":
        return False
    line = f"{mark.before}{mark.mark}{mark.after}"
    return CHOICE.search(line) is not None or not drifts(line)


def drifts(line: str) -> bool:
    """Whether several marks of a line have a space before them, one of them at the end of a clause."""
    marks = [match[0][1] for match in APART.finditer(line)]
    return len(marks) > 1 and any(mark in ",?!" for mark in marks)


def follows_no_text(mark: HalfMark) -> bool:
    """A bracket, an operator or another mark stands before it."""
    return mark.follows_word and (not mark.left or mark.left in NO_TEXT)


def is_in_citation(mark: HalfMark) -> bool:
    """The brackets around an author and a year stay half-width, and so do all marks in them."""
    return citations(mark.doc)[False].overlaps(mark.at, mark.at + 1)


def belongs_to_latin(mark: HalfMark) -> bool:
    """The mark ends a Latin phrase or label: 图 1: …, key:值."""
    if not mark.follows_word or citations(mark.doc)[True].overlaps(mark.at, mark.at + 1):
        return False
    if writes_half_commas(mark.doc):
        return mark.precedes_blank and mark.mark not in ",;"
    return mark.precedes_blank or mark.mark == ":"


def is_quoted(mark: HalfMark) -> bool:
    """The mark ends a Latin word in straight quotation marks: 'abc!'的末尾."""
    if not mark.follows_word or mark.precedes_blank:
        return False
    return mark.after[0] in "\"'`" and mark.before.count(mark.after[0]) % 2 == 1


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
    (is_part_of_sign, "安装::见下。图片![说明](a.png)，请看，共有三张。"),
    (stands_for_lost, "详见本报第?版，内容很多。"),
    (meets_full_mark, "工作表的名字后面跟!，很好记。"),
    (is_in_mojibake, "銆?涓夋湀涓婃棳,锛屼簩鍗佸敮鏂藉伐闃熷厛鍚庤繘鍦"),
    (is_subject, "每列用分号;分隔，请注意。"),
    (parts_locants, "模板{甲,乙}里的溶剂是N,N-二甲基甲酰胺。"),
    (is_ratio, "长:宽:高为四比三比二，请注意。"),
    (is_in_japanese, "他在京都开了一家店，店名叫“お茶,菓子の店”，来的人很多，大家都很喜欢，说下次还要再来。"),
    (ends_entity, "老师说，&#12288;在应对疫情的同时，必须做好准备。"),
    (stands_apart, "单位 : 元，见下表，共三项。"),
    (follows_no_text, ",以后每经过一个保单年度加算一岁。"),
    (is_in_citation, "这一看法 (张三, 2011) 已有讨论 (见下) ，从略，不赘。"),
    (belongs_to_latin, "桌面 KDE: 离开旧版，拥抱新版。"),
    (is_quoted, "'abc?'的末尾是问号，请注意。"),
    (labels_value, "说明：请看。⏎更新时间: 1664890409"),
    (is_in_braces, "模板{名称=甲,值=乙}已经保存。"),
    (is_in_foreign_sentence, "他写道：He quoted 论语, and then many others came to read it too."),
    (is_notation, "[1] 张三.若干问题的研究[J].水利学报,2010,5(2):12-18."),
)
