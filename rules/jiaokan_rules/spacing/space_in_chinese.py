from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from jiaokan import Document, Edit, Finding, Pattern, Safety, rule
from jiaokan.language.typography import BULLETS, CHINESE_DIGITS, FULL_MARKS, PROSE_ENDS
from jiaokan.model.document import view
from jiaokan.model.prose import CLAUSE_MARK, is_long_and_stopped, is_sentence_without_gaps
from jiaokan.model.protection import Spans
from jiaokan_rules.astride import occurs_unbroken
from jiaokan_rules.spacing.letter_spacing import NUMBERED, letter_spaced_runs, single_spaces
from jiaokan_rules.spacing.lost_quotes import has_lost_quotes
from jiaokan_rules.spacing.space_in_pair import loose_pairs
from jiaokan_rules.spacing.stray_space import Space, is_torn, judge, space_at

HEADED = Pattern(rf"[ \t\u3000]*(?:[#>|*+{BULLETS}-]|[（(]?[0-9{CHINESE_DIGITS}]{{1,3}}[）).．、])|{NUMBERED} ")
TITLE = 30  # code points: the title of an item, and the space after it, stand before
APART = 25  # code points to a space where the lines of a column were joined with one; names and slogans stand closer

FILLED_IN = Pattern(r"[_＿]{2}|[（(][ \u3000]*[)）]")  # blanks of questions
# What calls for another word, which is to be filled in where the space stands: 作者是 。
OPEN_WORD = Pattern("[是为為在有叫于於的和与與或到由字名了即称稱作做向从從对對按把被比第“‘《〈（]$")


@rule("SPC002", safety=Safety.UNSAFE, mixed_safety=True)
def space_in_chinese(doc: Document) -> Iterator[Finding]:
    """A space inside a Chinese sentence.

    ## What it does
    Finds a single space between two Chinese characters, or between one and the mark ， 。 、 ； ： ！ or ？, inside a sentence
    of running prose. In a short sentence only a space inside a word or before a mark counts. A space on the inner side
    of quotation marks, titles and brackets, or between a comma and one of these (： “ 大家), is found in sentences too,
    unless the text sets them all so. In a text without marks, as a transcript or a song, the space is the pause. Spaces in lists of names (王聿晷 谢希瑶), headlines, slogans, by-lines, captions, credits and list
    items, after the number of an article (第三条 为了), after a full stop and between Chinese and Latin letters or
    digits are left alone. So is a text that lost its quotation marks and has spaces in their place.

    ## Why it is bad
    It breaks words for every tokenizer. It comes from line breaks and kerning in PDFs.

    ## Example
    ✗ 会议指出，要加快部 署新一代基础设施建设，提高服务质量和水平，推动高质量发展。
    ✓ 会议指出，要加快部署新一代基础设施建设，提高服务质量和水平，推动高质量发展。
    ✗ 桩打好以后，再用水准 仪复测一遍，记下数据。
    ✓ 桩打好以后，再用水准仪复测一遍，记下数据。
    ✗ 有人问： “ 电梯何时能装？ ”工人（退休的）说，看《 规划》。
    ✓ 有人问：“电梯何时能装？”工人（退休的）说，看《规划》。
    ✓ “智”抢新机 贵州有为
    ✓ 新华社记者王聿晷 谢希瑶报道，这次活动以“文化传承 光影见证”为主题，吸引了许多人前来参加。

    ## Fix safety
    Safe if a word spans the space, if the space is beside a mark or a particle or deep inside a clause, or if the
    document writes the same four characters elsewhere without a space. Else unsafe, as in short sentences and beside
    quotation marks and brackets.
    """
    yield from spaces_in_pairs(doc)
    spaces = single_spaces(doc)
    if not spaces or has_lost_quotes(doc):
        return
    runs = Spans((run.start, run.end) for run in letter_spaced_runs(doc))
    free = (at for at in spaces if not runs.overlaps(at, at + 1) and not doc.protected.overlaps(at, at + 1))
    for n, places in groupby(free, doc.line_at):
        yield from stray_spaces(doc, n, list(places))


def spaces_in_pairs(doc: Document) -> Iterator[Finding]:
    for at in loose_pairs(doc):
        before, after = doc.line_context(at, at + 1, 6)
        message = f"「{before} {after}」 has a space beside a quotation mark or bracket: delete it."
        yield Finding(at, at + 1, message, (Edit(at, at + 1, ""),), Safety.UNSAFE)


def stray_spaces(doc: Document, n: int, places: list[int]) -> Iterator[Finding]:
    """The findings in a line, of which `places` are all spaces between Chinese characters and marks."""
    line = doc.lines[n]
    is_stopped = is_long_and_stopped(line.text)
    if not is_stopped and not is_wrapped(doc, n):
        if is_sentence_without_gaps(line.text):
            yield from spaces_in_short_sentence(doc, places)
        return
    crowded = len(places) > max(3, len(line.text) // APART)
    headed = HEADED.match(line.text) is not None
    for at in places:
        space = space_at(doc, at, crowded=crowded, titled=headed and at - line.start < TITLE, itemised=headed)
        safety = judge(space)
        if safety is Safety.UNSAFE and is_stopped and occurs_unbroken(doc.text, at, at + 1):
            safety = Safety.SAFE
        if safety is not None:
            yield stray(space, at, safety)


def stray(space: Space, at: int, safety: Safety) -> Finding:
    message = f"「{space.before[-6:]} {space.after[:6]}」 has a space inside a Chinese sentence: delete it."
    return Finding(at, at + 1, message, (Edit(at, at + 1, ""),), safety)


def spaces_in_short_sentence(doc: Document, places: list[int]) -> Iterator[Finding]:
    """The findings in a line that is short for a paragraph: spaces inside words, and before marks."""
    for at in places:
        space = space_at(doc, at)
        precedes_mark = space.after[:1] in FULL_MARKS and not (OPEN_WORD.search(space.before) or has_blanks(doc))
        if precedes_mark or is_torn(space):
            yield stray(space, at, Safety.UNSAFE)


@view
def has_blanks(doc: Document) -> bool:
    """Whether blanks to be filled in are in the text."""
    return any(doc.finditer(FILLED_IN))


def is_wrapped(doc: Document, n: int) -> bool:
    """Whether a line stands among lines wrapped at a column: it and most of its neighbours are as wide as each other."""
    lines = doc.lines.texts
    own = len(lines[n].strip())
    near = [text for line in lines[max(0, n - 6) : n + 7] if len(text := line.strip()) >= 10]
    width = sorted(map(len, near))[len(near) * 2 // 3] if near else 0
    if own < 8 or not 10 <= width <= 60 or own < width - 2:
        return False
    if 3 * sum(CLAUSE_MARK.search(text) is not None for text in near) < len(near):
        return False  # a text without marks, as transcripts and songs are: a space is its only pause
    broken = sum(is_cut_off(text, width) for text in near)
    above = any(is_cut_off(line.strip(), width) for line in lines[max(0, n - 5) : n])  # a headline has none above it
    return above and broken >= 4 and 2 * broken >= len(near)


def is_cut_off(line: str, width: int) -> bool:
    return abs(len(line) - width) <= 3 and line[-1] not in PROSE_ENDS and line[0] not in "#|>*+-"
