from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jiaokan import Document, Finding, Level, Pattern, Related, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.layout import AGENCIES

HEADING = Pattern(r"^ {0,3}(#{1,6})(?:[ \t]([^\r\n]*))?(?=\r?$)", re.M)
SUBTITLE = Pattern("——|──")
SENTENCE = Pattern(rf"。$|{HAN_CHARACTER}[，；]$|。[^”』」）)]|^(?:{AGENCIES})[^，。]{{2,16}}日[电電讯訊]")
SHOWN = 30  # code points of a heading in a message


class Heading(NamedTuple):
    """A Markdown heading at [start, end) in code points, from its first # to the end of its line.

    `level` is from 1 to 6; `text` is stripped, without # marks.
    """

    start: int
    end: int
    level: int
    text: str


@rule("LAY005", level=Level.INFO, safety=Safety.DISPLAY, chinese=False)
def heading_structure(doc: Document) -> Iterator[Finding]:
    """A heading that does not fit the outline of its document.

    ## What it does
    Looks at the headings marked with #. Finds one that

    - has no text;
    - is a sentence or a dateline (新华社北京1月2日电);
    - is a subtitle (——…): it belongs to the heading above it;
    - skips a level that the document uses elsewhere (from # to ###, where ## occurs);
    - occurs twice under the same heading, over different text.

    ## Why it is bad
    Documents are split into sections at their headings; a false heading splits a text in the middle.

    ## Example
    ✗ # 年度报告⏎⏎## 一月⏎⏎#### 粮食⏎⏎正文。⏎⏎### 林业⏎⏎正文。

    ✗ # 总则⏎⏎## 会议强调，要坚持稳中求进。⏎⏎正文。

    ✗ # 消息⏎⏎## 丰收⏎⏎正文。⏎⏎## 丰收⏎⏎另一段。

    ✓ # 年度报告⏎⏎## 一月⏎⏎### 概况⏎⏎正文。⏎⏎## 二月⏎⏎### 概况⏎⏎正文。

    ## Fix safety
    There is no fix: only the page shows what is a heading, and of which level.
    """
    all_headings = list(headings(doc))
    levels = {heading.level for heading in all_headings}
    firsts: dict[tuple[tuple[Heading, ...], int, str], Heading] = {}  # by parents, level and text
    reported: set[Heading] = set()  # parents of a heading that skips a level: one finding for each is enough
    for heading, parents in outline(all_headings):
        first = firsts.setdefault((parents, heading.level, heading.text), heading)
        span, shown = (heading.start, heading.end), heading.text[:SHOWN]
        if message := text_fault(heading.text):
            yield Finding(*span, message)
        elif first is not heading and first_words(doc, first) != first_words(doc, heading):
            message = (
                f"The heading 「{shown}」 occurs twice, over different text: check which of the two it belongs to."
            )
            yield Finding(*span, message, related=(Related(first.start, first.end, "the first"),))
        elif parents and skips_used_level(parents[-1], heading, levels) and parents[-1] not in reported:
            reported.add(parents[-1])
            below = heading.level - parents[-1].level
            yield Finding(*span, f"「{shown}」 stands {below} levels below the heading above it: check its level.")


def headings(doc: Document) -> Iterator[Heading]:
    """The headings of a document outside code, in order."""
    for match in doc.finditer(HEADING):
        start, end = match.span(1)
        if not doc.code.overlaps(start, end):
            yield Heading(start, match.end(), end - start, without_closing_marks(match[2] or ""))


def outline(all_headings: Iterable[Heading]) -> Iterator[tuple[Heading, tuple[Heading, ...]]]:
    """Each heading with its parent headings, the outermost first."""
    parents: tuple[Heading, ...] = ()
    for heading in all_headings:
        parents = tuple(parent for parent in parents if parent.level < heading.level)
        yield heading, parents
        parents += (heading,)


def text_fault(text: str) -> str | None:
    """The message about a fault that the text of a heading shows by itself; None for a sound text."""
    if not text:
        return "A heading without text: delete it or give it a title."
    if SUBTITLE.match(text):
        return f"「{text[:SHOWN]}」 is a subtitle: it belongs to the heading above it."
    if SENTENCE.search(text):
        return f"「{text[:SHOWN]}」 is a sentence, not a heading: remove the # marks."
    return None


def without_closing_marks(text: str) -> str:
    """The text of a heading without closing # marks; a # counts as one only after a space."""
    text = text.strip()
    unmarked = text.rstrip("#")
    return unmarked.rstrip() if not unmarked or unmarked[-1].isspace() else text


def skips_used_level(parent: Heading, heading: Heading, levels: set[int]) -> bool:
    """Whether the heading skips one of `levels`, those that the document uses; it leaves out the others on purpose."""
    return not levels.isdisjoint(range(parent.level + 1, heading.level))


def first_words(doc: Document, heading: Heading) -> str:
    """The first 30 code points of the text under a heading.

    If they are the same under two headings, the section is a repeat, which DUP003 reports.
    """
    return doc.text[heading.end : heading.end + 60].strip()[:30]
