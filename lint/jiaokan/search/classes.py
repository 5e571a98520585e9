"""Classes of characters as tables over the basic plane, and the parts of it that some tables tell apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, cast

import numpy as np

from jiaokan.search.windows import CharClass, CharSet, demands

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.uint16]  # code points of texts, `BEYOND` for each that needs more than sixteen bits
    Table = NDArray[np.bool_]  # of each code point of the plane whether it is in a class
    Places = NDArray[np.intp]  # offsets into codes

PLANE = 1 << 16
BEYOND = PLANE - 1  # stands for every code point beyond the basic plane
CATEGORIES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}


def code_points(text: str) -> Codes:
    """The code points of a text, each in sixteen bits."""
    data = text.encode("utf-16-le", "surrogatepass")
    if len(data) == 2 * len(text):
        return np.frombuffer(data, "<u2")
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    return cast("Codes", np.minimum(wide, BEYOND).astype("<u2"))


@cache
def class_table(chars: CharClass) -> Table:
    """The table of a class; `BEYOND` is in it if one code point beyond the plane may be."""
    found = np.zeros(PLANE, np.bool_)
    for some in chars:
        found |= set_table(some)
    return found


def set_table(chars: CharSet) -> Table:
    found = np.zeros(PLANE, np.bool_)
    for first, last in chars.ranges:
        found[min(first, BEYOND) : last + 1] = True
    for name in chars.categories:
        found |= category_table(name)
    if chars.negated:
        found = ~found
        found[BEYOND] = True
    return found


@cache
def category_table(name: str) -> Table:
    """The table of a category such as \\w, which only the expression itself can tell."""
    plane = "".join(map(chr, range(PLANE)))
    found = np.zeros(PLANE, np.bool_)
    for match in re.finditer(f"{CATEGORIES[name]}+", plane):
        found[match.start() : match.end()] = True
    found[BEYOND] = True
    return found


@cache
def expression_table(expression: str) -> Table:
    """The table of an expression that is one class, such as [0-9]."""
    ((window, _),) = demands(expression).alternatives
    ((_, chars),) = window
    return class_table(chars)


def all_of(classes: Iterable[CharClass]) -> Table:
    """The table of the characters that are in each of some classes."""
    found = np.ones(PLANE, np.bool_)
    for chars in classes:
        found &= class_table(chars)
    return found


class Partition:
    """The characters parted into the classes that some tables tell apart.

    `numbers` is the class of each code point; `members[t]` says which classes table `t` holds.
    """

    def __init__(self, tables: Sequence[Table]) -> None:
        sums = np.zeros(PLANE, np.uint64)
        for table, weight in zip(tables, unlike_numbers(len(tables)), strict=True):
            sums += table * weight
        _, examples, alike = np.unique(sums, return_index=True, return_inverse=True)
        self.numbers: NDArray[np.uint16] = alike.astype(np.uint16)
        self.members = np.array([table[examples] for table in tables]).reshape(len(tables), len(examples))

    @property
    def size(self) -> int:
        """The number of classes."""
        return self.members.shape[1]


def unlike_numbers(count: int) -> NDArray[np.uint64]:
    """Numbers no two different sums of which are alike but by chance: splitmix64 of 1, 2, 3 ..."""
    found = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return (found ^ found >> np.uint64(31)) * np.uint64(0xBF58476D1CE4E5B9)
