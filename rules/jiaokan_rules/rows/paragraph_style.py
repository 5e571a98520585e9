"""How a document sets its paragraphs."""

from __future__ import annotations

from typing import NamedTuple

from jiaokan import Document
from jiaokan.model.document import view
from jiaokan.model.prose import SENTENCE_COLUMNS, ends_sentence, paragraphs_prevail
from jiaokan_rules.rows.page_rows import page_rows

LEAST_LONG = 4  # rows as long as a sentence that tell a style
SHORTEST = 24  # columns of rows that are counted at all


class ParagraphStyle(NamedTuple):
    """How a document sets its paragraphs.

    `indented`: their first lines are. `closed`: they end in a stop, with next to no exception; `broken`: many do not.
    `prevail`: the rows are paragraphs rather than verse, items or records.
    """

    indented: bool
    closed: bool
    broken: bool
    prevail: bool


@view
def paragraph_style(doc: Document) -> ParagraphStyle:
    """The style of a document, from its rows."""
    page = page_rows(doc)
    text = [row for row, size in enumerate(page.columns) if size >= SHORTEST and not page.is_markup(row)]
    long = [row for row in text if page.columns[row] >= SENTENCE_COLUMNS]
    still_open = sum(map(page.is_open, long))
    starts = [
        row
        for row, size in enumerate(page.columns)
        if row and size >= SENTENCE_COLUMNS and ends_sentence(page.texts[row - 1])
    ]
    return ParagraphStyle(
        indented=sum(page.indent(row) > 1 for row in starts) > max(1, 0.7 * len(starts)),
        closed=len(long) >= LEAST_LONG and still_open <= max(2, 0.1 * len(long)),
        broken=len(long) >= LEAST_LONG and still_open > max(2, 0.1 * len(long)),
        prevail=paragraphs_prevail([page.columns[row] for row in text], still_open),
    )
