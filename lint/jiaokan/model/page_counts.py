"""Which lines hold page numbers: the runs of rising numbers that count pages, and not the things of the text."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from statistics import median

from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import CHINESE_DIGITS, ELLIPSIS, FULL_MARKS
from jiaokan.model.page_edges import PageEdges
from jiaokan.model.page_numbers import HOLE, MOST_PAGES, Numbered, Run, counters, rising_run, values, with_hole
from jiaokan.search.pattern import Pattern
from jiaokan.search.recurrence import recurring

ROUNDS = 4  # runs that are looked for among the lines of one form
PAGE = 600  # distance between two pages that are no rows of a table: some fifteen lines
LONG_HEAD = 30  # code points: a longer line with a comma is running text
REGULAR = 0.7  # of the pages are about as long as the middle one
# The form of a page number that is nothing else: of three parts or more, between dashes or dots, with the number of
# all pages, with the word for a page.
PART = rf"(?:{HOLE}|[0-9０-９]{{1,4}}|[〇零{CHINESE_DIGITS}百]{{1,5}})"
PAGE_FORM = (
    rf"(?:{PART}[-—－–]){{2,3}}{HOLE}|[-—–·•~～―－]{{1,2}} ?{HOLE} ?[-—–·•~～―－]{{1,2}}"
    rf"|(?:第 ?)?{HOLE} ?[页頁]?(?: ?[/／|] ?|[ ，,]*共 ?)(?:第 ?|共 ?)?{PART} ?[页頁]?"
    rf"|第 ?{HOLE} ?[页頁]|[Pp](?:age|\.)? ?{HOLE}(?: of {PART})?"
)
PAGE_FORM_ALONE = Pattern(PAGE_FORM)
PAGE_FORM_AT_END = Pattern(rf"(?<= )(?:{PAGE_FORM})\Z|\A(?:{PAGE_FORM})(?= )")
BARE = Pattern(rf"[\[（(<〔【]? ?{HOLE} ?[\])）>〕】]?")
AT_END = Pattern(rf"\A{HOLE}(?= )|(?<= ){HOLE}\Z")
PARTING = " \u3000·•|｜/／—–-"  # what may stand between a head and its number
BESIDE_HEAD = f"{HOLE} *"  # stands for the form of a line with a page number beside any head
# Words that count the things of the text itself, beside the number.
COUNTED = "图圖表例附步练習题題问問注款項项式案篇课課讲講期号號卷章节節回集组組條条"
COUNTED_THING = Pattern(
    rf"[第{COUNTED}]{HOLE}|\A\S{{0,2}}[第{COUNTED}] {HOLE}"
    rf"|{HOLE}[{COUNTED}届.、．]|{HOLE} ?[年月日億亿萬万元個个]"
    rf"|{HOLE} [{COUNTED}](?: |\Z)|\A{HOLE}[)）]|[：:]|\A[#（(\[〔【]"
)
NO_HEAD = Pattern(
    r"\A(?:民[國国] ?)?[0-9０-９]{1,4} ?[年月] ?[0-9０-９]|"
    rf"[{FULL_MARKS}{ELLIPSIS}”:,;]\Z|[=<{{`]|\A[#>]|//|\A[^（(]*[）)]|\A[^《]*》|\A[-—]+[^-—]*\Z|\A[（(\[][^\])）]{{1,4}}[\])）]|\A[{CHINESE_DIGITS}]+、|\A第[{CHINESE_DIGITS}百〇零0-9]{{1,5}}[条條款项項]"
)
WORDS = Pattern(rf"{HAN_CHARACTER}{{2}}|[A-Za-z]{{3}}")


def page_numbers(edges: PageEdges, least: int) -> dict[int, int]:
    """Lines whose numbers count the pages, and the numbers; of runs that contradict each other, the longer ones."""
    forms = ((text, ((index, values(edges.short[index])) for index in lines)) for text, lines in edges.forms.items())
    counted = (
        page_runs(edges, text, lines, least) for text, lines in chain(forms, numbers_beside_heads(edges).items())
    )
    found: dict[int, int] = {}
    order: list[int] = []
    for lines in sorted(chain.from_iterable(counted), key=len, reverse=True):
        if agrees(lines, order, found):
            for line in lines:
                if line.at not in found:
                    insort(order, line.at)
            found.update(lines)
    return found | missing_numbers(edges, found) if found else found


def agrees(lines: Sequence[Numbered], order: Sequence[int], found: dict[int, int]) -> bool:
    """Whether lines rise together with the page numbers found before, if they stand among these."""
    shifts: Counter[int] = Counter()
    for index, value in lines:
        at = bisect_left(order, index)
        if 0 < at < len(order):
            shifts[value - found[order[at]]] += 1
    return not shifts or 2 * sum(times for _, times in shifts.most_common(2)) > len(lines)


def page_runs(
    edges: PageEdges, text: str, lines: Iterable[tuple[int, Sequence[int]]], least: int
) -> Iterator[list[Numbered]]:
    """Of lines of one form, with their numbers, the runs that count pages."""
    for place, numbered in counters(lines):
        one = text if "*" in text else with_hole(edges.short[numbered[0].at], place)
        if is_counted_thing(one):
            continue
        rest = numbered
        for _ in range(ROUNDS):
            run = rising_run(rest, edges.places)
            if not run:
                break
            used = {index for index, _ in run.lines}
            rest = [line for line in rest if line.at not in used]
            if counts_pages(edges, one, run, least):
                yield [*run.lines, *(line for line in rest if is_out_of_step(edges, one, run, line))]


def is_counted_thing(text: str) -> bool:
    """Whether words beside a number say that it counts a thing of the text itself."""
    if BARE.fullmatch(text) or PAGE_FORM_ALONE.fullmatch(text.removesuffix(" *")) or PAGE_FORM_AT_END.search(text):
        return False
    return COUNTED_THING.search(text) is not None


def is_out_of_step(edges: PageEdges, text: str, run: Run, line: Numbered) -> bool:
    """Whether a line belongs to a run, but stands on a page that is shorter or longer than others."""
    at = bisect_left(run.lines, line)
    above, below = run.lines[at - 1] if at else None, run.lines[at] if at < len(run.lines) else None
    if (above and not above.value < line.value <= above.value + MOST_PAGES) or (below and not line.value < below.value):
        return False
    return not BARE.fullmatch(text) or line.at >= len(edges.texts) - 3


def numbers_beside_heads(edges: PageEdges) -> dict[str, list[tuple[int, Sequence[int]]]]:
    """Lines that begin or end in what may be a page number, by the form of this, with the numbers in it."""
    groups: dict[str, list[tuple[int, Sequence[int]]]] = defaultdict(list)
    words: dict[int, str] = {}
    for index, text in edges.numbered.items():
        if len(text) < 4 or (HOLE not in text[:3] and HOLE not in text[-3:]):
            continue
        match = PAGE_FORM_AT_END.search(text) if " " in text else None
        if match:
            count = match[0].count(HOLE)
            numbers = values(edges.short[index])
            groups[f"{match[0]} *"].append((index, numbers[:count] if match.start() == 0 else numbers[-count:]))
        elif text[0] == HOLE or text[-1] == HOLE:
            words[index] = (text[1:] if text[0] == HOLE else text[:-1]).strip(PARTING)
    heads = recurring(words.values())
    for index, head in words.items():
        if head in heads and may_be_head(head):
            numbers = values(edges.short[index])
            before = edges.numbered[index][0] == HOLE
            groups[BESIDE_HEAD].append((index, numbers[:1] if before else numbers[-1:]))
    return groups


def missing_numbers(edges: PageEdges, found: dict[int, int]) -> dict[int, int]:
    """Lines between two page numbers that begin or end in one that is missing there, beside words that come again."""
    more = {}
    for above, below in pairwise(sorted(found)):
        if not 1 < found[below] - found[above] <= MOST_PAGES:
            continue
        page = (edges.places[below] - edges.places[above]) / (found[below] - found[above])
        for index in range(above + 1, below):
            text = edges.numbered.get(index, "")
            if text and (AT_END.search(text) or BARE.fullmatch(text)):
                numbers = values(edges.short[index])
                number = numbers[0] if text[0] == HOLE else numbers[-1]
                expected = edges.places[above] + page * (number - found[above])
                if (
                    found[above] < number < found[below]
                    and abs(edges.places[index] - expected) < page / 2
                    and fits(edges, index)
                ):
                    more[index] = number
    return more


def fits(edges: PageEdges, index: int) -> bool:
    """Whether a line with the right number is one of a page: it interrupts a sentence, or its words come again."""
    words = edges.short[index].strip("0123456789 ")
    return edges.interrupts(index) or (WORDS.search(words) is not None and words in edges.same)


def counts_pages(edges: PageEdges, text: str, run: Run, least: int) -> bool:
    """Whether the numbers of a run are those of pages."""
    count = len(run.lines)
    if PAGE_FORM_ALONE.fullmatch(text.removesuffix(" *")) or is_symmetric(text):
        return count >= least
    interrupting = sum(edges.interrupts(index) for index, _ in run.lines)
    if text != BESIDE_HEAD and interrupting == count and WORDS.search(text):
        return count >= min(least, 2)
    if count < least or (interrupting >= 2 and 3 * interrupting >= count):
        return count >= least
    return count > least and (is_on_both_sides(edges, text, run) or is_periodic(edges, run, interrupting))


def is_periodic(edges: PageEdges, run: Run, interrupting: int) -> bool:
    """Whether the lines of a run come as pages do, and some interrupt a sentence or stand beside the same heads."""
    return run.page >= PAGE and is_regular(edges, run.lines) and (interrupting > 0 or has_heads(edges, run))


def is_on_both_sides(edges: PageEdges, text: str, run: Run) -> bool:
    """Whether the number stands before the head on odd pages and behind it on even ones, or the reverse, amid prose."""
    if text != BESIDE_HEAD:
        return False
    sides = {(value % 2, edges.numbered[index][0] == HOLE) for index, value in run.lines}
    return (
        len(sides) == 2
        and len({before for _, before in sides}) == 2
        and all(edges.is_in_prose(index) for index, _ in run.lines)
    )


def is_regular(edges: PageEdges, lines: Sequence[Numbered]) -> bool:
    """Whether nearly all pages are about as long as the middle one."""
    pages = page_lengths(edges, lines)
    middle = median(pages)
    return sum(middle / 2 <= page <= middle * 2 for page in pages) >= REGULAR * len(pages)


def page_lengths(edges: PageEdges, lines: Sequence[Numbered]) -> list[float]:
    places = edges.places
    return [(places[below.at] - places[above.at]) / (below.value - above.value) for above, below in pairwise(lines)]


def has_heads(edges: PageEdges, run: Run) -> bool:
    """Whether the same words stand beside most of the numbers."""
    beside = Counter(
        edges.short[near]
        for index, _ in run.lines
        for near in range(index - 2, index + 3)
        if near != index and near in edges.short and WORDS.search(edges.short[near])
    )
    return any(2 * times > len(run.lines) and 2 * times > len(edges.same[text]) for text, times in beside.items())


def may_be_head(text: str) -> bool:
    """Whether a line has words, and neither marks nor signs that no head has."""
    if len(text) < 2 or (len(text) > LONG_HEAD and ("，" in text or "。" in text)):
        return False
    return WORDS.search(text) is not None and not NO_HEAD.search(text)


def is_symmetric(text: str) -> bool:
    """Whether the same marks stand on both sides of a number, and no brackets: ◆ 3 ◆, – 3 –, … 3 …."""
    before, _, after = text.partition(HOLE)
    marks = before.strip()
    return marks != "" and marks == after.strip() and not any(map(str.isalnum, marks)) and HOLE not in marks


def is_folio(text: str) -> bool:
    """Whether a line with the right number is a page number, with a head perhaps, and no item."""
    if is_counted_thing(text):
        return False
    return text[0] == HOLE or text[-1] == HOLE or not WORDS.search(text) or PAGE_FORM_AT_END.search(text) is not None
