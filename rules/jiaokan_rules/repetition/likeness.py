"""Pairs of blocks that are nearly the same: clauses they share make candidates, rapidfuzz judges them."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, chain, compress, groupby, pairwise, repeat
from operator import itemgetter, lt, or_
from typing import TYPE_CHECKING, NamedTuple

from jiaokan import Document
from jiaokan.model.slices import large
from jiaokan.search import arrays
from jiaokan_rules.anchor import compiled
from jiaokan_rules.layout import TOGETHER
from jiaokan_rules.recurring import ODD, Hashed, parts, recurring
from jiaokan_rules.recurring import again as recur
from jiaokan_rules.repetition.blocks import Block, Blocks, Keyed, block_keys, blocks, of_keys
from jiaokan_rules.repetition.repeats import covered

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MARKS = "[\n，。；：！？、,;:!?“”（）()]"  # between clauses
SHORTEST = 5  # code points of a clause
CLAUSE = f"[^{MARKS[1:]}{{{SHORTEST},}}"
LONGEST = 20_000  # characters: a comparison takes the product of the lengths; no paragraph is longer
LINES = 60  # lines of a wrapped paragraph
EDGE = 3  # lines at its beginning that may hold no whole clause
HEAD = 4  # characters by which its beginning is known
KEPT = 4  # earlier blocks remembered for a clause, so that a formula does not pair all with all
SHARE = 0.2  # of the shorter block in shared clauses: a misreading in every other clause leaves more
LIKE = 0.93  # one character in fourteen may differ


class Change(NamedTuple):
    """Where a later block differs from the earlier: keys [start, end) of both."""

    old: tuple[int, int]
    new: tuple[int, int]


class Pair(NamedTuple):
    source: Block
    copy: Block
    adjacent: bool
    changes: tuple[Change, ...]


def pairs(doc: Document, shortest: int = 30) -> list[Pair]:
    """Each block with the earlier one that it is nearly the same as, if there is one."""
    found = blocks(doc)
    keys = found.keys
    seen: dict[str, list[int]] = {}
    out: list[Pair] = []
    for n, again in shared(doc, shortest):
        if len(keys[n]) >= shortest:
            votes: dict[int, int] = defaultdict(int)
            for clause in again:
                for p in seen.get(clause, ()):
                    votes[p] += len(clause)
            if votes and not covered(doc)[n] and (pair := best(found, n, votes)):
                out.append(pair)
        for clause in again:
            places = seen.setdefault(clause, [])
            if len(places) == KEPT:
                places[-1] = n
            else:
                places.append(n)
    return out


def shared(doc: Document, shortest: int) -> Iterator[tuple[int, dict[str, None]]]:
    """The blocks that share clauses with others, with what may be such clauses."""
    keys = block_keys(doc)
    found: Iterable[tuple[int, str]]
    if large(doc.text):
        found = placed(clauses(keys), asked(doc, shortest))
    elif doc.codes is None:
        some = list(clauses(keys))
        often = recurring(some)
        found = placed(some, often | {"\n"}) if often - {"\n"} else ()
    else:
        found = of_keys(doc, again) or ()
    for n, here in groupby(found, key=itemgetter(0)):
        yield n, dict.fromkeys(map(itemgetter(1), here))


def placed(found: Iterable[str], often: Container[str]) -> Iterator[tuple[int, str]]:
    """Those of the clauses of each block, and the line feeds behind them, that are in `often`, with the number of the block."""
    n = 0
    for clause in filter(often.__contains__, found):
        if clause == "\n":
            n += 1
        else:
            yield n, clause


def again(keyed: Keyed) -> list[list[tuple[int, str]]]:
    """Of each document the clauses that may stand more than once, each with the number of its block: those of the same
    length whose first and last four code points are the same.
    """
    import numpy as np

    codes, text = keyed.codes, keyed.text
    stops = np.flatnonzero(marks().take(codes))
    starts = np.zeros_like(stops)
    np.add(stops[:-1], 1, out=starts[1:])
    long = stops - starts >= SHORTEST
    starts, ends = starts[long], stops[long]
    if (keyed.stops - keyed.starts > LONGEST).any():  # these are not compared
        near = (keyed.stops - keyed.starts <= LONGEST)[np.searchsorted(keyed.stops, starts)]
        starts, ends = starts[near], ends[near]
    four = np.ndarray(max(0, len(codes) - 3), "<u8", codes, 0, (2,))
    edges = np.searchsorted(starts, np.append(keyed.starts, len(codes))[keyed.borders])
    sums = four[starts] * ODD[0]
    sums += four[ends - 4] * ODD[1]
    sums += (ends - starts).view("<u8")
    sums += np.repeat(np.arange(len(keyed.keys), dtype="<u8") * ODD[2], np.diff(edges))
    same = recur(sums)
    starts, ends, edges = starts[same], ends[same], np.searchsorted(same, edges)
    found = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    homes = np.searchsorted(keyed.stops, starts) - np.repeat(keyed.borders[:-1], np.diff(edges))
    here = list(zip(homes.tolist(), found, strict=True))
    return [here[left:right] for left, right in pairwise(edges.tolist())]


@cache
def marks() -> NDArray[np.bool_]:
    """Of each code point whether it ends a clause."""
    return arrays.belonging(MARKS)


def joined(keys: Sequence[str]) -> str:
    """The blocks with a line feed behind each, and nothing for those that are too long to be compared."""
    text = "\n".join([*keys, ""])
    if len(text) > LONGEST and max(map(len, keys)) > LONGEST:
        return "\n".join([*(key if len(key) <= LONGEST else "" for key in keys), ""])
    return text


def clauses(keys: Sequence[str]) -> Iterator[str]:
    """The clauses of each block, and a line feed behind them."""
    find = compiled(f"{CLAUSE}|\n").findall
    some = (keys[first : first + TOGETHER] for first in range(0, len(keys), TOGETHER))
    return chain.from_iterable(find(joined(part)) for part in some)


def asked(doc: Document, shortest: int) -> Hashed:
    """The clauses of blocks that are compared which stand in an earlier block (or the same one), and the line feed."""
    keys, feed = block_keys(doc), hash("\n")
    hashes = array("q", map(hash, clauses(keys)))
    homes = array("I", accumulate(map(feed.__eq__, hashes)))
    left = bytearray(map(lt, map(len, keys), repeat(shortest)))
    out = bytearray(map(or_, covered(doc), left)) + bytes([True])
    found = {feed}
    for some in parts(hashes):
        seen: set[int] = set()
        for clause, n in zip(compress(hashes, some), compress(homes, some), strict=True):
            if clause not in seen:
                seen.add(clause)
            elif not out[n]:
                found.add(clause)
    return Hashed(found)


def best(found: Blocks, n: int, votes: dict[int, int]) -> Pair | None:
    """Block `n` with the earlier block, or the earlier blocks together, that it is most likely a copy of."""
    keys = found.keys
    key = keys[n]
    for p, shared in sorted(votes.items(), key=itemgetter(1), reverse=True)[:2]:
        if shared >= SHARE * min(len(key), len(keys[p])):
            changes = differences(keys[p], key)
            if changes:
                return Pair(found[p], found[n], p == n - 1, changes)
    if sum(votes.values()) >= SHARE * len(key):
        first, last = extent(keys, n, sorted(votes))
        if first == last:
            return None
        text = "".join(keys[first : last + 1])
        changes = differences(text, key)
        if changes or text == key:
            whole = Block(found[first].start, found[last].end, found[first].before, text)
            return Pair(whole, found[n], last == n - 1, changes)
    return None


def extent(keys: Sequence[str], n: int, places: list[int]) -> tuple[int, int]:
    """Which blocks before block `n` may be its source, wrapped or broken by a page; `places` share clauses with it.

    The first is the nearest, at or before a place, that begins as it does, the last where its length is reached.
    """
    key, head = keys[n], keys[n][:HEAD]
    back = (p for place in places for p in range(place, max(-1, place - EDGE), -1) if keys[p].startswith(head))
    first = next(back, places[0])
    last, length = first, len(keys[first])
    while last + 1 < n and last - first < LINES and length + len(keys[last + 1]) < 1.05 * len(key):
        last += 1
        length += len(keys[last])
    return first, last


def differences(old: str, new: str) -> tuple[Change, ...]:
    """What changes `old` into `new`, or nothing where they are not alike (or the same)."""
    limit = int((1 - LIKE) * max(len(old), len(new))) + 1
    if abs(len(old) - len(new)) > limit:
        return ()

    from rapidfuzz.distance import Levenshtein

    if Levenshtein.distance(old, new, score_cutoff=limit) > limit:
        return ()
    return tuple(
        Change((op.src_start, op.src_end), (op.dest_start, op.dest_end))
        for op in Levenshtein.opcodes(old, new)
        if op.tag != "equal"
    )
