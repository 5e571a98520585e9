from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jiaokan import Document, Finding, Line, Safety, rule
from jiaokan.language.script import HAN, HAN_CHARACTER
from jiaokan.model.document import Ahead, of_those
from jiaokan.search.arrays import strictly
from jiaokan_rules.anchor import compiled
from jiaokan_rules.layout import Shape, filled, shapes_of, split, together

AGENCY = "新华社|新華社|中新社|本报|本報|本刊|中央社|人民网|新华网|据[^，。\n]{2,8}"
# Where an article begins: the place and day of its agency, the jump from another page, a dated picture.
DATELINE = rf"(?:{AGENCY})[^，。；\n]{{0,24}}?[电電讯訊](?=[\s（(]|$)"
DATED = rf"{DATELINE}|\d{{1,2}}月\d{{1,2}}日，"
JUMP = "[（(【]?(?:上接|下转|上轉|紧接|轉)[^）)\n]{1,10}[版页]"
CAPTION = r"\d{1,2}月\d{1,2}日，[^\n]{2}[\s\S]{8,500}?(?:摄 ?[）)]|(?:新华社|本报)[发发記记])"
CLOSERS = "。！？…”’」』）)》发"  # the last characters of CLOSED
CLOSED = r"[。！？…][”’」』）)》]{0,3}$|[（(][^（）()\n]{2,24}(?:[电電讯訊摄攝]|记者[^（）()\n]{2,12})[）)]$|(?:新华社|本报)[^。，\n]{0,6}发$"
BYLINE = r"[□■○●◎](?! )|本报记者|(?:新华社|本报)?“?[^。，\n]{0,12}”?记者[ \u3000]|——"
FLAG = rf"{HAN_CHARACTER}{{2,6}}@{HAN_CHARACTER}{{2,6}}|(?:(?:新华社|本报)[发電电])+|{JUMP}[）)】]?"
# What follows the end of an article and is no title of one: who wrote, took or put it together, where it is from, when
# it was signed; a numbered heading.
SIGNED = (
    rf"[（(【].*[）)】]$|(?:{AGENCY}|数据|資料|资料|来源|來源|作者|记者|責任|责任|摄影|制图|供图|文图|图文|转自|摘自|选自|编译|翻译|附|注)"
    r"|[（(]?[一二三四五六七八九十百0-9 ]{1,6}[)）、.．]"
    r"|.*(?:摄|攝|摄影|报道|整理|制图|供图|编译|综合)(?:[（(].*)?$|[0-9〇零一二三四五六七八九十年月日 ]{6,}(?:于.{2,8})?$"
)
TITLE = rf"(?=[^\n]{{0,12}}?(?:{HAN_CHARACTER}[ \u3000]?){{3}})(?!{SIGNED})[^，。；：、,.;:|#*>\-=\[\]@/<\s][^。；;|#=@/<\n]{{4,38}}[^，。；：、,.;:—\s]"
OPENING = rf"[ \u3000]*(?:{DATELINE}|{JUMP}|{CAPTION})"
SHORTEST, LONGEST = 6, 40  # code points of a title
UNENDED = "，。；：、,.;:—"  # no title ends in one of these
OPEN = f"[{CLOSERS}](?=[^{UNENDED}])"  # two rows that end so
UNBEGUN = "，。；：、,.;:|#*>-=[]@/<"  # or begins with one of these
BEGUN = f"[{re.escape(UNBEGUN)}]"
WINDOW = 4000  # characters above a title in which its article is looked for: a page of a newspaper
BELOW = 1200  # and below it: the article that it would head


class Group(NamedTuple):
    """Rows that make one or more titles with their subtitles and by-lines: the first, and the one after the last.

    `open`: what follows is the beginning of an article, or the end of the text.
    """

    first: int
    after: int
    open: bool


@Ahead
def titles(docs: Sequence[Document]) -> Iterable[list[int]]:
    """The rows that could be titles, by their lengths and last characters, and by the last ones of the rows above."""
    shapes = [found if filled(doc).shape else None for doc, found in zip(docs, shapes_of(docs), strict=True)]
    made = of_those(shapes, found_in)
    return [found_alone(doc) if found is None else found for doc, found in zip(docs, made, strict=True)]


def found_in(shapes: Sequence[Shape]) -> Iterator[list[int]]:
    import numpy as np

    lines, homes = together(shapes)
    size, closes = lines.inner(), strictly(f"[{CLOSERS}]")
    found = (size >= SHORTEST) & (size <= LONGEST) & ~strictly(f"[{UNENDED}]").take(lines.lasts)
    found[:1] = False
    found[1:] &= closes.take(lines.lasts[:-1]) & (homes[1:] == homes[:-1])
    some = np.flatnonzero(found)
    return iter(split(some[~strictly(BEGUN).take(lines.firsts[some])], shapes))


def found_alone(doc: Document) -> list[int]:
    """The same by the texts."""
    rows = filled(doc)
    texts, firsts = rows.texts, rows.firsts
    after = (match.end() for match in compiled(OPEN).finditer(rows.lasts))
    return [n for n in after if SHORTEST <= len(texts[n]) <= LONGEST and firsts[n] not in UNBEGUN]


@rule("LAY003", safety=Safety.DISPLAY, ahead=(titles,))
def misplaced_title(doc: Document) -> Iterator[Finding]:
    """A title that stands behind its article, or in front of another one.

    ## What it does
    Finds short lines without a full stop between the end of one article and the beginning of the next (a dateline, a
    jump from another page, a picture with its date, the end of the text) or in front of its title, whose words come
    again in what stands above and not in what stands below.

    ## Why it is bad
    Readers of newspaper pages put a title after the columns that it stands over. In a corpus it then heads the wrong article.

    ## Example
    ✗ 新华社北京9月4日电（记者某某）全国将开展防护用品安全隐患专项整治，重点检查安全帽。⏎⏎防护用品安全隐患专项整治将开展⏎⏎新华社天津9月4日电（记者某某）第二届港口博览会今天开幕。⏎

    ✓ 防护用品安全隐患专项整治将开展⏎⏎新华社北京9月4日电（记者某某）全国将开展防护用品安全隐患专项整治。⏎⏎港口博览会开幕⏎⏎新华社天津9月4日电（记者某某）第二届港口博览会今天开幕。⏎

    ## Fix safety
    There is no fix: where the title belongs is seen on the page.
    """
    candidates = titles(doc)
    if not candidates:
        return
    numbers = filled(doc).numbers
    for group in groups(doc, numbers, candidates):
        rows = [doc.lines[n] for n in numbers[group.first : group.after]]
        if not group.open and any("，" in row.text or "," in row.text for row in rows):
            continue  # see `astray`
        start, end = rows[0].start, rows[-1].end
        above, below = plain(doc.text[max(0, start - WINDOW) : start]), plain(doc.text[end : end + BELOW])
        count = astray(rows, above, below, group.open)
        if count:
            title = doc.text[start : rows[count - 1].end].strip()
            start = doc.text.index(title, start)
            message = f"「{' '.join(title.split())[:40]}」 looks like the title of what stands above it: see the page."
            yield Finding(start, start + len(title), message)


def groups(doc: Document, numbers: Sequence[int], candidates: list[int]) -> Iterator[Group]:
    """Titles between a closed sentence and the beginning of another article; `numbers` are those of the lines with text."""
    after, size, lines = 0, len(numbers), doc.lines
    for n in candidates:
        if n < after:
            continue
        above, title = lines.texts[numbers[n - 1]], lines.texts[numbers[n]]
        if not titled(title) or not closed(above):
            continue
        after = n + 1
        while after < size and after - n < 5 and heads(lines.texts[numbers[after]]):
            after += 1
        rest = after
        while rest < size and compiled(FLAG).fullmatch(lines.texts[numbers[rest]].strip()):
            rest += 1
        begins = rest > after
        if rest == size:
            # A wrapped text that was cut off ends in such rows too.
            begins = begins or not any(re.search("[，,]", lines.texts[at]) for at in numbers[n:after])
        elif not begins:
            start = lines.starts[numbers[rest]]
            begins = compiled(OPENING).match(doc.text[start : start + 600]) is not None
        if begins or after - n > 1:
            yield Group(n, after, begins)


def closed(text: str) -> bool:
    """Whether a row ends an article, or a paragraph."""
    text = text.rstrip()
    return text[-1] in "。！？…" or compiled(CLOSED).search(text[-40:]) is not None


def titled(text: str) -> bool:
    """A title has no indent, and is no sentence."""
    bare = text.strip()
    return (
        SHORTEST <= len(bare) <= LONGEST
        and not text.startswith("\u3000\u3000")
        and compiled(TITLE).fullmatch(bare) is not None
    )


def heads(text: str) -> bool:
    """Whether a row under a title goes with it: its second line, a subtitle, the by-line."""
    bare = text.strip()
    if compiled(BYLINE).match(bare):
        return not text.startswith("\u3000\u3000")
    return titled(text) and not compiled(DATED).match(bare) and not compiled(FLAG).fullmatch(bare)


def astray(rows: list[Line], above: str, below: str, open: bool) -> int:
    """How many of the rows are the title of what stands above; the others may be that of what stands below."""
    if open and belongs(rows, above, below):
        return len(rows)
    if any(re.search("[，,]", row.text) for row in rows):
        return 0  # without a dateline a row with a comma may as well be the first of a wrapped paragraph
    for count in range(len(rows) - 1, 0, -1):
        if titled(rows[count].text) and belongs(rows[count:], below, above) and belongs(rows[:count], above, below):
            return count
    return 0


def belongs(rows: list[Line], here: str, there: str) -> bool:
    """Whether the words of a title come again in one text and not in the other."""
    titles = "".join(row.text for row in rows if not re.match(BYLINE, row.text.strip()))
    title = plain(titles)
    within, without = covered(title, here), covered(title, there)
    if within >= 0.5 * len(title) and without <= 0.25 * len(title):
        return within > 0
    # A word in quotation marks names what the article is about.
    named = [plain(word) for word in re.findall("[“「]([^”」\n]{2,8})[”」]", titles)]
    return without == 0 and any(here.count(word) >= 2 and word not in there for word in named if len(word) > 1)


def plain(text: str) -> str:
    return re.sub(rf"[^{HAN}A-Za-z0-9]+", "", text)


def covered(title: str, body: str) -> int:
    """How many characters of the title are in three that stand together in the body as well."""
    seen: set[int] = set()
    for at in range(len(title) - 2):
        if title[at : at + 3] in body:
            seen.update(range(at, at + 3))
    return len(seen)
