from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import repeat
from operator import ne
from typing import TYPE_CHECKING

from jiaokan import Document, Finding, Safety, rule
from jiaokan.model.slices import large
from jiaokan.search.arrays import BEYOND
from jiaokan_rules.anchor import compiled
from jiaokan_rules.mojibake_spans import mojibake_spans
from jiaokan_rules.rows.line_breaks import line_breaks
from jiaokan_rules.spots import Batch, Spots, asked, batched, standing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CLOSING = {"“": "”", "《": "》", "（": "）", "「": "」", "『": "』", "【": "】"}
OPENING = {b: a for a, b in CLOSING.items()}
REACH = {"“": 3000, "「": 3000, "『": 3000}  # speech runs over paragraphs, titles and asides do not
EACH = {a: f"[{a}{b}{'()' if a == '（' else ''}]" for a, b in CLOSING.items()}
MARKS = {opening: Spots(each, {0: each}) for opening, each in EACH.items()}
MANY = 6  # a text that loses more of one kind does not set them in pairs: (1） or 》 as an arrow
STOPPED = "。！？…；：”’」』）》】!?.;:)"
# What a closing bracket stands behind by itself: the number of an item, or the eyes of a smiley.
NUMBER = r"(?:^|[\s；。，、：])[0-9A-Za-z一二三四五六七八九十①-⑳甲乙丙丁]{1,3}$|[:：;；]-?$"


@rule("PUN002", safety=Safety.DISPLAY, needs="“”《》（）「」『』【】", ahead=(batched,))
def unpaired_mark(doc: Document) -> Iterator[Finding]:
    """A quotation mark, bracket or title mark without its partner.

    ## What it does
    Finds an opening “ 《 （ 「 『 【 that nothing closes and a closing one that nothing opened. A quotation of several paragraphs that opens
    each of them anew is one; a bracket behind the number of an item, 1） or 甲）, needs no partner.

    ## Why it is bad
    Where a mark is lost, so may be text; a reader no longer knows who speaks.

    ## Example
    ✓ 他说：“会议审议了《工作报告》（草案）。”
    ✗ 会议审议了《工作报告，代表们热烈讨论。
    ✗ 显著缩短技术成熟周期。”这项技术（已投产）前景广阔。

    ## Fix safety
    There is no fix: only the sense tells where the partner stood.
    """
    spans, kept = doc.protected, asked(doc, uneven)
    if kept is not None and not kept and not spans:
        return
    hidden = "".join(map(doc.text.__getitem__, map(slice, spans.starts, spans.ends)))
    some = [a for a, b in CLOSING.items() if kept is None or a in kept or a in hidden or b in hidden]
    lone = [at for opening in some for at in unpaired(doc, opening, hidden)]
    kinds = Counter(doc.text[at] for at in lone)
    for at in sorted(lone):
        mark = doc.text[at]
        if kinds[mark] <= MANY and not damaged(doc, at):
            partner = CLOSING.get(mark) or OPENING[mark]
            side = "close" if mark in CLOSING else "open"
            yield Finding(at, at + 1, f"「{mark}」 has no 「{partner}」 to {side} it: see what is missing.")


def unpaired(doc: Document, opening: str, hidden: str) -> Iterator[int]:
    """Where one kind of mark stands without its partner; `hidden` is all that is protected."""
    text, closing = doc.text, CLOSING[opening]
    if opening not in text and closing not in text:
        return
    if opening not in hidden and closing not in hidden and in_pairs(text, opening):
        return
    opened: list[int] = []
    for at in standing(doc, MARKS[opening]):
        if doc.protected.overlaps(at, at + 1):
            continue
        mark = text[at]
        if mark in (opening, "("):
            if opened and opening == "“":
                if not paragraph_start(text, at):
                    yield opened[-1]
                opened.clear()
            opened.append(at)
        elif opened and at - opened[-1] <= REACH.get(opening, 1000):
            opened.pop()
        else:
            yield from (o for o in opened if text[o] == opening)
            opened.clear()
            if mark == closing and not (mark == "）" and compiled(NUMBER).search(text[max(0, at - 5) : at])):
                yield at
    yield from (o for o in opened if text[o] == opening)


def uneven(batch: Batch) -> list[set[str]]:
    """For each text the kinds of marks of which a quick look at all texts does not tell that none is alone."""
    import numpy as np

    at = batch.plain(batch.standing(f"[{''.join(OPENING)}{''.join(CLOSING)}]"))
    at.sort()
    kind = kinds().take(batch.codes.take(at))
    # Those of one kind in one text together: there they have to open and close in turn.
    group = (batch.starts.searchsorted(at, "right") - 1) * len(CLOSING) + (kind >> 1)
    order = group.argsort(kind="stable")
    at, group, closes = at.take(order), group.take(order), kind.take(order) & 1
    sizes = np.bincount(group, minlength=len(CLOSING) * len(batch.starts))
    even = (np.arange(len(at)) - (sizes.cumsum() - sizes).take(group)) & 1
    wrong = closes != even
    reach = np.array([REACH.get(opening, 1000) for opening in CLOSING]).take(group % len(CLOSING))
    wrong[1:] |= (even[1:] == 1) & (at[1:] - at[:-1] > reach[1:])
    found: list[set[str]] = [set() for _ in batch.starts]
    each = list(CLOSING)
    for n in {*group[wrong].tolist(), *(sizes & 1).nonzero()[0].tolist()}:
        found[n // len(each)].add(each[n % len(each)])
    for n in inside(batch):
        found[n].add("（")
    return found


def inside(batch: Batch) -> set[int]:
    """The texts in which a half-width bracket stands behind a full-width one that opens."""
    full, half = batch.plain(batch.standing("[（）]")), batch.standing("[()]")
    full.sort()
    if not len(full):
        return set()
    before = full.take(full.searchsorted(half) - 1, mode="clip")
    texts = batch.starts.searchsorted(half, "right") - 1
    within = (before < half) & (before >= batch.starts.take(texts)) & (batch.codes.take(before) == ord("（"))
    return {*texts[within].tolist()}


@cache
def kinds() -> NDArray[np.uint8]:
    """Of each mark twice the number of its kind, and one more if it closes."""
    import numpy as np

    found = np.zeros(BEYOND + 1, np.uint8)
    for n, pair in enumerate(CLOSING.items()):
        found[list(map(ord, pair))] = 2 * n, 2 * n + 1
    return found


def in_pairs(text: str, opening: str) -> bool:
    """Whether one kind of mark opens and closes in turn throughout, so that a quick look tells that none is alone."""
    closing, reach = CLOSING[opening], REACH.get(opening, 1000)
    if large(text):
        return False
    before, *opened = text.split(opening)
    if closing in before or any(map(ne, map(str.count, opened, repeat(closing)), repeat(1))):
        return False
    if max(map(len, opened)) > reach and any(part.find(closing) >= reach for part in opened):
        return False
    if opening != "（" or ("(" not in text and ")" not in text):
        return True
    return not any("(" in inside or ")" in inside for inside in (part.partition(closing)[0] for part in opened))


def damaged(doc: Document, at: int) -> bool:
    """Whether the partner is where the text breaks off or cannot be read, which other rules report."""
    n = doc.line_at(at)
    line, torn = doc.lines[n], [b for b in line_breaks(doc) if b.kind != "word"]
    text = line.text.rstrip()
    cut = (
        any(b.start == line.start + len(text) for b in torn) or compiled(r"\s+\Z").match(doc.text, line.end) is not None
    )
    if doc.text[at] in CLOSING and cut and text[-1:] not in STOPPED:
        return True
    if doc.text[at] in OPENING and any(line.start <= b.end <= at for b in torn):
        return True
    return any(doc.line_at(stretch.start) == n for stretch in mojibake_spans(doc))


def paragraph_start(text: str, at: int) -> bool:
    """Whether only white space stands between the line's start and `at`."""
    return compiled(r"(?:\A|[\r\n])[ \t\u3000>#*]*$").search(text[max(0, at - 12) : at]) is not None
