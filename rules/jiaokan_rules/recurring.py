"""What stands more than once among the lines, clauses or other parts of a document."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Iterator, Sequence, Set
from itertools import compress, islice
from operator import eq
from typing import TYPE_CHECKING

from jiaokan import Document
from jiaokan.model.slices import large

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What numbers are multiplied by, so that sums of different ones are unlike.
ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)
LOT = 48  # bits of a number below those by which it is looked up first
PARTS = 8  # of many numbers that are looked at one after another, since each takes ten times its size meanwhile


class Hashed(Container[str]):
    """Texts by their hashes: others may be taken for one of them."""

    def __init__(self, hashes: set[int]) -> None:
        self.hashes = hashes

    def __contains__(self, text: object) -> bool:
        return hash(text) in self.hashes

    def __len__(self) -> int:
        return len(self.hashes)


def likely(doc: Document, items: Iterable[str]) -> Set[str] | Hashed:
    """What stands among the items more than once, and of a large document perhaps a little more."""
    return Hashed(twice(array("q", map(hash, items)))) if large(doc.text) else recurring(list(items))


def twice(numbers: array[int]) -> set[int]:
    """What stands among the numbers more than once."""
    found: set[int] = set()
    for some in parts(numbers):
        ordered = sorted(compress(numbers, some))
        found.update(compress(ordered, map(eq, ordered, islice(ordered, 1, None))))
    return found


def parts(numbers: array[int]) -> Iterator[bytes]:
    """Which of the numbers (of eight bytes) are in each of some parts, equal ones in the same: by one of their bytes."""
    lot = numbers.tobytes()[::8]
    for part in range(PARTS):
        yield lot.translate(bytes(byte % PARTS == part for byte in range(256)))


def again(numbers: NDArray[np.uint64]) -> NDArray[np.intp]:
    """Where those numbers of an array stand that do so more than once."""
    import numpy as np

    ordered = np.sort(numbers)
    found = ordered[1:][ordered[1:] == ordered[:-1]]
    if not len(found):
        return np.zeros(0, np.intp)
    lots = np.zeros(1 << (64 - LOT), np.bool_)
    lots[(found >> LOT).view("<i8")] = True
    some = np.flatnonzero(lots.take((numbers >> LOT).view("<i8")))
    few = numbers[some]
    same: NDArray[np.intp] = some[found.take(np.searchsorted(found, few), mode="clip") == few]
    return same


def recurring(items: Sequence[str]) -> set[str]:
    """What stands among the items more than once."""
    left = set(items)
    if len(left) == len(items):
        return set()
    found = set()
    for item in items:
        if item in left:
            left.remove(item)
        else:
            found.add(item)
    return found
