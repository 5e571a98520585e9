"""Which rules may find something in a text, told by what stands side by side in it before any of them looks.

A rule may name signs, one of which stands wherever it finds something. All signs of all rules are looked for together:
each code point becomes the number of a class of those that the signs do not tell apart, each pair of classes that
occurs is noted once, and a table says what signs a pair belongs to. That takes 15 ns a code point, where a pattern of
one rule alone takes 3 to 30. A sign longer than two is taken for there where its pairs are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from jiaokan.model.protection import ANY_INDENT, ANY_MARK, MARKS
from jiaokan.search.arrays import BEYOND, CLASS, belonging

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from jiaokan.linting.rule import Rule
    from jiaokan.model.document import Document

ITEM = rf"(?s){CLASS}|\(\?:{CLASS}(?:\|{CLASS})*\)|\\?."
ANY = "[\0-\uffff]"  # what stands before a character of which nothing more is asked
ODD = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9  # of splitmix64, which makes numbers that are unlike
CLASSES = 256  # a pair of them is a number of sixteen bits


class Needs(NamedTuple):
    """What a rule needs, as bits of the pairs that a text has: all of `always`, and all of one of `one_of`."""

    always: int
    one_of: tuple[int, ...]

    def met(self, lacks: int) -> bool:
        """Whether they are there in a text that lacks some pairs."""
        if self.always & lacks:
            return False
        for sign in self.one_of:
            if not sign & lacks:
                return True
        return not self.one_of


class Sieve:
    """The signs of some rules."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.bits = {(ANY, ANY): 0}  # of each pair of items, the number of its bit
        self.needs = [Needs(self.anything(rule.needs), tuple(map(self.mask, rule.signs))) for rule in rules]
        signs = (*MARKS.values(), *ANY_MARK, *ANY_INDENT, *(sign for rule in rules for sign in rule.signs))
        self.masks = {sign: self.mask(sign) for sign in signs}
        self.classes, self.table = tables(self.bits)
        self.each = self.classes.tobytes()

    def anything(self, characters: Iterable[str]) -> int:
        """The bit of a class of characters, if there is one."""
        some = "".join(f"\\{c}" if c in "\\]^-" else c for c in sorted(characters))
        return self.bit((ANY, f"[{some}]")) if some else 0

    def mask(self, sign: str) -> int:
        """The bits of the pairs of a sign."""
        parts = (re.findall(ITEM, part) for part in sign.split(".*"))
        pairs = (pairwise(items if len(items) > 1 else [ANY, *items]) for items in parts)
        return sum({self.bit(pair) for pair in chain.from_iterable(pairs)})

    def bit(self, pair: tuple[str, str]) -> int:
        return 1 << self.bits.setdefault(pair, len(self.bits))

    def class_of(self, character: str) -> int:
        return self.each[min(ord(character), BEYOND)]

    def shown(self, lacks: int) -> Callable[[str], bool]:
        """What tells whether a text that lacks these may show a sign."""
        return lambda sign: not self.masks.get(sign, 0) & lacks

    def lacks(self, doc: Document) -> int:
        """The bits of the pairs that a text lacks; it begins behind a line feed, and ends in a line end."""
        import numpy as np

        present = np.zeros(CLASSES * CLASSES, np.bool_)
        for codes in doc.pieces():
            text = self.classes.take(codes)
            for first in (0, 1):
                last = first + (len(text) - first) // 2 * 2
                present[text[first:last].view("<u2")] = True
        end = doc.text[-1:]
        for left, right in (("\n", doc.text[:1]), (end, "" if end in ("\n", "\r") else "\n")):
            if left and right:
                present[self.class_of(right) * CLASSES + self.class_of(left)] = True
        found: bytes = np.bitwise_or.reduce(self.table[np.flatnonzero(present)], axis=0).tobytes()
        return ~int.from_bytes(found, "little") & ((1 << len(self.bits)) - 1)


def tables(bits: dict[tuple[str, str], int]) -> tuple[NDArray[np.uint8], NDArray[np.uint64]]:
    """The class of each code point, and of each pair of classes (256 times the second and the first) its bits.

    Where there are more classes than numbers, the last are taken for one that has all they have.
    """
    import numpy as np

    items = list(dict.fromkeys(item for pair in bits for item in pair))
    members = np.array([belonging(item) for item in items]).reshape(len(items), BEYOND + 1)
    # Code points are told apart by the sums of what stands for their items: no two such sums are alike by chance.
    numbers = np.arange(1, len(items) + 1, dtype=np.uint64) * np.uint64(ODD[0])
    numbers = (numbers ^ numbers >> np.uint64(31)) * np.uint64(ODD[1])
    sums = np.zeros(BEYOND + 1, np.uint64)
    for some, number in zip(members, numbers, strict=True):
        sums += some * number
    _, examples, alike = np.unique(sums, return_index=True, return_inverse=True)
    classes = np.minimum(alike, CLASSES - 1).astype(np.uint8)
    has = np.zeros((len(items), CLASSES), np.bool_)
    for n, code in enumerate(examples.tolist()):
        has[:, min(n, CLASSES - 1)] |= members[:, code]
    place = {item: n for n, item in enumerate(items)}
    table = np.zeros((-(-len(bits) // 64), CLASSES, CLASSES), "<u8")
    for (first, second), bit in bits.items():
        table[bit // 64] |= np.outer(has[place[second]], has[place[first]]) * np.uint64(1 << bit % 64)
    return classes, np.ascontiguousarray(table.reshape(-1, CLASSES * CLASSES).T)
