"""The lines of a document that belong to its pages, not to its text; the rules about breaks read across them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import compress, pairwise
from typing import TYPE_CHECKING, NamedTuple

from jiaokan import Document
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.document import Ahead, of_those, view
from jiaokan.search.arrays import members
from jiaokan_rules.anchor import compiled
from jiaokan_rules.layout import Shape, among, filled, margins, shapes_of, split, together
from jiaokan_rules.recurring import ODD, again, likely

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROLE = (
    "(?:本版|本期|本报)?(?:责任编辑|责任校对|责编|编辑|主编|美编|美术编辑|版式设计|版面设计|版式|美术设计|组版|校对|终审|审校|审读|"
    "值班主任|值班编委|值班编辑|执行主编|新媒体编辑|視覺設計|責任編輯|編輯|校對)"
)
NAMES = rf"(?:{HAN_CHARACTER}|[·]){{2,4}}(?:[ \u3000、/]+(?:{HAN_CHARACTER}|[·]){{1,4}})*"
PAGE = '[ \u3000“”"]{0,3}第 ?[0-9]{1,3} ?版'
CREDIT = (
    rf"版?{ROLE}[ \u3000]{{0,2}}[：:／/；;][ \u3000]{{0,2}}{NAMES}"
    rf"(?:[ \u3000|｜/]{{0,4}}{ROLE}[ \u3000]{{0,2}}[：:／/；;][ \u3000]{{0,2}}{NAMES}){{0,8}}(?:{PAGE})?"
)
# The head of a newspaper page: its name, the date, the day of the week, the number of the page.
MASTHEAD = rf"[^，；！？\r\n]{{0,16}}[12][0-9]{{3}} ?年[^，；！？\r\n]{{1,12}}日[ \u3000]{{0,3}}(?:星期|周)[一二三四五六日天]{PAGE}"
NUMBER = (
    "[—–―\\-·•~～]{1,2} ?[0-9]{1,4} ?[—–―\\-·•~～]{1,2}|第 ?[0-9]{1,4} ?[页頁](?:[ ，,/／]*[共/／] ?[0-9]{1,4} ?[页頁])?|"
    "[Pp]age [0-9]{1,4}(?: of [0-9]{1,4})?|[0-9]{1,4} ?/ ?[0-9]{1,4} ?[页頁]"
)
PROMPT = r"(?:请|欢迎)?(?:扫码|扫一扫|扫描|微信扫|长按|识别)[^。！？\r\n]{0,24}(?:二维码|观看|查看|更多|关注|阅读|收听|收看|视频|内容|详情|下载|进群|报名)[^。，\r\n]{0,10}"
# A picture named by its own file, which lay beside the text when a reader of PDFs wrote it.
STUB = r"(?m)!\[([^\]/\r\n]{1,80})\]\(\1\)(?=[ \t]*\r?$)"
LEAST = 3  # how often a running head must come
FOLIO = "[0-9]{1,4}|[0-9]{1,2}(?:-[0-9]{1,4}){1,2}"  # a page number alone on its line; the second is a prospectus's
PAGE_LINES = 20  # lines with text between two heads: the rows of a table, which are numbered too, stand closer
SHORT, LONG = 10, 25  # code points: longer than a heading's line, longer than a heading
FLAG = rf"{HAN_CHARACTER}{{2,6}}@{HAN_CHARACTER}{{2,6}}"  # the logo of a column
FURNITURE = rf"[ \t\u3000>*]*(?:({CREDIT})|({NUMBER})|({PROMPT})|({FLAG})|({MASTHEAD}))[ \t\u3000*]*"
AROUND = " \t\u3000*"  # may stand on both sides of it
DASHES = "—–―\\-·•~～"
# All of these begin so and do not end so, but for a flag, the head of a page and numbers without dashes, which end as
# below; those with a dash in front have one behind.
FIRST = f"[版本责编主美组校终审值执新視責編{DASHES}Pp请欢扫微长识>*]"
NEVER_LAST = "。，"
BEGUN = "Pa pa 请扫 请微 请长 请识 欢迎 扫码 扫一 扫描 微信 长按 识别"  # and those of them that begin with a letter, but for roles
LAST = "[版页頁*]"
DIGIT = "[0-9]"
CREDITED = "an editor's credit"
KIND = (
    CREDITED,
    "a page number",
    "a prompt of the printed page",
    "the flag of a column",
    "the head of a page",
)
HEAD = "a running head of the page"
# A head with its page number behind it or before it.
PAGED = rf"([^\s0-9][^\n]{{0,22}}?(?:{HAN_CHARACTER}|[）)]))(?:[ \u3000·—-]+|(?<={HAN_CHARACTER}))([0-9]{{1,4}})|([0-9]{{1,4}})[ \u3000·—-]+({HAN_CHARACTER}[^\n]{{1,22}})"
# Numbered things of the text itself, not the head of a page.
COUNTED = r"[第图圖表例附步练習题題问問注款项条條卷章节節课課集期号號版年月日]|[A-Za-z]$|[0-9.、．]"


@view
def furniture(doc: Document) -> list[tuple[int, int, str]]:
    """The furniture of the pages of a document, as start, end and what it is."""
    return list(found(doc, LEAST))


class Suspects(NamedTuple):
    """The rows that may be furniture by how they begin and end, those that begin or end in a digit and may be running
    heads, those that do both and may be page numbers, and those as long as a running head that may come again, None where
    all may."""

    marked: Collection[int]
    numbered: Collection[int]
    folios: Sequence[int]
    twice: Sequence[int] | None


@Ahead
def suspects(docs: Sequence[Document]) -> Iterable[Suspects | None]:
    """What may be furniture, where the shapes of the lines tell it."""
    known = zip(docs, shapes_of(docs), strict=True)
    shapes = [found if filled(doc) is margins(doc) else None for doc, found in known]
    return of_those(shapes, suspected)


def suspected(some: Sequence[Shape]) -> Iterator[Suspects]:
    import numpy as np

    lines, homes = together(some)
    first, last, size = lines.firsts, lines.lasts, lines.inner()
    dash = members(f"[{DASHES}]")
    never = (last == ord(NEVER_LAST[0])) | (last == ord(NEVER_LAST[1]))
    opened = np.flatnonzero(members(FIRST).take(first) & np.where(dash.take(first), dash.take(last), ~never))
    two = lines.heads[opened] & 0xFFFFFFFF
    opened = opened[
        (first[opened] == ord(">")) | (first[opened] == ord("*")) | dash.take(first[opened]) | np.isin(two, begun())
    ]
    closed = np.flatnonzero(members(LAST).take(last))
    before = lines.tails[closed] >> 32 & 0xFFFF
    closed = closed[(last[closed] == ord("*")) | members("[0-9 ]").take(before.view("<i8"))]
    marked = np.union1d(opened, closed)
    inside = (size >= 4) & (size <= 24)
    digit = members("[0-9]")
    begin, end = digit.take(first), digit.take(last)
    headed = np.flatnonzero((begin | end) & inside & members(f"(?:{HAN_CHARACTER}|[0-9])").take(first))
    folio = np.flatnonzero(begin & end & (size <= 12))
    short = np.flatnonzero(inside)
    signs = lines.heads[short] * ODD[0]
    signs += lines.tails[short] * ODD[1]
    signs += (homes[short] << 8 | size[short]).view("<u8") * ODD[2]
    return map(Suspects, *(split(found, some) for found in (marked, headed, folio, short[again(signs)])))


@cache
def begun() -> NDArray[np.uint64]:
    """The beginnings as numbers."""
    import numpy as np

    roles = {two for two in map("".join, pairwise(ROLE)) if two.isalpha()}
    some = roles | {"版" + two[0] for two in roles} | set(BEGUN.split())
    return np.array([ord(two[0]) | ord(two[1]) << 16 for two in some], np.uint64)


def all_suspects(doc: Document) -> Suspects:
    """The same without these."""
    firsts, lasts = filled(doc).firsts, filled(doc).lasts
    marked = {*among(FIRST, firsts), *among(LAST, lasts)}
    begin, end = set(among(DIGIT, firsts)), set(among(DIGIT, lasts))
    return Suspects(marked, begin | end, sorted(begin & end), None)


def found(doc: Document, least: int) -> Iterator[tuple[int, int, str]]:
    rows = filled(doc)
    marked, numbered, folios, twice = suspects(doc) or all_suspects(doc)
    some = {at for at in marked if possible(rows.texts[at])} if marked else set()
    if "@" in doc.text and compiled("@[^\0-\x7f]").search(doc.text):
        some.update(at for at, text in enumerate(rows.texts) if "@" in text)
    for at in sorted(some):
        if not compiled(FURNITURE).fullmatch(rows.texts[at]):  # nor does the line, then
            continue
        match = compiled(FURNITURE).fullmatch(doc.lines.texts[rows.numbers[at]])
        line = doc.lines[rows.numbers[at]] if match else None
        if match and line and not doc.protected.overlaps(line.start, line.end):
            kind = next(k for k, group in zip(KIND, match.groups(), strict=True) if group)
            yield *inner(doc, line.start, line.end), kind
    if "![" in doc.text:
        for match in compiled(STUB).finditer(doc.text):
            if doc.text[match.start() - 1 : match.start()] in ("", "\n") and not doc.code.overlaps(*match.span()):
                yield *match.span(), "the stub of a picture that is not here"
    if not (numbered or folios or twice is None or twice or least < 2):
        return
    heads = set(running_heads(doc, least, numbered, twice))
    beside = set(numbered_heads(doc, least, folios)) - heads
    for n in sorted(heads | beside):
        line = doc.lines[n]
        yield *inner(doc, line.start, line.end), HEAD


def possible(text: str) -> bool:
    """Whether a line may be furniture, a flag apart, by how it begins and ends."""
    first, last = text.lstrip(AROUND + ">")[:1], text.rstrip(AROUND)[-1:]
    if last in LAST:
        return True
    return last in DASHES if first in DASHES else first in FIRST and last not in NEVER_LAST


def inner(doc: Document, start: int, end: int) -> tuple[int, int]:
    """The span without the white space around it."""
    text = doc.text[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def running_heads(doc: Document, least: int, numbered: Iterable[int], twice: Sequence[int] | None) -> Iterator[int]:
    """The numbers of short lines that come again among prose, alone or with a rising page number.

    `numbered`: the rows that begin or end in a digit. `twice`: those of this length that may come again.
    """
    plain: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    paged: dict[str, list[tuple[int, int]]] = defaultdict(list)
    rows = filled(doc)
    within = range(1, len(rows) - 1)
    # A head comes again, or has a number behind it or before it.
    some: Iterable[int] = within
    if least > 1:
        if twice is None:
            often = likely(doc, compress(rows.texts, map(range(4, 25).__contains__, map(len, rows.texts))))
            twice = [k for k, text in enumerate(rows.texts) if text in often] if often else []
        counts = Counter(rows.texts[k] for k in twice if k in within) if len(twice) >= least else {}
        some = {*numbered, *(k for k in twice if counts.get(rows.texts[k], 0) >= least)}
    if not some:
        return
    texts = rows.texts
    numbers = rows.numbers
    for k in sorted(some):
        text = texts[k]
        if not 4 <= len(text) <= 24 or k not in within or not compiled(f"(?:{HAN_CHARACTER}|[0-9])").match(text):
            continue
        match = compiled(PAGED).fullmatch(text)
        if match:
            stem, number = match[1] or match[4], match[2] or match[3]
            if not re.search(COUNTED, stem[-1:]) and not re.match(COUNTED, stem):
                paged[stem].append((numbers[k], int(number)))
        elif (
            re.search(f"{HAN_CHARACTER}{{2}}", text)
            and not re.search("[/=<{`]", text)
            and not re.search("[。，；：！？、…”:,;]$", text)
            and not re.match("[^（(]*[）)]|[^《]*》", text)  # the end of what began on the line above
        ):
            plain[text].append((numbers[k], len(texts[k - 1]) > 25))
    for places in paged.values():
        # In the middle of a sentence twice is enough, and of two long paragraphs that are one, once.
        broken = min(interrupts(doc, n) for n, _ in places)
        enough = (least, min(least, 2), 1)[broken]
        if len(places) >= enough and all(a < b for (_, a), (_, b) in pairwise(places)):
            yield from (n for n, _ in places)
    for seen in plain.values():
        if len(seen) >= least and 2 * sum(among for _, among in seen) > len(seen):
            yield from (n for n, _ in seen)


def numbered_heads(doc: Document, least: int, numbered: Sequence[int]) -> Iterator[int]:
    """The numbers of lines that come again, page by page, beside a line with the number of the page, and of these.

    `numbered`: the rows that begin and end in a digit.
    """
    if len(numbered) < 2:
        return
    rows = filled(doc)
    texts = rows.texts
    folios = [k for k in numbered if len(texts[k]) <= 12 and compiled(FOLIO).fullmatch(texts[k])]
    if len(folios) < 2:  # each of two pages has its own
        return
    numbers = rows.numbers
    heads: dict[str, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for folio in folios:
        for k in range(max(0, folio - 2), min(len(texts), folio + 3)):
            if 4 <= len(texts[k]) <= 40 and re.search(f"{HAN_CHARACTER}{{2}}", texts[k]):
                heads[texts[k]][k][int(texts[folio].split("-")[-1])] = folio
    for places in heads.values():
        pages = {
            k
            for (a, above), (b, below) in pairwise(places.items())
            if b - a > PAGE_LINES and any(number + 1 in below and number not in below for number in above)
            for k in (a, b)
        }
        if len(pages) > least and 2 * len(pages) > len(places):  # one more, since rows of tables are numbered too
            counted = {number for k in pages for number in places[k]}
            for k in pages:
                yield numbers[k]
                yield from (numbers[at] for number, at in places[k].items() if {number - 1, number + 1} & counted)


def interrupts(doc: Document, n: int) -> int:
    """Whether the lines around this one could be parts of one sentence: 0 no, 1 yes, 2 and both are of a paragraph."""
    above = next((t for k in range(n - 1, max(-1, n - 4), -1) if (t := doc.lines.texts[k].strip())), "")
    below = next((t for line in doc.lines.texts[n + 1 : n + 4] if (t := line.strip())), "")
    if (
        len(above) <= SHORT
        or not re.match(f"(?:{HAN_CHARACTER}|[，、])", above[-1])
        or not re.match(f"(?:{HAN_CHARACTER}|[，。、])", below)
    ):
        return 0
    return 2 if min(len(above), len(below)) > LONG else 1
