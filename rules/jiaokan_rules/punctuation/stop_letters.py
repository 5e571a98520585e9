"""The letter o where 。 was misread."""

from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import CLOSING, FULL_MARKS

LETTER = Pattern(rf"o(?<=(?:{HAN_CHARACTER}|[{CLOSING}])o)(?=(?![型键读形环字]){HAN_CHARACTER}|[ \t]*(?![^\r\n]))")
CLAUSE_END = Pattern(f"[{FULL_MARKS},;:!?o]")
LEAST = 2  # such letters in a text: one is what a hand left
CLAUSE = 4  # code points: 好的o is how one chats
LETTER_OF = "型母写读念为是字叫用按"  # what a letter stands after by right: 血型o, 字母o
REACH = 40


def stop_letters(doc: Document) -> Iterator[int]:
    """The offsets of the letters that end a clause of some length."""
    if "o" not in doc.charset or "。" not in doc.charset:
        return
    places = [match.start() for match in doc.matches(LETTER) if ends_clause(doc, match.start())]
    if len(places) >= LEAST:
        yield from places


def ends_clause(doc: Document, at: int) -> bool:
    """Whether enough stands before the letter since the last mark, and nothing that takes a letter."""
    before, _ = doc.line_context(at, at + 1, REACH)
    return before[-1] not in LETTER_OF and len(CLAUSE_END.split(before)[-1].strip()) >= CLAUSE
