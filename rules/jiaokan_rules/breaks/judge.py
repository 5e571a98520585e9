"""Every break of a document that parts what belongs together, once, for the rules that report each its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from jiaokan import Document, Edit
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.document import Ahead, of_those, view
from jiaokan.search import arrays
from jiaokan.search.arrays import members, strictly
from jiaokan_rules.anchor import compiled
from jiaokan_rules.astride import written
from jiaokan_rules.breaks import column_hints
from jiaokan_rules.breaks.columns import stretches
from jiaokan_rules.breaks.rows import CLOSERS, CLOSING, OPENING, STOPS, Page, Row, bare, closing, ends, rows
from jiaokan_rules.breaks.simplified import across
from jiaokan_rules.layout import Shape, Shapes, among, shapes_of, sizes, split, together

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What follows a number and means nothing at the head of a paragraph: units of time, of money, of counting.
UNITS = r"[年月日时時分秒点點岁歲]|[万萬亿億千百十][\u4e00-\u9fff]|[元美欧]|[%％‰℃]|个[月多]|[余餘多][万亿个名人]|(?:[KMGTP]?(?:bps|FLOPS|Hz|B|W)|k[mgW]|[cm]m)(?![A-Za-z])"
UNIT = "年月日时時分秒点點岁歲万萬亿億千百十元美欧%％‰℃个余餘多KMGTPbFHBWkcm"  # the first characters of UNITS
HEADLESS = "[万亿](?=[元吨人户亩辆台架名平立斤株公千A-Z])|[%％‰℃]|[KMGT](?:bps|Hz|B)"
# Words that lean on what stands before or after them: they begin or end no sentence.
LEANS_BACK = "[的地得了着著过過们們之者等]"
LEANS_ON = "(?:[和与與及或在对對把被将將从從向于於以为為是的而但并並就又也都使让讓由]|以及|或者|并且|关于|根据|通过|按照|由于|因为|如果)$"
PROSE = 40  # columns: twenty characters, longer than headings and lines of verse are
PARAGRAPH = 60  # columns: where half the lines have as many, they are paragraphs
LONG = 80  # columns: a sentence of forty characters is no heading even without a stop
NARROWEST, WIDEST = 8, 60  # columns of a line of a title
ABOVE, BELOW = 24, 12  # columns of rows of which the text reads on in the next
CLAUSE = "，。；：！,;:"  # no title holds one of these
TAIL = 4  # code points behind the last stop; fewer may be a heading that was glued to a paragraph
# Natural logarithm by which a word across must be likelier than its parts apart: by itself, and where the layout
# speaks for it; by less, one pair of stumps in ten that lost text leaves makes a word.
LIKELIER, LIKELY = 5.0, 2.0


class Habit(NamedTuple):
    """How a document sets its paragraphs.

    `indented`: the first lines of paragraphs are. `closes`: paragraphs end in a stop, with next to no exception.
    `prose`: its lines are paragraphs rather than verse, items or records.
    """

    indented: bool
    closes: bool
    prose: bool


@view
def habit(doc: Document) -> Habit:
    page = rows(doc)
    # No more is asked of longer ones.
    wide = page.sizes if page.shape else sizes([whole[:PARAGRAPH] for whole in page.whole])
    plain = [i for i, size in enumerate(wide) if size >= 24 and not page.markup(i)]
    long = [i for i in plain if wide[i] >= PROSE]
    still = sum(page.texts[i][-1] not in CLOSING for i in long)
    middle = sorted(wide[i] for i in plain)[len(plain) // 2] if plain else 0
    starts = [i for i, size in enumerate(wide) if size >= PROSE and i and ends(page.texts[i - 1])]
    return Habit(
        indented=sum(page.indent(i) > 1 for i in starts) > max(1, 0.7 * len(starts)),
        closes=len(long) >= 4 and still <= max(2, 0.1 * len(long)),
        prose=middle >= PARAGRAPH and 2 * still < len(long) + 4,
    )


class Break(NamedTuple):
    """A break at [start, end) of the text, indent and trailing spaces with it; `word` is what it parts, or "" ."""

    start: int
    end: int
    kind: Literal["word", "sentence", "lost", "title"]
    word: str
    sure: bool


@view
def breaks(doc: Document) -> list[Break]:
    """The breaks outside wrapped stretches, in order."""
    hint = hints(doc)
    if hint and not (hint.margin or hint.going or hint.titled) and not stretches(doc):
        return []
    return sorted({b.start: b for b in (*titles(doc), *alone(doc))}.values())


def mend(doc: Document, start: int, end: int) -> Edit:
    """The edit that takes out the break at [start, end): nothing instead, but a space between Latin words."""
    latin = doc.text[start - 1 : start].isascii() and re.match(r"[A-Za-z]\s+[A-Za-z]", doc.text[start - 1 : end + 1])
    return Edit(start, end, " " if latin else "")


def alone(doc: Document) -> Iterator[Break]:
    """Breaks that show in the text itself."""
    page = rows(doc)
    wrapped = stretches(doc)
    joined = {j.row: j for s in wrapped for j in s.joins}
    within = {i for s in wrapped for i in range(s.first, s.last)}
    for join in joined.values():
        if not join.sure:
            yield Break(page[join.row].end, page[join.row + 1].start, "sentence", "", False)
    hint = hints(doc)
    astray = set(at_margin(doc, page)) if page.indented and (not hint or hint.margin) else set()
    for i in sorted(astray.union(hint.going if hint else going_on(page))):
        running = i in astray or (
            i not in within
            and may_go_on(page.lasts[i], page.firsts[i + 1])
            and runs(page, i, ABOVE)
            and runs(page, i + 1, BELOW)
            and not page.opens(i + 1)
        )
        if i not in joined and running and (found := judged(doc, page, i, i in astray)):
            yield found


def at_margin(doc: Document, page: Page) -> Iterator[int]:
    """The rows below which one stands at the margin where paragraphs are indented, and that are none of them: each
    begins a paragraph, or goes on from one that does, and has not closed it."""
    whole, texts, lasts = page.whole, page.texts, page.lasts
    running = -2
    for i in among(f"[^{STOPS}]", lasts[:-1]):
        if lasts[i] in CLOSERS and ends(texts[i]):
            continue
        if i - 1 != running and len(whole[i]) <= len(texts[i]) + 1:  # not two em in
            continue
        running = i
        if (
            lasts[i] not in CLOSING
            and len(whole[i + 1]) == len(texts[i + 1])
            and lasts[i + 1] not in "：:"
            and not page.markup(i)
            and not page.markup(i + 1)
            and habit(doc).indented
        ):
            yield i


def going_on(page: Page) -> list[int]:
    """The rows below which `judged` may find a break, whatever the layout says, by how they end, how the next one begins
    and what both hold at least."""
    whole, texts, lasts, firsts = page.whole, page.texts, page.lasts, page.firsts
    end = len(texts) - 1
    return [
        i
        for i in page.going
        if i < end
        and 4 * len(whole[i]) >= ABOVE
        and 4 * len(whole[i + 1]) >= BELOW
        and len(whole[i + 1]) <= len(texts[i + 1]) + 1
        and may_go_on(lasts[i], firsts[i + 1])
    ]


class Hint(NamedTuple):
    """What the shapes of its rows say of a document: whether `at_margin` may find any, what `going_on` does, whether one is
    a Chinese character, and whether `titles` may find any."""

    margin: bool
    going: list[int]
    single: bool
    titled: bool


@Ahead
def hints(docs: Sequence[Document]) -> Iterable[Hint | None]:
    """The hints, where the shapes are known."""
    return of_those(shapes_of(docs), hinted)


def hinted(shapes: Sequence[Shape]) -> Iterator[Hint]:
    import numpy as np

    lines, homes = together(shapes)
    first, last, indents = lines.firsts[1:], lines.lasts[:-1], lines.indents
    inside = homes[1:] == homes[:-1]

    stopped = members(f"[{STOPS}]").take(last) & (last != arrays.BEYOND)
    at = np.arange(len(last))
    begun = np.maximum.accumulate(np.where(indents[:-1] > 1, at, -1))  # where a paragraph last did
    ended = np.maximum.accumulate(np.where(inside & ~stopped, -1, at))
    margin = (begun > ended) & (indents[1:] == 0) & ~closing().take(last)
    astray = np.bincount(homes[:-1][margin], minlength=len(shapes)) > 0

    word, unit = members("[^\\W_]"), members(f"[{UNIT}]").take(first)
    digit = members("[\\d]").take(last) & (last != arrays.BEYOND)
    going = members(f"[{OPENING}]").take(last) | (word.take(last) & (unit | (word.take(first) & ~digit)))
    going &= inside & (lines.columns[:-1] >= ABOVE) & (lines.columns[1:] >= BELOW) & (indents[1:] <= 1)
    single = homes[(lines.inner() == 1) & members(HAN_CHARACTER).take(lines.firsts)]
    alone = np.bincount(single, minlength=len(shapes)) > 0
    titled = may_be_titles(lines, homes, len(shapes))
    return map(Hint, astray.tolist(), split(np.flatnonzero(going), shapes), alone.tolist(), titled.tolist())


def may_be_titles(lines: Shapes, homes: NDArray[np.intp], size: int) -> NDArray[np.bool_]:
    """Of each document whether blank lines part two or three rows from the others that may be the lines of a title."""
    import numpy as np

    fits = (lines.sizes <= WIDEST) & (lines.indents == 0) & (lines.columns >= NARROWEST) & (lines.columns <= WIDEST)
    fits &= ~strictly(f"[{CLAUSE}]").take(lines.lasts)
    new = np.ones(len(homes), np.bool_)
    new[1:] = (homes[1:] != homes[:-1]) | (np.diff(lines.numbers) > 1)
    parted = 2 * np.bincount(homes[new], minlength=size) >= np.bincount(homes, minlength=size)
    first = np.flatnonzero(new)
    rows = np.diff(first, append=len(homes))
    some = (rows >= 2) & (rows <= 3)
    some &= np.bincount(np.cumsum(new) - 1, fits, len(first)) == rows
    found: NDArray[np.bool_] = parted & (np.bincount(homes[first[some]], minlength=size) > 0)
    return found


def judged(doc: Document, page: Page, i: int, margin: bool) -> Break | None:
    """The break below a row, if the text goes on across it; `margin`: the layout says so."""
    last, first = page.lasts[i], page.firsts[i + 1]
    if last.isdigit() and (unit := compiled(UNITS).match(page.texts[i + 1])):
        above, below = page[i], page[i + 1]
        number = re.search(r"[\d.,]{1,20}$", above.text)
        return Break(above.end, below.start, "word", (number[0] if number else "") + unit[0], True)
    han = compiled(HAN_CHARACTER).match(last) and compiled(HAN_CHARACTER).match(first)
    word, gain = across(doc, page.texts[i], page.texts[i + 1]) if han else ("", 0.0)
    if not word and not margin and bare(page.texts[i]):
        return None  # neither unfinished nor hanging
    above, below = page[i], page[i + 1]
    if word and gain >= (0 if margin else LIKELIER):
        sure = gain >= LIKELY if margin else gain >= LIKELIER and above.columns >= PROSE and below.ends
        return Break(above.end, below.start, "word", word, sure)
    hangs = re.search(LEANS_ON, above.text) is not None and not above.bare
    if margin or unfinished(doc, above, below) or (hangs and torn(above.text, below.text)):
        kind: Literal["lost", "sentence"] = "lost" if torn(above.text, below.text) else "sentence"
        sure = (last == "、" and below.ends) or written(doc.text, above.end, below.start)
        return Break(above.end, below.start, kind, "", kind == "sentence" and sure)
    return None


def may_go_on(last: str, first: str) -> bool:
    """Whether a row that ends so is one below which `judged` finds a break, whatever the layout says."""
    if last.isdecimal():
        return first in UNIT
    return last in OPENING or (last.isalnum() and (first.isalnum() or first in UNIT))


def torn(left: str, right: str) -> bool:
    """Whether two open ends cannot be each other's: a unit without its number, or each leaning on the other."""
    if re.match(HEADLESS, right) and not re.search("[\\d一二三四五六七八九十百千万亿两几数多余第每上近超约]$", left):
        return True
    return re.search(LEANS_ON, left) is not None and re.match(LEANS_BACK, right) is not None


def unfinished(doc: Document, above: Row, below: Row) -> bool:
    """Whether a sentence is open at the end of one row and goes on in the next."""
    if above.opens or above.columns < PROSE or re.search("[，；。,;]", above.text[:-1]) is None:
        return False
    if above.text[-1] in OPENING:
        return re.search(r"[。！？.!?]“$", above.text) is None and habit(doc).prose
    if above.columns < LONG and "。" not in above.text:
        return False
    if not re.match(HAN_CHARACTER, above.text[-1]) or not re.match(HAN_CHARACTER, below.text) or not below.ends:
        return False
    tail = len(above.text) - 1 - max(map(above.text.rfind, "。！？；"))
    leans = re.match(LEANS_BACK, below.text) or re.search(LEANS_ON, above.text)
    return tail >= TAIL and (way := habit(doc)).prose and (leans is not None or way.closes)


def runs(page: Page, i: int, columns: int) -> bool:
    """Whether a row is running text: long enough, and with the marks of a sentence unless it is short for one."""
    return page.fills(i, columns) and not (page.fills(i, PROSE) and bare(page.texts[i])) and not page.markup(i)


@view
def titles(doc: Document) -> Iterator[Break]:
    """Titles over two or three lines, in documents that part their paragraphs by blank lines."""
    hint = hints(doc)
    if hint and not hint.titled:
        return
    page = rows(doc)
    if 2 * (len(doc.lines) - len(page)) < len(page):
        return  # there are not so many blank lines
    apart = [i for i, (above, below) in enumerate(pairwise([-1, *page.numbers])) if below - above > 1]
    if 2 * len(apart) < len(page):
        return
    for first, after in pairwise([0, *apart[apart[:1] == [0] :], len(page)]):
        if not 2 <= after - first <= 3 or max(map(len, page.texts[first:after])) > WIDEST:
            continue
        if any(compiled(f"[{CLAUSE}]").search(text) for text in page.texts[first:after]):
            continue
        if any(page.indent(i) or not NARROWEST <= page.size(i) <= WIDEST for i in range(first, after)):
            continue
        group = page[first:after]
        if all(map(headline, group)) and not any(row.opens for row in group[1:]):
            sizes = [row.columns for row in group]
            # At the head of a document a kicker may stand above the title.
            if 2 * min(sizes) > max(sizes) and (
                first or any(across(doc, a.text, b.text).word for a, b in pairwise(group))
            ):
                yield from (Break(a.end, b.start, "title", "", False) for a, b in pairwise(group))


def headline(row: Row) -> bool:
    """Whether a row could be a line of a title: short, without a sentence's marks, no by-line, no credit, no colon."""
    letters = row.text.replace(" ", "") if re.fullmatch("(?:. ){3,}.", row.text) else row.text
    return (
        not row.markup
        and not row.indent
        and NARROWEST <= row.columns <= WIDEST
        and re.search(f"[{CLAUSE}]|[ \u3000]|记者|記者|摄$|攝$|/$", letters) is None
        and len(re.findall(HAN_CHARACTER, letters)) * 2 > len(letters)
    )


AHEAD = (column_hints.hints, hints)  # what `breaks` asks for
