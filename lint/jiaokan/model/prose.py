"""What counts as running prose: asked here, and nowhere else.

The questions differ in how sure they have to be: name the criterion, not the rule that asks.
"""

from __future__ import annotations

from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import BULLETS, FULL_COMMAS, FULL_STOPS, HALF_STOPS, PROSE_ENDS
from jiaokan.search.pattern import Pattern

PARAGRAPH = 40  # code points: headlines, captions and by-lines are shorter
LONG = 30
CLAUSE_MARK = Pattern(f"[，。；{HALF_STOPS}！？,;]")
COMMA = Pattern(f"[{FULL_COMMAS}。；,;]")
MARKED = Pattern(rf"[#|>*+{BULLETS}<\[!=-]|[0-9（(]{{1,3}}[.、)）]")
SENTENCE_END = Pattern(f"[{FULL_STOPS}；]")
TABLE_GAP = Pattern(r"  |\||\t")
WIDE_TABLE_GAP = Pattern("[│|]|   |[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]{4}")
HAN = Pattern(HAN_CHARACTER)


def has_clauses(line: str) -> bool:
    """Whether a line has some length and a mark that ends a clause or a sentence."""
    return len(line) >= 15 and CLAUSE_MARK.search(line) is not None


def is_long_and_stopped(line: str) -> bool:
    """Whether a line is long, has two commas or more, ends in a stop, and is no heading, quotation or table row."""
    text = line.rstrip()
    return len(text) >= LONG and text[-1] in PROSE_ENDS and text[0] not in "#|>" and len(COMMA.findall(text)) >= 2


def is_long_without_gaps(line: str) -> bool:
    """Whether a line is long, has a comma and the end of a sentence, and no gap or border of a table."""
    text = line.strip()
    return (
        len(text) >= LONG and "，" in text and SENTENCE_END.search(text) is not None and TABLE_GAP.search(text) is None
    )


def is_chinese_without_wide_gaps(line: str) -> bool:
    """Whether a line has a Chinese character and no gap or border of a table or of a program's output."""
    return WIDE_TABLE_GAP.search(line.strip()) is None and HAN.search(line) is not None


def is_paragraph(line: str) -> bool:
    """Whether a line is a paragraph: long, with a sentence that ends inside it and a comma, and no heading or item."""
    text = line.strip()
    return len(text) >= PARAGRAPH and "。" in text[:-1] and "，" in text and MARKED.match(text) is None


def starts_with_markup(line: str) -> bool:
    """Whether a line begins as a heading, a list item, a table row, a quotation or a picture does."""
    return MARKED.match(line.strip()) is not None
