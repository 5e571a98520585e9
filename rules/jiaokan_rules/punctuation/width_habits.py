"""What a document writes in half-width marks on purpose or throughout, and where half-width marks are the notation."""

from __future__ import annotations

from collections import Counter

from jiaokan import Document, Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import FULL_OF_HALF
from jiaokan.model.document import view

# What only Chinese text has before and after a mark: Han, its closing and opening marks, dashes, full-width signs.
CHINESE_LEFT = rf"(?:{HAN_CHARACTER}|[”’》〉」』】〕）％…—℃‰〗！？～])"
CHINESE_RIGHT = rf"(?:{HAN_CHARACTER}|[“‘《〈「『【〔（…—〖])"
LEFT_AND_SPACE = Pattern(f"{CHINESE_LEFT} $")
# Emphasis and quotation marks of ASCII stand between a mark and its word: **注**:
WRAPPERS = "*_\"'`"
COMMA_BEHIND = Pattern(rf",(?<=(?:{CHINESE_LEFT}|[%]),)")
# One of : ; ? ! after Chinese, Latin or a figure, with a space or a line end after it.
WORD = rf"(?:{CHINESE_LEFT}|[A-Za-z0-9)])"
SPACED = Pattern(
    rf"[:;?!](?:(?<={WORD}.)|(?<={WORD}[{WRAPPERS}].)|(?<={WORD}[{WRAPPERS}][{WRAPPERS}].))(?:[ {WRAPPERS}]|(?![^\r\n]))"
)
# GB/T 7714: references are set in half-width marks and name their kind of source in brackets.
REFERENCE = Pattern(r"\[(?:[JMDCNRSPZAGK]|(?:EB|DB|CP|M|J|N|R|C|D|Z)/(?:OL|CD|MT|DK))\]")
SENTENCE = Pattern("[。！？；;.!?:：]|, |,$")


@view
def writes_half_commas(doc: Document) -> bool:
    """Whether most commas are half-width, and more of those after Chinese than there are full-width ones."""
    full = doc.text.count("，")
    return doc.text.count(",") > full and len(COMMA_BEHIND.findall(doc.text)) > full


@view
def spaced_half_marks(doc: Document) -> frozenset[str]:
    """Those of : ; ? ! that a text regularly writes half-width with a space or a line end after them."""
    text = doc.text
    often = {mark for mark in ":;?!" if text.count(mark) > text.count(FULL_OF_HALF[mark])}
    spaced = Counter(match[0][0] for match in doc.finditer(SPACED)) if often else Counter[str]()
    return frozenset(mark for mark in often if spaced[mark] > text.count(FULL_OF_HALF[mark]))


@view
def notation_lines(doc: Document) -> frozenset[int]:
    """The numbers of the lines that are references or rows of comma-separated values.

    Three lines on end with the same number of commas are such rows: prose has them only by rare chance.
    """
    lines = {doc.line_at(match.start()) for match in doc.finditer(REFERENCE)}
    commas = [count_cells(line) for line in doc.lines.texts]
    for n in range(len(commas) - 2):
        if commas[n] and commas[n] == commas[n + 1] == commas[n + 2]:
            lines.update((n, n + 1, n + 2))
    return frozenset(lines)


def count_cells(line: str) -> int:
    """How many commas a line has that could be a row: two or more, and no mark that ends a sentence; else 0."""
    commas = line.count(",")
    return commas if commas > 1 and SENTENCE.search(line) is None else 0
