"""Breaks that a column made: where a row ended because its column was full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jiaokan import Pattern
from jiaokan.language.typography import CHINESE_DIGITS
from jiaokan.model.block import Kind
from jiaokan.model.blocks import is_closed
from jiaokan.model.line_marks import is_lone_number
from jiaokan.model.prose import has_no_punctuation
from jiaokan_rules.reasons import Reasons
from jiaokan_rules.rows.column_layout import ColumnLayout
from jiaokan_rules.rows.page_rows import NEVER_FIRST
from jiaokan_rules.rows.widths import INDENT, SHORT, Width

NUMERAL = Pattern(f"第[{CHINESE_DIGITS}]|[{CHINESE_DIGITS}]○")
BRACKETS = Pattern("[（(][^（()）]*[)）]")
OPENED = Pattern("[（(]")
CLOSED = Pattern("[^（(]*[)）]")


class Join(NamedTuple):
    """A wrap below a row: the width at which the row is full, and whether the next row surely continues it."""

    row: int
    width: Width
    sure: bool


class RowPair(NamedTuple):
    """Two rows. The column may have cut the upper one, `row`.

    `continued`: it continues the row above it. `ended`: its last sentence is closed. `keeps_indents`: paragraphs near
    it are indented.
    """

    layout: ColumnLayout
    row: int
    above: str
    below: str
    continued: bool
    ended: bool
    keeps_indents: bool

    def width(self) -> Width | None:
        """The width at which the upper row is full; inside a note or an indented paragraph less evidence is enough."""
        if self.is_in_note() and not self.ended:
            return self.layout.full_width(self.row, 3 * INDENT)
        if self.keeps_indents and self.continued and not self.ended:
            return self.layout.full_width(self.row, 3 * INDENT)
        return self.layout.full_width(self.row, SHORT + (0 if self.continued else INDENT))

    def must_continue(self) -> bool:
        """The upper row cannot end where it does: inside brackets, inside a number."""
        return is_in_brackets(self.above, self.below) or NUMERAL.search(self.above[-1] + self.below[0]) is not None

    def is_in_note(self) -> bool:
        """Both rows belong to one note or reference."""
        kinds, row = self.layout.kinds, self.row
        return kinds[row] in (Kind.NOTE, Kind.FOOTNOTE) and kinds[row] is kinds[row + 1]

    def ends_flush(self) -> bool:
        """The upper row ends in a stop where nearly all rows end: more often inside a paragraph than not."""
        return self.ended and self.layout.ends_at_even_width(self.row) and not self.layout.lost_indents

    # What keeps two rows apart.

    def are_two_blocks(self) -> bool:
        """One of the rows is that of a table, of verse, a caption or the like, or begins a note or a reference."""
        return self.layout.kinds.parts(self.row)

    def is_markup(self) -> bool:
        """One of the rows is not running text."""
        return self.layout.page.is_markup(self.row) or self.layout.page.is_markup(self.row + 1)

    def is_indented(self) -> bool:
        """The lower row is indented where paragraphs are."""
        return self.keeps_indents and self.layout.page.indent(self.row + 1) > 0

    def is_indented_deeper(self) -> bool:
        """The lower row is indented deeper, as the first of a paragraph is, and the upper one may end where it does.

        The rows of an item may hang from its first one, and a space may be set before a bracket.
        """
        page, row = self.layout.page, self.row
        if page.indent(row + 1) <= page.indent(row) or self.must_continue() or self.below[0] == "(":
            return False
        return not (page.begins_unit(row) or (page.is_open(row) and self.layout.ends_at_even_width(row)))

    def begins_unit(self) -> bool:
        """The lower row begins a unit of its own, such as an item."""
        if self.must_continue() or self.is_in_note() or (self.keeps_indents and self.continued):
            return False
        return self.layout.page.begins_unit(self.row + 1)

    def stands_outside(self) -> bool:
        """The upper row, a title perhaps, is not part of the paragraphs, which are indented."""
        if not self.keeps_indents or self.continued or self.layout.page.indent(self.row):
            return False
        return not self.layout.page.cuts_word(self.row)

    # What shows that the lower row continues the upper one.

    def keeps_margin(self) -> bool:
        """The lower row is not indented where paragraphs are."""
        return self.keeps_indents

    def begins_with_mark(self) -> bool:
        """The lower row begins with a mark that never begins one."""
        return self.below[0] in NEVER_FIRST

    def next_is_full(self) -> bool:
        """The lower row is open and full, where paragraphs begin two em short of the column: their indents were lost."""
        layout, row = self.layout, self.row + 1
        if not layout.page.is_open(row) or row + 1 == len(layout.page) or not layout.lost_indents:
            return False
        return layout.is_full(row, -1 if self.ended else 1)

    def goes_on_from_above(self) -> bool:
        """The sentence of the upper row is open, and began on the row above it."""
        return self.continued and not self.ended

    def is_open_clause(self) -> bool:
        """The sentence of the upper row is open, and has punctuation, as no heading has."""
        return not self.ended and not has_no_punctuation(self.above)

    def leaves_no_room(self) -> bool:
        """The sentence of the upper row is open, and the row is as wide as paragraphs are."""
        return not self.ended and self.layout.is_full(self.row, 1) and not self.layout.lost_indents

    def cuts_word(self) -> bool:
        """The sentence of the upper row is open, and a word lies across the break."""
        return not self.ended and self.layout.page.cuts_word(self.row)


# What the examples share.
CAPTIONS = "".join(f"表{number} 山里的老人第一次用上了热水和干净的暖气⏎" for number in range(1, 5))
PLANS = "　　加强山区公路的养护保证冬季行车的安全⏎　　做好山区学校的供暖保证孩子们不会受冻⏎　　办好农村夜校的课程教会年轻人新的技术"
ITEMS = "一、加强公路的养护保证山里冬季行车的安全⏎二、做好学校的供暖保证山里孩子们不会受冻⏎三、办好夜校的课程教会山里年轻人新的技术⏎四、建好村口的图书室让大家都能看到好的书"
HEADED = "[山里的老人第一次用上热水和干净的暖气]⏎春天的小河边孩子们第一次放起了新做的风筝⏎"
SPRING = "春天来了，小河边的柳树都发芽了，孩⏎子们"
HILLS = "⏎远处的山坡开满了杜鹃花，蜜蜂飞来飞⏎去，村庄热闹起来了。"
WARM = "山里的老人都用上了热水和干净的暖气"

APART: Reasons[RowPair] = Reasons(
    "BRK003",
    (RowPair.are_two_blocks, CAPTIONS),
    (RowPair.is_markup, HEADED * 4),
    (RowPair.is_indented, f"代表们提出了建议。⏎{PLANS}⏎　　建好村口的图书室让大家都能看到好的书"),
    (RowPair.is_indented_deeper, f"关于做好今年山区冬季各项准备工作的通知⏎　　山区冬季工作办公室⏎{ITEMS}"),
    (RowPair.begins_unit, ITEMS),
    (RowPair.stands_outside, f"建好村口的图书室让大家都能借到最新的书籍⏎本报记者李明⏎　　代表们提出了建议。⏎{PLANS}"),
)

CONTINUED: Reasons[RowPair] = Reasons(
    "BRK003",
    (
        RowPair.keeps_margin,
        f"{WARM}⏎　　春天来了。⏎　　天气很好。⏎　　河边的柳树都发芽了，那里的孩⏎子们放起了风筝。老人们晒着太阳聊天。{HILLS}",
    ),
    (
        RowPair.begins_with_mark,
        f"{SPRING}放着风筝。老人说：“天气真好啊！⏎”远处的山坡开满了花，小蜜蜂飞来飞⏎去。⏎{WARM}",
    ),
    (
        RowPair.next_is_full,
        f"天亮了。⏎山里的老人们都用上热水和暖气了⏎大家都很高兴。⏎春天来了，小河边的柳树发芽，孩⏎子们放风筝。天气真好，大家很高兴。{HILLS}⏎{WARM}⏎{WARM}",
    ),
    (RowPair.goes_on_from_above, f"{SPRING}在草地上放起了风筝而老人们⏎坐在树下下棋。{HILLS}⏎{WARM}"),
    (RowPair.is_open_clause, f"{SPRING}放风筝。⏎村里的老人们，也都用上了热水⏎和暖气。{HILLS}⏎{WARM}"),
    (RowPair.leaves_no_room, "入冬以前铺到了山腰上⏎最后一户人家的院子里⏎面，县里的技术员挨家⏎挨户地检查阀门和水压。"),
    (RowPair.cuts_word, f"{SPRING}放风筝。⏎村里的老人们都用上了热水和暖⏎气。{HILLS}⏎{WARM}"),
    convict=True,
)


def is_in_brackets(above: str, below: str) -> bool:
    """Whether a bracket that `above` leaves open is closed in `below`."""
    if OPENED.search(above) is None:
        return False
    for _ in range(2):  # brackets in brackets
        above, below = BRACKETS.sub("", above), BRACKETS.sub("", below)
    return OPENED.search(above) is not None and CLOSED.match(below) is not None


def find_joins(layout: ColumnLayout) -> Iterator[Join]:
    """The joins of a page in order, at real columns or not."""
    texts, continued = layout.page.texts, False
    for row in range(len(texts) - 1):
        join = None
        if numbers_article(layout, row):
            join = Join(row, layout.near[row + 1][0], sure=True)
        elif layout.is_full(row, 3 * INDENT):  # the least that is asked of any
            above, below = texts[row], texts[row + 1]
            join = find_join(RowPair(layout, row, above, below, continued, is_closed(above), layout.keeps_indents(row)))
        if join:
            yield join
        continued = join is not None


def numbers_article(layout: ColumnLayout, row: int) -> bool:
    """Whether a row is the number of the article below it, which an extractor parted from it."""
    page = layout.page
    return (
        row + 2 < len(page)
        and is_lone_number(page.texts[row])
        and page.is_open(row + 1)
        and layout.follows_number(row + 1)
        and not layout.kinds.parts(row + 1)
        and not page.begins_unit(row + 2)
    )


def find_join(pair: RowPair) -> Join | None:
    """The join of two rows, if the column cut the upper one."""
    width = pair.width()
    if width is None or APART.apply(pair):
        return None
    sure = CONTINUED.apply(pair)
    return Join(pair.row, width, sure) if sure or pair.ends_flush() else None
