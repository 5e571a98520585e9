from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Pattern, Safety, rule
from jiaokan.language.typography import FULL_STOPS, INDENT
from jiaokan_rules.layout import runs

LEADER = r"(?:[.．·•‧∙⋯]{5,}|…{3,}|(?:[.．·•‧∙…] ){4,}[.．·•‧∙…]?|(?:\.{3,} ){2,}\.{3,}|_{6,}|-{8,})"
PAGE = r"[（(\-–— ]{0,2}(?:[A-Z]{0,2}[-–]?[0-9]{1,4}|[ivxlcIVXLC]{1,6})[）)\-–— ]{0,2}"
TO_PAGE = rf"{LEADER}[{INDENT}]{{0,6}}{PAGE}[{INDENT}]*(?=\r?$)"
ENTRY = Pattern(rf"^[^\n]{{1,80}}?[^\s.．·•‧∙…_-][{INDENT}]{{0,3}}{TO_PAGE}", re.M)
LEADER_TO_PAGE = Pattern(rf"(?<![.．·•‧∙…_-]){TO_PAGE}", re.M)  # part of an entry, which is found sooner
FIRST_LEADER = Pattern(LEADER)
SENTENCE_END = Pattern(f"[{FULL_STOPS}]")
BETWEEN = 6  # lines that may stand between two entries: numbers of parts, page numbers, running heads
SHORT = 40  # code points of such a line


@rule("LAY007", level=Level.INFO, safety=Safety.DISPLAY, chinese=False, aliases=("contents-leader",))
def toc_leader(doc: Document) -> Iterator[Finding]:
    """The leaders and page numbers of a table of contents.

    ## What it does
    Finds lines that lead from a heading over a row of dots to a page number; lines that follow one another make one finding.

    ## Why it is bad
    The numbers are those of a printed book, and the dots are not text. Some corpora drop the whole table, some keep its
    headings.

    ## Example
    ✗ 第一章 总则................1⏎第二章 组织机构............12

    ✓ 他说：“等等……12个人都来了……”

    ## Fix safety
    There is no fix: whether the headings should stay depends on the corpus.
    """

    if not any(doc.finditer(LEADER_TO_PAGE)):
        return

    def follows(above: re.Match[str], below: re.Match[str]) -> bool:
        return is_inside_table(doc.text[above.end() : below.start()])

    entries = (match for match in doc.finditer(ENTRY) if not doc.code.overlaps(*match.span()))
    for run in runs(entries, follows):
        heading = FIRST_LEADER.split(run[0][0])[0].strip()[:30]
        what = "is an entry" if len(run) == 1 else f"begins {len(run)} entries"
        message = f"「{heading}」 {what} of a table of contents: keep only the headings, or delete the table."
        yield Finding(run[0].start(), run[-1].end(), message)


def is_inside_table(between: str) -> bool:
    """Whether a table of contents goes on after the text between two of its entries."""
    lines = [line for line in between.splitlines() if line.strip()]
    return len(lines) <= BETWEEN and not any(len(line) > SHORT or SENTENCE_END.search(line) for line in lines)
