"""The lines of a document as a reader of its layout sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jiaokan import Document
from jiaokan_rules.layout.furniture import furniture

# A heading, a table, a quotation, an image, a rule: lines that never read on in the next.
MARKUP = r"#{1,6}(?:\s|$)|[|>\u2500-\u257f]|!\[|\[\^?[^\]\n]{1,40}\]:|<[/!a-zA-Z]|[-=*_~`]{3,}|第?\s?\d{1,5}\s?页?$|\[[^\]]{1,60}\]$"
# What begins a unit of its own: bullets, numbers of articles and items, editors' boxes.
ITEM = (
    r"[-*+](?:\s|$)|[•●■□◆◇◎○▲△▼★☆※►▪]|[*_]{2}"
    r"|\d{1,3}[.．](?!\d)|\d{1,3}[、)）]|[（(〔][一二三四五六七八九十百\d]{1,3}[)）〕]|[一二三四五六七八九十百]{1,4}[、．\u3000]"
    r"|第 ?[一二三四五六七八九十百千〇零\d]{1,6} ?[条條章节節款项項编編篇部卷回课課讲講]"
    r"(?:之[一二三四五六七八九十\d]{1,3})?(?:[\s\u3000:：]|$)"
    r"|[\u2460-\u24ff\u2776-\u2793\u3220-\u3243]|——|\u2e3a|【|〖|[甲乙丙丁戊己庚辛壬癸][、．\u3000]"
    r"|[（(][^（）()]{1,30}[)）]$"
    r"|\d{4}年\d{1,2}月\d{1,2}日[ \u3000]"
)
CLOSERS = "”’」』）)》】〕〉］]\"'"
STOPS = "。！？!?…｡．"
LAST = frozenset(STOPS + CLOSERS)
PAUSES = "：:；;—"
# A stop with what closes behind it, and after that perhaps a source or a date in brackets.
TERMINAL = rf"[{STOPS}][{re.escape(CLOSERS)}]{{0,4}}(?: ?[（(][^（）()]{{1,30}}[)）])?$"
MARKS = "，。、；：？！”’」』）》】〕〉…,.;:?!)"  # these never begin a line

HEAD = rf"[“‘「『（(《〈【〔]{{0,3}}(?:[A-Za-z0-9.,%+-]{{1,30}}|.)[{re.escape(MARKS)}]{{0,3}}"


class Row(NamedTuple):
    """A line that holds text: [start, end) without indent and trailing space.

    `columns` counts a Han character and a full-width mark as two, `points` every code point as two; which of the two
    the page was set by shows in the stretch. `gap`: the line ends between the row above and this one.
    """

    start: int
    end: int
    text: str
    indent: str
    columns: int
    points: int
    gap: int
    opens: bool  # begins a unit of its own
    markup: bool  # is no running text at all
    ends: bool  # the last sentence is closed

    @property
    def pauses(self) -> bool:
        """Ends in a mark after which a paragraph may end too: a colon, a semicolon, a dash, a bracket closed."""
        return self.text[-1] in PAUSES or self.text[-1] in CLOSERS

    @property
    def open(self) -> bool:
        return not self.ends and not self.pauses

    @property
    def bare(self) -> bool:
        """No mark of a sentence is in it, as in a heading."""
        return re.search("[，。；：、！？,;]", self.text) is None


def rows(doc: Document) -> list[Row]:
    return list(read(doc))


def read(doc: Document) -> Iterator[Row]:
    gap = 0
    markup_of, item_of = re.compile(MARKUP).match, re.compile(ITEM).match
    of_pages = {start for start, _, _ in doc.view(furniture)}
    for line in doc.lines:
        text = line.text.strip(" \t\u3000\xa0\ufeff\f")
        gap += 1
        if not text:
            continue
        start = line.start + line.text.index(text[0])
        indent = doc.text[line.start : start]
        markup = start in of_pages or markup_of(text) is not None or doc.code.overlaps(start, start + len(text))
        opens = markup or item_of(text) is not None
        # GB 18030 gives a character of the GB repertoire, quotation marks and dashes among them, the two columns
        # that a Chinese page gives it, and ASCII one.
        columns = len((indent + text).encode("gb18030", "replace"))
        ends = text[-1] in LAST and re.search(TERMINAL, text[-40:]) is not None
        yield Row(start, start + len(text), text, indent, columns, 2 * len(indent + text), gap, opens, markup, ends)
        gap = 0


def unit(text: str) -> str:
    """What stands together at the head of a line: a Latin word or number, a character with its marks."""
    match = re.match(HEAD, text)
    return match[0] if match else ""
