"""Pairs of blocks that are nearly the same: clauses they share make candidates, rapidfuzz judges them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from jiaokan import Document
from jiaokan.language.typography import FULL_MARKS, HALF_MARKS
from jiaokan.model.slices import large
from jiaokan_rules.repetition.blocks import Block, Blocks, blocks
from jiaokan_rules.repetition.repeated_runs import in_repeated_run

MARKS = f"{FULL_MARKS}{HALF_MARKS}“”（）()"  # between clauses
CLAUSE = 5  # code points of a clause, at least
LONGEST = 20_000  # code points: a comparison takes the product of the lengths; no paragraph is longer
PACK = 4096  # blocks that are cut into clauses at once: those of a large text take too much memory
LINES = 60  # lines of a wrapped paragraph
EDGE = 3  # lines at its beginning that may hold no whole clause
HEAD = 4  # code points by which its beginning is known
KEPT = 4  # earlier blocks remembered for a clause, so that a formula does not pair all with all
SHARE = 0.2  # of the shorter block in shared clauses: a misreading in every other clause leaves more
LIKE = 0.93  # one character in fourteen may differ


class Change(NamedTuple):
    """A difference between the keys of two blocks: [start, end) in the earlier and in the later key."""

    old: tuple[int, int]
    new: tuple[int, int]


class Pair(NamedTuple):
    """A block and the earlier one, or the lines of a wrapped paragraph together, that it is nearly the same as."""

    source: Block
    copy: Block
    adjacent: bool
    changes: tuple[Change, ...]


def near_duplicates(doc: Document, shortest: int) -> Iterator[Pair]:
    """Each block of `shortest` code points with the earlier one that it is nearly the same as, if there is one."""
    found = blocks(doc)
    holders: dict[str, list[int]] = {}  # of each shared clause
    for n, clauses in blocks_with_shared_clauses(doc):
        if len(found.keys[n]) >= shortest and not in_repeated_run(doc)[n]:
            votes: dict[int, int] = defaultdict(int)
            for clause in clauses:
                for holder in holders.get(clause, ()):
                    votes[holder] += len(clause)
            if votes and (pair := likeliest_pair(found, n, votes)):
                yield pair
        for clause in clauses:
            places = holders.setdefault(clause, [])
            del places[KEPT - 1 :]
            places.append(n)


def blocks_with_shared_clauses(doc: Document) -> Iterator[tuple[int, dict[str, None]]]:
    """The indices of blocks that have clauses that stand elsewhere too, with these."""
    clauses: Iterable[str] = Clauses(blocks(doc).keys)
    if not large(doc.text):
        clauses = list(clauses)
    shared = doc.recurring(clauses)
    if len(shared) < 2:  # the line feed is always among them
        return
    n, here = 0, dict[str, None]()
    for clause in filter(shared.__contains__, clauses):
        if clause != "\n":
            here[clause] = None
            continue
        if here:
            yield n, here
            here = {}
        n += 1


@dataclass(frozen=True)
class Clauses:
    """The clauses of blocks, and a line feed after each block; a block that is too long to be compared has none.

    They are cut out anew each time, since those of a large text take too much memory.
    """

    keys: Sequence[str]

    def __iter__(self) -> Iterator[str]:
        for first in range(0, len(self.keys), PACK):
            keys = self.keys[first : first + PACK]
            pack = "\n".join([*keys, ""])
            if len(pack) > LONGEST:
                pack = "\n".join([*(key if len(key) <= LONGEST else "" for key in keys), ""])
            for mark in MARKS:
                pack = pack.replace(mark, " ")  # which no key has
            tokens = pack.replace("\n", " \n ").split(" ")
            yield from [token for token in tokens if len(token) >= CLAUSE or token == "\n"]


def likeliest_pair(found: Blocks, n: int, votes: dict[int, int]) -> Pair | None:
    """Block `n` with the earlier block, or the earlier blocks together, that it is most likely a copy of.

    `votes`: how many code points of shared clauses earlier blocks have.
    """
    keys, key = found.keys, found.keys[n]
    for source, shared in sorted(votes.items(), key=itemgetter(1), reverse=True)[:2]:
        if shared >= SHARE * min(len(key), len(keys[source])) and (changes := differences(keys[source], key)):
            return Pair(found[source], found[n], source == n - 1, changes)
    if sum(votes.values()) < SHARE * len(key):
        return None
    first, last = wrapped_source(keys, n, sorted(votes))
    if first == last:
        return None
    wrapped = found.join(first, last)
    changes = differences(wrapped.key, key)
    return Pair(wrapped, found[n], last == n - 1, changes) if changes or wrapped.key == key else None


def wrapped_source(keys: Sequence[str], n: int, places: list[int]) -> tuple[int, int]:
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
    """The changes that turn `old` into `new`; none if the two are the same or too different."""
    limit = int((1 - LIKE) * max(len(old), len(new))) + 1
    if abs(len(old) - len(new)) > limit:
        return ()

    from rapidfuzz.distance import Levenshtein  # 3 ms to import

    if Levenshtein.distance(old, new, score_cutoff=limit) > limit:
        return ()
    return tuple(
        Change((op.src_start, op.src_end), (op.dest_start, op.dest_end))
        for op in Levenshtein.opcodes(old, new)
        if op.tag != "equal"
    )
