"""Lines that come again and again, one or a few in turn, under numbers or times that rise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from jiaokan import Document, Pattern
from jiaokan.model.block import Kind
from jiaokan.model.prose import is_long_and_stopped
from jiaokan_rules.repetition.blocks import Blocks, blocks
from jiaokan_rules.repetition.sound_repeats import kind_of

# A time, or two, in brackets or not, or the number of an item.
COUNTER = Pattern(r"\[?\d{1,2}:\d{2}[\d:.,]*(?:-->[\d:.,]+)?\]?|\d{1,4}[.、．)）]")
WORD = Pattern(r"[^\W\d_]")
LONG = 5  # letters: cells of tables and answers are shorter
LINES = 12  # lines of a loop, at least: a chorus has fewer
TURNS = 4  # times that each of its lines comes, on the average, and at least
BESIDE = 3  # lines above and below that must be no rows of a table


class Loop(NamedTuple):
    """Lines of a document, of `different` kinds: the blocks `first` to `last`, both included."""

    first: int
    last: int
    different: int


def looping_lines(doc: Document) -> Iterator[Loop]:
    """Stretches of lines each of which comes again and again, in texts that are prose or a transcript."""
    found = blocks(doc)
    counted = [COUNTER.match(key) for key in found.keys]
    keys = [key[match.end() :] if match else key for key, match in zip(found.keys, counted, strict=True)]
    times = Counter(keys)
    first = 0
    for n in range(len(keys) + 1):
        if n < len(keys) and times[keys[n]] >= TURNS and len(WORD.findall(keys[n])) >= LONG:
            continue
        if n - first >= LINES:
            different = len(set(keys[first:n]))
            transcript = all(counted[first:n])
            if n - first >= TURNS * different and (transcript or is_among_prose(found, first, n)):
                yield Loop(first, n - 1, different)
        first = n + 1


def is_among_prose(found: Blocks, first: int, end: int) -> bool:
    """Whether the lines stand in prose, and not in a table, whose columns an extractor may have read one by one."""
    beside = [*found.keys[max(0, first - BESIDE) : first], *found.keys[end : end + BESIDE]]
    if any(kind_of(key) is Kind.ROW for key in beside):
        return False
    return any(is_long_and_stopped(key) for key in beside)
