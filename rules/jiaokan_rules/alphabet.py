"""The characters of a document: how often each comes, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator

from jiaokan import Document

FEW = 40  # characters that are looked for one by one; more are sooner found in one pass


def counter(doc: Document, characters: Collection[str]) -> Callable[[str], int]:
    """What tells how often one of the characters comes."""
    return doc.text.count if len(characters) <= FEW else doc.view(every).__getitem__


def every(doc: Document) -> Counter[str]:
    """How often each character comes."""
    return Counter(doc.text)


def places(doc: Document, characters: Collection[str], among: re.Pattern[str]) -> Iterator[int]:
    """Where the characters stand that are not protected, in order; `among` is a class to which they all belong."""
    text = doc.text
    found: list[int] = []
    if len(characters) > FEW:
        found = [match.start() for match in among.finditer(text) if match[0] in characters]
    else:
        for character in characters:
            at = text.find(character)
            while at >= 0:
                found.append(at)
                at = text.find(character, at + 1)
    return (at for at in sorted(found) if not doc.protected.overlaps(at, at + 1))
