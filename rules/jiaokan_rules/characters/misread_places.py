"""Where a word of three or four may be misread, in many texts at once: nearly all places end at a hash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from jiaokan import Document
from jiaokan.model.document import Ahead
from jiaokan.search import arrays
from jiaokan_rules.characters import near_words as one_by_one
from jiaokan_rules.characters.near_words import STEPS, Place, look_alikes, near_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from jiaokan.search.arrays import Codes

    Marks = NDArray[np.bool_]
    Numbers = NDArray[np.uint32]
    Offsets = NDArray[np.intp]

# Bits of a hash of two characters, of which one in a hundred others has that of a pair; and as many of them as fit a
# table that stays in the processor's cache, which is asked first.
BITS, FIRST = 21, 17
SOME = 1 << 14  # code points looked at together: what is made of them stays in the processor's cache
PIECE = 1 << 16  # the same of a large text
BEFORE, BEHIND = 2, 4  # code points from the first of a pair on, as far as its word reaches
WIDE = 8  # characters of a word with the places that may be misread in it, at most
ANY = arrays.BEYOND  # what is right where several characters may be
ODD = 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F, 0x165667B1  # multiplied with these, sums of different numbers are unlike


class Gap(NamedTuple):
    """A place in a word of a size that may be misread; how far from its pair on the others stand, and what is misread."""

    size: int
    place: int
    others: tuple[int, ...]
    misread: int


GAPS = (
    Gap(4, 0, (-1, 0, 1), -2),
    Gap(4, 1, (-2, 0, 1), -1),
    Gap(4, 2, (0, 1, 3), 2),
    Gap(4, 3, (0, 1, 2), 3),
    Gap(3, 0, (0, 1), -1),
    Gap(3, 2, (0, 1), 2),
    Gap(3, 1, (0, 2), 1),
)


@Ahead
def places(docs: Sequence[Document]) -> Iterator[Iterable[Place]]:
    """Of each text the places of `near_words.places`; where numpy is at hand, only those with a look-alike of what is
    missing there, but for a chance hash."""
    if not arrays.at_hand():
        yield from (one_by_one.places(doc.text) for doc in docs)
        return
    import numpy as np

    texts = [(doc.text, doc.codes) for doc in docs if doc.codes is not None]
    small: list[list[Place]] = [[] for _ in texts]
    if texts:
        codes, starts = arrays.joined([codes for _, codes in texts])
        for step, at in enumerate(candidates(codes), 1):
            homes = np.searchsorted(starts, at, "right") - 1
            for home, place in zip(homes.tolist(), (at - starts[homes]).tolist(), strict=True):
                small[home] += at_place(texts[home][0], place, step)
    found = iter(small)
    for doc in docs:
        here = in_pieces(doc.text) if doc.codes is None else next(found)
        yield sorted(here, key=attrgetter("kind"))


def in_pieces(text: str) -> list[Place]:
    """Those of a large text."""
    found: list[Place] = []
    for start in range(0, len(text), PIECE):
        first = max(0, start - BEFORE)
        for step, at in enumerate(candidates(arrays.codes(text[first : start + PIECE + BEHIND])), 1):
            for place in (at + first).tolist():
                if start <= place < start + PIECE:
                    found += at_place(text, place, step)
    return found


def at_place(text: str, at: int, step: int) -> Iterator[Place]:
    """The pairs of two characters, the second `step` behind the first."""
    pair = text[at : at + step + 1 : step]
    for kind, far in enumerate(STEPS):
        if far == step and f"{kind}{pair}" in keys():
            yield Place(at, pair, kind)


def candidates(codes: Codes) -> tuple[Offsets, Offsets]:
    """Where two characters of a word stand with a look-alike of what is missing beside them: together, and apart."""
    import numpy as np

    found: tuple[list[Offsets], list[Offsets]] = ([], [])
    for start in range(0, len(codes), SOME):
        some = codes[start : start + SOME + 2].astype(np.uint32)
        upper = some << np.uint32(16)
        for step, (few, every) in enumerate(known(), 1):
            hashes = arrays.hashed(upper[:-step] | some[step:], BITS)[:SOME]
            at = np.flatnonzero(few.take(hashes >> np.uint32(BITS - FIRST)))
            found[step - 1].append(at[every.take(hashes[at])] + start)
    together, between = map(np.concatenate, found)
    return narrowed(codes, together, GAPS[:-1]), narrowed(codes, between, GAPS[-1:])


def narrowed(codes: Codes, at: Offsets, gaps: Sequence[Gap]) -> Offsets:
    """Those of the places of pairs at which one of some gaps may be."""
    import numpy as np

    rights, alike = right_ones(), look_alike()
    near = [codes.take(at + n, mode="clip").astype(np.uint32) for n in range(-BEFORE, BEHIND)]
    may = np.zeros(len(at), np.bool_)
    for gap in gaps:
        right = rights.take(slots([near[BEFORE + n] for n in gap.others], GAPS.index(gap)))
        some = np.flatnonzero(right)
        right, wrong = right[some], near[BEFORE + gap.misread][some]
        may[some] |= (right == ANY) | alike.take(arrays.hashed(arrays.paired(right, wrong), BITS))
    return at[may]


def slots(others: Sequence[Numbers], gap: int) -> Numbers:
    """A hash of what stands around a gap."""
    import numpy as np

    sums = others[0] * np.uint32(ODD[0]) + np.uint32(gap * ODD[3] & 0xFFFFFFFF)
    for some, odd in zip(others[1:], ODD[1:], strict=False):
        sums += some * np.uint32(odd)
    return arrays.hashed(sums ^ sums >> np.uint32(15), BITS)


@cache
def entries() -> list[tuple[str, bytes]]:
    """The table of `near_words`: by kind and pair the words, with the places of what may be misread in them."""
    found: list[tuple[str, bytes]] = near_words().items()
    return found


@cache
def keys() -> frozenset[str]:
    """The kinds and pairs of the table: the trie itself takes no lone surrogate."""
    return frozenset(key for key, _ in entries())


@cache
def known() -> tuple[tuple[Marks, Marks], ...]:
    """Of each hash whether pairs have it that stand together, and such that have one between them; first of its
    `FIRST` bits, then of all."""
    import numpy as np

    together, apart = ("".join(key[1:] for key, _ in entries() if key[0] in kinds) for kinds in ("0", "12"))
    found = [marked(*arrays.codes(some).reshape(-1, 2).T) for some in (together, apart)]
    return tuple((np.any(every.reshape(1 << FIRST, -1), axis=1), every) for every in found)


@cache
def look_alike() -> Marks:
    """Of each hash of two characters whether the second may stand for the first."""
    import numpy as np

    rows = [row.split("\t") for row in look_alikes().values()]
    alike = ["".join(row[1:]) for row in rows]
    rights = arrays.codes("".join(row[0] for row in rows))
    return marked(np.repeat(rights, [len(some) for some in alike]), arrays.codes("".join(alike)))


def marked(first: Codes, second: Codes) -> Marks:
    """Of each hash whether one of some pairs of characters has it."""
    import numpy as np

    found = np.zeros(1 << BITS, np.bool_)
    found[arrays.hashed(arrays.paired(first, second), BITS)] = True
    return found


@cache
def right_ones() -> Codes:
    """Of each hash of what stands around a gap the character that is missing there, 0 for none."""
    import numpy as np

    found = np.zeros(1 << BITS, "<u2")
    words = b" ".join(value for _, value in entries()).decode().split(" ")
    letters = arrays.codes("".join([word.ljust(WIDE) for word in words])).reshape(-1, WIDE)
    for n, gap in enumerate(GAPS):
        # Behind the word stand the places that may be misread.
        here = ((letters[:, 3] > ord("3")) == (gap.size == 4)) & (letters[:, gap.size :] == ord(str(gap.place))).any(
            axis=1
        )
        some = letters[here].astype(np.uint32)
        right = letters[here, gap.place]
        where = slots([some[:, place] for place in range(gap.size) if place != gap.place], n)
        before = found[where]
        found[where] = right
        found[where[(found[where] != right) | ((before > 0) & (before != right))]] = ANY
    return found
