"""Where a text holds an n-gram of a table but for one character, in whose place a similar one stands.

The n-grams are words of three or four characters. Each is known by a pair of its characters that hardly occurs
elsewhere, so that nearly every place of a text ends at the question whether its pair is one of the table. The plain
answer for one text is here; `ngram_hashes` finds the pairs of a batch of texts by arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import chain, compress, count
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import marisa_trie

    from jiaokan.search.classes import Codes, Places
    from jiaokan.search.ngram_hashes import NgramHashes

STEPS = (1, 2)  # how far the two characters of a pair stand apart
WORTH_A_SET = 1000  # code points: to look up the pairs of so many one by one takes as long as to read all of the table
CHUNK = 1 << 16  # code points: the numbers of so many pairs exist at once, eight bytes each


class NearMatch(NamedTuple):
    """An n-gram that begins at `start`, but for its character number `gap`, where a similar one stands."""

    start: int
    ngram: str
    gap: int


class Anchor(NamedTuple):
    """The pair that an n-gram is known by: its first character, and how far the second stands behind it."""

    first: int
    step: int


def anchor(size: int, gap: int) -> Anchor:
    """The pair that an n-gram of `size` characters is known by where the one at `gap` is exchanged."""
    if gap >= 2:
        return Anchor(0, 1)
    return Anchor(0, 2) if (size, gap) == (3, 1) else Anchor(size - 2, 1)


class NgramTable:
    """N-grams, with the places (gaps) of each at which a similar character may stand.

    `path`: a trie in which the step and the two characters of a pair (1灰头) lead to the n-grams that are known by it,
    each with its gaps behind it (灰头土脸23), parted by spaces. `similar`: the characters that may stand for one. All
    characters lie in the basic plane. Nothing is read before the first text is searched.
    """

    def __init__(self, path: Path, similar: Callable[[str], str]) -> None:
        self.path = path
        self.similar = similar
        self.searched = 0  # code points
        self.ngrams = cache(self.read_ngrams)

    @cached_property
    def trie(self) -> marisa_trie.BytesTrie:
        import marisa_trie

        return marisa_trie.BytesTrie().mmap(str(self.path))

    @cached_property
    def pairs(self) -> dict[int, str]:
        """By step all pairs, end to end."""
        return {step: "".join(key[1:] for key in self.trie.keys(str(step))) for step in STEPS}

    @cached_property
    def numbers(self) -> dict[int, frozenset[int]]:
        """By step all pairs, as numbers: they are looked up four times as fast as strings."""
        return {step: frozenset(pair_numbers(pairs)) for step, pairs in self.pairs.items()}

    @cached_property
    def hashes(self) -> NgramHashes:
        from jiaokan.search.ngram_hashes import NgramHashes

        entries = [value.decode() for _, value in self.trie.items()]
        return NgramHashes(self.pairs, " ".join(entries).split(" "), self.similar)

    def read_ngrams(self, pair: str, step: int) -> list[tuple[str, list[int]]]:
        """The n-grams that are known by a pair, each with its gaps."""
        entries = self.trie[f"{step}{pair}"][0].decode().split(" ")
        ngrams = [entry.rstrip("0123") for entry in entries]
        return [(ngram, list(map(int, entry[len(ngram) :]))) for ngram, entry in zip(ngrams, entries, strict=True)]

    def find(self, text: str) -> list[NearMatch]:
        """The near matches in a text, by the step of their pair, then by its place."""
        self.searched += len(text)
        places = self.places_by_numbers if self.searched >= WORTH_A_SET else self.places_by_trie
        return [match for step in STEPS for at in places(text, step) for match in self.matches(text, at, step)]

    def places_by_trie(self, text: str, step: int) -> Iterable[int]:
        """Where pairs of the table begin, each pair of the text looked up by itself."""
        return (at for at, pair in enumerate(map(add, text, text[step:])) if self.has_pair(pair, step))

    def places_by_numbers(self, text: str, step: int) -> Iterator[int]:
        """Where pairs of the table begin."""
        known = self.numbers[step].__contains__
        for begin in range(0, len(text), CHUNK):
            chunk = text[begin : begin + CHUNK + step]
            # Of every `step`th character, two and two make the pairs at `first`, `first + 2 * step`, and so on.
            found = [
                compress(count(begin + first, 2 * step), map(known, pair_numbers(chunk[first::step])))
                for first in range(2 * step)
            ]
            yield from sorted(chain.from_iterable(found))

    def has_pair(self, pair: str, step: int) -> bool:
        """Whether a pair is one of the table; a trie takes no lone surrogate, and NUL ends its keys."""
        return "一" <= pair[0] <= "鿿" and "一" <= pair[1] <= "鿿" and f"{step}{pair}" in self.trie

    def matches(self, text: str, at: int, step: int) -> Iterator[NearMatch]:
        """The near matches whose pair, which is one of the table, begins at `at`."""
        for ngram, gaps in self.ngrams(text[at : at + step + 1 : step], step):
            start = at - anchor(len(ngram), gaps[0]).first
            there = text[start : start + len(ngram)] if start >= 0 else ""
            for gap in gaps if len(there) == len(ngram) else ():
                same = there[:gap] == ngram[:gap] and there[gap + 1 :] == ngram[gap + 1 :]
                if same and there[gap] in self.similar(ngram[gap]):
                    yield NearMatch(start, ngram, gap)

    def find_in_texts(self, codes: Codes, starts: Places, texts: Sequence[str]) -> list[list[NearMatch]]:
        """What `find` returns for each of some texts, by arrays.

        `codes`: the texts as `classes.code_points` has them, a line feed behind each; `starts`: where each begins.
        """
        found: list[list[NearMatch]] = [[] for _ in texts]
        for step in STEPS:
            places = self.hashes.candidates(codes, step)
            homes = starts.searchsorted(places, "right") - 1
            for home, at in zip(homes.tolist(), (places - starts[homes]).tolist(), strict=True):
                if self.has_pair(texts[home][at : at + step + 1 : step], step):
                    found[home] += self.matches(texts[home], at, step)
        return found


def pair_numbers(text: str) -> memoryview:
    """The first and second character of a text as one number, the third and fourth, and so on."""
    return memoryview(text[: len(text) // 2 * 2].encode("utf-32-le", "surrogatepass")).cast("Q")
