"""The characters of a document: which of many occur, how often each does, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import TYPE_CHECKING

from jiaokan import Document
from jiaokan.model.document import view
from jiaokan.search import arrays

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEW = 40  # characters that are looked for one by one; more are sooner found in one pass


def occurring(doc: Document, characters: frozenset[str]) -> frozenset[str]:
    """Those of the characters that occur."""
    if not arrays.at_hand():
        return doc.census & characters
    found: set[int] = set()
    for codes in doc.pieces():
        some = among(characters).take(codes)
        if some.any():
            found.update(codes[some].tolist())
    return doc.census & characters if arrays.BEYOND in found else frozenset(map(chr, found))


def counter(doc: Document, characters: Collection[str]) -> Callable[[str], int]:
    """What tells how often one of the characters comes."""
    return doc.text.count if len(characters) <= FEW else every(doc).__getitem__


@view
def every(doc: Document) -> Counter[str]:
    """How often each character comes."""
    return Counter(doc.text)


def places(doc: Document, characters: Collection[str], of: frozenset[str]) -> Iterator[int]:
    """Where the characters stand that are not protected, in order; they are some `of` others, always the same."""
    text = doc.text
    found: list[int] = []
    if len(characters) > FEW:
        found = [at for at in all_places(doc, of) if text[at] in characters]
    else:
        for character in characters:
            at = text.find(character)
            while at >= 0:
                found.append(at)
                at = text.find(character, at + 1)
    return (at for at in sorted(found) if not doc.protected.overlaps(at, at + 1))


def all_places(doc: Document, characters: frozenset[str]) -> Iterator[int]:
    """Where any of the characters stands, and perhaps others beyond the basic plane."""
    if doc.codes is None:
        yield from map(re.Match.start, one_of(characters).finditer(doc.text))
    else:
        yield from among(characters).take(doc.codes).nonzero()[0].tolist()


@cache
def one_of(characters: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(characters)}]")


@cache
def among(characters: frozenset[str]) -> NDArray[np.bool_]:
    """Of each code point whether it is one of the characters."""
    import numpy as np

    found = np.zeros(arrays.BEYOND + 1, np.bool_)
    found[arrays.codes("".join(characters))] = True
    return found
