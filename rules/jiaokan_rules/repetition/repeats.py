"""Runs of blocks that come again word for word, found by their keys in linear time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from jiaokan import Document
from jiaokan.model.document import view
from jiaokan.search import arrays
from jiaokan_rules.layout import solid
from jiaokan_rules.recurring import ODD, again, likely
from jiaokan_rules.repetition.blocks import Keyed, block_keys, of_keys

SEED = 8  # characters: a shorter block takes part in a run but begins none, since by-lines and labels recur everywhere
HEAD = 10  # characters by which the beginning of a block is known
TAIL = 20  # characters of a block that is looked for at the end of the one above
ENDED = "。！？!?；;：:…」』"  # the last character of a block that is not cut off
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


class Alike(NamedTuple):
    """What may be alike among the blocks of a document, without the asterisks around them.

    `again`: one that a run may begin with stands twice. `running`: one stands below the same. `places`: those that
    begin as another one does, of which one at least does not end as a sentence, and those that end the one above and do
    not.
    """

    again: bool
    running: bool
    places: list[int]


@view
def alike(doc: Document) -> Alike | None:
    """What may be alike, where the code points are at hand."""
    return of_keys(doc, compared)


def compared(keyed: Keyed) -> list[Alike]:
    """What may be alike among the keys of each of several documents."""
    import numpy as np

    codes = np.append(keyed.codes, np.full(HEAD, 10, "<u2"))  # the last one may be read beyond its end
    starts, stops = keyed.starts, keyed.stops
    if "*" in keyed.text:
        starts = np.minimum(solid(codes, starts, 1, "[*]"), stops)
        stops = np.clip(solid(codes, stops - 1, -1, "[*]") + 1, starts, stops)
    sizes = stops - starts
    homes, counts = keyed.homes(), len(keyed.keys)
    four = np.ndarray(len(codes) - 3, "<u8", codes, 0, (2,))
    open_end = ~arrays.strictly(f"[{ENDED}]").take(codes[stops - 1])

    some = np.flatnonzero(sizes >= SEED)
    first, last = starts[some], stops[some]
    heads = four[first] * ODD[0]
    heads += four[first + 4] * ODD[1]
    heads += homes[some] * ODD[2]
    whole = four[last - 4] * ODD[3]
    whole += heads
    whole += sizes[some].view("<u8")
    often = np.zeros(counts, np.bool_)
    often[homes[some[again(whole)]].view("<i8")] = True

    below = np.flatnonzero((sizes[1:] == sizes[:-1]) & (homes[1:] == homes[:-1]))
    below = below[(sizes[below] < 4) | (four[starts[below]] == four[starts[below + 1]])]
    running = np.zeros(counts, np.bool_)
    running[homes[below].view("<i8")] = True

    long = sizes[some] >= HEAD
    some = some[long]
    heads = heads[long] + four[first[long] + HEAD - 4] * ODD[3]
    # One of those with a beginning has to be cut off.
    places = again(heads)
    open_heads = heads[places[open_end[some[places]]]]
    same = np.zeros(len(sizes), np.bool_)
    same[some[places[np.isin(heads[places], open_heads)]]] = True
    below = np.flatnonzero((sizes[1:] >= TAIL) & (sizes[1:] <= sizes[:-1]) & open_end[1:]) + 1
    below = below[four[stops[below] - 4] == four[stops[below - 1] - 4]]
    same[below] = True
    places = np.flatnonzero(same)
    parts = np.searchsorted(places, keyed.borders).tolist()
    return [
        Alike(twice, below, (places[a:b] - border).tolist() if a < b else [])
        for twice, below, border, (a, b) in zip(
            often.tolist(), running.tolist(), keyed.borders, pairwise(parts), strict=False
        )
    ]


@view
def repeats(doc: Document) -> list[Repeat]:
    """The longest runs of blocks that stand, word for word, earlier in the document.

    A run that overlaps its source is a loop; it is given turn by turn.
    """
    hint = alike(doc)
    if hint and not hint.again:
        return []
    keys = block_keys(doc)
    often = likely(doc, keys)
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


@view
def covered(doc: Document) -> bytearray:
    """Of each block whether it is in a run that comes again."""
    found = bytearray(len(block_keys(doc)))
    for repeat in repeats(doc):
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
