from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Safety, rule
from jiaokan_rules.anchor import anchored, compiled
from jiaokan_rules.layout import among, filled

LEADER = r"(?:[.．·•‧∙⋯]{5,}|…{3,}|(?:[.．·•‧∙…] ){4,}[.．·•‧∙…]?|(?:\.{3,} ){2,}\.{3,}|_{6,}|-{8,})"
PAGE = r"[（(\-–— ]{0,2}(?:[A-Z]{0,2}[-–]?[0-9]{1,4}|[ivxlcIVXLC]{1,6})[）)\-–— ]{0,2}"
LINE = rf"^[^\n]{{1,80}}?[^\s.．·•‧∙…_-][ \t\u3000]{{0,3}}{LEADER}[ \t\u3000]{{0,6}}{PAGE}[ \t\u3000]*(?=\r?$)"
LAST = "[0-9ivxlcIVXLC）)\\-–—]"  # of PAGE
# One of these stands in every leader; to look for them is many times faster than to look for lines.
RUNS = (
    "..",
    "．．",
    "··",
    "••",
    "‧‧",
    "∙∙",
    "⋯⋯",
    "………",
    ". .",
    "． ．",
    "· ·",
    "• •",
    "‧ ‧",
    "∙ ∙",
    "… …",
    "______",
    "--------",
)
# Behind a leader stands white space or what PAGE begins with, behind PAGE white space.
BEGUN = "[ \t\u3000（(\\-–—A-Z0-9ivxlc]"
ENDED = f".*{LAST}[ \t\u3000\r\n]"
SIGNS = (
    f"[.．·•‧∙⋯][.．·•‧∙⋯].*[.．·•‧∙⋯]{BEGUN}{ENDED}",
    f"[.．·•‧∙…] [.．·•‧∙…]{ENDED}",
    f"……{BEGUN}{ENDED}",
    f"__{BEGUN}{ENDED}",
    f"--{BEGUN}{ENDED}",
)


@rule("LAY007", level=Level.INFO, safety=Safety.DISPLAY, needs=".．·•‧∙⋯…_-", chinese=False, signs=SIGNS)
def contents_leader(doc: Document) -> Iterator[Finding]:
    """The leaders and page numbers of a table of contents.

    ## What it does
    Finds lines that lead from a heading over a row of dots to a page number; lines that follow one another make one finding.

    ## Why it is bad
    The numbers are those of a printed book, and the dots are nothing at all. Some corpora drop the whole table, some keep its
    headings.

    ## Example
    ✗ 第一章 总则................1⏎第二章 组织机构............12

    ✓ 他说：“等等……12个人都来了……”

    ## Fix safety
    There is no fix: whether the headings are to stay is for the corpus to say.
    """
    dashes = not any(map(doc.shows, SIGNS[:4]))  # the only leader that there may be
    if dashes and RUNS[-1] not in doc.text:
        return
    rows = filled(doc)
    ending = among(LAST, rows.lasts)
    if not ending:
        return
    # Parted at LF alone, a line may be several.
    text = doc.text if "\r" in doc.text else "\n".join([rows.texts[at] for at in ending])
    runs = [run for run in (RUNS[-1:] if dashes else RUNS) if run in text]
    if not runs:
        return
    last: tuple[int, int] | None = None
    lines = 0
    for match in led(doc, runs):
        if doc.code.overlaps(*match.span()):
            continue
        if last and goes_on(doc.text[last[1] : match.start()]):
            last, lines = (last[0], match.end()), lines + 1
            continue
        if last:
            yield hit(doc, *last, lines)
        last, lines = match.span(), 1
    if last:
        yield hit(doc, *last, lines)


def led(doc: Document, runs: list[str]) -> Iterator[re.Match[str]]:
    """The lines with a leader and a page number, of those that hold one of `runs`."""
    for start, end in anchored(doc.text, map(re.escape, runs)):
        if compiled(LAST).match(doc.text[start:end].rstrip()[-1:]):
            match = compiled(LINE, re.M).match(doc.text, start)
            if match:
                yield match


def hit(doc: Document, start: int, end: int, lines: int) -> Finding:
    first = re.split(LEADER, doc.text[start:end])[0].strip()[:30]
    what = "is an entry" if lines == 1 else f"begins {lines} entries"
    return Finding(start, end, f"「{first}」 {what} of a table of contents: keep the headings alone, or drop it.")


def goes_on(between: str) -> bool:
    """Whether a table goes on: numbers of parts on lines of their own, page numbers and running heads may stand in it."""
    lines = [line for line in between.splitlines() if line.strip()]
    return len(lines) <= 6 and not any(len(line) > 40 or re.search("[。！？]", line) for line in lines)
