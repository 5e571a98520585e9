"""The line breaks of a document that split a word, a sentence or a title: each rule about them reports one kind."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Literal, NamedTuple

from jiaokan import Document
from jiaokan.model.blocks import line_kinds
from jiaokan.model.document import view
from jiaokan.model.markdown_blocks import is_written_break
from jiaokan.model.prose import ends_sentence
from jiaokan_rules.astride import occurs_unbroken
from jiaokan_rules.rows.page_rows import OPENING, PageRows, page_rows
from jiaokan_rules.rows.paragraph_style import paragraph_style
from jiaokan_rules.rows.pauses import rows_of_sentences
from jiaokan_rules.rows.row_break import TORN, RowBreak
from jiaokan_rules.rows.stretches import wrapped_stretches
from jiaokan_rules.rows.titles import rows_of_titles

SHORTEST = 3  # code points of a row that a sentence goes on from, beside the margin
LEAST_ABOVE, LEAST_BELOW = 24, 12  # columns of two rows of one text
# Log-probability (natural) that a word across the break must gain over its halves apart: without evidence from the
# layout, and with it. With less, one in ten pairs of stumps around missing text makes a word.
GAIN, GAIN_AT_MARGIN = 5.0, 2.0


class LineBreak(NamedTuple):
    """A break at [start, end) in code points, with trailing spaces and the next indent; `word` is the word it splits."""

    start: int
    end: int
    kind: Literal["word", "sentence", "lost", "title"]
    word: str = ""
    sure: bool = False


@view
def line_breaks(doc: Document) -> list[LineBreak]:
    """The breaks that no column made and nobody wrote (as Markdown can), in order. One that splits a title and a word counts as splitting the word."""
    page = page_rows(doc)
    found = {row: LineBreak(*page.break_below(row), "title") for row in rows_of_titles(doc)}
    stretches = wrapped_stretches(doc)
    joins = {join.row: join for stretch in stretches for join in stretch.joins}
    found |= {row: LineBreak(*page.break_below(row), "sentence") for row, join in joins.items() if not join.sure}
    wrapped = {row for stretch in stretches for row in range(stretch.first, stretch.last)}
    ends = {row for stretch in stretches for row in (stretch.first - 1, stretch.last, stretch.last + 1)}
    found |= classified_breaks(doc, page, wrapped, ends, joins.keys())
    for row in set(rows_of_sentences(doc, page)) - found.keys() - joins.keys() - wrapped - ends:
        found[row] = LineBreak(*page.break_below(row), "sentence")
    breaks = (found[row] for row in sorted(found))
    return [found for found in breaks if not is_written_break(doc, found.start, found.end)]


def classified_breaks(
    doc: Document, page: PageRows, wrapped: Set[int], ends: Set[int], joins: Set[int]
) -> dict[int, LineBreak]:
    """The breaks by their rows, but for `joins`, that the words beside them show.

    `wrapped` are the rows of wrapped stretches, `ends` the rows at and beside their ends.
    """
    at_margin = set(rows_above_margin(doc, page))
    rows = at_margin.union(row for row in continuation_rows(page) if row not in wrapped) - joins
    pairs = (
        RowBreak(doc, page, row, page.texts[row], page.texts[row + 1], row in at_margin, row in wrapped or row in ends)
        for row in rows
        if not line_kinds(doc).parts(row)
    )
    return {pair.row: found for pair in pairs if (found := classify_break(pair)) is not None}


def rows_above_margin(doc: Document, page: PageRows) -> Iterator[int]:
    """The rows of open paragraphs before a row at the margin, in a document that indents its paragraphs."""
    if not (page.lines.indented and paragraph_style(doc).indented):
        return
    in_paragraph = False
    for row in range(len(page) - 1):
        in_paragraph = (in_paragraph or page.indent(row) > 1) and not ends_sentence(page.texts[row])
        if (
            in_paragraph
            and page.is_open(row)
            and len(page.texts[row]) > SHORTEST  # 祝 or 此致 at the end of a letter
            and not page.indent(row + 1)
            and page.lasts[row + 1] not in "：:"  # a salutation
            and not page.is_markup(row)
            and not page.is_markup(row + 1)
        ):
            yield row


def continuation_rows(page: PageRows) -> Iterator[int]:
    """The rows of running text that may continue on the next row, whatever the layout says."""
    for row in range(len(page) - 1):
        if (
            (page.lasts[row].isalnum() or page.lasts[row] in OPENING)
            and page.indent(row + 1) <= 1
            and page.is_running(row, LEAST_ABOVE)
            and page.is_running(row + 1, LEAST_BELOW)
            and not page.begins_unit(row + 1)
        ):
            yield row


def classify_break(b: RowBreak) -> LineBreak | None:
    """The break below a row, if the text continues across it."""
    start, end = b.page.break_below(b.row)
    next_ends = ends_sentence(b.below)
    if number := b.number():
        return LineBreak(start, end, "word", number, sure=True)
    word, gain = b.word_across()
    if word and gain >= (0 if b.at_margin else GAIN):
        sure = gain >= GAIN_AT_MARGIN if b.at_margin else not b.is_short() and next_ends
        return LineBreak(start, end, "word", word, sure)
    if not b.continues():
        return None
    if TORN.apply(b):
        # Where many rows are open, what goes on may stand in another place of the page.
        return None if b.in_column or paragraph_style(b.doc).broken else LineBreak(start, end, "lost")
    sure = (b.above[-1] == "、" and next_ends) or occurs_unbroken(b.doc.text, start, end)
    return LineBreak(start, end, "sentence", sure=sure)
