"""Which of many keys (lines, clauses, beginnings of paragraphs) occur more than once."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from itertools import chain, compress, islice
from operator import eq

EXACT = 1 << 16  # keys that are compared themselves; of more, the hashes are, which take a tenth of the memory
PARTS = 8  # of many hashes, sorted one after another: a list of them takes five times their memory


class HashedKeys(Container[str]):
    """A set of keys by their hashes: it holds each of them, and by a rare chance another key."""

    def __init__(self, hashes: set[int]) -> None:
        self.hashes = hashes

    def __contains__(self, key: object) -> bool:
        return hash(key) in self.hashes

    def __len__(self) -> int:
        return len(self.hashes)


Recurring = frozenset[str] | HashedKeys


def recurring(keys: Iterable[str]) -> Recurring:
    """The keys that occur more than once; of more than `EXACT` keys they are known by their hashes alone."""
    rest = iter(keys)
    first = list(islice(rest, EXACT))
    more = next(rest, None)
    if more is not None:
        return HashedKeys(repeated_hashes(array("q", map(hash, chain(first, (more,), rest)))))
    counted = Counter(first)
    if len(counted) == len(first):
        return frozenset()
    return frozenset([key for key, times in counted.items() if times > 1])


def repeated_hashes(hashes: array[int]) -> set[int]:
    """The hashes that occur more than once."""
    found: set[int] = set()
    for part in partition(hashes):
        ordered = sorted(compress(hashes, part))
        found.update(compress(ordered, map(eq, ordered, islice(ordered, 1, None))))
    return found


def partition(hashes: array[int]) -> Iterator[bytes]:
    """Masks (a byte for each hash, zero or one) of `PARTS` parts of the hashes, equal ones in the same part."""
    lowest = hashes.tobytes()[::8]  # one of the eight bytes of each
    for part in range(PARTS):
        yield lowest.translate(bytes(byte % PARTS == part for byte in range(256)))
