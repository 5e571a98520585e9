from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Pattern, Safety, rule
from jiaokan.language.lexicon import cut, known, look_up
from jiaokan.model.prose import CHINESE_RUN
from jiaokan_rules.repetition.blocks import quote

GAP = "[ \t　]{0,4}"
# The first two are written out: an expression that begins with a repetition takes five times as long.
WHOLE = Pattern(rf"(?<!\S)(\S)\1{GAP}(\S)\2{GAP}(?:(\S)\3{GAP})+(?!\3)")
WITHIN = Pattern(r"(\w)\1(?:\1(\w)\2\2(?:([^\W\d_])\3\3)+|(\w)\4(?:([^\W\d_])\5){3,})")
LETTERS = Pattern(r"[A-Za-z]+")
FEWEST = 3  # different characters
IN_TEXT = 5  # pairs within a line: 高高兴兴 has two, 清清楚楚明明白白 four


@rule("DUP009", safety=Safety.UNSAFE)
def fake_bold(doc: Document) -> Iterator[Finding]:
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
    past = 0
    for match in sorted([*doc.matches(WHOLE), *doc.matches(WITHIN)], key=re.Match.start):
        if match.start() >= past and (finding := report(match)):
            past = match.end()
            yield finding


def report(match: re.Match[str]) -> Finding | None:
    """A finding about a stretch whose characters stand twice or three times, if it is words with one of each."""
    text = match[0].rstrip()
    times = 3 if len(set(text[:3])) == 1 else 2
    once = keep_one(text, times)
    if len(set(once.replace(" ", ""))) < FEWEST or not reads_as_words(text, once):
        return None
    often = "twice" if times == 2 else "three times"
    message = f"Every character of {quote(text)} stands {often}: keep one of each."
    start, end = match.start(), match.start() + len(text)
    return Finding(start, end, message, edits=(Edit(start, end, once),))


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
    fours = [run[n : n + 4] for run in runs for n in range(0, len(run) - 3, 4)]
    if any(map(known, fours)) or 2 * sum(map(reduplicates, fours)) > len(fours):
        return False
    words = [word for run in CHINESE_RUN.findall(once) for word in cut(run).words]
    return sum(len(word) for word in words if len(word) > 1) * 2 >= sum(map(len, words)) > 0


def reduplicates(four: str) -> bool:
    """Whether four characters (AABB) are an adjective or a verb (AB) that reduplicates."""
    word = look_up(four[0] + four[2])
    return word is not None and word.part in "avzd"
