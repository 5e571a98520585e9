"""Rows and heads of tables in plain text, by gaps, figures and what stands above and below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jiaokan.language.typography import CHINESE_DIGITS
from jiaokan.model.block import Kind
from jiaokan.model.line_marks import beginning
from jiaokan.search.pattern import Pattern

BLANK = r"[ \t\u3000\u00a0]"
AMOUNT = r"[-+−–—－(（<>≤≥±]{0,2}[¥$￥]?\d[\d,，.:/-]{0,24}(?:[%％‰年季]|[年度]{2}|[万亿萬億]?元)?[)）]?"
FIGURE = rf"(?:{AMOUNT}|[-–—－/]{{1,3}}|N/?A)"
GAP = r"(?: {3,}|[\t\u3000\u00a0 ]*\t[\t\u3000\u00a0 ]*| ?\u3000 ?\u3000[\u3000 ]*)"
ONE_GAP = Pattern(rf"(?<=\S){GAP}(?=\S)")
TWO_FIGURES = Pattern(rf"(?:\A|{BLANK}){FIGURE}{BLANK}+{FIGURE}\Z")
ONE_FIGURE = Pattern(rf"(?:\A|{BLANK}){FIGURE}\Z")
LONE_AMOUNT = Pattern(rf"(?=[^.,%]*[.,%]){AMOUNT}")  # no page number
BLANK_CHARACTER = Pattern(BLANK)
NO_CELL = Pattern("[，；。！？…]|[A-Za-z0-9][,.;:] ")  # what hardly stands in a cell
MARK_AND_GAP = Pattern(rf"(?:第\S{{1,8}}[条條章节節]\S{{0,4}}|[（(]?[\dA-Za-z{CHINESE_DIGITS}]{{1,3}}[)）.．、]?){GAP}")
LONGEST_ROW = 80  # code points of a row that holds sentences in its cells
TAIL = 60  # code points of a line in which its last two figures are looked for
NARROW = 44  # columns of a cell, or of a piece of one
HEADS = 3  # rows of the head of a table that hold no figures
ENDS_FIGURE = frozenset("0123456789%％‰)）-–—－元/A年季度")


def table_kinds(texts: Sequence[str], columns: Sequence[int]) -> dict[int, Kind]:
    """The rows and heads of tables among lines, by index."""
    sure = {index for index, text in enumerate(texts) if is_row(text)}
    maybe = {index for index, text in enumerate(texts) if index not in sure and may_be_row(text)}
    for index in sorted(maybe):
        if {index - 1, index + 1} & (sure | maybe):
            sure.add(index)
    rows: dict[int, Kind] = dict.fromkeys(sure, Kind.ROW)
    order = sorted(sure)
    for above, below in pairwise(order):
        if all(is_cell(texts[index], columns[index]) for index in range(above + 1, below)):
            rows.update(dict.fromkeys(range(above + 1, below), Kind.ROW))
    for row in order:
        if row + 1 not in rows:
            rows.update(dict.fromkeys(cells_below(texts, columns, row), Kind.ROW))
    tops: dict[int, int] = {}
    heads = [head_above(texts, columns, row, tops) for row in order if row - 1 not in rows]
    lowest = len(texts)
    for head in reversed(heads):  # what is below `lowest` and belongs to one of them is marked already
        rows.update(dict.fromkeys(range(head.start, min(head.stop, lowest)), Kind.TABLE_HEAD))
        lowest = min(lowest, head.start)
    return rows


def is_row(text: str) -> bool:
    """Whether a line is the row of a table by itself: two wide gaps, two figures at its end, or one with decimals."""
    gaps = ONE_GAP.findall(text) if "   " in text or "\t" in text or "\u3000\u3000" in text else ()
    if len(gaps) > 1 and not is_letter_spaced(text) and not holds_sentences(text):
        return True
    if not ends_in_figure(text):
        return False
    if TWO_FIGURES.search(text[-TAIL:]) is None:
        return LONE_AMOUNT.fullmatch(text) is not None
    return NO_CELL.search(text) is None


def may_be_row(text: str) -> bool:
    """Whether a line is a row if one beside it is: one wide gap, or one figure at its end."""
    if ("   " in text or "\t" in text) and ONE_GAP.search(text) and not MARK_AND_GAP.match(text):
        return not is_letter_spaced(text)
    return ends_in_figure(text) and ONE_FIGURE.search(text[-TAIL:]) is not None and NO_CELL.search(text) is None


def holds_sentences(text: str) -> bool:
    """Whether a line is prose with gaps in it: a cell of some length ends inside a sentence."""
    return len(text) > LONGEST_ROW and len(NO_CELL.findall(text)) > 2


def ends_in_figure(text: str) -> bool:
    return text[-1] in ENDS_FIGURE


def is_letter_spaced(text: str) -> bool:
    """Whether most of what stands between blanks is single characters."""
    if "\t" in text:
        return False
    tokens = text.split()
    return 2 * sum(len(token) == 1 and token.isalnum() for token in tokens) > len(tokens)


def is_cell(text: str, columns: int) -> bool:
    """Whether a line may be a cell, or a piece of one: it is narrow and holds no mark of a sentence."""
    return columns <= NARROW and NO_CELL.search(text) is None


def head_above(texts: Sequence[str], columns: Sequence[int], first: int, tops: dict[int, int]) -> range:
    """The rows of the head above the first row of a table; above a column of single cells, the other columns too.

    `tops` remembers where the head above each such column begins, so that no line is read for every cell below it.
    """
    top = first
    single = BLANK_CHARACTER.search(texts[first]) is None
    most = first if single else HEADS
    while top and first - top < most and is_head(texts[top - 1], columns[top - 1]):
        top -= 1
        if single and top in tops:
            top = tops[top]
            break
    if single:
        tops[first] = top
    return range(top, first)


def cells_below(texts: Sequence[str], columns: Sequence[int], last: int) -> range:
    """The rest of the last row of a table, and below a column of single cells the other columns."""
    after = last + 1
    most = len(texts) if BLANK_CHARACTER.search(texts[last]) is None else min(len(texts), after + 1)
    while after < most and is_cell(texts[after], columns[after]) and beginning(texts[after]) in (None, Kind.CAPTION):
        after += 1
    return range(last + 1, after)


def is_head(text: str, columns: int) -> bool:
    """Whether a line may be the head of a table: cells without a mark of a sentence."""
    return NO_CELL.search(text) is None and (columns <= NARROW or len(text.split()) > 2)
