"""Wrapped stretches: runs of rows that were cut at the width of a column.

A stretch counts only if its breaks cut words as often as those of a column do; the lines of a poem or a list never do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from math import ceil
from typing import NamedTuple

from jiaokan import Document, Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import CLOSING, FULL_STOPS
from jiaokan.model.document import view
from jiaokan_rules.rows.column_layout import ColumnLayout
from jiaokan_rules.rows.page_rows import PageRows
from jiaokan_rules.rows.widths import INDENT, SUPPORT, WINDOW
from jiaokan_rules.rows.wraps import Join, find_joins

WIDTH_SAMPLE = 100  # breaks of a width that are looked at
NEAR_JOINS = 12  # breaks on either side that tell whether the rows of two columns come in turn
LEAST_CUTS = 2  # breaks of a column that cut a word
CUT_SHARE = 0.15  # of the breaks of a column cut a word; measured, about four in ten do


INNER_STOP = Pattern(f"[{FULL_STOPS}；][{CLOSING}]{{0,2}}{HAN_CHARACTER}")


class Stretch(NamedTuple):
    """Wrapped rows [first, last] and the joins among them."""

    first: int
    last: int
    joins: tuple[Join, ...]


@view
def wrapped_stretches(doc: Document) -> list[Stretch]:
    """The wrapped stretches of a document in order."""
    layout = ColumnLayout(doc)
    if not any(layout.near):
        return []
    joins = filter_by_word_cuts(list(find_joins(layout)), layout)
    return list(group_joins(without_columns_in_turn(joins, layout)))


def filter_by_word_cuts(joins: Sequence[Join], layout: ColumnLayout) -> list[Join]:
    """The joins at widths of real columns: their breaks cut words, or nearly all rows end there."""
    by_width: dict[int, list[Join]] = defaultdict(list)
    for join in joins:
        by_width[join.width.columns].append(join)

    def cuts_words(width: int) -> bool:
        near = [join for shift in range(-INDENT, INDENT + 1) for join in by_width.get(width + shift, ())]
        if len(near) < SUPPORT:
            return False
        sample = near[:: len(near) // WIDTH_SAMPLE + 1]
        least = max(LEAST_CUTS, ceil(CUT_SHARE * len(sample)))
        found = {join.row for join in near}
        return sum(cuts_sentence(layout.page, join.row, found) for join in sample) >= least

    widths = {width for width in by_width if width == layout.even_width or cuts_words(width)}
    return [join for join in joins if join.width.columns in widths]


def cuts_sentence(page: PageRows, row: int, full: Set[int]) -> bool:
    """Whether the end of a row cuts a word, or a sentence that began behind the end of another one in the same row.

    Titles, items and lines of verse hold no end of a sentence. Old texts, whose words the lexicon lacks, do; of these
    the row above or below has to be full too, as `full` says.
    """
    if page.cuts_word(row):
        return True
    return (
        page.lasts[row].isalnum()
        and not full.isdisjoint((row - 1, row + 1))
        and INNER_STOP.search(page.texts[row]) is not None
    )


def group_joins(joins: Sequence[Join]) -> Iterator[Stretch]:
    """Joins near each other as stretches."""
    start = 0
    for n, join in enumerate(joins, 1):
        if n == len(joins) or joins[n].row - join.row > WINDOW:
            yield Stretch(joins[start].row, join.row + 1, tuple(joins[start:n]))
            start = n


def without_columns_in_turn(joins: Sequence[Join], layout: ColumnLayout) -> list[Join]:
    """The joins without those where the rows of two columns come in turn: there words continue two rows below oftener."""
    page, one, two = layout.page, [0], [0]  # of the joins so far: how many words continue one row below, and two
    for join in joins:
        one.append(one[-1] + page.cuts_word(join.row))
        two.append(two[-1] + (join.row + 2 < len(page) and page.cuts_word(join.row, 2)))
    kept = []
    for n, join in enumerate(joins):
        first, after = max(0, n - NEAR_JOINS), min(len(joins), n + NEAR_JOINS + 1)
        if two[after] - two[first] <= one[after] - one[first]:
            kept.append(join)
    return kept
