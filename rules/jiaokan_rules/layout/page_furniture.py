from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Safety, rule
from jiaokan.model.deletion import deletion_span
from jiaokan_rules.layout import filled
from jiaokan_rules.layout.furniture import CREDITED, HEAD, LEAST, PAGE, found, furniture, suspects


@rule("LAY002", safety=Safety.UNSAFE, ahead=(suspects,))
def page_furniture(doc: Document, *, least: int = LEAST) -> Iterator[Finding]:
    """What belongs to a printed page, not to its text.

    ## What it does
    Finds lines that are an editor's credit (责任编辑：某某), a page number (— 12 —, 第 3 页 共 8 页), a prompt to scan a code, the
    flag of a column (环球@资讯), the head of a newspaper page (某某日报 2020年1月10日 星期五 第11版), the stub of a picture
    whose text is the name of its own file, and running heads: a short line with a number that comes again with rising
    numbers, one that comes again between paragraphs of prose, or one that comes again beside rising page numbers, and
    these numbers.

    ## Why it is bad
    It stands in the middle of an article, often of a sentence, and comes again on every page.

    ## Example
    ✗ 会议强调，要坚持稳中求进。⏎⏎责任编辑：李某某⏎⏎与会代表进行了讨论。
    ✓ 会议强调，要坚持稳中求进。⏎⏎与会代表进行了讨论。
    ✓ 他是本书的责任编辑，负责全书的校对，扫码即可付款。

    ## Fix safety
    Unsafe: the line goes, but an archive may want its credits. A credit that closes the text is only shown.

    ## Options
    `least`: how often a running head must come (3).
    """
    lines = furniture(doc) if least == LEAST else list(found(doc, least))
    if not lines:
        return
    last = last_end(doc)
    for start, end, kind in together(doc, lines):
        message = f"「{' '.join(doc.text[start:end].split())[:30]}」 is {kind}: delete it."
        # A credit that closes the text interrupts nothing, and an archive may want it.
        colophon = kind == CREDITED and end == last and not re.search(PAGE, doc.text[start:end])
        edit = Edit(*deletion_span(doc.text, start, end), "")
        yield Finding(start, end, message, (edit,), Safety.DISPLAY if colophon else Safety.UNSAFE)


def last_end(doc: Document) -> int:
    """Where the last line that holds text ends, without the white space behind it."""
    numbers = filled(doc).numbers
    line = doc.lines[numbers[-1]] if numbers else None
    return line.start + len(line.text.rstrip()) if line else 0


def together(doc: Document, lines: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """The furniture, with the lines of one head as one: cut one by one, those left would lose their evidence."""
    start = end = -1
    for a, b, kind in lines:
        if start >= 0 and kind == HEAD and not doc.text[end:a].strip():
            end = b
            continue
        if start >= 0:
            yield start, end, HEAD
        start, end = (a, b) if kind == HEAD else (-1, -1)
        if kind != HEAD:
            yield a, b, kind
    if start >= 0:
        yield start, end, HEAD
