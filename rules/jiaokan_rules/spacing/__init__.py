"""White space: between characters, at the ends of lines, between lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice
from typing import NamedTuple

from jiaokan import Document
from jiaokan.language.script import HAN_CHARACTER, simplified
from jiaokan.model.document import view
from jiaokan_rules.anchor import compiled, line_around, matches
from jiaokan_rules.spots import Spots, lines_with, matched

# Single characters that are listed side by side: numerals, stems, directions, seasons, elements, days.
LISTED = set(
    "〇一二三四五六七八九十百甲乙丙丁戊己庚辛壬癸东西南北中東上下左右前后後大小春夏秋冬金木水火土日月年天地是否有无無男女"
)
# Numbers of articles and chapters are set with spaces by right, in whole or in part: 第 一 章 总 则.
NUMBERED = r"[#\s]*第[ \u3000]*(?:[0-9一二三四五六七八九十百千零〇○][ \u3000]*)+(?:之[ \u3000]*[一二三四五六七八九十0-9]+[ \u3000]*)?[章节節条條编編篇款项項目卷回部集]"

# A line in which every character stands alone, and what it holds where so many of them are Han, by its space: one behind
# a Han, before another that nothing else follows.
SET_WIDE = r"(?<![^\r\n])[#> \t\u3000]*([^\s#>](?:([ \u3000]{1,2})[^\s])(?:\2[^\s]){2,})[ \u3000]*(?![^\r\n])"
ALONE = {
    space: rf"{space}(?<={HAN_CHARACTER}.)(?=[ \u3000]?{HAN_CHARACTER}(?:[ \u3000]|(?![^\r\n])))" for space in " \u3000"
}
WIDE = Spots(
    "",
    {0: "[ \u3000]", -1: HAN_CHARACTER, 1: HAN_CHARACTER, 2: "[ \u3000\r\n]"},
    {0: "[ \u3000]", -1: HAN_CHARACTER, 1: "[ \u3000]", 2: HAN_CHARACTER, 3: "[ \u3000\r\n]"},
)
# A stretch goes on over a mark where short pieces go on behind it: 仍 有 變 動 ， 則 依 估 計
STREWN = rf"(?<!{HAN_CHARACTER}){HAN_CHARACTER}+(?: {HAN_CHARACTER}+| ?[，、；：。] ?{HAN_CHARACTER}{{1,8}}(?= )){{3,}}"
# Single characters with a space between them, from the first space on.
SINGLES = Spots(
    rf"(?: (?<={HAN_CHARACTER} )(?<!{HAN_CHARACTER}{{2}} ){HAN_CHARACTER}(?!{HAN_CHARACTER}))(?: {HAN_CHARACTER}(?!{HAN_CHARACTER}))*",
    {0: " ", -1: HAN_CHARACTER, 1: HAN_CHARACTER},
)
GAP = Spots(
    rf" (?:(?={HAN_CHARACTER})(?<=(?:{HAN_CHARACTER}|[，、；]) )|(?=[，。、；：！？])(?<={HAN_CHARACTER} ))",
    {0: " ", -1: f"(?:{HAN_CHARACTER}|[，、；])", 1: HAN_CHARACTER},
    {0: " ", -1: HAN_CHARACTER, 1: "[，。、；：！？]"},
)
# A space for an opening mark of quotation and one for a closing mark, with what stands beside them.
VERB = "说說言曰道叫称稱為为谓謂名"
OPENED = rf"{HAN_CHARACTER}[^ \r\n]{{0,200}}(?: |(?![^\r\n]))"
CLOSED = rf"(?:{HAN_CHARACTER}|[、]){{1,16}} [，。；：！？]"
QUOTED = rf"[：，。！？；{VERB}] {OPENED}|(?<={HAN_CHARACTER}) {CLOSED}"
QUOTING = rf" (?:(?<=[：，。！？；{VERB}] )(?={OPENED})|(?<={HAN_CHARACTER} )(?={CLOSED}))"  # the space of any of these
# One pair is enough where a verb that names or quotes stands before it and a mark after it: 是谓 年弓月箭 。
NAMED = rf" (?<=[{VERB}] ){HAN_CHARACTER}[^ \r\n]{{0,200}} [，。；：！？]"

SPACED = 5  # runs: a document with as many is set so, in its short stretches between figures and Latin too


class Run(NamedTuple):
    """A stretch set with spaces between its characters; `whole`: it is its line, with one space after every character."""

    start: int
    end: int
    whole: bool


@view
def letter_spaced_runs(doc: Document) -> list[Run]:
    """The stretches whose spaces stand inside words."""
    lines = list(spaced_lines(doc))
    starts = [run.start for run in lines]
    apart = (r for r in strewn(doc) if (at := bisect_right(starts, r.start)) == 0 or lines[at - 1].end <= r.start)
    runs = sorted([*lines, *apart])
    return sorted([*runs, *remnants(doc, runs)]) if len(runs) >= SPACED else runs


def spaced_lines(doc: Document) -> Iterator[Run]:
    """Lines in which every character stands alone."""
    for match in matches(doc, SET_WIDE, lines_with(doc, WIDE, ALONE)):
        joined = compiled(r"\s").sub("", match[1])
        han = compiled(HAN_CHARACTER).findall(joined)
        least = 4 if match[2] == " " else 5  # with wide spaces four characters are a heading set on purpose
        if len(han) < max(least, len(joined) * 0.6) or LISTED.issuperset(han) or compiled(NUMBERED).match(match[1]):
            continue
        if inside_words(joined if doc.script == "simplified" else simplified(joined)) >= 0.5:
            yield Run(match.start(1), match.end(1), True)


def inside_words(text: str) -> float:
    """The share of the characters that are part of a longer word."""
    from jiaokan.language import lexicon

    return sum(len(w) for w in lexicon.cut(text).words if len(w) > 1) / len(text)


def strewn(doc: Document) -> Iterator[Run]:
    """Stretches with at least three spaces between characters, a quarter of them or more, and two or more, inside words."""
    text, spaces, end = doc.text, single_spaces(doc), 0
    lines = []
    for first, third in zip(spaces, spaces[2:], strict=False):
        if first >= end and "\n" not in text[first:third]:
            lines.append(line_around(text, first, third))
            end = lines[-1][1]
    for match in matches(doc, STREWN, lines):
        if compiled(NUMBERED).match(match[0]):
            continue
        from jiaokan.language import lexicon

        clauses = [clause.split(" ") for clause in compiled(" ?[，、；：。] ?").split(match[0])]
        pieces = [clause for clause in clauses if len(clause) > 1]
        if sum(map(len, pieces)) - len(pieces) < 3:
            continue  # so few gaps
        gaps = split = 0
        for clause in pieces:
            joined = "".join(clause) if doc.script == "simplified" else simplified("".join(clause))
            if max(map(len, clause)) == 1 and (LISTED.issuperset(clause) or inside_words(joined) < 0.5):
                continue
            ends = set(accumulate(map(len, lexicon.cut(joined).words)))
            places = list(accumulate(map(len, clause[:-1])))
            gaps += len(places)
            split += sum(at not in ends for at in places)
        if gaps >= 3 and split >= 2 and 4 * split >= gaps:
            yield Run(match.start(), match.end(), False)


def remnants(doc: Document, runs: list[Run]) -> Iterator[Run]:
    """Short stretches of single characters in lines of single characters, or beside a run: 於 111 年 前 3 季 設 立."""
    spaced = {doc.line_at(run.start) for run in runs}
    alone: dict[int, bool] = {}
    nth = 0
    for match in matched(doc, SINGLES):
        start, end = match.start() - 1, match.end()
        while nth < len(runs) and runs[nth].end <= start:
            nth += 1
        if (nth < len(runs) and runs[nth].start < end) or doc.protected.overlaps(start, end):
            continue
        n = doc.line_at(start)
        if n not in alone:
            han = compiled(f"{HAN_CHARACTER}+").findall(doc.lines.texts[n])
            count = sum(map(len, han))
            pairs = count - len(han)
            alone[n] = (not pairs and count >= 5) or (n in spaced and 4 * pairs < count)
        single = doc.text[start:end]
        if alone[n] and not compiled(NUMBERED).match(single) and not LISTED.issuperset(single.split(" ")):
            yield Run(start, end, False)


@view
def single_spaces(doc: Document) -> list[int]:
    """Where a single space stands between two Han characters, or between one and a mark of a clause."""
    return [m.start() for m in matched(doc, GAP)]


@view
def quotes_lost(doc: Document) -> bool:
    """Whether a text has lost its quotation marks and kept a space where each stood: 他说： 误有 寻你作师 之语。"""
    if any(mark in doc.text for mark in '“「『"‘'):
        return False
    likely = len(list(islice(compiled(QUOTING).finditer(doc.text), 3)))
    # None takes more than its space and the next, so that of three the first and the last stand apart.
    if likely == 3 or (likely == 2 and len(compiled(QUOTED).findall(doc.text)) > 1):
        return True
    return likely > 0 and compiled(NAMED).search(doc.text) is not None
