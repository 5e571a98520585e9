"""Whether a sentence that something interrupts, as the foot of a page does, goes on behind it."""

from __future__ import annotations

from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import CHINESE_DIGITS, FULL_COMMAS, FULL_MARKS, FULL_STOPS
from jiaokan.model.prose import has_clause_mark, is_half_chinese
from jiaokan.model.text_lines import TextLines
from jiaokan.search.pattern import Pattern

SENTENCE = 12  # code points: a line of running text, in the narrow columns of a newspaper too
OPEN_END = Pattern(rf"(?:{HAN_CHARACTER}|[A-Za-z0-9{FULL_COMMAS}《（“])\Z")
GOES_ON = Pattern(rf"(?:{HAN_CHARACTER}|[A-Za-z0-9{FULL_MARKS}》）”《“])")
ITEM = Pattern(
    rf"第[{CHINESE_DIGITS}百〇零0-9]{{1,5}}[章节節条條编編部卷回]|[（(]?[{CHINESE_DIGITS}0-9]{{1,3}}[)）、.．]"
)
LABEL = Pattern("[图圖表注][0-9：:]|[^，。]{1,6}[：:]")  # of a caption, a note, a speaker
# A row of a table: a gap between cells, a figure as its last cell, or a dash for none.
ROW = Pattern(r"\S(?: {3,}|\t|\u3000{2,})\S|(?:\A|\s)(?:-?[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?%?|-)\Z")


def goes_on(lines: TextLines, above: int, below: int) -> bool:
    """Whether a sentence that breaks off at the end of one line goes on in another."""
    upper, lower = lines.texts[above], lines.texts[below]
    if len(upper) < SENTENCE or not OPEN_END.search(upper[-1]) or not GOES_ON.match(lower):
        return False
    if (
        ITEM.match(lower)
        or LABEL.match(lower)
        or ROW.search(upper)
        or ROW.search(lower)
        or begins_paragraph(lines, below)
    ):
        return False
    if not (is_half_chinese(upper) and is_half_chinese(lower)):
        return False
    return is_running(lines, above, above - 1) and is_running(lines, below, below + 1)


def list_goes_on(lines: TextLines, above: int, below: int) -> bool:
    """Whether one line ends an item of a list, and not the last, and another begins an item."""
    return lines.texts[above][-1] == "；" and ITEM.match(lines.texts[below]) is not None


def is_running(lines: TextLines, index: int, near: int) -> bool:
    """Whether a line is running text: a clause ends in it, or in the line above or below, which is as open as it."""
    text = lines.texts[index]
    if has_clause_mark(text):
        return True
    beside = lines.texts[near] if 0 <= near < len(lines) else ""
    return len(text) >= SENTENCE and has_clause_mark(beside) and beside[-1] not in FULL_STOPS


def begins_paragraph(lines: TextLines, index: int) -> bool:
    """Whether a line is indented as the first of a paragraph."""
    if lines.text[lines.line_starts[index]] == "\u3000":
        return True
    return index + 1 < len(lines) and lines.indent(index) > lines.indent(index + 1) + 1
