from __future__ import annotations

import re

from jiaokan import Document, Edit, Finding, Pattern, Safety, rule
from jiaokan.language.lexicon import cut, known
from jiaokan.model.prose import CHINESE_RUN
from jiaokan_rules.repetition.blocks import quote

GAP = "[ \t　]{0,4}"
DOUBLED = Pattern(rf"(?<!\S)(?:([^\s])\1{GAP}){{3,}}(?!\1)|(?:([^\W\d_])\2){{5,}}")
TRIPLED = Pattern(r"(?:([^\W\d_])\1\1){3,}")
LETTERS = Pattern(r"[A-Za-z]+")
FEWEST = 3  # different characters
IN_TEXT = 5  # pairs within a line: 高高兴兴 has two, 清清楚楚明明白白 four


@rule("DUP009", safety=Safety.UNSAFE, find=(TRIPLED, DOUBLED))
def fake_bold(match: re.Match[str], doc: Document) -> Finding | None:
    """A stretch in which every character stands twice or three times.

    ## What it does
    Finds a line, or the beginning of one, of three characters or more that each stand twice, and such stretches of five
    characters within a line; and three characters and more that each stand three times. What stands twice must read as
    words with one of each. Words that reduplicate (高高兴兴, 清清楚楚、明明白白), sounds and laughter are sound.

    ## Why it is bad
    Where a font has no bold face, a program prints each character twice, a hair apart; the extractor reads both.

    ## Example
        ✗ 第第一一章章 总总则则
        ✓ 第一章 总则
        ✗ 会议强调，水水水利利利工工工程程程要管得好。
        ✓ 会议强调，水利工程要管得好。
        ✓ 高高兴兴上班，平平安安回家，里里外外清清楚楚明明白白。

    ## Fix safety
    Unsafe: one of each is kept, which a word that reduplicates may not bear.
    """
    times = 3 if len(set(match[0][:3])) == 1 else 2
    once = keep_one(match[0], times)
    if len(set(once.replace(" ", ""))) < FEWEST or not reads_as_words(match[0], once):
        return None
    often = "twice" if times == 2 else "three times"
    message = f"Every character of {quote(match[0].strip())} stands {often}: keep one of each."
    end = match.start() + len(match[0].rstrip())
    return Finding(match.start(), end, message, edits=(Edit(match.start(), end, once.rstrip()),))


def keep_one(text: str, times: int) -> str:
    """One of each character and of each gap that stands `times` times."""
    kept: list[str] = []
    for run in re.finditer(r"(\S)\1*|\s+", text):
        size = len(run[0])
        kept.append(run[0][: max(1, size // times)])
    return "".join(kept)


def reads_as_words(text: str, once: str) -> bool:
    """Whether it reads as words with one of each character, and not as words that reduplicate."""
    latin = max(LETTERS.findall(once), key=len, default="")
    if len(latin) >= IN_TEXT:
        return list(latin) != sorted(latin)  # not aabbccddee
    runs = CHINESE_RUN.findall(text)
    pairs = [run[n : n + 4] for run in runs for n in range(0, len(run) - 3, 4)]
    if 2 * sum(map(known, pairs)) >= max(1, len(pairs)):
        return False
    words = [word for run in CHINESE_RUN.findall(once) for word in cut(run).words]
    return sum(len(word) for word in words if len(word) > 1) * 2 >= sum(map(len, words)) > 0
