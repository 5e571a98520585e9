"""Runs of blocks that an earlier run repeats word for word, found by their keys in linear time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiaokan import Document
from jiaokan.model.document import view
from jiaokan_rules.repetition.blocks import blocks

SEED = 8  # code points: a shorter block takes part in a run but begins none, since by-lines and labels recur everywhere
BACK = 40  # blocks that a run is followed backward, so that time stays linear


class RepeatedRun(NamedTuple):
    """Blocks `first` to `last` (both included) are the same as those from `source` on.

    `adjacent`: they directly follow a copy of themselves. `remainder`: they are the incomplete last turn of a loop.
    """

    first: int
    last: int
    source: int
    adjacent: bool
    remainder: bool


@view
def repeated_runs(doc: Document) -> list[RepeatedRun]:
    """The longest runs of blocks that stand, word for word, earlier in the document.

    Time is linear even if all blocks are the same, or recur in reverse order: a run is compared with the first and the
    last earlier place only, extended forward once, and backward by at most `BACK` blocks and not into the run before.
    A run that overlaps its source is a loop, and each of its turns is a run of its own.
    """
    keys = blocks(doc).keys
    recurring = doc.recurring(key for key in keys if len(key) >= SEED)
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    found: list[RepeatedRun] = []
    beyond = done = 0
    for at, key in enumerate(keys) if recurring else ():
        if at < beyond or key not in recurring:
            continue
        length = 1
        if key in first:
            length, source = max((equal_length(keys, p, at), p) for p in {first[key], last[key]})
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


def equal_length(keys: Sequence[str], source: int, at: int) -> int:
    """How many blocks from `at` on are the same as those from `source` on."""
    length = 0
    while at + length < len(keys) and keys[source + length] == keys[at + length]:
        length += 1
    return length


def turns(keys: Sequence[str], first: int, last: int, source: int) -> Iterator[RepeatedRun]:
    """A run, cut into the turns of its loop where it is one."""
    period = first - source
    for start in range(first, last + 1, period):
        end = min(start + period - 1, last)
        size = end - start + 1
        adjacent = start >= size and all(keys[n - size] == keys[n] for n in range(start, end + 1))
        yield RepeatedRun(start, end, source, adjacent, start > first and size < period)


@view
def in_repeated_run(doc: Document) -> bytearray:
    """For each block, 1 if it is in a run that repeats an earlier one, else 0."""
    found = bytearray(len(blocks(doc)))
    for run in repeated_runs(doc):
        found[run.first : run.last + 1] = bytes([True]) * (run.last - run.first + 1)
    return found
