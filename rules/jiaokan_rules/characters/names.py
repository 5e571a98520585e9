"""Names as a text marks them: in quotation marks, or by the kind of body they end in; and how often each is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import compress, count
from operator import add
from typing import NamedTuple

from jiaokan import Document

HAN = "㐀-鿿"
QUOTED = f"[“「『]([{HAN}]{{4,12}})[”」』]"
BODIES = "公司|集团|大学|学院|医院|银行|研究院|研究所|委员会|协会|基金会|出版社"
# What no Chinese character stands before: elsewhere only a parser could say where the name begins. 本公司 is no name.
BODY = f"(?<![{HAN}])([{HAN}]{{2,12}}?(?<![本该該子分母各])(?:{BODIES}))"
SHOWN = 5  # uses whose places are kept: a name that has more is no slip


class Name(NamedTuple):
    """A name in one document: how often it stands there, and where first."""

    text: str
    uses: int
    places: tuple[int, ...]


class Names(NamedTuple):
    path: str
    names: tuple[Name, ...]


def names(doc: Document) -> Names | None:
    """Every name that is marked once, with all its uses, marked or not."""
    marked = {m[1] for pattern in (QUOTED, BODY) for m in doc.matches(pattern)}
    if not marked:
        return None
    places: dict[str, list[int]] = defaultdict(list)
    for name, at in uses(doc.text, marked):
        places[name].append(at)
    kept = (Name(name, len(at), tuple(at[:SHOWN])) for name, at in sorted(places.items()))
    return Names(doc.path or "", tuple(kept))


def uses(text: str, marked: set[str]) -> Iterator[tuple[str, int]]:
    """Each place where one of the names stands."""
    begun: dict[str, list[str]] = defaultdict(list)
    for name in marked:
        begun[name[:3]].append(name)
    triples = map(add, map(add, text, text[1:]), text[2:])
    for at in compress(count(), map(begun.__contains__, triples)):
        for name in begun[text[at : at + 3]]:
            if text.startswith(name, at):
                yield name, at
