"""Lines that belong to the pages of a document, not to its text: headers, footers, page numbers, credits."""

from __future__ import annotations

import re
from enum import Enum
from itertools import starmap
from typing import NamedTuple

from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import INDENT
from jiaokan.model.document import Document, view
from jiaokan.model.running_heads import LEAST, running_heads
from jiaokan.model.text_lines import text_lines
from jiaokan.search.pattern import Pattern


class Kind(Enum):
    """What a piece of page furniture is; the values are what messages call it."""

    CREDIT = "an editor's credit"
    PAGE_NUMBER = "a page number"
    PROMPT = "a prompt to scan a code"
    COLUMN_LOGO = "the logo of a column"
    PAGE_HEAD = "the head of a newspaper page"
    PICTURE_STUB = "the stub of a missing picture"
    RUNNING_HEAD = "a running head"


class Furniture(NamedTuple):
    """Page furniture at [start, end) in code points, without the white space around it."""

    start: int
    end: int
    kind: Kind


ROLE = (
    "(?:本版|本期|本报)?(?:责任编辑|责任校对|责编|编辑|主编|美编|美术编辑|版式设计|版面设计|版式|美术设计|组版|校对|终审|审校|审读|"
    "值班主任|值班编委|值班编辑|执行主编|新媒体编辑|視覺設計|責任編輯|編輯|校對)"
)
NAMES = rf"(?:{HAN_CHARACTER}|[·]){{2,4}}(?:[ \u3000、/]+(?:{HAN_CHARACTER}|[·]){{1,4}})*"
SIGNED = rf"{ROLE}[ \u3000]{{0,2}}[：:／/；;][ \u3000]{{0,2}}{NAMES}"
PAGE = '[ \u3000“”"]{0,3}第 ?[0-9]{1,3} ?版'  # of a newspaper
DASHES = r"[—–―\-·•~～]{1,2}"
SCAN = "(?:请|欢迎)?(?:扫码|扫一扫|扫描|微信扫|长按|识别)"
OFFER = "(?:二维码|观看|查看|更多|关注|阅读|收听|收看|视频|内容|详情|下载|进群|报名)"
COLUMN_LOGO = f"{HAN_CHARACTER}{{2,6}}@{HAN_CHARACTER}{{2,6}}"

LINES = {
    Kind.CREDIT: rf"版?{SIGNED}(?:[ \u3000|｜/]{{0,4}}{SIGNED}){{0,8}}(?:{PAGE})?",
    Kind.PAGE_NUMBER: f"{DASHES} ?[0-9]{{1,4}} ?{DASHES}"
    "|第 ?[0-9]{1,4} ?[页頁](?:[ ，,/／]*[共/／] ?[0-9]{1,4} ?[页頁])?"
    "|[Pp]age [0-9]{1,4}(?: of [0-9]{1,4})?|[0-9]{1,4} ?/ ?[0-9]{1,4} ?[页頁]",
    Kind.PROMPT: rf"{SCAN}[^。！？\r\n]{{0,24}}{OFFER}[^。，\r\n]{{0,10}}",
    Kind.COLUMN_LOGO: COLUMN_LOGO,
    # The name of the newspaper, the date, the day of the week, the number of the page.
    Kind.PAGE_HEAD: r"[^，；！？\r\n]{0,16}[12][0-9]{3} ?年[^，；！？\r\n]{1,12}日[ \u3000]{0,3}"
    f"(?:星期|周)[一二三四五六日天]{PAGE}",
}
# One pattern a kind: where one of several may match is said less exactly.
FURNITURE_LINES = {
    kind: Pattern(rf"(?<![^\r\n])[{INDENT}>*]*(?:{line})[{INDENT}*]*(?![^\r\n])") for kind, line in LINES.items()
}
# A picture whose text is the name of its own file: it lay beside the text that a PDF extractor wrote.
PICTURE_STUB = Pattern(r"^!\[([^\]/\r\n]{1,80})\]\(\1\)(?=[ \t]*\r?$)", re.M)


@view
def page_furniture(doc: Document) -> list[Furniture]:
    """The furniture of the pages of a document, in order."""
    return find_page_furniture(doc, LEAST)


def find_page_furniture(doc: Document, least: int) -> list[Furniture]:
    """The same with running heads that occur at least so often."""
    kinds: dict[tuple[int, int], Kind] = {}
    for kind, pattern in FURNITURE_LINES.items():
        for match in doc.matches(pattern):
            text = match[0]
            kinds.setdefault((match.end() - len(text.lstrip()), match.start() + len(text.rstrip())), kind)
    for match in doc.finditer(PICTURE_STUB):
        if not doc.code.overlaps(*match.span()):
            kinds.setdefault(match.span(), Kind.PICTURE_STUB)
    lines = text_lines(doc)
    code = set().union(*starmap(lines.overlapping, doc.code))
    for index, numbered in running_heads(lines, code, least).items():
        kinds.setdefault((lines.starts[index], lines.ends[index]), Kind.PAGE_NUMBER if numbered else Kind.RUNNING_HEAD)
    return [Furniture(*span, kind) for span, kind in sorted(kinds.items())]
