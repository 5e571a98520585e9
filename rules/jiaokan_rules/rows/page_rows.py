"""The rows of a page: the lines of a document that hold text, as their layout shows them."""

from __future__ import annotations

import re
from array import array
from itertools import repeat, starmap
from operator import mul, sub

from jiaokan import Document, Edit, Pattern
from jiaokan.language.lexicon import Junction
from jiaokan.language.typography import (
    BLANKS,
    BULLETS,
    CHINESE_DIGITS,
    CLOSING_QUOTES,
    ELLIPSIS,
    FULL_COLONS,
    FULL_COMMAS,
    FULL_MARKS,
    HALF_MARKS,
    OPENING_QUOTES,
)
from jiaokan.model.document import view
from jiaokan.model.line_marks import is_lone_number
from jiaokan.model.page_furniture import page_furniture
from jiaokan.model.prose import CLOSERS, SENTENCE_ENDS, is_running_text
from jiaokan.model.text_lines import page_lines
from jiaokan_rules.rows.words_across import word_across

# A heading, a table, a quotation, an image, a rule, a page number: rows that never continue on the next.
MARKUP = Pattern(
    r"#{1,6}(?:\s|$)|[|>\u2500-\u257f]|!\[|\[\^?[^\]\n]{1,40}\]:|<[/!a-zA-Z]|[-=*_~`]{3,}"
    r"|第\s?\d{1,5}\s?页$|\d{1,5}\s?页?$|\[[^\]]{1,60}\]$"
)
BEFORE_MARKUP = Pattern("[#|>\u2500-\u257f!\\[<=*_~`第\\s\\d-]")  # what it begins with
# What begins a unit of its own: bullets, numbers of articles and items, editors' boxes, dates, a remark in brackets.
ITEM = Pattern(
    rf"[-*+](?:\s|$)|[{BULLETS.replace('·', '')}◇▼※►▪]|[*_]{{2}}"
    rf"|\d{{1,3}}[.．](?!\d)|\d{{1,3}}[、)）]|[（(〔][{CHINESE_DIGITS}百\d]{{1,3}}[)）〕]|[{CHINESE_DIGITS}百]{{1,4}}[、．\u3000]"
    rf"|第 ?[{CHINESE_DIGITS}百千〇零\d]{{1,6}} ?[条條章节節款项項编編篇部卷回课課讲講]"
    rf"(?:之[{CHINESE_DIGITS}\d]{{1,3}})?(?:[\s\u3000:：]|$)"
    r"|[\u2460-\u24ff\u2776-\u2793\u3220-\u3243]|——|\u2e3a|【|〖|[甲乙丙丁戊己庚辛壬癸][、．\u3000]"
    r"|[（(][^（）()]{1,30}[)）]$"
    r"|\d{4}年\d{1,2}月\d{1,2}日[ \u3000]"
)
OPENING = f'{FULL_COMMAS},{OPENING_QUOTES}（(《〈【"'  # a row that ends in one of these breaks off
CLOSING = frozenset(SENTENCE_ENDS + CLOSERS + FULL_COLONS + ":;—")  # a row that ends in none of these is open
NEVER_FIRST = f"{FULL_MARKS}{CLOSING_QUOTES}）》】〕〉{ELLIPSIS}{HALF_MARKS}.)"  # these never begin a row
# What stands together at the head of a row: a Latin word or number, or a character, with its marks.
HEAD = Pattern(rf"[{OPENING_QUOTES}（(《〈【〔]{{0,3}}(?:[A-Za-z0-9.,%+-]{{1,30}}|.)[{re.escape(NEVER_FIRST)}]{{0,3}}")
LATIN_BREAK = Pattern(r"[A-Za-z]\s+[A-Za-z]")


class PageRows:
    """The rows of a page. A row is known by its index.

    `texts` are the rows without their indents, [starts, ends) where they stand in the document, in code points;
    `columns` their widths with the indents, `points` the same where every code point takes two columns; `markup` is 1
    for the rows that are not running text.
    """

    def __init__(self, doc: Document) -> None:
        self.lines = lines = page_lines(doc)
        self.texts, self.starts, self.ends = lines.texts, lines.starts, lines.ends
        self.lasts, self.columns = lines.last_characters, lines.columns
        self.points = array("Q", map(mul, repeat(2), map(sub, lines.ends, lines.line_starts)))
        self.simplified = doc.script == "simplified"
        at_starts = ((lines.index_at(start), start) for start, _, _ in page_furniture(doc))
        apart = {row for row, start in at_starts if row < len(lines) and lines.starts[row] == start}
        apart.update(*starmap(lines.overlapping, doc.code))
        apart.update(row for row in lines.beginning_with(BEFORE_MARKUP) if MARKUP.match(self.texts[row]))
        self.markup = bytearray(len(lines))
        for row in apart:
            self.markup[row] = 1

    def __len__(self) -> int:
        return len(self.texts)

    def indent(self, row: int) -> int:
        """The indent of a row in code points."""
        return self.lines.indent(row)

    def is_open(self, row: int) -> bool:
        """Whether no mark closes a row."""
        return self.lasts[row] not in CLOSING

    def is_markup(self, row: int) -> bool:
        """Whether a row is not running text: by how it begins, as furniture of the page or as code."""
        return self.markup[row] == 1

    def begins_unit(self, row: int) -> bool:
        """Whether a row is markup or begins a unit of its own, such as an item."""
        return self.is_markup(row) or ITEM.match(self.texts[row]) is not None

    def is_running(self, row: int, least: int) -> bool:
        """Whether a row is running text of at least `least` columns."""
        return is_running_text(self.texts[row], self.columns[row], least) and not self.is_markup(row)

    def word_across(self, row: int, rows: int = 1) -> Junction:
        """The word that lies across the end of a row and the beginning of the one `rows` below it."""
        return word_across(self.texts[row], self.texts[row + rows], self.simplified)

    def cuts_word(self, row: int, rows: int = 1) -> bool:
        """Whether a word lies across the end of a row and the beginning of the one `rows` below it."""
        return self.word_across(row, rows).word != ""

    def break_below(self, row: int) -> tuple[int, int]:
        """[start, end) of the line break below a row, with trailing spaces, blank lines and the indent of the next."""
        return self.ends[row], self.starts[row + 1]


@view
def page_rows(doc: Document) -> PageRows:
    """The rows of a document."""
    return PageRows(doc)


def head(text: str) -> str:
    """The text at the beginning of a row up to the first gap."""
    match = HEAD.match(text)
    return match[0] if match else ""


def join_lines(doc: Document, start: int, end: int) -> Edit:
    """The edit that deletes the break at [start, end).

    Between Latin words a space takes its place, behind the number of an article one of the width of a character.
    """
    if LATIN_BREAK.match(doc.text, max(0, start - 1), end + 1):
        return Edit(start, end, " ")
    line = doc.text[doc.line_span(start)[0] : start].strip(BLANKS)
    return Edit(start, end, "\u3000" if line and is_lone_number(line) else "")
