from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Pattern, Safety, rule
from jiaokan.language.typography import FULL_MARKS, OPENING_QUOTES
from jiaokan.model.prose import CHINESE_RUN, is_verse
from jiaokan_rules.repetition.blocks import quote
from jiaokan_rules.repetition.repeated_word import COUNTS, MEANT, RepeatedWord
from jiaokan_rules.repetition.stretches import Stretch, stretches

CLAUSE = 6  # Chinese characters of a clause that is not a cry
CLAUSE_START = Pattern(f"[{FULL_MARKS}\\s“‘]?")


@rule("DUP005", safety=Safety.UNSAFE)
def doubled_word(doc: Document) -> Iterator[Finding]:
    """A word or a phrase written twice in a row.

    ## What it does
    Looks at stretches of two to twelve Chinese characters that are followed by themselves, and at whole clauses that
    are. The lexicon decides whether both are words where they stand (not 俄罗斯罗斯托夫, 武汉大学大学生) and of a kind
    that is not doubled on purpose: verbs, adverbs, adjectives, classifiers, sounds and cries are, nouns, conjunctions
    and longer words are not. Verse is sound.

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
    Unsafe: one of the two is deleted. 研究研究 is good Chinese, and so may be a word that the lexicon lacks.
    """
    for stretch in stretches(doc):
        if stretch.times > 2:  # a loop
            continue
        at = start_of_word(doc, stretch) if CHINESE_RUN.fullmatch(stretch.unit(doc)) else None
        if at is None and stretch.size >= CLAUSE:
            at = next((at for at in starts(doc.text, stretch) if is_whole_clause(doc.text, at, stretch.size)), None)
        if at is not None and not is_verse(doc):
            middle, end = at + stretch.size, at + 2 * stretch.size
            message = f"{quote(doc.text[at:middle])} stands twice: delete one."
            yield Finding(at, end, message, edits=(Edit(middle, end, ""),))


def starts(text: str, stretch: Stretch) -> range:
    """The offsets at which the doubled text may begin: in 精神文化文化建设 at 文 alone, in 一张一张一 at 一 and at 张."""
    last = stretch.end
    while last < len(text) and text[last] == text[last - stretch.size]:
        last += 1
    return range(stretch.start, stretch.start + 1 + last - stretch.end)


def start_of_word(doc: Document, stretch: Stretch) -> int | None:
    """The start of a word that is doubled by mistake; None if there is none."""
    words = (RepeatedWord(doc, at, stretch.size) for at in starts(doc.text, stretch))
    return next((word.at for word in words if not MEANT.apply(word)), None)


def is_whole_clause(text: str, start: int, size: int) -> bool:
    """Whether the doubled text is a clause or more, and no cry."""
    clause, end = text[start : start + size], start + 2 * size
    if not CLAUSE_START.fullmatch(text[max(0, start - 1) : start]) or clause[0] in COUNTS:
        return False
    if text[max(0, start - 1)] in OPENING_QUOTES or clause[-1] in "！？":
        return False  # a cry
    if CHINESE_RUN.fullmatch(clause[-1]) and CHINESE_RUN.match(text[end : end + 1]):
        return False  # the clause goes on
    return sum(map(len, CHINESE_RUN.findall(clause))) >= CLAUSE
