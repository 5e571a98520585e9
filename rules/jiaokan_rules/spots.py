"""Where marks, spaces, letters and figures stand, found in many Chinese documents at once.

Four in five characters of Chinese are Han. Where the others stand is found once, and the rules that begin with one of
them look at those few. What is found is a candidate; the pattern of the rule decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from jiaokan import Document
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.document import Ahead
from jiaokan.search import arrays
from jiaokan.search.arrays import members
from jiaokan_rules.anchor import anchored, compiled, line_around, present

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from jiaokan.search.arrays import Codes

    Places = NDArray[np.intp]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
S = TypeVar("S", bound="Together")

# What is no Han is kept by its kind: each sign of ASCII, its letters and figures, and the others in some groups.
GROUPS = ("[0-9]", "[A-Z]", "[a-z]", "[，。、；：]", r"[\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
KIND = {group: kind for kind, group in enumerate(GROUPS, 129)}
KIND_BEYOND = 255  # of what lies beyond the basic plane


class Each(Protocol[T_co]):
    """What is found in a batch, by the number of the text."""

    def __getitem__(self, nth: int, /) -> T_co: ...


class Spots:
    """Where the matches of a pattern begin: the classes of the characters around, one of the descriptions being met.

    0 is the class of the first character itself, which is no Han, and if a Latin letter, behind no other. Around a text
    stand line feeds; so only of the very next characters may it be said what they are not. `apart`: how many characters
    stand, at least, between one of the first class and the one before it; this class lies in the basic plane.
    """

    def __init__(self, pattern: str, *around: Mapping[int, str], apart: int = 0) -> None:
        self.pattern = pattern
        self.apart = apart
        self.first = [around[0] for around in around]
        self.around = [tuple(around.items()) for around in around]

    def __call__(self, batch: Batch) -> Parted:
        """Where they are in a batch, some perhaps twice."""
        import numpy as np

        found = np.concatenate([batch.around(around, self.apart) for around in self.around])
        found.sort()
        return Parted(batch, found)


class Together:
    """Some documents at once, and what was made of them."""

    def __init__(self) -> None:
        self.known: dict[Callable[..., object], object] = {}

    def ask(self: S, make: Callable[[S], T]) -> T:
        """`make(self)`, computed at the first call."""
        if make not in self.known:
            self.known[make] = make(self)
        return cast(T, self.known[make])


def numbered(together: S | None, members: Iterable[bool]) -> Iterator[tuple[S, int] | None]:
    """For each of several documents that are looked at together its number among them, None for the others."""
    nth = 0
    for member in members:
        yield (together, nth) if together and member else None
        nth += member


def said(place: tuple[S, int] | None, make: Callable[[S], Each[T]]) -> T | None:
    """What is found for a document among those with which it is looked at, or None if there are none."""
    return place[0].ask(make)[place[1]] if place else None


class Batch(Together):
    """The texts of some documents end to end, with a line feed behind each."""

    def __init__(self, texts: Sequence[Codes]) -> None:
        super().__init__()
        self.codes, starts = arrays.joined([texts[0][:0], *texts, texts[0][:0]])  # one before the first, too
        self.starts, self.bounds = starts[1:-1], starts[1:]
        self.places: dict[tuple[tuple[tuple[int, str], ...], int], Places] = {}

    @cached_property
    def scanned(self) -> tuple[Places, NDArray[np.uint8]]:
        """Where the characters stand that are no Han, of the Latin letters of a word the first alone, and their kinds."""
        kind = kinds().take(self.codes)
        letter = (kind == KIND["[A-Z]"]) | (kind == KIND["[a-z]"])
        other = kind != 0
        other[1:] &= ~(letter[1:] & letter[:-1])
        found: Places = other.nonzero()[0]
        return found, kind.take(found)

    @cached_property
    def by_kind(self) -> tuple[Places, list[int]]:
        """Where they stand, those of a kind together and in their order, and where each kind begins."""
        import numpy as np

        others, kind = self.scanned
        return others.take(kind.argsort(kind="stable")), [0, *np.bincount(kind, minlength=256).cumsum().tolist()]

    @cached_property
    def beyond(self) -> bool:
        """Whether something lies beyond the basic plane."""
        bounds = self.by_kind[1]
        return bounds[KIND_BEYOND] < bounds[KIND_BEYOND + 1]

    def standing(self, item: str) -> Places:
        """Where the characters of a class stand, in no order, and what lies beyond the basic plane."""
        import numpy as np

        (places, bounds), (some, whole) = self.by_kind, kinds_of(item)
        at = np.concatenate([places[bounds[kind] : bounds[kind + 1]] for kind in some])
        return at if whole else self.fitting(at, item)

    def around(self, classes: tuple[tuple[int, str], ...], apart: int) -> Places:
        """Where characters have those of some classes around them, in no order; the first is the class of themselves."""
        key = classes, apart
        if key not in self.places:
            *before, (offset, item) = classes
            if before:
                self.places[key] = self.fitting(self.around(tuple(before), apart), item, offset)
            else:
                at = self.standing(item)
                self.places[key] = self.apart(at, apart) if apart else at
        return self.places[key]

    def apart(self, at: Places, least: int) -> Places:
        """Those of some places that have so many characters between them and the one before."""
        import numpy as np

        at = self.plain(at)
        at.sort()
        return at[np.diff(at, prepend=0) > least]

    def plain(self, at: Places) -> Places:
        """Those of some places that lie in the basic plane."""
        return at[self.codes.take(at) < arrays.BEYOND] if self.beyond else at

    def fitting(self, at: Places, item: str, offset: int = 0) -> Places:
        """Those of some places that have a character of a class so far behind them."""
        codes = self.codes.take(at + offset, mode="wrap") if offset else self.codes.take(at)
        return at[members(item).take(codes)]


class Parted:
    """Places in a batch, in order, by the number of the text."""

    def __init__(self, batch: Batch, places: Places) -> None:
        bounds = places.searchsorted(batch.bounds)
        places = places[bounds[0] : bounds[-1]]
        self.bounds: list[int] = (bounds - bounds[0]).tolist()
        self.found: list[int] = (places - batch.starts.repeat(bounds[1:] - bounds[:-1])).tolist()

    def __getitem__(self, nth: int, /) -> list[int]:
        return self.found[self.bounds[nth] : self.bounds[nth + 1]]


@cache
def kinds() -> NDArray[np.uint8]:
    """The kind of each code point; 0 for Han."""
    import numpy as np

    found = np.where(members(HAN_CHARACTER), 0, 128).astype(np.uint8)
    found[1:128] = range(1, 128)
    found[0] = 128
    for group, kind in KIND.items():
        found[members(group)] = kind
    found[arrays.BEYOND] = KIND_BEYOND
    return found


@cache
def kinds_of(item: str) -> tuple[list[int], bool]:
    """The kinds that a class has to do with, and whether it holds all that is of them."""
    inside = members(item)
    some = frozenset(kinds()[inside].tolist())
    return sorted(some), not any((kinds()[~inside] == kind).any() for kind in some)


@Ahead
def batched(docs: Sequence[Document]) -> Iterator[tuple[Batch, int] | None]:
    """The batch of a Chinese document and its number in it, where numpy is at hand."""
    each = [doc.codes if doc.chinese else None for doc in docs]
    texts = [codes for codes in each if codes is not None]
    return numbered(Batch(texts) if texts else None, (codes is not None for codes in each))


def asked(doc: Document, make: Callable[[Batch], Each[T]]) -> T | None:
    """What is found for a document in its batch, or None if it has none."""
    return said(batched(doc), make)


def matched(doc: Document, spots: Spots) -> Iterator[re.Match[str]]:
    """The matches of the pattern, protected or not."""
    places = asked(doc, spots)
    if places is None:
        if any(map(doc.holds, spots.first)):
            yield from compiled(spots.pattern).finditer(doc.text)
        return
    match, end = compiled(spots.pattern).match, 0
    for at in places:
        if at >= end and (found := match(doc.text, at)):
            end = found.end()
            yield found


def standing(doc: Document, spots: Spots) -> Iterable[int]:
    """The same for a pattern of one class: where its characters stand."""
    places = asked(doc, spots)
    if places is None:
        return map(re.Match.start, compiled(spots.pattern).finditer(doc.text))
    match = compiled(spots.pattern).match
    return (at for at in places if doc.text[at] < "\uffff" or match(doc.text, at))


def lines_with(doc: Document, spots: Spots, anchors: Mapping[str, str]) -> list[tuple[int, int]]:
    """Start and end of the lines, parted at LF, that have such spots, or in which one of the anchors occurs (as in `present`)."""
    places = asked(doc, spots)
    if places is None:
        return anchored(doc.text, present(doc, anchors))
    lines, end = [], -1
    for at in places:
        if at > end:
            lines.append(line_around(doc.text, at, at))
            end = lines[-1][1]
    return lines
