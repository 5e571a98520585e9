"""Names as a text marks them: in quotation marks, or by the kind of body they end in; and where each is used."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from jiaokan import Document, Literals, Pattern

HAN = "㐀-鿿"
QUOTED = Pattern(f"[“「『]([{HAN}]{{4,12}})[”」』]")
BODIES = "公司|集团|大学|学院|医院|银行|研究院|研究所|委员会|协会|基金会|出版社"
# No Chinese character stands before it: otherwise only a parser could say where the name begins. 本公司 is not a name.
BODY = Pattern(f"(?<![{HAN}])([{HAN}]{{2,12}}?(?<![本该該子分母各])(?:{BODIES}))")
SHOWN = 5  # offsets kept of a name: one that occurs more often is not a slip


class Name(NamedTuple):
    """A name in one document: how often it occurs, and the first `SHOWN` offsets."""

    text: str
    uses: int
    places: tuple[int, ...]


class Names(NamedTuple):
    """The names of one document: facts of the corpus rule, which must be picklable."""

    path: str
    names: tuple[Name, ...]


def names_in(doc: Document) -> Names | None:
    """Every name that is marked somewhere in a document, with all its uses, marked or not; None without one."""
    marked = {match[1] for pattern in (QUOTED, BODY) for match in doc.matches(pattern)}
    if not marked:
        return None
    places: dict[str, list[int]] = defaultdict(list)
    for start, name in doc.occurrences(Literals(marked)):
        places[name].append(start)
    return Names(doc.path or "", tuple(Name(name, len(at), tuple(at[:SHOWN])) for name, at in sorted(places.items())))
