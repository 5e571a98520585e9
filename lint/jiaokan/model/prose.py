"""What counts as running prose: asked here, and nowhere else.

The questions differ in how sure they have to be: name the criterion, not the rule that asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiaokan.language.typography import CLOSING, ELLIPSIS, FULL_MARKS, STOPS
from jiaokan.search.pattern import Pattern

SENTENCE_ENDS = f"{STOPS}{ELLIPSIS}｡．"
CLOSERS = f"{CLOSING})]\"'"  # what may stand behind the end of a sentence
# The end of a sentence with what closes behind it, and after that perhaps a source or a date in brackets.
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
