"""Titles over two or three lines, in documents that part their paragraphs by blank lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from jiaokan import Document, Pattern
from jiaokan.model.blocks import line_kinds
from jiaokan.model.prose import CHINESE_CHARACTER
from jiaokan_rules.reasons import Reasons
from jiaokan_rules.rows.page_rows import PageRows, page_rows

NARROWEST, WIDEST = 8, 60  # columns of a line of a title
CLAUSE_MARK = Pattern("[，。；：！,;:]")  # no title holds one of these
BLANK = Pattern("[ \u3000]")
CREDIT = Pattern("记者|記者|[摄攝/]$")
LETTER_SPACED = Pattern("(?:. ){3,}.")


class RowGroup(NamedTuple):
    """Rows [first, after) that stand directly under each other between blank lines."""

    page: PageRows
    first: int
    after: int

    @property
    def rows(self) -> range:
        return range(self.first, self.after)

    def any_text(self, pattern: Pattern) -> bool:
        """Whether a pattern occurs in a row, without the spaces of what is letter-spaced."""
        texts = self.page.texts[self.first : self.after]
        return any(pattern.search(t.replace(" ", "") if LETTER_SPACED.fullmatch(t) else t) for t in texts)

    def columns(self) -> list[int]:
        return [self.page.columns[row] for row in self.rows]

    def is_markup(self) -> bool:
        """A row is not running text."""
        return any(map(self.page.is_markup, self.rows))

    def has_item(self) -> bool:
        """A row below the first begins a unit of its own."""
        return any(map(self.page.begins_unit, self.rows[1:]))

    def is_indented(self) -> bool:
        """A row is indented."""
        return any(map(self.page.indent, self.rows))

    def has_other_width(self) -> bool:
        """A row is narrower or wider than the lines of titles are."""
        return min(self.columns()) < NARROWEST or max(self.columns()) > WIDEST

    def is_uneven(self) -> bool:
        """A row is not even half as wide as another."""
        return 2 * min(self.columns()) <= max(self.columns())

    def has_mark(self) -> bool:
        """A row has a mark of a sentence, or a colon."""
        return self.any_text(CLAUSE_MARK)

    def has_gap(self) -> bool:
        """A row has a space in it, as a list of names has."""
        return self.any_text(BLANK)

    def is_credit(self) -> bool:
        """A row is a by-line or the credit of a picture, or ends in a slash as what introduces an author does."""
        return self.any_text(CREDIT)

    def is_hardly_chinese(self) -> bool:
        """Half of a row, or more, is not Chinese characters."""
        return not all(
            2 * len(CHINESE_CHARACTER.findall(text)) > len(text.replace(" ", ""))
            for text in self.page.texts[self.first : self.after]
        )

    def may_have_kicker(self) -> bool:
        """The rows begin the document, where a kicker may stand above a title, and no word lies across them."""
        return self.first == 0 and not any(map(self.page.cuts_word, self.rows[:-1]))


NO_TITLE: Reasons[RowGroup] = Reasons(
    "BRK005",
    (RowGroup.is_markup, "会议开了三天。⏎⏎[交通安全宣传]⏎冬季道路专项检查⏎⏎检查从下周开始。"),
    (RowGroup.has_item, "会议开了三天。⏎⏎会议讨论的议题⏎一、道路的维修⏎⏎检查从下周开始。"),
    (RowGroup.is_indented, "会议开了三天。⏎⏎　　全市将开展冬季道路⏎　　交通安全专项检查⏎⏎检查从下周开始。"),
    (RowGroup.has_other_width, "会议开了三天。⏎⏎王小明⏎李大国⏎⏎检查从下周开始。"),
    (RowGroup.is_uneven, "会议开了三天。⏎⏎通知公告⏎关于冬季道路交通安全检查⏎⏎检查从下周开始。"),
    (RowGroup.has_mark, "会议开了三天。⏎⏎为什么山里的孩子：⏎都喜欢冬天的雪⏎⏎检查从下周开始。"),
    (RowGroup.has_gap, "会议开了三天。⏎⏎山里的春天来了 歌会⏎河边的孩子来了 灯会⏎⏎检查从下周开始。"),
    (RowGroup.is_credit, "会议开了三天。⏎⏎全市开展交通检查⏎本报记者李明⏎⏎检查从下周开始。"),
    (RowGroup.is_hardly_chinese, "会议开了三天。⏎⏎OpenHarmony系统⏎在山区学校的应用⏎⏎检查从下周开始。"),
    (RowGroup.may_have_kicker, "山里的春天来了⏎李老师的新故事⏎⏎会议开了三天。⏎⏎检查从下周开始。"),
)


def rows_of_titles(doc: Document) -> Iterator[int]:
    """The rows below which a title goes on."""
    page = page_rows(doc)
    numbers = [-1, *page.lines.numbers]
    after_blank = [row for row, (above, below) in enumerate(pairwise(numbers)) if below - above > 1]
    if 2 * len(after_blank) < len(page):
        return  # blank lines do not part the paragraphs
    for first, after in pairwise(sorted({0, *after_blank, len(page)})):
        group = RowGroup(page, first, after)
        if (
            2 <= len(group.rows) <= 3
            and not NO_TITLE.apply(group)
            and not any(map(line_kinds(doc).parts, group.rows[:-1]))
        ):
            yield from group.rows[:-1]
