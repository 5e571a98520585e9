"""Dots and points between Chinese words, and which of them are full stops that were misread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from jiaokan import Document
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.anchor import compiled, matches
from jiaokan_rules.punctuation.foreign_names import CLOSING, OPENING, parts_of_name
from jiaokan_rules.spots import Spots, lines_with

DOT = rf"[·•・‧∙⋅．.](?<=(?:{HAN_CHARACTER}|[A-Za-z0-9%％{CLOSING}]).)(?=(?:{HAN_CHARACTER}|[0-9A-Za-z{OPENING}”’」』])|[ \t]*(?![^\r\n]))"
# A point counts between Chinese alone, another dot wherever it stands.
ANY = {c: c for c in "·•・‧∙⋅．"}
POINT = {".": rf"\.(?<=(?:{HAN_CHARACTER}|[{CLOSING}])\.)(?=(?:{HAN_CHARACTER}|[{OPENING}]))"}
DOTS = {0: "[·•・‧∙⋅．]"}
STANDING = Spots("", DOTS)
STANDING_OR_POINT = Spots(
    "", DOTS, {0: r"\.", -1: f"(?:{HAN_CHARACTER}|[{CLOSING}])", 1: f"(?:{HAN_CHARACTER}|[{OPENING}])"}
)
WINDOW = 160  # code points to either side that are looked at
MANY = 5  # misread stops of a kind: names and labels that look like them come one or two to a document
SENTENCE = 5  # characters: shorter ones are rare, and names and labels before a dot are not


class Dot(NamedTuple):
    """A dot or a point where a full stop may stand, and the text of its line on both sides of it.

    `whole`: `before` begins where its line does. `plain`: it stands in a line of running text, is no item of a list,
    and comes with the same neighbours only once.
    """

    at: int
    mark: str
    before: str
    after: str
    whole: bool
    plain: bool


def stops(doc: Document) -> Iterator[Dot]:
    """Dots and points between Han where a full stop fits.

    A document that reads many of its stops so is believed to read them all so, in short lines and clauses too.
    """
    lines = lines_with(doc, STANDING_OR_POINT, ANY | POINT)
    if not lines:
        return
    half = doc.text.count(".") > doc.text.count("。")  # the document sets its stops so
    if half:
        lines = lines_with(doc, STANDING, ANY)
    found = list(candidates(doc, lines, half))
    sure = [dot for dot in found if dot.plain and not short(dot.before, dot.after, dot.whole)]
    marks = Counter(dot.mark for dot in sure)
    chosen = set(sure)
    for dot in found:
        if dot in chosen if marks[dot.mark] < MANY else len(dot.before) > 1:
            yield dot


def candidates(doc: Document, places: list[tuple[int, int]], half: bool) -> Iterator[Dot]:
    """Those that part no name; `half`: the document sets its stops as points."""
    text = doc.text
    found = list(matches(doc, DOT, places))
    near = Counter(text[m.start() - 2 : m.start() + 3] for m in found)
    lines = Counter(doc.line_at(m.start()) for m in found)
    prose = cache(lambda number: running(doc.lines.texts[number]))
    for match in found:
        at, mark = match.start(), match[0]
        number = doc.line_at(at)
        line = doc.lines[number]
        begin = max(line.start, at - WINDOW)
        before, after = text[begin:at], text[at + 1 : min(line.end, at + WINDOW)].rstrip()
        if not between(mark, before, after, half) or parts_of_name(before, after):
            continue
        once = near[text[at - 2 : at + 3]] == 1  # a name comes again
        listed = lines[number] > 2 and re.search(
            rf"{re.escape(mark)}[^，。；！？,;!?]{{1,8}}$|^[^，。；！？,;!?]{{1,8}}{re.escape(mark)}",
            before + "\n" + after,
            re.M,
        )  # 黄芪·当归·甘草
        yield Dot(at, mark, before, after, begin == line.start, once and not listed and prose(number))


def between(mark: str, before: str, after: str, half: bool) -> bool:
    """Whether a dot stands between words of Chinese rather than in a figure, a formula or a Latin name."""
    if mark == ".":
        return (
            not half
            and compiled(f"(?:{HAN_CHARACTER}|[{CLOSING}])$").search(before) is not None
            and compiled(f"(?:{HAN_CHARACTER}|[{OPENING}])").match(after) is not None
        )
    if compiled("[A-Za-z0-9]$").search(before) and compiled("[A-Za-z0-9]").match(after):
        return False  # CuSO4·5H2O
    # The number of an item, 2．土地, is no end of a sentence.
    return not compiled(r"[0-9]$").search(before) or (
        mark == "·" and compiled(rf"{HAN_CHARACTER}[0-9.]+$").search(before) is not None
    )


def short(before: str, after: str, whole: bool) -> bool:
    """Whether what stands on the left, or on both sides of the only dot, is too short for a sentence.

    `whole`: `before` begins where its line does.
    """
    left = compiled("[。！？!?·•・‧∙⋅．]").split(before)[-1].strip(" \t\u3000“‘「『")
    right = compiled("[。！？!?·•・‧∙⋅．]").split(after)[0]
    if len(left) < SENTENCE:
        return True
    return whole and left == before.strip(" \t\u3000“‘「『") and not compiled("[，、丶；：,;:]").search(left + right)


def running(line: str) -> bool:
    """Whether a line is running text: some length, and a mark that parts clauses or sentences."""
    return len(line) >= 15 and compiled("[，。；！？,;!?]").search(line) is not None
