"""Pairs of brackets of which one or both are half-width, and whether they belong to Chinese prose."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from jiaokan import Document, Edit, Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import FULL_COLONS, FULL_COMMAS, FULL_MARKS
from jiaokan.model.document import view
from jiaokan.model.prose import CHINESE_CHARACTER
from jiaokan.model.protection import Spans
from jiaokan_rules.punctuation.spoken_of import is_enclosed_alone
from jiaokan_rules.punctuation.width_habits import (
    CHINESE_LEFT,
    CHINESE_RIGHT,
    LEFT_AND_SPACE,
    SPACE_AND_MARKUP,
    notation_lines,
    writes_half_commas,
)
from jiaokan_rules.reasons import Reasons

BRACKET = Pattern("[()（）]")
# Half-open intervals have two kinds of brackets: (a,b], [0,1).
ENDPOINT = r"[^()（）\[\]\r\n。；]{1,24}"
INTERVAL = Pattern(rf"[(（]{ENDPOINT}[,，]{ENDPOINT}\]|\[{ENDPOINT}[,，]{ENDPOINT}[)）]")
LONGEST = 1000  # code points in a pair: the dates and amendments before a statute
ASIDE = 60  # code points that a pair may hold over an empty line
BLANK_LINE = Pattern(r"(?:\r\n|[\r\n])[ \t\u3000]*[\r\n]")
EYES = Pattern("[:;]-?$")  # of a smiley, whose mouth is the next bracket
# What stands before a pair of brackets in Chinese, or after it.
BEFORE = Pattern(rf"(?:{CHINESE_LEFT}|[{FULL_COMMAS}。{FULL_COLONS}“‘《「『])[ \xa0]{{0,2}}$")
AFTER = Pattern(f" ?(?:{CHINESE_RIGHT}|[{FULL_MARKS}”’》」』])")
NUMBER = rf"(?:{HAN_CHARACTER}|[0-9]){{1,4}}[)）]"
ITEM = Pattern(rf"(?<![^\r\n])[ \t\u3000]*([(（]){NUMBER}")  # the number of a list item: (三)
FUNCTION = Pattern(r"(?<![A-Za-z])[a-z][A-Za-z0-9_.]*$")
LATIN_BEFORE, LATIN = Pattern("[A-Za-z0-9_]$"), Pattern("[A-Za-z0-9]")
FORMULA_AFTER = Pattern(r"[A-Za-z_^²³₀-₉]|[0-9]{1,2}[A-Za-z(]|[-+*/=×][A-Za-z0-9(]|-[^\s，。]")
BAR = Pattern("[|]")
CONJUNCTION = Pattern("[(（] ?[和与或] ?[)）]")
LOOSE = Pattern(rf" {HAN_CHARACTER}[^ \r\n](?:[^\r\n]*[^ \r\n])? ")
# Code beside a pair, with the space that parts them.
CODE_BEFORE, CODE_AFTER = Pattern("` ?$"), Pattern(" ?`")
SPACE_AND_RIGHT = Pattern(f" (?:{CHINESE_RIGHT}|[{FULL_COMMAS}。{FULL_COLONS}])")


class Brackets(NamedTuple):
    """A pair of brackets at two offsets of a document, with 30 code points before it and two after it."""

    doc: Document
    start: int
    end: int
    opening: str
    closing: str
    before: str
    after: str

    @property
    def is_mixed(self) -> bool:
        return self.opening == "（" or self.closing == "）"

    @property
    def is_full(self) -> bool:
        return self.opening + self.closing == "（）"

    @property
    def is_wanted(self) -> bool:
        """Whether the document or the partner asks for full-width brackets."""
        return self.is_mixed or writes_half_commas(self.doc)

    @property
    def is_spaced(self) -> bool:
        """Whether a half-width pair has a space beside it, as mixed typesetting gives it."""
        return self.opening == "(" and (self.before.endswith(" ") or self.after.startswith(" "))

    @property
    def is_beside_chinese(self) -> bool:
        return BEFORE.search(self.before[-3:]) is not None or AFTER.match(self.after) is not None

    @property
    def holds_chinese(self) -> bool:
        return CHINESE_CHARACTER.search(self.doc.text, self.start + 1, self.end) is not None

    @property
    def is_loose(self) -> bool:
        """Whether a space stands on both sides inside the pair, around Chinese of two characters or more."""
        return LOOSE.fullmatch(self.doc.text, self.start + 1, self.end) is not None

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Write full-width brackets; a space outside that stood in for their width goes, and those inside a loose pair."""
        edits = []
        inside = int(self.is_loose)
        if self.opening == "(":
            space = bool(LEFT_AND_SPACE.match(self.before[-2:])) or (self.doc.markdown and self.before[-2:] == "` ")
            edits.append(Edit(self.start - space, self.start + 1 + inside, "（"))
        if self.closing == ")":
            after = self.doc.text[self.end + 1 : self.end + 6]
            goes = SPACE_AND_RIGHT.match(after) or (self.doc.markdown and SPACE_AND_MARKUP.match(after))
            edits.append(Edit(self.end - inside, self.end + 1 + bool(goes), "）"))
        return tuple(edits)


class Habits(NamedTuple):
    """How a document sets brackets. `full_latin`: in full width around Latin.

    `spaced`: half or more with spaces beside them, several or all; one among others is no habit.
    """

    full_latin: bool
    spaced: bool


def half_brackets(doc: Document) -> Iterator[Brackets]:
    """The pairs with a half-width bracket that stand in Chinese, inner ones first."""
    return (brackets_at(doc, *pair) for pair in half_pairs(doc))


@view
def half_pairs(doc: Document) -> list[tuple[int, int]]:
    """The offsets of these pairs; in a column of a table all change or none.

    A view that kept the pairs themselves would keep the document alive.
    """
    half = [pair for pair in (brackets_at(doc, *span) for span in pairs(doc)) if not pair.is_full]
    found = [(pair.start, pair.end) for pair in half if not EXCUSES.apply(pair)]
    if "|" not in doc.charset or len(found) == len(half):
        return found
    wanted = set(found)
    kept = {column_of(doc, pair.start) for pair in half if (pair.start, pair.end) not in wanted} - {None}
    return [span for span in found if column_of(doc, span[0]) not in kept]


def column_of(doc: Document, at: int) -> tuple[int, int] | None:
    """The table with bars that holds an offset, by its first line, and the column; None outside tables."""
    number = doc.line_at(at)
    first = first_rows(doc)[number]
    return None if first < 0 else (first, bisect_left(bars(doc), at) - bisect_left(bars(doc), doc.lines.starts[number]))


@view
def bars(doc: Document) -> list[int]:
    """Where bars stand."""
    return [match.start() for match in doc.finditer(BAR)]


@view
def first_rows(doc: Document) -> list[int]:
    """For each line the index of the first row of its table, -1 outside tables with bars."""
    found: list[int] = []
    for number, text in enumerate(doc.lines.texts):
        in_table = text.lstrip().startswith("|")
        found.append(-1 if not in_table else found[-1] if found and found[-1] >= 0 else number)
    return found


def brackets_at(doc: Document, start: int, end: int) -> Brackets:
    text = doc.text
    return Brackets(doc, start, end, text[start], text[end], text[max(0, start - 30) : start], text[end + 1 : end + 3])


@view
def pairs(doc: Document) -> list[tuple[int, int]]:
    """The offsets of brackets that belong together, inner ones first; a pair lies in one paragraph, or in two that a break parts."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    last = 0
    intervals = Spans(match.span() for match in doc.finditer(INTERVAL) if not CHINESE_CHARACTER.search(match[0]))
    for match in doc.matches(BRACKET):
        at = match.start()
        if intervals.overlaps(at, at + 1):
            continue
        if opened and at - opened[-1] > ASIDE and has_blank_line(doc, last, at, opened[-1] + ASIDE):
            opened.clear()
        last = at
        if match[0] in "(（":
            opened.append(at)
        elif opened and EYES.search(doc.text[max(0, at - 2) : at]) is None:
            start = opened.pop()
            if at - start <= LONGEST:
                found.append((start, at))
    return found


def has_blank_line(doc: Document, start: int, end: int, reach: int) -> bool:
    """Whether an empty line that begins after `reach` lies between the two offsets."""
    blanks = BLANK_LINE.finditer(doc.text, start, end)
    return any(blank.start() > reach and not doc.protected.overlaps(*blank.span()) for blank in blanks)


@view
def habits(doc: Document) -> Habits:
    all_pairs = [brackets_at(doc, *pair) for pair in pairs(doc)]
    widths = Counter(pair.opening for pair in all_pairs)
    latin = Counter(pair.opening for pair in all_pairs if not pair.holds_chinese)
    full_latin = widths["（"] >= widths["("] and latin["("] < max(3, latin["（"])
    spaced = sum(pair.is_spaced for pair in all_pairs)
    return Habits(full_latin, 2 * spaced >= len(all_pairs) and (spaced > 1 or spaced == len(all_pairs)))


@view
def item_numbers(doc: Document) -> frozenset[int]:
    """Where the numbers of list items open, in a document that mostly sets those in half-width brackets."""
    items = list(doc.finditer(ITEM))
    widths = Counter(item[1] for item in items)
    return frozenset(item.start(1) for item in items if widths["("] > widths["（"])


def stands_alone(pair: Brackets) -> bool:
    """Nothing Chinese stands beside the pair, nor inside a half-width one: (更新时间 1664890409) in a line of its own."""
    if pair.is_beside_chinese or (pair.is_wanted and pair.holds_chinese):
        return False
    return not (pair.holds_chinese and is_beside_code(pair))


def is_beside_code(pair: Brackets) -> bool:
    """Code stands on both sides of the pair, or on one and Chinese before it, in Markdown: 用 `a` (基于乙) `b` 创建."""
    if not pair.doc.markdown or CODE_BEFORE.search(pair.before) is None:
        return False
    line, _ = pair.doc.line_context(pair.start, pair.end, ASIDE)
    return CODE_AFTER.match(pair.after) is not None or CHINESE_CHARACTER.search(line) is not None


def is_link_target(pair: Brackets) -> bool:
    """The pair is the target of a link that is not closed."""
    return pair.opening == "(" and pair.before.endswith("]")


def is_notation(pair: Brackets) -> bool:
    """The line is a reference or a row of comma-separated values."""
    return pair.doc.line_at(pair.start) in notation_lines(pair.doc)


def numbers_item(pair: Brackets) -> bool:
    """The pair numbers a list item, as most do in the document."""
    if pair.closing != ")" or writes_half_commas(pair.doc):
        return False
    return pair.start in item_numbers(pair.doc)


def is_call(pair: Brackets) -> bool:
    """The pair follows the name of a function: open(文件名), f(x)."""
    if pair.holds_chinese:
        return not pair.is_wanted and FUNCTION.search(pair.before) is not None
    return LATIN_BEFORE.search(pair.before) is not None


def is_in_formula(pair: Brackets) -> bool:
    """The pair holds nothing Chinese and a sign or a letter of a formula follows: (HO)CHCH, (Z)-己烯."""
    return not pair.holds_chinese and FORMULA_AFTER.match(pair.doc.text, pair.end + 1) is not None


def is_subject(pair: Brackets) -> bool:
    """The text speaks of the brackets: 用“(”和“)”括起来."""
    doc, (_, last) = pair.doc, pair.doc.line_span(pair.start)
    if CONJUNCTION.fullmatch(doc.text, pair.start + 1, pair.end):
        return True
    places = (at for at in (pair.start, pair.end) if at < last)
    return any(is_enclosed_alone(*doc.line_context(at, at + 1)) for at in places)


def holds_no_word(pair: Brackets) -> bool:
    """The pair holds no letter and no figure."""
    return LATIN.search(pair.doc.text, pair.start + 1, pair.end) is None and not pair.holds_chinese


def is_latin_habit(pair: Brackets) -> bool:
    """The pair holds nothing Chinese, and the document sets such pairs half-width or with spaces."""
    if pair.holds_chinese or pair.is_wanted:
        return False
    return pair.is_spaced or not habits(pair.doc).full_latin


def is_spaced_habit(pair: Brackets) -> bool:
    """The pair has a space beside it, as half of the document's pairs have."""
    if pair.is_loose and pair.is_beside_chinese:
        return False  # mixed typesetting has no spaces inside
    return pair.is_spaced and not pair.is_wanted and habits(pair.doc).spaced


EXCUSES: Reasons[Brackets] = Reasons(
    "PUN001",
    (stands_alone, "(本报北京4月14日电)"),
    (
        is_link_target,
        "常用的服务器（译注：见[百科](https://example.org/wiki/Dovecot_(software)）很受欢迎，也易于配置。",
    ),
    (is_notation, "[1] 张三(主编).论语言模型[J].计算机学报,2020."),
    (numbers_item, "(一)有法人资格；"),
    (is_call, "调用open(文件名)即可，不必另写。"),
    (is_in_formula, "反应得到（甲）和（乙）两种产物，即(HO)CHCH与（丙）。"),
    (is_subject, "用“(”和“)”括起来，半角括号也可以。"),
    (holds_no_word, "股数（股）和比例(%)见下表。"),
    (is_latin_habit, "公司(AIH)成立于上海。"),
    (is_spaced_habit, "本办法依水污染防治法 (以下简称本法) 第十八条规定订定。"),
)
