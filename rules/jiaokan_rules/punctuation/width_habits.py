"""What a document writes in half-width marks on purpose or throughout, and where half-width marks are the notation."""

from __future__ import annotations

from jiaokan import Document, Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.document import view

# What only Chinese text has before and after a mark: Han, its closing and opening marks, dashes, full-width signs.
CHINESE_LEFT = rf"(?:{HAN_CHARACTER}|[”’》〉」』】〕）％…—℃‰〗！？～])"
CHINESE_RIGHT = rf"(?:{HAN_CHARACTER}|[“‘《〈「『【〔（…—〖])"
LEFT_AND_SPACE = Pattern(f"{CHINESE_LEFT} $")
# The space before emphasis that opens at a word, before code and before a link, in Markdown. Emphasis opens behind a
# full-width mark as it does behind a space, for the mark is punctuation.
SPACE_AND_MARKUP = Pattern(rf" (?:\*{{1,3}}(?:{HAN_CHARACTER}|[A-Za-z0-9])|`|\[(?:{HAN_CHARACTER}|[A-Za-z0-9`]))")
# Emphasis and quotation marks of ASCII stand between a mark and its word: **注**:
WRAPPERS = "*_\"'`"
COMMA_BEHIND = Pattern(rf",(?<=(?:{CHINESE_LEFT}|[%]),)")
# A colon after Chinese, Latin or a figure, with a space after it.
WORD = rf"(?:{CHINESE_LEFT}|[A-Za-z0-9)])"
SPACED = Pattern(
    rf":(?:(?<={WORD}.)|(?<={WORD}[{WRAPPERS}].)|(?<={WORD}[{WRAPPERS}][{WRAPPERS}].))[{WRAPPERS}]{{0,2}} (?=[^\s])"
)
# GB/T 7714: references are set in half-width marks and name their kind of source in brackets.
KIND_OF_SOURCE = Pattern(r"\[(?:[JMDCNRSPZAGK]|(?:EB|DB|CP|M|J|N|R|C|D|Z)/(?:OL|CD|MT|DK))\]")
YEAR = r"(?:1[89]|20)[0-9]{2}"
# The number of a reference and, in the same line, a year with a half-width mark before or after it.
NUMBERED = Pattern(
    rf"(?<![^\r\n])[ \t]{{0,4}}\[[0-9]{{1,3}}\][^\r\n。]{{8,400}}?(?:[,.(:] ?{YEAR}|{YEAR}[a-z]?[).,:;])"
)
# A publisher or a journal and a year: 北方大学出版社, 2011.
PUBLISHED = Pattern(
    rf"(?:出版社|出版公司|书局|書局|学报|學報|Press|期刊|杂志|雜誌)[,.:：] ?{YEAR}[,.:;(]?(?=[ 0-9(:\r\n]|\Z)"
)
# Volume, issue and page: 地理学报, 70(3): 401.
VOLUME = Pattern(r"[0-9]{1,3} ?\([0-9]{1,2}(?:[-–][0-9]{1,2})?\) ?[:,] ?[0-9]{1,5}")
SENTENCE = Pattern("[。！？；;.!?:：]|, |,$")
HOUSE = 10  # colons that make a house style: fewer are what a reader of scans or a typist left
LEAST_STYLE = 5  # commas of a text that is half-width throughout


@view
def writes_half_commas(doc: Document) -> bool:
    """Whether most commas are half-width, and more of those after Chinese than there are full-width ones."""
    full = doc.text.count("，")
    return doc.text.count(",") > full and len(COMMA_BEHIND.findall(doc.text)) > full


@view
def is_half_throughout(doc: Document) -> bool:
    """Whether a text ends its sentences and parts its clauses in half-width marks alone: that is its style."""
    full = sum(map(doc.text.count, "，。；：？！"))
    half = len(COMMA_BEHIND.findall(doc.text)) if doc.text.count(",") >= LEAST_STYLE and "。" not in doc.charset else 0
    return half >= LEAST_STYLE and 20 * full < half


@view
def house_colon(doc: Document) -> int | None:
    """Where a text first sets a colon half-width with a space after it, if it sets all its colons so."""
    if doc.text.count(":") < HOUSE or 10 * doc.text.count("：") > doc.text.count(":"):
        return None
    spaced = [match.start() for match in doc.matches(SPACED)]
    return spaced[0] if len(spaced) >= HOUSE else None


@view
def notation_lines(doc: Document) -> frozenset[int]:
    """The numbers of the lines that are references or rows of comma-separated values.

    Three lines on end with the same number of commas are such rows: prose has them only by rare chance.
    """
    lines = {doc.line_at(match.start()) for match in doc.finditer(KIND_OF_SOURCE)}
    lines.update(doc.line_at(match.end() - 1) for match in doc.finditer(NUMBERED))
    sources = (match.start() for pattern in (PUBLISHED, VOLUME) for match in doc.finditer(pattern))
    lines.update(n for n in map(doc.line_at, sources) if is_reference(doc, n))
    commas = [count_cells(line) for line in doc.lines.texts]
    for n in range(len(commas) - 2):
        if commas[n] and commas[n] == commas[n + 1] == commas[n + 2]:
            lines.update((n, n + 1, n + 2))
    return frozenset(lines)


def is_reference(doc: Document, n: int) -> bool:
    """Whether line `n`, which names a publisher and a year or a volume, has no full-width mark of a sentence."""
    return not any(mark in doc.lines.texts[n] for mark in "，。；")


def count_cells(line: str) -> int:
    """How many commas a line has that could be a row: two or more, and no mark that ends a sentence; else 0."""
    commas = line.count(",")
    return commas if commas > 1 and SENTENCE.search(line) is None else 0
