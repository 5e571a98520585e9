"""Runs of blocks that come again word for word, found by their keys in linear time."""

from __future__ import annotations

from typing import NamedTuple

from jiaokan import Document
from jiaokan_rules.repetition.blocks import blocks

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


def repeats(doc: Document) -> list[Repeat]:
    """The longest runs of blocks that stand, word for word, earlier in the document.

    A run that overlaps its source is a loop; it is given turn by turn.
    """
    keys = [b.key for b in doc.view(blocks)]
    if len(set(keys)) == len(keys):
        return []
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    found: list[Repeat] = []
    at = done = 0
    while at < len(keys):
        length = 1
        key = keys[at]
        if key in first and len(key) >= SEED:
            length, source = max((reach(keys, p, at), p) for p in {first[key], last[key]})
            start = at
            while start > done and source > 0 and at - start < BACK and keys[start - 1] == keys[source - 1]:
                start, source = start - 1, source - 1
            done = at + length
            found += turns(keys, start, done - 1, source)
        for n in range(at, at + length):
            first.setdefault(keys[n], n)
            last[keys[n]] = n
        at += length
    return found


def reach(keys: list[str], source: int, at: int) -> int:
    """How many blocks from `at` on are the same as those from `source` on."""
    length = 0
    while at + length < len(keys) and keys[source + length] == keys[at + length]:
        length += 1
    return length


def turns(keys: list[str], first: int, last: int, source: int) -> list[Repeat]:
    """A run, cut into the turns of its loop where it is one."""
    period = first - source
    found = []
    for start in range(first, last + 1, period):
        end = min(start + period - 1, last)
        size = end - start + 1
        adjacent = keys[max(0, start - size) : start] == keys[start : end + 1]
        found.append(Repeat(start, end, source, adjacent, start > first and size < period))
    return found
