"""Verse in plain text: ruled lines, lines that each end in a mark, and the titles and authors above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import CLOSING, FULL_MARKS
from jiaokan.model.block import Kind
from jiaokan.model.line_marks import LABEL, beginning
from jiaokan.search.pattern import Pattern

LONGEST = 36  # code points of a line of verse: four clauses of seven characters and their marks
NARROWEST_COLUMN = 9  # code points: no page has narrower ones
LEAST, LEAST_OF_CLAUSES = 4, 2  # lines that make verse; of those that hold several clauses of one length fewer
LONGEST_UNMARKED = 16  # code points of a line without marks
SHORTEST_CLAUSE, LONGEST_CLAUSE = 3, 9  # characters
MOST_ABOVE = 2  # a title and an author
LONGEST_UNRULED = 24  # code points of a line of verse that is not ruled
CLAUSE = Pattern(f"[^{FULL_MARKS}{CLOSING}“‘「『（《]+")
ALL_HAN = Pattern(f"{HAN_CHARACTER}+")
MARKED = Pattern(f"[{FULL_MARKS}]")
ENDS = frozenset(FULL_MARKS) | set(CLOSING) | set("…—")


def verse_kinds(texts: Sequence[str]) -> dict[int, Kind]:
    """The lines of verse, and the titles and authors above them, by index."""
    kinds: dict[int, Kind] = {}
    for first, after in verse_runs(texts):
        kinds.update(dict.fromkeys(range(first, after), Kind.VERSE))
        widest = max(map(len, texts[first:after]))
        top = first
        while top and first - top < MOST_ABOVE and top - 1 not in kinds and is_above_verse(texts[top - 1], widest):
            top -= 1
        names = [Kind.HEADING, Kind.BY_LINE][: first - top]
        kinds.update(zip(range(top, first), names, strict=True))
    return kinds


def is_above_verse(text: str, widest: int) -> bool:
    """Whether a line above verse may be its title or author; `widest`: the code points of the longest line of verse."""
    return len(text) <= max(widest, LEAST) and text[-1] not in ENDS and MARKED.search(text) is None


def verse_runs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The runs [first, after) of lines that are verse; they may overlap."""
    for shape_of, is_verse in ((clause_shape, is_ruled), (unmarked_length, is_unmarked), (ends_in_mark, is_unruled)):
        first = 0
        for shape, run in groupby(texts, shape_of):
            after = first + len(list(run))
            if shape:
                begin = first + (shape_of is ends_in_mark and continues_above(texts, first))
                if is_verse(texts, begin, after):
                    yield begin, after
            first = after


def continues_above(texts: Sequence[str], first: int) -> bool:
    """Whether a line ends the sentence of the line above it: that one is open, and no title."""
    return first > 0 and texts[first - 1][-1] not in ENDS and not is_above_verse(texts[first - 1], len(texts[first]))


def clause_shape(text: str) -> tuple[int, int] | None:
    """How many clauses a line that ends in a mark has, and their length, if it is one and the same."""
    if not 6 < len(text) <= LONGEST or text[-1] not in ENDS:
        return None
    lengths = list(map(len, CLAUSE.findall(text)))
    same = len(set(lengths)) == 1 and SHORTEST_CLAUSE <= lengths[0] <= LONGEST_CLAUSE
    return (len(lengths), lengths[0]) if same and len(lengths) > 1 else None


def is_ruled(texts: Sequence[str], first: int, after: int) -> bool:
    return after - first >= LEAST_OF_CLAUSES


def unmarked_length(text: str) -> int:
    """The length of a line without any mark, blank or figure, if it is one of verse; else 0."""
    return len(text) if SHORTEST_CLAUSE < len(text) <= LONGEST_UNMARKED and ALL_HAN.fullmatch(text) else 0


def is_unmarked(texts: Sequence[str], first: int, after: int) -> bool:
    """Whether lines of one length without marks are verse, and not some of the lines of a narrow column."""
    beside = [*texts[max(0, first - 1) : first], *texts[after : after + 1]]
    return after - first >= LEAST and all(abs(len(text) - len(texts[first])) > 1 for text in beside)


def ends_in_mark(text: str) -> bool:
    """Whether a short line ends in a mark."""
    return 2 < len(text) <= LONGEST_UNRULED and text[-1] in ENDS and beginning(text) is None and not LABEL.match(text)


def is_unruled(texts: Sequence[str], first: int, after: int) -> bool:
    """Whether short lines that each end in a mark are verse: of lines of a column, most would be as wide as it."""
    if after - first < LEAST:
        return False
    lengths = list(map(len, texts[first:after]))
    full = sum(length > max(lengths) - 2 for length in lengths)
    return 2 * full < len(lengths) + (max(lengths) <= NARROWEST_COLUMN)
