"""Decide what counts as running prose: here, and nowhere else.

The functions differ in how sure they have to be. Their names say the criterion, not the rule that needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import (
    BULLETS,
    CLOSING,
    CLOSING_QUOTES,
    COMMON_MARKS,
    ELLIPSIS,
    FULL_COLONS,
    FULL_COMMAS,
    FULL_MARKS,
    FULL_STOPS,
    HALF_STOPS,
    PROSE_ENDS,
    STOPS,
)
from jiaokan.model.document import Document, view
from jiaokan.search.pattern import Pattern

HAN_OR_MARK = Pattern(f"(?:{HAN_CHARACTER}|[{COMMON_MARKS}])")


def is_half_chinese(text: str) -> bool:
    """Whether at least half of the code points are Chinese characters or marks."""
    return 2 * len(HAN_OR_MARK.findall(text)) >= len(text)


# The beginning of a line that needs no stop at its end: a heading, a table row, an item, a note.
SET_APART = Pattern(
    r"[-#|>*+•●■◆▲△◎○★☆□※（(【〔\[]|\d{1,3}[.、．)）]|[A-Za-z ]{0,12}[:：]|注|图|圖|表|附|数据|資料|资料"
)
COMMA_OR_STOP = Pattern("[，。]")
STOP_AT_END = Pattern(rf"[{STOPS}{ELLIPSIS}｡．][{CLOSING_QUOTES}）)》】〉］]{{0,3}}\Z")
LONG_LINE = 25  # code points: a sentence or more
OPEN_SHARE = 0.1  # of the paragraphs may end without a stop by habit


def is_set_apart(text: str) -> bool:
    """Whether a line begins as a heading, a table, an item or a note does."""
    return SET_APART.match(text) is not None


def paragraphs_end_in_stops(texts: Iterable[str]) -> bool:
    """Whether nearly all long lines with a clause mark that are not set apart end in a stop, and at least three do."""
    prose = [t for t in texts if len(t) >= LONG_LINE and COMMA_OR_STOP.search(t) and not is_set_apart(t)]
    stopped = sum(STOP_AT_END.search(text, max(0, len(text) - 5)) is not None for text in prose)
    return stopped >= 3 and len(prose) - stopped <= max(1, OPEN_SHARE * len(prose))


SENTENCE_ENDS = f"{STOPS}{ELLIPSIS}｡．"
CLOSERS = f"{CLOSING})]\"'"  # what may follow the end of a sentence
# The end of a sentence with closing marks, perhaps followed by a source or a date in brackets.
CLOSED_SENTENCE = Pattern(rf"[{SENTENCE_ENDS}][{re.escape(CLOSERS)}]{{0,4}}(?: ?[（(][^（）()]{{1,30}}[)）])?$")
PUNCTUATION = Pattern(f"[{FULL_MARKS},;]")
SENTENCE_COLUMNS = 40  # columns: twenty characters, longer than headings and lines of verse are

PARAGRAPH_COLUMNS = 60  # columns: where half the lines have as many, they are paragraphs


def ends_sentence(line: str) -> bool:
    """Whether the last sentence of a line is closed."""
    return line[-1] in SENTENCE_ENDS or (line[-1] in CLOSERS and CLOSED_SENTENCE.search(line[-40:]) is not None)


def has_no_punctuation(line: str) -> bool:
    """Whether no mark of a sentence is in a line, as in a heading."""
    return PUNCTUATION.search(line) is None


def is_running_text(line: str, columns: int, least: int) -> bool:
    """Whether a line of so many columns has at least `least`, and punctuation unless it is short for a sentence."""
    return columns >= least and not (columns >= SENTENCE_COLUMNS and has_no_punctuation(line))


def paragraphs_prevail(columns: Sequence[int], still_open: int) -> bool:
    """Whether half of the lines of these widths are paragraphs, and half of those as long as a sentence are closed.

    `still_open` of these are not closed.
    """
    middle = sorted(columns)[len(columns) // 2] if columns else 0
    return middle >= PARAGRAPH_COLUMNS and 2 * still_open < sum(size >= SENTENCE_COLUMNS for size in columns) + 4


CHINESE_CHARACTER = Pattern(HAN_CHARACTER)
CHINESE_RUN = Pattern(f"{HAN_CHARACTER}+")
WHITE_SPACE = Pattern(r"\s")
CLAUSE_MARK = Pattern(f"[，,；;{FULL_STOPS}{HALF_STOPS}]")
CLAUSE_MARK_OR_COLON = Pattern(f"[，,{FULL_COLONS};{FULL_STOPS}{HALF_STOPS}]")
SENTENCE_MARK = Pattern(f"[；;{FULL_STOPS}{HALF_STOPS}]")
VERSE_SAMPLE = 4000  # code points that tell whether a text is verse
VERSE_CLAUSES, VERSE_SHARE = 8, 0.6


def has_clause_mark(text: str) -> bool:
    """Whether a mark that ends a clause or a sentence stands in a text: none does in headings, by-lines and cells."""
    return CLAUSE_MARK.search(text) is not None


def has_sentence_mark(text: str) -> bool:
    """Whether a mark that ends a sentence, or a semicolon, stands in a text."""
    return SENTENCE_MARK.search(text) is not None


def is_chinese_in_clauses(text: str) -> bool:
    """Whether a stretch is Chinese, without white space or with a mark of a sentence: cells of tables are different."""
    if not CHINESE_CHARACTER.search(text):
        return False
    return not WHITE_SPACE.search(text) or CLAUSE_MARK_OR_COLON.search(text) is not None


@view
def is_verse(doc: Document) -> bool:
    """Whether most clauses at the beginning of a document are of five or of seven Chinese characters."""
    sizes = [match.end() - match.start() for match in CHINESE_RUN.finditer(doc.text, 0, VERSE_SAMPLE)]
    return len(sizes) >= VERSE_CLAUSES and sizes.count(5) + sizes.count(7) > VERSE_SHARE * len(sizes)


PARAGRAPH = 40  # code points: headlines, captions and by-lines are shorter
LONG = 30
SHORT = 12
CUT_UP = 4  # code points to a space, or fewer, where spaces part the words
COMMA = Pattern(f"[{FULL_COMMAS}。；,;]")
MARKED = Pattern(rf"[#|>*+{BULLETS}<\[!=-]|[0-9（(]{{1,3}}[.、)）]")
SENTENCE_END = Pattern(f"[{FULL_STOPS}；]")
TABLE_GAP = Pattern(r"  |\||\t")
WIDE_TABLE_GAP = Pattern("[│|]|   |[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]{4}")


def has_clauses(line: str) -> bool:
    """Whether a line has some length and a mark that ends a clause or a sentence."""
    return len(line) >= 15 and CLAUSE_MARK.search(line) is not None


def is_long_and_stopped(line: str) -> bool:
    """Whether a line is long, has two commas or more, ends in a stop, and is not a heading, quotation or table row."""
    text = line.rstrip()
    return len(text) >= LONG and text[-1] in PROSE_ENDS and text[0] not in "#|>" and len(COMMA.findall(text)) >= 2


def is_long_without_gaps(line: str) -> bool:
    """Whether a line is long, has a comma and the end of a sentence, and no gap or border of a table."""
    text = line.strip()
    return (
        len(text) >= LONG and "，" in text and SENTENCE_END.search(text) is not None and TABLE_GAP.search(text) is None
    )


def is_sentence_without_gaps(line: str) -> bool:
    """Whether a line has a comma and a stop at its end, and is no item, no row of a table, and not cut into words."""
    text = line.strip()
    return (
        len(text) >= SHORT
        and text[-1] in PROSE_ENDS
        and CLAUSE_MARK.search(text[:-1]) is not None
        and CUT_UP * text.count(" ") < len(text)
        and MARKED.match(text) is None
        and TABLE_GAP.search(text) is None
    )


def is_chinese_without_wide_gaps(line: str) -> bool:
    """Whether a line has a Chinese character and no gap or border of a table or of a program's output."""
    return WIDE_TABLE_GAP.search(line.strip()) is None and CHINESE_CHARACTER.search(line) is not None


def is_paragraph(line: str) -> bool:
    """Whether a line is a paragraph: long, with a sentence that ends inside it and a comma, and no heading or item."""
    text = line.strip()
    return len(text) >= PARAGRAPH and "。" in text[:-1] and "，" in text and MARKED.match(text) is None


def starts_with_markup(line: str) -> bool:
    """Whether a line begins as a heading, a list item, a table row, a quotation or a picture does."""
    return MARKED.match(line.strip()) is not None
