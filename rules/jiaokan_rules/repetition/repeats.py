"""Runs of blocks that come again word for word, found by their keys in linear time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from jiaokan import Document
from jiaokan.document import Ahead
from jiaokan_rules.recurring import ODD, again, likely
from jiaokan_rules.repetition.blocks import block_keys

SEED = 8  # characters: a shorter block takes part in a run but begins none, since by-lines and labels recur everywhere
HEAD = 10  # characters by which the beginning of a block is known
TAIL = 20  # characters of a block that is looked for at the end of the one above
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
    begin as another one does, or end the one above.
    """

    again: bool
    running: bool
    places: list[int]


@Ahead
def alike(docs: Sequence[Document]) -> Iterable[Alike | None]:
    """What may be alike, where the code points are at hand."""
    some = [plain(doc) for doc in docs if doc.codes is not None]
    found = iter(compared(some) if some else ())
    return [None if doc.codes is None else next(found) for doc in docs]


def plain(doc: Document) -> Sequence[str]:
    """The keys without the asterisks around them."""
    keys = block_keys(doc)
    return [key.strip("*") for key in keys] if "*" in doc.text else keys


def compared(documents: Sequence[Sequence[str]]) -> list[Alike]:
    """What may be alike among the keys of each of several documents.

    Each sixteen bits count as a character: what is alike in characters is so in these too.
    """
    import numpy as np

    text = "\n".join([*chain.from_iterable(documents), HEAD * "\n"])  # the last one may be read beyond its end
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    counts = [len(keys) for keys in documents]
    stops = np.flatnonzero(codes == ord("\n"))[: sum(counts)]
    starts = np.zeros_like(stops)
    np.add(stops[:-1], 1, out=starts[1:])
    sizes = stops - starts
    homes = np.repeat(np.arange(len(counts), dtype="<u8"), counts)
    four = np.ndarray(len(codes) - 3, "<u8", codes, 0, (2,))

    some = np.flatnonzero(sizes >= SEED)
    first, last = starts[some], stops[some]
    heads = four[first] * ODD[0]
    heads += four[first + 4] * ODD[1]
    heads += homes[some] * ODD[2]
    whole = four[last - 4] * ODD[3]
    whole += heads
    whole += sizes[some].view("<u8")
    often = np.zeros(len(counts), np.bool_)
    often[homes[some[again(whole)]].view("<i8")] = True

    below = np.flatnonzero((sizes[1:] == sizes[:-1]) & (homes[1:] == homes[:-1]))
    below = below[(sizes[below] < 4) | (four[starts[below]] == four[starts[below + 1]])]
    running = np.zeros(len(counts), np.bool_)
    running[homes[below].view("<i8")] = True

    long = sizes[some] >= HEAD
    some = some[long]
    heads = heads[long] + four[first[long] + HEAD - 4] * ODD[3]
    same = np.zeros(len(sizes), np.bool_)
    same[some[again(heads)]] = True
    below = np.flatnonzero((sizes[1:] >= TAIL) & (sizes[1:] <= sizes[:-1])) + 1
    below = below[four[stops[below] - 4] == four[stops[below - 1] - 4]]
    same[below] = True
    places = np.flatnonzero(same)
    borders = list(accumulate(counts, initial=0))
    parts = np.searchsorted(places, borders).tolist()
    return [
        Alike(twice, below, (places[a:b] - border).tolist() if a < b else [])
        for twice, below, border, (a, b) in zip(
            often.tolist(), running.tolist(), borders, pairwise(parts), strict=False
        )
    ]


def repeats(doc: Document) -> list[Repeat]:
    """The longest runs of blocks that stand, word for word, earlier in the document.

    A run that overlaps its source is a loop; it is given turn by turn.
    """
    hint = doc.view(alike)
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
