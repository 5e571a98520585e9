"""Line ends inside a sentence that no column made: an extractor ended the line where it changed the font or the place.

Lines directly under each other make one sentence if the sentence is closed in the last of them, one is long, and one of
the others cannot end a paragraph: verse, lists and salutations are no such lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Pattern
from jiaokan.language.typography import FULL_COMMAS, FULL_STOPS, PAIRS
from jiaokan.model.blocks import is_closed, line_kinds
from jiaokan_rules.rows.page_rows import PageRows
from jiaokan_rules.rows.row_break import LEANS_ON

LONGEST = 30  # columns that the longest row of a sentence has at least
MOST_ROWS = 40  # of one sentence
OPENING = Pattern(f"[{''.join(PAIRS)}]")
CLOSING = Pattern(f"[{''.join(PAIRS.values())}]")
LEAST_CUTS = 2  # words cut at the ends of long rows show that the end of a row means nothing
CLAUSE_END = Pattern(f"[{FULL_COMMAS}；{FULL_STOPS}]")
PAUSE = frozenset(FULL_COMMAS)


def rows_of_sentences(doc: Document, page: PageRows) -> Iterator[int]:
    """The rows below which a sentence goes on, on lines directly under each other."""
    first = 0
    for row in range(len(page)):
        if row + 1 < len(page) and goes_on(page, row) and row - first < MOST_ROWS:
            continue
        torn = list(torn_rows(page, first, row)) if row > first else []
        if torn and not any(map(line_kinds(doc).parts, range(first, row))):
            yield from torn
        first = row + 1


def goes_on(page: PageRows, row: int) -> bool:
    """Whether the row below may be one of the same sentence."""
    return (
        page.lines.numbers[row + 1] == page.lines.numbers[row] + 1
        and page.indent(row + 1) <= page.indent(row)
        and not is_closed(page.texts[row])
        and page.lasts[row] not in "；;：:"
        and not page.is_markup(row)
        and not page.begins_unit(row + 1)
    )


def torn_rows(page: PageRows, first: int, last: int) -> Iterator[int]:
    """The rows of [first, last] below which their sentence goes on, if they are one."""
    texts, rows = page.texts, range(first, last)
    if not is_closed(texts[last]) or max(page.columns[first : last + 1]) < LONGEST:
        return
    unclosed = open_pairs(texts[row] for row in rows)
    torn = {row for row, depth in zip(rows, unclosed, strict=True) if is_torn(page, row, depth)}
    cut = {row for row in rows if cuts_clause(page, row)}
    if torn or sum(map(page.cuts_word, cut)) >= LEAST_CUTS:
        yield from (row for row in rows if row in torn | cut or texts[row][-1] in PAUSE or LEANS_ON.search(texts[row]))


def cuts_clause(page: PageRows, row: int) -> bool:
    """Whether a long row goes on behind the end of a clause without a mark."""
    text = page.texts[row]
    return page.columns[row] >= LONGEST and text[-1].isalnum() and CLAUSE_END.search(text) is not None


def is_torn(page: PageRows, row: int, depth: int) -> bool:
    """Whether a row cannot end a paragraph; `depth`: how many brackets and quotations are open at its end."""
    text = page.texts[row]
    return text[-1] == "、" or (depth > 0 and text[-1] not in PAUSE)


def open_pairs(texts: Iterator[str]) -> Iterator[int]:
    """How many brackets and quotations are open at the end of each of the texts of a sentence."""
    depth = 0
    for text in texts:
        depth = max(0, depth + len(OPENING.findall(text)) - len(CLOSING.findall(text)))
        yield depth
