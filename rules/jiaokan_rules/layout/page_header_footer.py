from __future__ import annotations

from collections.abc import Iterable, Iterator

from jiaokan import Document, Edit, Finding, Pattern, Safety, rule
from jiaokan.model.deletion import deletion_span
from jiaokan.model.interruptions import goes_on
from jiaokan.model.page_furniture import PAGE, Furniture, Kind, find_page_furniture
from jiaokan.model.page_furniture import page_furniture as furniture_of
from jiaokan.model.running_heads import LEAST
from jiaokan.model.text_lines import text_lines

NEWSPAPER_PAGE = Pattern(PAGE)
OF_EDGES = {Kind.PAGE_NUMBER, Kind.RUNNING_HEAD}  # what stands at the edges of pages
LATIN_BREAK = Pattern(r"[A-Za-z,.;:] [A-Za-z]")


@rule("LAY002", safety=Safety.UNSAFE, aliases=("page-furniture",), mixed_safety=True)
def page_header_footer(doc: Document, *, least: int = LEAST) -> Iterator[Finding]:
    """What belongs to a printed page, not to its text.

    ## What it does
    Finds lines that are an editor's credit (责任编辑：某某), a page number (— 12 —, 第 3 页 共 8 页), a prompt to scan a code, the
    logo of a column (环球@资讯), the head of a newspaper page (某某日报 2020年1月10日 星期五 第11版), or the stub of a picture
    whose text is the name of its own file.

    Also finds page numbers of any form (12, 十二, xii, １－１－１２, 12 / 86) by what they do: they count up from page to page.
    And running heads, feet and watermarks: short lines that come again from page to page, beside these numbers, beside
    form feeds or in the middle of sentences. The numbers of rows, items, articles and sections do none of this.

    ## Why it is bad
    It interrupts articles, often in the middle of a sentence, and recurs on every page.

    ## Example
    ✗ 会议强调，要坚持稳中求进。⏎⏎责任编辑：李某某⏎⏎与会代表进行了讨论。
    ✓ 会议强调，要坚持稳中求进。⏎⏎与会代表进行了讨论。
    ✓ 他是本书的责任编辑，负责全书的校对，扫码即可付款。

    ## Fix safety
    Unsafe: the line is deleted, but an archive may want its credits. Where it interrupts a sentence, the two parts are
    joined. A credit that closes the text is only displayed.

    ## Options
    `least`: how often a running head must occur (3).
    """
    found = furniture_of(doc) if least == LEAST else find_page_furniture(doc, least)
    end_of_text = len(doc.text.rstrip()) if found else 0
    for start, end, kind in group_touching(doc, found):
        text = doc.text[start:end]
        # A credit that closes the text interrupts nothing, and an archive may want it.
        closing = kind == Kind.CREDIT and end == end_of_text and not NEWSPAPER_PAGE.search(text)
        safety = Safety.DISPLAY if closing else Safety.UNSAFE
        todo = "delete it, unless you keep credits" if closing else "delete it"
        message = f"「{' '.join(text.split())[:30]}」 is {kind.value}: {todo}."
        yield Finding(start, end, message, (deletion(doc, start, end, kind),), safety)


def group_touching(doc: Document, found: Iterable[Furniture]) -> Iterator[Furniture]:
    """The furniture, with the lines of one edge of a page as one: deleted one by one, those left would lose their evidence."""
    last: Furniture | None = None
    for part in found:
        if last and {last.kind, part.kind} <= OF_EDGES and not doc.text[last.end : part.start].strip():
            kind = last.kind if last.kind == part.kind else Kind.RUNNING_HEAD
            last = Furniture(last.start, part.end, kind)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def deletion(doc: Document, start: int, end: int, kind: Kind) -> Edit:
    """The edit that deletes lines, and the line break where a sentence goes on behind them."""
    lines = text_lines(doc)
    rows = lines.overlapping(start, end)
    above, below = rows.start - 1, rows.stop
    if kind in OF_EDGES and above >= 0 and below < len(lines) and goes_on(lines, above, below):
        first, last = lines.ends[above], lines.starts[below]
        words = LATIN_BREAK.match(doc.text[first - 1] + " " + doc.text[last])
        return Edit(first, last, " " if words else "")
    return Edit(*deletion_span(doc.text, start, end), "")
