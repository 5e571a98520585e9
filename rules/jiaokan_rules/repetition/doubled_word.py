from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan.language.typography import FULL_MARKS, OPENING_QUOTES
from jiaokan.model.prose import CHINESE_RUN, is_chinese_in_clauses, is_verse
from jiaokan_rules.repetition.blocks import quote
from jiaokan_rules.repetition.repeated_word import COUNTS, MEANT, RepeatedWord, is_certain
from jiaokan_rules.repetition.stretches import Stretch, stretches

CLAUSE = 6  # Chinese characters of a clause that is not a cry
CLAUSE_START = Pattern(f"[{FULL_MARKS}\\s“‘]?")


@rule("DUP005", safety=Safety.UNSAFE, mixed_safety=True)
def doubled_word(doc: Document) -> Iterator[Finding]:
    """A word or a phrase written twice in a row.

    ## What it does
    Looks at stretches of two to twelve Chinese characters that are followed by themselves, and at whole clauses that
    are. The lexicon decides whether both are words where they stand (not 俄罗斯罗斯托夫, 武汉大学大学生) and of a kind
    that is not doubled on purpose: verbs, adverbs, adjectives, classifiers, sounds and cries are, nouns, conjunctions
    and longer words are not. Verse is sound.

    A word that the lexicon hardly knows, one that may be a verb (参观参观), and one that may end a name before another
    (新中国中国法制史) are no more than an information.

    ## Why it is bad
    An OCR engine or a writer repeated it; the copy is noise.

    ## Example
        ✗ 要加强精神文化文化建设。
        ✓ 要加强精神文化建设。
        ✗ 新华社发新华社发
        ✓ 新华社发
        ✓ 这件事还要研究研究，把任务一项一项落实好。
        ✓ 俄罗斯罗斯托夫州的中国大学大学生们来了。

    ## Fix safety
    Unsafe: one of the two is deleted. 研究研究 is good Chinese, and so may be a word that the lexicon lacks. Where it is
    no more than an information, the fix is shown and never made.
    """
    for stretch in stretches(doc):
        if stretch.times > 2 or is_verse(doc):  # a loop
            continue
        if word := word_twice(doc, stretch):
            finding = report(doc, word.at, stretch.size)
            yield finding if is_certain(word) else finding._replace(level=Level.INFO, safety=Safety.DISPLAY)
        elif stretch.size >= CLAUSE:
            clauses = (at for at in starts(doc.text, stretch) if is_whole_clause(doc.text, at, stretch.size))
            yield from (report(doc, at, stretch.size) for at in islice(clauses, 1))


def report(doc: Document, at: int, size: int) -> Finding:
    message = f"{quote(doc.text[at : at + size])} stands twice: delete one."
    return Finding(at, at + 2 * size, message, edits=(Edit(at + size, at + 2 * size, ""),))


def starts(text: str, stretch: Stretch) -> range:
    """The offsets at which the doubled text may begin: in 精神文化文化建设 at 文 alone, in 一张一张一 at 一 and at 张."""
    last = stretch.end
    while last < len(text) and text[last] == text[last - stretch.size]:
        last += 1
    return range(stretch.start, stretch.start + 1 + last - stretch.end)


def word_twice(doc: Document, stretch: Stretch) -> RepeatedWord | None:
    """The word that stands twice by mistake, if there is one."""
    if not CHINESE_RUN.fullmatch(stretch.unit(doc)):
        return None
    words = (RepeatedWord(doc, at, stretch.size) for at in starts(doc.text, stretch))
    return next((word for word in words if not MEANT.apply(word)), None)


def is_whole_clause(text: str, start: int, size: int) -> bool:
    """Whether the doubled text is a clause or more, and no cry."""
    clause, end = text[start : start + size], start + 2 * size
    if not CLAUSE_START.fullmatch(text[max(0, start - 1) : start]) or clause[0] in COUNTS:
        return False
    if text[max(0, start - 1)] in OPENING_QUOTES or clause[-1] in "！？":
        return False  # a cry
    letters = clause.rstrip(FULL_MARKS)
    if text.startswith(letters, end):
        return False  # said three times, for effect
    if not CHINESE_RUN.fullmatch(letters) and not is_chinese_in_clauses(clause + " "):
        return False  # cells of a table
    if CHINESE_RUN.fullmatch(clause[-1]) and CHINESE_RUN.match(text[end : end + 1]):
        return False  # the clause goes on
    return sum(map(len, CHINESE_RUN.findall(clause))) >= CLAUSE
