from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.repetition.blocks import blocks

CHINESE = Pattern(HAN_CHARACTER)
LINES = 3  # line ends in a row, at least, that the next line repeats
SHORT = 12  # code points: a chain of sayings, each of which begins with the end of the last, has shorter lines


@rule("DUP011", level=Level.INFO, safety=Safety.DISPLAY)
def line_overlap(doc: Document) -> Iterator[Finding]:
    """Lines that begin with the last character of the line above, one after another.

    ## What it does
    Finds three line ends and more in a row where a Chinese character ends a line of a wrapped text and begins the next.
    Chains of short lines (sayings, verse) are sound.

    ## Why it is bad
    A reader that joins overlapping strips took the characters at the seams twice.

    ## Example
        ✗ 村里的老人说，这座石桥是清朝末⏎末年修的，一百多年来从没有塌过⏎过。桥下的水很清，鱼看得见人⏎人也看得见鱼，孩子们都爱来。

        ✓ 一心一意⏎意气风发⏎发扬光大⏎大公无私

    ## Fix safety
    The fix is shown and never made.
    """
    found = blocks(doc)
    keys = found.keys
    overlaps: list[int] = []
    for n in range(1, len(keys) + 1):
        if n < len(keys) and is_overlap(keys[n - 1], keys[n]):
            overlaps.append(n)
            continue
        if len(overlaps) >= LINES:
            yield from (report(doc, found[at - 1].end, found[at].start) for at in overlaps)
        overlaps = []


def is_overlap(above: str, below: str) -> bool:
    wrapped = min(len(above), len(below)) >= SHORT
    return wrapped and above[-1] == below[0] and CHINESE.match(below) is not None


def report(doc: Document, end: int, start: int) -> Finding:
    message = f"「{doc.text[start]}」 ends a line and begins the next: delete one."
    return Finding(end - 1, start + 1, message, edits=(Edit(start, start + 1, ""),))
