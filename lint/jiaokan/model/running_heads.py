"""Running heads and page numbers: found by what comes again from page to page, and by numbers that count the pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from jiaokan.language.typography import CHINESE_DIGITS
from jiaokan.model.interruptions import SENTENCE
from jiaokan.model.page_counts import PAGE, is_folio, is_regular, may_be_head, page_lengths, page_numbers
from jiaokan.model.page_edges import PageEdges
from jiaokan.model.page_numbers import Numbered, form, values
from jiaokan.model.prose import LONG_LINE, has_clause_mark
from jiaokan.model.text_lines import TextLines
from jiaokan.search.pattern import Pattern

LEAST = 3  # how often a running head has to occur
ROUNDS = 6  # lines of furniture on one side of the edge of a page
WATERMARK = 8  # code points of a watermark between paragraphs: headings that come again are shorter
INTERRUPTING = 5  # one of so many heads interrupts a sentence
NEARLY_ALL = 0.8  # of the pages: the head of a long table may come again on more than half of them
COVERED = 0.6  # of the edges have heads
STANZA = 250  # distance between two lines: refrains stand closer
SHORT = 4  # code points: as short are the heads of columns of tables
TITLES = 5  # lines at the beginning: the title may stand among them
CHAPTER = 24  # code points of the head of a chapter
ALIKE = 4  # code points at the beginning or the end of heads with the title of a book
NUMBERED_HEADING = Pattern(rf"第[{CHINESE_DIGITS}百〇零0-9]{{1,5}}[章节節编編部卷回篇讲講]")
BY_LINE = Pattern("[记記]者|[摄攝]|供图|供圖|通讯员|通訊員|文/|[图圖]/")
PARTED = Pattern(r"\S ?[·•|｜/／—–-] ?\S|\S \S")  # two titles in one line


def running_heads(lines: TextLines, code: Collection[int], least: int) -> dict[int, bool]:
    """The lines that are running heads or page numbers, by index; true for those that hold a page number.

    `code`: the indices of lines that are code. `least`: how often a head has to occur; where it interrupts a sentence,
    less is enough.
    """
    edges = PageEdges(lines, code)
    numbers = page_numbers(edges, least)
    found = dict.fromkeys(numbers, True)
    for index in repeated_heads(edges, least):
        found.setdefault(index, False)
    if found or edges.feeds:
        found = around_edges(edges, found, least)
    return found


def repeated_heads(edges: PageEdges, least: int) -> Iterator[int]:
    """Lines that come again in the middle of sentences, or between paragraphs and nothing else."""
    for text, indices in edges.same.items():
        if NUMBERED_HEADING.match(text) and may_be_chapter(text, 1):
            yield from (index for index in indices[1:] if edges.interrupts(index))
        if len(indices) < least or not may_be_head(text) or (has_clause_mark(text) and " " not in text):
            continue
        if not is_in_repeated_text(edges, indices):
            yield from indices if is_watermark(edges, text, indices) else interrupting_heads(edges, indices, least)


def interrupting_heads(edges: PageEdges, indices: Sequence[int], least: int) -> Sequence[int]:
    """Of lines that hold the same, those that are heads, if enough of them interrupt sentences."""
    interrupting = {index for index in indices if edges.interrupts(index)}
    if not interrupting or (len(edges.short[indices[0]]) < SHORT and len(interrupting) < max(least, len(indices) / 3)):
        return ()
    heads = [index for index in indices if index > TITLES or index in interrupting]
    pages = [Numbered(index, number) for number, index in enumerate(heads)]
    return heads if len(heads) > 1 and are_heads(edges, pages, interrupting, least) else ()


def are_heads(edges: PageEdges, pages: Sequence[Numbered], interrupting: Collection[int], least: int) -> bool:
    """Whether a line that comes again, once on each page, interrupts enough sentences for one that stands anywhere."""
    page = median(page_lengths(edges, pages))
    if len(interrupting) >= 2 and (3 if is_regular(edges, pages) else 2) * len(interrupting) >= len(pages):
        return page >= STANZA or all(len(edges.texts[edges.around(index)[0]]) >= LONG_LINE for index in interrupting)
    return len(pages) > least and page >= PAGE and is_regular(edges, pages)


def is_in_repeated_text(edges: PageEdges, indices: Sequence[int]) -> bool:
    """Whether a line comes again together with a line of running text above or below it."""
    for shift in (-1, 1):
        beside = [form(edges.texts[index + shift]) for index in indices if 0 <= index + shift < len(edges.texts)]
        running = Counter(text for text in beside if len(text) >= SENTENCE and has_clause_mark(text))
        if running and 2 * max(running.values()) > len(indices):
            return True
    return False


def is_watermark(edges: PageEdges, text: str, indices: Sequence[int]) -> bool:
    """Whether a line of two parts, or too long for a heading, comes again between paragraphs and nothing else."""
    if not WATERMARK - (" " in text) <= len(text) < LONG_LINE or BY_LINE.search(text):
        return False
    between = range(max(0, indices[0] - 1), min(len(edges.texts), indices[-1] + 2))
    own = set(indices)
    return all(len(edges.texts[index]) >= LONG_LINE for index in between if index not in own) and all(
        below - above > 1 for above, below in pairwise(indices)
    )


def around_edges(edges: PageEdges, found: dict[int, bool], least: int) -> dict[int, bool]:
    """The furniture, with the lines beside it that come again beside the edges of pages."""
    for _ in range(ROUNDS):
        spans = page_edges(edges, found)
        above, below = [start - 1 for start, _ in spans], [end for _, end in spans]
        more = dict.fromkeys(heads_at(edges, spans, found, least), False)
        for beside in (above, below):
            more.update(dict.fromkeys(numbers_at(edges, beside, least), True))
        more.update((index, False) for index in enclosed(edges, found) if index not in more)
        if not more:
            break
        found |= more
    found.update(dict.fromkeys(heads_of_first_page(edges, found), False))
    return found


def page_edges(edges: PageEdges, found: dict[int, bool]) -> list[tuple[int, int]]:
    """The edges of pages as ranges of indices: furniture, or nothing but a form feed."""
    size = len(edges.texts)
    starts = edges.feeds if 2 * len(edges.feeds) > len(found) // 4 and edges.feeds else sorted(found)
    spans: list[tuple[int, int]] = []
    last = -1  # the end of the last of these
    for index in sorted({0, *starts, size}):
        if index <= last:
            continue
        start = end = index
        while start > last + 1 and start - 1 in found:
            start -= 1
        while end < size and end in found:
            end += 1
        last = end
        spans.append((start, end))
    return spans


def enclosed(edges: PageEdges, found: Container[int]) -> Iterator[int]:
    """Headings that come again between two lines of furniture, or between a form feed and one."""
    feeds = set(edges.feeds)
    for text, indices in edges.same.items():
        if len(text) >= SHORT and may_be_head(text) and not has_clause_mark(text):
            for index in indices[1:]:
                above, below = index - 1 in found or index in feeds, index + 1 in found or index + 1 in feeds
                if above and below and index not in found:
                    yield index


class Coverage(NamedTuple):
    """How much of the edges of pages has heads: most of them at all, most above, most below; and which have one."""

    edges: bool
    above: bool
    below: bool
    headed: frozenset[tuple[int, int]]

    def holds(self, index: int, edge: tuple[int, int]) -> bool:
        """Whether a head is to be expected in a line beside an edge."""
        return (self.above if index < edge[0] else self.below) or (self.edges and edge not in self.headed)


def coverage(spans: Sequence[tuple[int, int]], found: dict[int, bool], heads: set[int], least: int) -> Coverage:
    """The coverage of edges by heads that are found and by lines beside them that may be heads."""
    headed = frozenset(span for span in spans if not all(found[index] for index in range(*span)))
    above, below = {span for span in spans if span[0] - 1 in heads}, {span for span in spans if span[1] in heads}
    pages = len(spans) - 2  # without the beginning and the end of the text
    many = COVERED * pages if pages > least else len(spans) + 1
    return Coverage(len(headed | above | below) >= many, len(above) >= many, len(below) >= many, headed)


def heads_at(edges: PageEdges, spans: Sequence[tuple[int, int]], found: dict[int, bool], least: int) -> Iterator[int]:
    """Of the lines above and below the edges of pages, those whose words come again there."""
    beside = {index: span for span in spans for index in (span[0] - 1, span[1])}
    yield from heads_with_chapters(edges, beside, least)
    heads = words_at(edges, sorted(beside))
    at_edges = {index for some in heads.values() for index in some}
    covered = coverage(spans, found, at_edges, least)
    pages = len(spans) - 2  # without the beginning and the end of the text
    for text, some in heads.items():
        if is_often(edges, some, pages, least):
            yield from (index for index in some if index > TITLES)
        elif may_be_chapter(text, len(some)) and not may_be_table_head(edges, some, least):
            expected = (index for index in some if covered.holds(index, beside[index]))
            yield from (index for index in expected if not is_heading(edges, index))


def is_often(edges: PageEdges, heads: Sequence[int], pages: int, least: int) -> bool:
    """Whether a head stands on so many pages that it is the title of the book, or of its part."""
    if len(heads) < least or 3 * len(heads) < pages:
        return False
    interrupting = sum(map(edges.interrupts, heads))
    return INTERRUPTING * interrupting >= len(heads) or (len(heads) > least and len(heads) >= NEARLY_ALL * pages)


def may_be_table_head(edges: PageEdges, heads: Sequence[int], least: int) -> bool:
    """Whether words that come again often at edges interrupt nothing and stand above single words, as in a table."""
    if len(heads) <= least or any(map(edges.interrupts, heads)):
        return False
    below = [edges.texts[index + 1] for index in heads if index + 1 < len(edges.texts)]
    return 2 * sum(len(text) < SENTENCE for text in below) > len(heads)


def words_at(edges: PageEdges, beside: Iterable[int]) -> dict[str, list[int]]:
    """The lines of those beside edges that may be heads, by what they hold: most of its lines stand there."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index in beside:
        text = edges.short.get(index, "")
        if text in edges.same and may_be_head(text):
            groups[text].append(index)
    return {text: some for text, some in groups.items() if 2 * len(some) >= len(edges.same[text])}


def is_heading(edges: PageEdges, index: int) -> bool:
    """Whether a line that interrupts nothing is the first with its words: the heading of the chapter itself."""
    return index == edges.same[edges.short[index]][0] and not edges.interrupts(index)


def heads_with_chapters(edges: PageEdges, beside: Iterable[int], least: int) -> Iterator[int]:
    """Lines at the edges of pages that begin or end alike: the title of a book with that of a chapter."""
    texts = {index: edges.short[index] for index in beside if index in edges.short}
    texts = {index: text for index, text in texts.items() if len(text) > ALIKE + 2 and may_be_head(text)}
    for part in (slice(0, ALIKE), slice(-ALIKE, None)):
        alike: dict[str, list[int]] = defaultdict(list)
        for index, text in texts.items():
            alike[text[part]].append(index)
        for some in alike.values():
            if len(some) > least and any(edges.interrupts(index) for index in some) and PARTED.search(texts[some[0]]):
                yield from some


def may_be_chapter(text: str, times: int) -> bool:
    """Whether words that come again at edges, or once and elsewhere as a heading, may be the head of a chapter."""
    if len(text) > CHAPTER or has_clause_mark(text) or "、" in text:
        return False
    return times > 1 or NUMBERED_HEADING.match(text) is not None


def heads_of_first_page(edges: PageEdges, found: dict[int, bool]) -> Iterator[int]:
    """Heads among the first lines that are no title: this follows, or they stand beside a number or in two cells."""
    words = {edges.short.get(index, "") for index, numbered in found.items() if not numbered}
    for index in range(min(TITLES, len(edges.texts))):
        text = edges.short.get(index, "")
        if index not in found and text and text in words:
            again = any(index < other <= index + TITLES for other in edges.same[text])
            if again or found.get(index - 1) or found.get(index + 1) or "   " in edges.texts[index]:
                yield index


def numbers_at(edges: PageEdges, beside: Sequence[int], least: int) -> Iterator[int]:
    """Of the lines beside the edges of pages, on one side, those with the number of their page."""
    shifts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for page, index in enumerate(beside):
        text = edges.numbered.get(index, "")
        for number in set(values(edges.short[index])) if text else ():
            shifts[number - page].append((index, text))
    for some in shifts.values():
        if len(some) >= least and 2 * len(some) >= len(beside):
            yield from (index for index, text in some if is_folio(text))
