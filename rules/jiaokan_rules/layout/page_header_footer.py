from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Pattern, Safety, rule
from jiaokan.model.deletion import deletion_span
from jiaokan.model.page_furniture import PAGE, Furniture, Kind, find_page_furniture
from jiaokan.model.page_furniture import page_furniture as furniture_of
from jiaokan.model.running_heads import LEAST

NEWSPAPER_PAGE = Pattern(PAGE)


@rule("LAY002", safety=Safety.UNSAFE, aliases=("page-furniture",), mixed_safety=True)
def page_header_footer(doc: Document, *, least: int = LEAST) -> Iterator[Finding]:
    """What belongs to a printed page, not to its text.

    ## What it does
    Finds lines that are an editor's credit (责任编辑：某某), a page number (— 12 —, 第 3 页 共 8 页), a prompt to scan a code, the
    logo of a column (环球@资讯), the head of a newspaper page (某某日报 2020年1月10日 星期五 第11版), or the stub of a picture
    whose text is the name of its own file. Also finds running heads: a short line with a number that recurs with rising
    numbers, one that recurs between paragraphs of prose, or one that recurs beside rising page numbers, and
    these numbers.

    ## Why it is bad
    It interrupts articles, often in the middle of a sentence, and recurs on every page.

    ## Example
    ✗ 会议强调，要坚持稳中求进。⏎⏎责任编辑：李某某⏎⏎与会代表进行了讨论。
    ✓ 会议强调，要坚持稳中求进。⏎⏎与会代表进行了讨论。
    ✓ 他是本书的责任编辑，负责全书的校对，扫码即可付款。

    ## Fix safety
    Unsafe: the line is deleted, but an archive may want its credits. A credit that closes the text is only displayed.

    ## Options
    `least`: how often a running head must occur (3).
    """
    found = furniture_of(doc) if least == LEAST else list(find_page_furniture(doc, least))
    end_of_text = len(doc.text.rstrip()) if found else 0
    for start, end, kind in joined_heads(doc, found):
        text = doc.text[start:end]
        # A credit that closes the text interrupts nothing, and an archive may want it.
        closing = kind == Kind.CREDIT and end == end_of_text and not NEWSPAPER_PAGE.search(text)
        edit = Edit(*deletion_span(doc.text, start, end), "")
        safety = Safety.DISPLAY if closing else Safety.UNSAFE
        todo = "delete it, unless you keep credits" if closing else "delete it"
        yield Finding(start, end, f"「{' '.join(text.split())[:30]}」 is {kind.value}: {todo}.", (edit,), safety)


def joined_heads(doc: Document, found: list[Furniture]) -> Iterator[Furniture]:
    """The furniture, with the lines of one running head as one: deleted one by one, those left would lose their evidence."""
    last: Furniture | None = None
    for part in found:
        if last and part.kind == last.kind == Kind.RUNNING_HEAD and not doc.text[last.end : part.start].strip():
            last = last._replace(end=part.end)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last
