"""Runs of blocks that come again word for word, found by their keys in linear time."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from jiaokan import Document
from jiaokan_rules.recurring import Hashed, likely
from jiaokan_rules.repetition.blocks import block_keys

SEED = 8  # characters: a shorter block takes part in a run but begins none, since by-lines and labels recur everywhere
BACK = 40  # blocks that a run is followed backward, so that time stays linear


class Repeat(NamedTuple):
    """Blocks `first` to `last` (both included) are the same as those from `source` on.

    `adjacent`: they follow a copy of themselves directly. `tail`: they are what is left of a loop whose whole turn
    is longer.
    """

    first: int
    last: int
    source: int
    adjacent: bool
    tail: bool


def again(doc: Document) -> Set[str] | Hashed:
    """The keys that blocks have more than once, and of a large document perhaps a little more."""
    return likely(doc, block_keys(doc))


def repeats(doc: Document) -> list[Repeat]:
    """The longest runs of blocks that stand, word for word, earlier in the document.

    A run that overlaps its source is a loop; it is given turn by turn.
    """
    keys, often = block_keys(doc), doc.view(again)
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    found: list[Repeat] = []
    beyond = done = 0
    for at, key in enumerate(keys) if often else ():
        if at < beyond or key not in often:
            continue
        length = 1
        if key in first and len(key) >= SEED:
            length, source = max((reach(keys, p, at), p) for p in {first[key], last[key]})
            start = at
            while start > done and source > 0 and at - start < BACK and keys[start - 1] == keys[source - 1]:
                start, source = start - 1, source - 1
            done = at + length
            found += turns(keys, start, done - 1, source)
        beyond = at + length
        for n in range(at, beyond):
            first.setdefault(keys[n], n)
            last[keys[n]] = n
    return found


def covered(doc: Document) -> bytearray:
    """Of each block whether it is in a run that comes again."""
    found = bytearray(len(block_keys(doc)))
    for repeat in doc.view(repeats):
        found[repeat.first : repeat.last + 1] = bytes([True]) * (repeat.last - repeat.first + 1)
    return found


def reach(keys: Sequence[str], source: int, at: int) -> int:
    """How many blocks from `at` on are the same as those from `source` on."""
    length = 0
    while at + length < len(keys) and keys[source + length] == keys[at + length]:
        length += 1
    return length


def turns(keys: Sequence[str], first: int, last: int, source: int) -> list[Repeat]:
    """A run, cut into the turns of its loop where it is one."""
    period = first - source
    found = []
    for start in range(first, last + 1, period):
        end = min(start + period - 1, last)
        size = end - start + 1
        adjacent = start >= size and all(keys[n - size] == keys[n] for n in range(start, end + 1))
        found.append(Repeat(start, end, source, adjacent, start > first and size < period))
    return found
