"""How the columns of a page are set: their widths near each row, and what became of the indents of paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from jiaokan import Document
from jiaokan.model.block import Kind
from jiaokan.model.blocks import LineKinds, is_closed, line_kinds
from jiaokan.model.line_marks import is_lone_number
from jiaokan_rules.rows.page_rows import head, page_rows
from jiaokan_rules.rows.widths import EVEN, INDENT, SHORT, WINDOW, Width, even_width, widths_near_rows

WIDEST_NUMBER, GAP = 16, 2  # columns of the number of an article, and of the space behind it
LONG = 8  # columns by which a row may run over: marks and numbers that a setter keeps with what stands before them


class ColumnLayout:
    """The rows of a page and the widths of columns near each of them.

    `even_width` is the one at which nearly all open rows end, if there is one.
    """

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.page = page = page_rows(doc)
        self.even_width = even_width(page)
        self.near: list[Sequence[Width]] = widths_near_rows(page)
        if self.even_width is not None and any(self.near):
            even = Width(self.even_width, by_points=False)
            self.near = [[even, *(width for width in near if width != even)] for near in self.near]

    def ends_at_even_width(self, row: int) -> bool:
        """Whether a row ends at the place where nearly all others do."""
        return self.page.columns[row] == self.even_width

    def full_width(self, row: int, slack: int) -> Width | None:
        """The width of a column in which a row is full: what begins the next row found no room, give or take `slack`.

        The column must hold the next row as well.
        """
        page = self.page
        for width in self.near[row]:
            room = width.room(page, row)
            if self.is_filled_by_number(row, room):
                room = 0
            if (room < -LONG or width.room(page, row + 1) < -LONG) and not self.is_note(row):
                continue
            if room < slack or room < width.of(head(page.texts[row + 1])) + slack:
                return width
        return None

    def is_filled_by_number(self, row: int, room: int) -> bool:
        """Whether the number of its article, which an extractor gave a row of its own, takes the room that a row leaves."""
        if not 2 * WIDEST_NUMBER > room > GAP or row == 0 or not is_lone_number(self.page.texts[row - 1]):
            return False
        return -1 <= room - GAP - self.page.columns[row - 1] <= INDENT + SHORT  # an indent may be lost

    def follows_number(self, row: int) -> bool:
        """Whether a row is the first of an article whose number stands above it: the two fill the column together."""
        width = self.full_width(row, 1)
        return width is not None and self.is_filled_by_number(row, width.room(self.page, row))

    def is_note(self, row: int) -> bool:
        """Whether a row belongs to a note: set in smaller type, it holds more than the rows of the column."""
        return self.page.columns[row] >= EVEN and self.kinds[row] in (Kind.NOTE, Kind.FOOTNOTE)

    def is_full(self, row: int, slack: int) -> bool:
        """Whether a row is full in a column near it."""
        return self.full_width(row, slack) is not None

    @cached_property
    def kinds(self) -> LineKinds:
        """The kinds of the rows: asked for where a row is full only."""
        return line_kinds(self.doc)

    @cached_property
    def indented_rows(self) -> bytes:
        """1 for each row that begins two em in."""
        return bytes(self.page.indent(row) > 1 for row in range(len(self.page)))

    @cached_property
    def rows_after_stop(self) -> bytes:
        """1 for each row that begins after the end of a sentence."""
        return bytes([False, *map(is_closed, self.page.texts[:-1])])

    @cached_property
    def indented_after_stop(self) -> bytes:
        """1 for each row that is both."""
        return bytes(map(min, self.indented_rows, self.rows_after_stop))

    def keeps_indents(self, row: int) -> bool:
        """Whether near a row paragraphs begin two em in, and other rows do not."""
        if 1 not in self.indented_rows:
            return False
        near = slice(max(0, row - 2 * WINDOW), row + 2 * WINDOW)
        indented = self.indented_rows[near]
        return self.indented_after_stop[near].count(1) > 0.6 * self.rows_after_stop[near].count(1) and 0 in indented

    @cached_property
    def lost_indents(self) -> bool:
        """Whether paragraphs begin two em short of the column: their indents were lost, but show."""
        texts = self.page.texts
        full = [
            self.is_full(row, 1)
            for row in range(1, len(texts) - 1)
            if self.page.is_open(row)
            and is_closed(texts[row - 1])
            and not self.is_full(row - 1, SHORT)
            and self.is_full(row, SHORT + INDENT)
        ]
        return len(full) > 1 and sum(full) < 0.4 * len(full)
