"""Seldom characters that stand for one of like shape in a word that the document has elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from jiaokan import Document
from jiaokan.language.script import sides
from jiaokan.model.document import Ahead
from jiaokan.model.slices import large
from jiaokan.search import arrays
from jiaokan_rules.alphabet import among
from jiaokan_rules.characters import REACH, Reading, word_at
from jiaokan_rules.table import by_character

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from jiaokan.search.arrays import Codes

    Places = NDArray[np.intp]
    Numbers = NDArray[np.uint32]

OFTEN = 3  # a character that comes oftener is the document's own
SHORT = 1000  # code points: to look up each is quicker than to compile a pattern
PIECE = 1 << 16  # code points of a large text looked at together: each that is found takes 80 bytes meanwhile
TIMES = 2  # the right word must come as often: one place more may be chance
# Behind a seldom character these make the name of a place or of a house: 檀国, 豳州, 匡王.
NAMES = frozenset("国州郡县市省区乡镇村庄山岭江河湖海岛港寺王公侯氏家")
NAME = 3  # characters of a name that stands by itself, in a list or under a picture
FEW = 60  # words that are looked for one by one; more are sooner found in one pass
GAIN = 10.0  # natural logarithm, by which the clause must be likelier with the word
ODD = 0x9E35  # what the first of two code points is multiplied by, so that sums of different ones are unlike
BITS = 18  # of the hash of a seldom character and the one beside it

Meant = tuple[str, str]  # a character that a seldom one may be a misreading of, and the word of two that it makes
Suspect = tuple[int, list[Meant]]  # where a seldom character stands, and what may be meant


class Seldom(NamedTuple):
    """The common characters that are very like a seldom one; what makes a word of two before it, and what behind it."""

    rights: list[str]
    before: str
    after: str


class Shapes(NamedTuple):
    """The table as arrays.

    `seldom`: of each code point whether it is one of them, `numbers`: its number, 0 for others; the `rights` of number n
    are from `first[n]` to `first[n + 1]`; `owned`, by a hash, seldom characters with one that they make a word with, but
    for some that share their place with another.
    """

    seldom: NDArray[np.bool_]
    numbers: Places
    rights: Codes
    first: Places
    owned: Numbers


def own_readings(doc: Document) -> Iterator[Reading]:
    """What seldom characters may be misreadings of: most are in a word, few of the rest look like one of the document."""
    for at, meant in suspects(doc):
        yield from readings(doc.text, at, meant)


@Ahead
def suspects(docs: Sequence[Document]) -> list[list[Suspect]]:
    """Where seldom characters stand that a text has few times, and what may be meant that it has as often as need be."""
    together = iter(found_together([doc for doc in docs if doc.codes is not None]))
    return [found_alone(doc) if doc.codes is None else next(together) for doc in docs]


def found_alone(doc: Document) -> list[Suspect]:
    from jiaokan.language.lexicon import lexicon

    text, words = doc.text, lexicon()
    near: list[Suspect] = []
    for at in rare(doc):
        if placed(text, at):
            continue
        rights = [right for right in entry(text[at]).rights if right in doc.census]
        if some := words_near(text[at - 1 : at], rights, text[at + 1 : at + 2], words):
            near.append((at, some))
    return often_there(text, near)


def found_together(docs: Sequence[Document]) -> list[list[Suspect]]:
    """The same of several documents by arrays: whether a text has a word is asked first, whether it is one last."""
    from jiaokan.language.lexicon import lexicon

    words = lexicon()
    near: list[dict[int, list[Meant]]] = [{} for _ in docs]
    for n, at, behind, right in met([doc.codes for doc in docs if doc.codes is not None]) if docs else ():
        text = docs[n].text
        pair = right + text[at + 1] if behind else text[at - 1] + right
        if pair in words and not placed(text, at):
            near[n].setdefault(at, []).append((right, pair))
    return [often_there(doc.text, sorted(some.items())) for doc, some in zip(docs, near, strict=True)]


def placed(text: str, at: int) -> bool:
    """Whether what stands beside a seldom character accounts for it."""
    seldom, before, after = entry(text[at]), text[at - 1 : at], text[at + 1 : at + 2]
    return after in NAMES or bool((before and before in seldom.before) or (after and after in seldom.after))


def often_there(text: str, near: list[Suspect]) -> list[Suspect]:
    """Of what may be meant, what a text has `TIMES` times."""
    own = frequent(text, {pair for _, some in near for _, pair in some}) if near else ()
    return [(at, meant) for at, some in near if (meant := [one for one in some if one[1] in own])]


def met(texts: Sequence[Codes]) -> Iterator[tuple[int, int, bool, str]]:
    """What some texts may have `TIMES` times that may be meant in them: which text, where the seldom character stands,
    whether the word is made with the one behind it or with the one before, and the right one."""
    import numpy as np

    shapes = arrayed()
    codes, starts = arrays.joined(texts)
    places = [shapes.seldom.take(text).nonzero()[0] for text in texts]
    of = np.repeat(np.arange(len(texts), dtype=np.uint16), list(map(len, places)))
    at = np.concatenate(places)
    before, here, behind = (codes.take(at + starts[of] + step) for step in (-1, 0, 1))
    key = arrays.paired(of, here)
    ordered = np.append(np.sort(key), np.full(OFTEN, -1, np.intp).astype(np.uint32))
    strange = ~among(NAMES).take(behind)
    for pair in arrays.paired(before, here), arrays.paired(here, behind):
        strange &= shapes.owned.take(arrays.hashed(pair, BITS)) != pair
    few = strange.nonzero()[0]
    few = few[ordered.take(np.searchsorted(ordered, key[few]) + OFTEN) != key[few]]
    of, at, before, here, behind = (some[few] for some in (of, at, before, here, behind))
    first, last = rights(shapes, before, here), rights(shapes, behind, here)
    nth, right = np.concatenate((first[0], last[0])), np.concatenate((first[1], last[1]))
    order = np.argsort(of[nth], kind="stable")
    sums = np.concatenate((summed(before[first[0]], first[1]), summed(last[1], behind[last[0]])))[order].astype(np.intp)
    ends = np.cumsum(np.bincount(of[nth], minlength=len(texts))).tolist()
    found = [np.zeros(0, np.intp)]
    marked = np.zeros(1 << 16, np.bool_)
    for text, start, end in zip(texts, [0, *ends], ends, strict=False):
        if start == end:
            continue
        some = sums[start:end]
        marked[some] = True
        there = summed(text[:-1], text[1:])
        there = np.sort(there[marked.take(there).nonzero()[0]])
        marked[some] = False
        marked[there[TIMES - 1 :][there[TIMES - 1 :] == there[: 1 - TIMES]]] = True
        found.append(marked.take(some).nonzero()[0] + start)
        marked[there] = False
    some = order[np.concatenate(found)]
    which = nth[some]
    after = some >= len(first[0])
    yield from zip(of[which].tolist(), at[which].tolist(), after.tolist(), map(chr, right[some].tolist()), strict=True)


def rights(shapes: Shapes, beside: Codes, here: Codes) -> tuple[Places, Codes]:
    """Which of some seldom characters stand beside a Chinese one, as often as there are right ones, and the right ones."""
    import numpy as np

    chinese = ((beside >= ord("一")) & (beside <= ord("鿿"))).nonzero()[0]
    number = shapes.numbers.take(here[chinese])
    first = shapes.first[number]
    many = shapes.first[number + 1] - first
    nth = np.repeat(chinese, many)
    return nth, shapes.rights.take(np.arange(len(nth)) + np.repeat(first - np.cumsum(many) + many, many))


def summed(left: Codes, right: Codes) -> Codes:
    """A number for each two code points, which others may have too."""
    found = left * ODD
    found += right
    return found


@cache
def arrayed() -> Shapes:
    import numpy as np

    rows = [line.split("\t") for line in table().values()]
    numbers = np.zeros(arrays.BEYOND + 1, np.intp)
    numbers[arrays.codes("".join(table()))] = np.arange(1, len(rows) + 1)
    first = np.cumsum([0, 0, *(len(row[1]) for row in rows)])
    pairs = "".join([f"{before}{row[0]}" for row in rows for before in row[2]])
    pairs += "".join([f"{row[0]}{after}" for row in rows for after in row[3]])
    left, right = arrays.codes(pairs).reshape(-1, 2).T
    pair = arrays.paired(left, right)
    owned = np.zeros(1 << BITS, np.uint32)
    owned[arrays.hashed(pair, BITS)] = pair
    return Shapes(numbers > 0, numbers, arrays.codes("".join(row[1] for row in rows)), first, owned)


def rare(doc: Document) -> Iterator[int]:
    """Where seldom characters stand that a text has few times, with one that they may be a misreading of elsewhere."""
    text = doc.text
    found: Iterable[str]
    if len(text) < SHORT:
        found = list(filter(table().__contains__, text))
    elif large(text):
        found = "".join("".join(seldom().findall(text, at, at + PIECE)) for at in range(0, len(text), PIECE))
    else:
        found = seldom().findall(text)
    times = Counter(found).items()
    chosen = {wrong for wrong, n in times if n <= OFTEN and not doc.census.isdisjoint(entry(wrong).rights)}
    at = 0
    for wrong in filter(chosen.__contains__, found):
        at = text.index(wrong, at) + 1
        yield at - 1


@cache
def seldom() -> re.Pattern[str]:
    return re.compile(f"[{''.join(table())}]")


@cache
def table() -> dict[str, str]:
    return by_character(__file__, "seldom_characters.tsv")


@cache
def entry(seldom: str) -> Seldom:
    _, rights, before, after = table()[seldom].split("\t")
    return Seldom(list(rights), before, after)


def words_near(before: str, rights: list[str], after: str, words: Container[str]) -> list[tuple[str, str]]:
    """The characters that make a word with one of two neighbours, each with the word."""
    # The lexicon takes no NUL and no lone surrogate.
    near = [(right, before + right) for right in rights if "一" <= before <= "鿿" and before + right in words]
    return near + [(right, right + after) for right in rights if "一" <= after <= "鿿" and right + after in words]


def frequent(text: str, pairs: set[str]) -> Collection[str]:
    """Those of the pairs of characters that a text has `TIMES` times."""
    if len(pairs) <= FEW:
        return [pair for pair in pairs if has(text, pair)]
    times = Counter(filter(pairs.__contains__, map(add, text, islice(text, 1, None))))
    return [pair for pair, n in times.items() if n >= TIMES]


def has(text: str, word: str) -> bool:
    """Whether a text has a word `TIMES` times; found soon where it is a frequent one."""
    at = -1
    for _ in range(TIMES):
        at = text.find(word, at + 1)
        if at < 0:
            return False
    return True


def readings(text: str, at: int, pairs: list[tuple[str, str]]) -> Iterator[Reading]:
    from jiaokan.language.lexicon import cut

    left, tail = sides(text, at, at + 1, REACH)
    as_is = cut(left + text[at] + tail)
    if len(left + text[at] + tail) <= NAME or len(word_at(as_is.words, len(left))[0]) > 1:
        return
    for right, pair in pairs:
        as_read = cut(left + right + tail)
        word, place = word_at(as_read.words, len(left))
        if pair in word and as_read.log_probability - as_is.log_probability >= GAIN:
            yield Reading(at, right, at - place, word, False)
            return
