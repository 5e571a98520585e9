"""A text as an array of code points, where a run is large enough for numpy to be worth its import."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.uint16]

# numpy takes 100 ms to import, and its tables 200 to make: a run of this size is sooner done with it.
WORTH_AN_IMPORT = 2_500_000  # bytes
BEYOND = 0xFFFF  # stands for every code point beyond the basic plane
PIECE = 1 << 18  # code points

CLASS = r"\[(?:\\.|[^\\\]])+\]"
RANGE = r"(?s)\\?(.)(?:-\\?(.))?"
KIND = r"\\[A-Za-z]"


def at_hand() -> bool:
    """Whether numpy is there already: what makes no difference to a result may be asked of it."""
    return "numpy" in sys.modules


def fetch() -> None:
    """Have numpy at hand, here and in the processes that are forked from this one."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing here multiplies matrices
    import numpy  # noqa: F401


def codes(text: str) -> Codes:
    """The code points of a text, `BEYOND` for those that need more than sixteen bits."""
    import numpy as np

    data = text.encode("utf-16-le", "surrogatepass")
    found: Codes = np.frombuffer(data, "<u2")
    if len(found) == len(text):
        return found
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    found = np.minimum(wide, BEYOND).astype("<u2")
    return found  # noqa: RET504 - else of no type


def pieces(text: str) -> Iterator[Codes]:
    """The same of a long text, piece by piece, each from the last code point of the piece before."""
    for start in range(0, len(text), PIECE):
        yield codes(text[max(0, start - 1) : start + PIECE])


def joined(texts: Sequence[Codes]) -> tuple[Codes, NDArray[np.intp]]:
    """Texts with a line feed behind each, and where each begins."""
    import numpy as np

    feed = np.array([10], "<u2")
    starts = np.zeros(len(texts), np.intp)
    np.cumsum([len(text) + 1 for text in texts[:-1]], out=starts[1:])
    return np.concatenate([part for text in texts for part in (text, feed)]), starts


def paired(first: Codes, second: Codes | NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Each two code points as one number."""
    import numpy as np

    return first.astype(np.uint32) << np.uint32(16) | second


def hashed(numbers: NDArray[np.uint32], bits: int) -> NDArray[np.uint32]:
    """So many bits of a hash of each number, by Knuth's multiplication."""
    import numpy as np

    return numbers * np.uint32(0x9E3779B1) >> np.uint32(32 - bits)


def occurring(pieces: Iterable[Codes]) -> frozenset[str]:
    """The characters of a text, `BEYOND` for those beyond the basic plane."""
    import numpy as np

    found = np.zeros(BEYOND + 1, np.bool_)
    for some in pieces:
        found[some] = True
    return frozenset(map(chr, found.nonzero()[0].tolist()))


def belonging(item: str) -> NDArray[np.bool_]:
    """Which code points are in a class, or in one of several, or are a character; `BEYOND` is if they reach so far.

    `item`: [...], (?:[...]|[...]) or a character, as in a regular expression.
    """
    import numpy as np

    found = np.zeros(BEYOND + 1, np.bool_)
    parts = re.findall(CLASS, item, re.S)
    if parts and re.sub(CLASS, "", item, flags=re.S).strip("(?:|)"):
        raise ValueError(f"No class of characters: {item}")
    for part in parts or [item]:
        if re.search(KIND, part):
            found |= told(part)
            found[BEYOND] = True
            continue
        without = part.startswith("[^")
        some = np.full(BEYOND + 1, without)
        for first, last in ranges(part):
            some[min(ord(first), BEYOND) : ord(last) + 1] = not without
        some[BEYOND] |= without
        found |= some
    return found


def ranges(part: str) -> list[tuple[str, str]]:
    """The first and last characters of the ranges of a class without kinds, or those that it leaves out."""
    inner = part[1:-1].removeprefix("^") if part[0] == "[" else part
    return [(first, last or first) for first, last in re.findall(RANGE, inner)]


def simple(item: str) -> bool:
    """Whether an item is a class of characters and ranges, and leaves none out."""
    return re.fullmatch(CLASS, item, re.S) is not None and item[1] != "^" and re.search(KIND, item) is None


@cache
def told(part: str) -> NDArray[np.bool_]:
    """The same for a class of letters or digits, say, of which only the pattern itself can tell."""
    import numpy as np

    found = np.zeros(BEYOND + 1, np.bool_)
    for match in re.finditer(f"{part}+", plane()):
        found[match.start() : match.end()] = True
    return found


@cache
def plane() -> str:
    return "".join(map(chr, range(BEYOND + 1)))


@cache
def members(item: str) -> NDArray[np.bool_]:
    """The same, kept for the next text."""
    return belonging(item)


@cache
def strictly(item: str) -> NDArray[np.bool_]:
    """The same without what lies beyond the basic plane."""
    found = members(item).copy()
    found[BEYOND] = False
    return found
