"""What the rules about words that stand twice share: where anything does, and the text as the lexicon has it."""

from __future__ import annotations

import re
from typing import NamedTuple

from jiaokan import Document
from jiaokan.script import HAN_CHARACTER, simplified

REACH = 6  # characters of the clause read on each side: words are seldom longer
RARE = -14.0  # natural logarithm: the lexicon has 同发 and 划在 too, from a handful of sights
SAMPLE = 4000  # characters
NEAR = 20_000  # characters
PHRASE = f"({HAN_CHARACTER}{{2,8}})\\1"
# A class that takes half the time and holds little more than the Chinese characters: without it there is no phrase.
ANY_PHRASE = "([^ -~，。、\u3000\n]{2,8})\\1"
CLAUSE = "(?<![^，。；：！？、\\s“‘])([^\\n|]{3,40})\\1"


class Stretch(NamedTuple):
    """`size` characters from `start` on that stand `times` times running, as whole copies."""

    start: int
    size: int
    times: int

    @property
    def end(self) -> int:
        return self.start + self.size * self.times


def stretches(doc: Document) -> list[Stretch]:
    """What stands twice or more in a row: two to eight Chinese characters, or what begins like a clause, by place."""
    found: set[Stretch] = set()
    for pattern in (PHRASE, CLAUSE) if re.search(ANY_PHRASE, doc.text) else (CLAUSE,):
        past = 0
        for match in doc.matches(pattern):
            if match.start() >= past:  # else the match lies in the stretch before it
                stretch = measure(doc.text, match)
                found.add(stretch)
                past = stretch.end
    out: list[Stretch] = []
    for stretch in sorted(found, key=lambda s: (s.start, -s.end)):
        if not out or stretch.start >= out[-1].end:
            out.append(stretch)
    return out


def measure(text: str, match: re.Match[str]) -> Stretch:
    """A match with its least period, and all of the copies that follow."""
    size = (match[1] * 2).find(match[1], 1)
    unit, end = match[1][:size], match.end()
    while text.startswith(unit, end):
        end += size
    return Stretch(match.start(), size, (end - match.start()) // size)


def lexical(doc: Document) -> str:
    """The text in simplified characters, in which the lexicon is written; code points keep their places."""
    return simplified(doc.text) if doc.script == "traditional" else doc.text


def verse(doc: Document) -> bool:
    """Whether most clauses are of five or of seven characters: verse doubles words as prose does not."""
    clauses = re.findall(f"{HAN_CHARACTER}+", doc.text[:SAMPLE])
    return len(clauses) >= 8 and sum(len(c) in (5, 7) for c in clauses) > 0.6 * len(clauses)


def near(text: str, at: int) -> str:
    """The pages around a place, where the same words may stand again; not a whole book, so that time stays linear."""
    return text[max(0, at - NEAR) : at + NEAR]


def begins_word(stem: str, after: str) -> bool:
    """Whether `stem` begins a word that goes on with `after`: 大学 in 大学生, 平 in 平等."""
    from jiaokan.words import look_up

    found = (look_up(stem + after[:n]) for n in range(1, min(3, len(after)) + 1))
    return any(entry is not None and entry.log_probability > RARE for entry in found)


def prose(unit: str) -> bool:
    """Whether it is Chinese and no cell of a table, which holds the same as its neighbours by right."""
    if not re.search(HAN_CHARACTER, unit):
        return False
    return not re.search("\\s", unit) or re.search("[，。；：！？,;!?]", unit) is not None
