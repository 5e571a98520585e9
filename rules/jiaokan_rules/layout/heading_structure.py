from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from jiaokan import Document, Finding, Level, Related, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.anchor import compiled
from jiaokan_rules.recurring import recurring

HEADING = r" {0,3}(#{1,6})(?:[ \t]([^\r\n]*))?(?=\r?$)"
INDENTED = "\n .* #"
# What no heading is: a sentence, the beginning of a report.
SENTENCE = rf"。$|{HAN_CHARACTER}[，；]$|。[^”』」）)]|^(?:新华社|新華社|中新社|本报|本報)[^，。]{{2,16}}日[电電讯訊]"


class Heading(NamedTuple):
    start: int
    end: int
    level: int
    text: str


@rule("LAY005", level=Level.INFO, safety=Safety.DISPLAY, needs="#", chinese=False, signs=("\n#", INDENTED))
def heading_structure(doc: Document) -> Iterator[Finding]:
    """A heading that does not fit the outline of its document.

    ## What it does
    Finds, among the headings that # marks, one that is empty, that skips a level which the document uses, that stands
    twice under the same heading over different text, that is a sentence or a dateline, or a subtitle (——…) marked as
    a heading of its own.

    ## Why it is bad
    Sections are cut by headings; a heading that is none cuts a text where it goes on.

    ## Example
    ✗ # 年度报告⏎⏎## 一月⏎⏎#### 粮食⏎⏎正文。⏎⏎### 林业⏎⏎正文。

    ✗ # 总则⏎⏎## 会议强调，要坚持稳中求进。⏎⏎正文。

    ✗ # 消息⏎⏎## 丰收⏎⏎正文。⏎⏎## 丰收⏎⏎另一段。

    ✓ # 年度报告⏎⏎## 一月⏎⏎### 概况⏎⏎正文。⏎⏎## 二月⏎⏎### 概况⏎⏎正文。

    ## Fix safety
    There is no fix: only the page says what is a heading, and of which level.
    """
    above: list[Heading] = []  # the headings that the present one stands under
    all_headings = list(headings(doc))
    used = {heading.level for heading in all_headings}
    again = recurring([heading.text for heading in all_headings])
    skipped: set[int] = set()  # where the headings start under which a level was found left out: once is enough
    seen: dict[tuple[tuple[int, ...], str], Heading] = {}
    for heading in all_headings:
        shown = heading.text[:30]
        message = ""
        related: tuple[Related, ...] = ()
        while above and above[-1].level >= heading.level:
            above.pop()
        twin = heading
        if heading.text in again:
            place = (*(h.start for h in above), heading.level)
            twin = seen.setdefault((place, heading.text), heading)
        if not heading.text:
            message = "A heading without text: delete it or give it a title."
        elif heading.text.startswith(("——", "──")):
            message = f"「{shown}」 is a subtitle: it belongs to the heading above it."
        elif sentence(heading.text):
            message = f"「{shown}」 is a sentence, not a heading: take the marks # away."
        elif twin is not heading and first_words(doc, twin) != first_words(doc, heading):
            message = f"The heading 「{shown}」 stands twice, over different text: see which of them it belongs to."
            related = (Related(twin.start, twin.end, "the first"),)
        elif above and heading.level > above[-1].level + 1 and not missing(above[-1], heading).isdisjoint(used):
            # A house that never uses a level leaves it out on purpose.
            if above[-1].start not in skipped:
                message = f"「{shown}」 stands {heading.level - above[-1].level} levels below the heading above it."
            skipped.add(above[-1].start)
        if message:
            yield Finding(heading.start, heading.end, message, related=related)
        above.append(heading)


def headings(doc: Document) -> Iterator[Heading]:
    first = compiled(HEADING, re.M).match(doc.text)
    for match in chain([first] if first else [], below(doc)):
        start, end = match.span(1)
        if not doc.code.overlaps(start, end):
            yield Heading(start, match.end(), end - start, title(match[2] or ""))


def below(doc: Document) -> Iterator[re.Match[str]]:
    """The headings below the first line, with the line feed above them."""
    text, pattern = doc.text, compiled(rf"\n{HEADING}", re.M)
    if doc.shows(INDENTED):
        yield from pattern.finditer(text)
        return
    at = text.find("\n#")
    while at >= 0:
        match = pattern.match(text, at)
        if match:
            yield match
        at = text.find("\n#", match.end() if match else at + 1)


def sentence(text: str) -> bool:
    """Whether what stands in a heading is none; few hold what is asked of one."""
    return ("。" in text or text[-1] in "，；" or "日" in text) and compiled(SENTENCE).search(text) is not None


def title(text: str) -> str:
    """What stands in a heading, without the marks that may close it."""
    text = text.strip()
    bare = text.rstrip("#")
    return bare.rstrip() if bare != bare.rstrip() or not bare else text


def missing(above: Heading, below: Heading) -> set[int]:
    """The levels between two headings."""
    return set(range(above.level + 1, below.level))


def first_words(doc: Document, heading: Heading) -> str:
    """What stands under a heading; where two have the same, the whole section is a repeat, which is DUP003's."""
    return doc.text[heading.end : heading.end + 60].strip()[:30]
