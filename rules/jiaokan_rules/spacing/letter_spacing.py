"""Single spaces between Chinese characters, and the stretches that are set with one between all their characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from jiaokan import Document, Pattern
from jiaokan.language.script import HAN_CHARACTER, simplified
from jiaokan.language.typography import CHINESE_DIGITS, FULL_MARKS
from jiaokan.model.document import view
from jiaokan.model.prose import CHINESE_CHARACTER, CHINESE_RUN, WHITE_SPACE
from jiaokan.model.protection import Spans
from jiaokan_rules.surnames import COMMONEST

# Single characters that are listed side by side: numerals, stems, directions, seasons, elements, days.
LISTED = frozenset(
    f"〇{CHINESE_DIGITS}百甲乙丙丁戊己庚辛壬癸东西南北中東上下左右前后後大小春夏秋冬金木水火土日月年天地是否有无無男女"
)
SOUNDS = frozenset("啊哎唉哦喔噢哟喲呦耶哈呵哼嗯呜嗚啰囉咯嘞")  # beside those that the lexicon calls so
# Numbers of articles and chapters may be set with spaces, in whole or in part: 第 一 章 总 则.
NUMBERED = (
    rf"[#\s]*第[ \u3000]*(?:[0-9{CHINESE_DIGITS}百千零〇○][ \u3000]*)+(?:之[ \u3000]*[{CHINESE_DIGITS}0-9]+[ \u3000]*)?"
    rf"[章节節条條编編篇款项項目卷回部集](?:[ \u3000]*之[ \u3000]*[{CHINESE_DIGITS}0-9]+)?"
)
NUMBER = Pattern(NUMBERED)
# A line in which every character stands alone.
SET_WIDE = Pattern(r"(?<![^\r\n])[#> \t\u3000]*([^\s#>](?:([ \u3000]{1,2})[^\s])(?:\2[^\s]){2,})[ \u3000]*(?![^\r\n])")
# Pieces with spaces between them; a stretch goes on over a mark where a short piece follows it: 仍 有 變 動 ， 則 依 估 計
PIECES = Pattern(
    rf"(?<!{HAN_CHARACTER}){HAN_CHARACTER}+(?: {HAN_CHARACTER}+| ?[，、；：。] ?{HAN_CHARACTER}{{1,8}}(?= )){{3,}}"
)
WORDS = Pattern(f"{HAN_CHARACTER}+")
MARK = Pattern(" ?[，、；：。] ?")
# Single characters with a space between them, from the first space on.
SINGLES = Pattern(
    rf" (?<={HAN_CHARACTER} )(?<!{HAN_CHARACTER}{{2}} ){HAN_CHARACTER}(?!{HAN_CHARACTER})"
    rf"(?: {HAN_CHARACTER}(?!{HAN_CHARACTER}))*"
)
SINGLE_SPACE = Pattern(
    rf" (?:(?={HAN_CHARACTER})(?<=(?:{HAN_CHARACTER}|[，、；]) )|(?=[{FULL_MARKS}])(?<={HAN_CHARACTER} ))"
)
# What stands before characters that are listed: a word for characters or their parts, or a line of music.
CHARACTERS_FOLLOW = Pattern(
    r"(?:字|字表|字[词詞]|偏旁|部首|[笔筆][画畫顺順]|声母|聲母|韵母|韻母|姓氏|姓)(?:[（(][^（）()]{0,12}[）)])?[:：] ?$|^[ \t]*w:$"
)
WIDE_GAP_IN_LINE = Pattern(rf"{HAN_CHARACTER}\u3000{{1,3}}{HAN_CHARACTER}")
NEAR = 5  # lines on either side of a line set wide: where others have wide gaps too, they are columns or signatures
NAME = 3  # characters of a name, at most
LONGEST_OFFICE = 10  # characters of an office and a name
GAPS = 3  # spaces inside a stretch that is not a whole line
SPACED = 5  # runs: a document with as many is set so, in its short stretches between figures and Latin too


class Run(NamedTuple):
    """A stretch set with spaces between its characters; `whole`: it is its line, with one space after every character."""

    start: int
    end: int
    whole: bool


@view
def single_spaces(doc: Document) -> list[int]:
    """Where a single space stands between two Chinese characters, or between one and a mark that ends a clause."""
    return [match.start() for match in doc.finditer(SINGLE_SPACE)]


@view
def letter_spaced_runs(doc: Document) -> list[Run]:
    """The stretches in order whose spaces stand inside words."""
    lines = list(whole_lines(doc))
    covered = Spans((run.start, run.end) for run in lines)
    runs = sorted([*lines, *(run for run in stretches(doc) if not covered.overlaps(run.start, run.end))])
    return sorted([*runs, *short_stretches(doc, runs)]) if len(runs) >= SPACED else runs


def whole_lines(doc: Document) -> Iterator[Run]:
    """Lines in which every character stands alone."""
    for match in doc.matches(SET_WIDE):
        text = WHITE_SPACE.sub("", match[1])
        han = CHINESE_CHARACTER.findall(text)
        least = 4 if match[2] == " " else 5  # with wide spaces four characters are a heading set on purpose
        if len(han) < max(least, len(text) * 0.6) or LISTED.issuperset(han) or NUMBER.match(match[1]):
            continue
        if is_humming(han) or is_signature(doc, match, text) or follows_label(doc, match.start(1)):
            continue
        if share_in_words(in_simplified(doc, text)) >= 0.5:
            yield Run(match.start(1), match.end(1), True)


def is_humming(han: list[str]) -> bool:
    """Whether a line repeats its characters, or most of them are sounds: 哦 哦 哦 哦, 啦 啦 啦 嘿."""
    from jiaokan.language import lexicon

    if 2 * len(set(han)) <= len(han):
        return True
    words = [lexicon.look_up(character) for character in han if character not in SOUNDS]
    sounds = len(han) - len(words) + sum(word is not None and word.part in "eoy" for word in words)
    return 2 * sounds >= len(han)


def is_signature(doc: Document, match: re.Match[str], text: str) -> bool:
    """Whether a line set wide is an office and a name, or stands among lines with wide gaps, as signatures do."""
    n = doc.line_at(match.start(1))
    others = [*doc.lines.texts[max(0, n - NEAR) : n], *doc.lines.texts[n + 1 : n + 1 + NEAR]]
    return is_office_and_name(text) or (match[2][0] == "\u3000" and any(map(has_wide_gap, others)))


def is_office_and_name(text: str) -> bool:
    """Whether a text is one word and the name of a person behind it: 审判长王某."""
    from jiaokan.language import lexicon

    office = lexicon.cut(text[:-2]).words[0]
    name = text[len(office) :]
    entry = lexicon.look_up(name)
    return (
        len(office) > 1 < len(name) <= NAME
        and name[0] in COMMONEST
        and (entry is None or entry.part == "n")
        and lexicon.known(office)
    )


def has_wide_gap(line: str) -> bool:
    """Whether a wide gap stands in a line of which not every character stands alone."""
    return WIDE_GAP_IN_LINE.search(line) is not None and SET_WIDE.match(line) is None


def follows_label(doc: Document, start: int) -> bool:
    """Whether the text before a stretch, in its line or at the end of the line above, says that characters follow."""
    n = doc.line_at(start)
    before = doc.text[max(doc.lines.starts[n], start - 30) : start]
    if not before.strip() and n:
        before = doc.lines.texts[n - 1][-30:]
    return CHARACTERS_FOLLOW.search(before) is not None


def stretches(doc: Document) -> Iterator[Run]:
    """Stretches with at least three spaces between characters, a quarter of them or more, and two or more, inside words."""
    if len(single_spaces(doc)) < GAPS:
        return
    for match in pieces_in_lines(doc, single_spaces(doc)):
        if NUMBER.match(match[0]) or doc.protected.overlaps(*match.span()):
            continue
        clauses = [clause.split(" ") for clause in MARK.split(match[0])]
        if is_set_by_right(doc, match, clauses):
            continue
        counts = [count_gaps(doc, clause) for clause in clauses if len(clause) > 1]
        gaps, in_words = map(sum, zip(*counts, strict=True)) if counts else (0, 0)
        if gaps >= GAPS and in_words >= 2 and 4 * in_words >= gaps:
            yield Run(match.start(), match.end(), False)


@view
def is_segmented(doc: Document) -> bool:
    """Whether two stretches and half of all are cut into words: the text is set so, in its short words too."""
    found = list(pieces_in_lines(doc, single_spaces(doc)))
    cut = sum(are_words([in_simplified(doc, piece) for piece in WORDS.findall(match[0])]) for match in found)
    return cut > 1 and 2 * cut >= len(found)


def is_set_by_right(doc: Document, match: re.Match[str], clauses: list[list[str]]) -> bool:
    """Whether a stretch is a list of characters, is cut into words, or stands in a line with an office and a name."""
    listed = clauses[-1]
    if max(map(len, listed)) == 1 and follows_label(doc, match.end() - 2 * len(listed) + 1):
        return True
    if are_words([in_simplified(doc, piece) for clause in clauses for piece in clause]) or is_segmented(doc):
        return True
    line = doc.lines.texts[doc.line_at(match.start())]
    return len(line) < 3 * LONGEST_OFFICE and is_office_and_name(WHITE_SPACE.sub("", line))


def are_words(pieces: list[str]) -> bool:
    """Whether the pieces are words as a program cuts them: a third are of two characters or more, and all are known."""
    from jiaokan.language import lexicon

    longer = [piece for piece in pieces if len(piece) > 1]
    return 3 * len(longer) >= len(pieces) and all(map(lexicon.known, pieces))


def pieces_in_lines(doc: Document, spaces: list[int]) -> Iterator[re.Match[str]]:
    """The matches of `PIECES`: each has a single space and another one, and keeps to a line."""
    for line in map(doc.lines.__getitem__, dict.fromkeys(map(doc.line_at, spaces))):
        if line.text.count(" ") > 1:
            yield from PIECES.finditer(doc.text, line.start, line.end)


def count_gaps(doc: Document, pieces: list[str]) -> tuple[int, int]:
    """How many spaces part the pieces of a clause, and how many of them stand inside words; none where it is a list."""
    from jiaokan.language import lexicon

    text = in_simplified(doc, "".join(pieces))
    if max(map(len, pieces)) == 1 and (LISTED.issuperset(pieces) or is_humming(pieces) or share_in_words(text) < 0.5):
        return 0, 0
    ends = set(accumulate(map(len, lexicon.cut(text).words)))
    gaps = list(accumulate(map(len, pieces[:-1])))
    return len(gaps), sum(at not in ends for at in gaps)


def short_stretches(doc: Document, runs: list[Run]) -> Iterator[Run]:
    """Single characters in lines of single characters, or beside a run: 於 111 年 前 3 季 設 立."""
    covered = Spans((run.start, run.end) for run in runs)
    with_run = {doc.line_at(run.start) for run in runs}
    is_spaced = cache(lambda n: mostly_single(doc.lines.texts[n], n in with_run))
    for match in doc.finditer(SINGLES):
        start, end = match.start() - 1, match.end()
        stretch = doc.text[start:end]
        if covered.overlaps(start, end) or doc.protected.overlaps(start, end) or not is_spaced(doc.line_at(start)):
            continue
        if not (NUMBER.match(stretch) or LISTED.issuperset(stretch.split(" ")) or is_humming(stretch.split(" "))):
            yield Run(start, end, False)


def mostly_single(line: str, with_run: bool) -> bool:
    """Whether a line's Chinese characters stand alone: all of five and more, or nearly all in a line with a run."""
    pieces = CHINESE_RUN.findall(line)
    characters = sum(map(len, pieces))
    joined = characters - len(pieces)
    return (not joined and characters >= 5) or (with_run and 4 * joined < characters)


def in_simplified(doc: Document, text: str) -> str:
    return text if doc.script == "simplified" else simplified(text)


def share_in_words(text: str) -> float:
    """The share of the characters that are part of a longer word."""
    from jiaokan.language import lexicon

    return sum(len(word) for word in lexicon.cut(text).words if len(word) > 1) / len(text)
