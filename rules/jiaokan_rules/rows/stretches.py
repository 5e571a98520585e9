"""Wrapped stretches: runs of rows that were cut at the width of a column.

A stretch counts only if its breaks cut words as often as those of a column do; the lines of a poem or a list never do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from jiaokan import Document
from jiaokan.model.document import view
from jiaokan_rules.rows.column_layout import ColumnLayout
from jiaokan_rules.rows.page_rows import PageRows, page_rows
from jiaokan_rules.rows.widths import INDENT, SUPPORT, WINDOW
from jiaokan_rules.rows.wraps import Join, find_joins

WIDTH_SAMPLE = 100  # breaks of a width that are looked at
LEAST_JOINS, STRETCH_SAMPLE = 8, 24  # breaks of a stretch that tell its order, and as many as are looked at
LEAST_CUTS = 2  # breaks of a column that cut a word
CUT_SHARE = 0.15  # of the breaks of a column cut a word; measured, about four in ten do


class Stretch(NamedTuple):
    """Wrapped rows [first, last] and the joins among them."""

    first: int
    last: int
    joins: tuple[Join, ...]


@view
def wrapped_stretches(doc: Document) -> list[Stretch]:
    """The wrapped stretches of a document in order."""
    layout = ColumnLayout(page_rows(doc))
    if not any(layout.near):
        return []
    joins = filter_by_word_cuts(list(find_joins(layout)), layout)
    return [stretch for stretch in group_joins(joins) if not is_two_columns(stretch, layout)]


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
        return word_cuts(layout.page, sample) >= max(LEAST_CUTS, ceil(CUT_SHARE * len(sample)))

    widths = {width for width in by_width if width == layout.even_width or cuts_words(width)}
    return [join for join in joins if join.width.columns in widths]


def word_cuts(page: PageRows, joins: Sequence[Join], rows: int = 1) -> int:
    """The number of words that lie across the end of an upper row and the beginning of the one `rows` below it."""
    uppers = (join.row for join in joins if join.row + rows < len(page))
    return sum(page.cuts_word(upper, rows) for upper in uppers)


def group_joins(joins: Sequence[Join]) -> Iterator[Stretch]:
    """Joins near each other as stretches."""
    start = 0
    for n, join in enumerate(joins, 1):
        if n == len(joins) or joins[n].row - join.row > WINDOW:
            yield Stretch(joins[start].row, join.row + 1, tuple(joins[start:n]))
            start = n


def is_two_columns(stretch: Stretch, layout: ColumnLayout) -> bool:
    """Whether the rows of a stretch belong to two columns in turn: words continue two rows below oftener than one."""
    sample = stretch.joins[:: len(stretch.joins) // STRETCH_SAMPLE + 1]
    if len(sample) < LEAST_JOINS or stretch.joins[0].width.columns == layout.even_width:
        return False
    return word_cuts(layout.page, sample, 2) > word_cuts(layout.page, sample)
