"""Stretches of text that documents share: digests of their clauses, and the chains of clauses that come again in order.

Clauses, not shingles of characters: they are found in one scan, do not depend on where lines break, and a misread
character costs one of them.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jiaokan import Document
from jiaokan_rules.repetition.blocks import blocks, is_statute

# An ideographic space parts too, so that a title is not one clause with the indented paragraph below it.
APART = '，。；：！？、,;:!?.．…—“”‘’「」『』"（）()《》〈〉【】\\[\\]#*>|　\t'
CLAUSE = f"[^\\s{APART}][^{APART}]{{4,}}"
KEPT = 4  # documents remembered for a clause, so that a formula does not pair all with all
GAP = 8  # clauses that may be unlike between two that are the same: a misreading spoils one, a defect of a line two
LIVE = 3  # chains followed at a time
NEAR = 0.6  # of the characters, in clauses that are the same: one misreading in twenty characters leaves as much


class Facts(NamedTuple):
    """A document of `size` characters by its clauses: the digest and the block of each, and what those before it sum up to.

    White space is not counted. Of a block: the digest, the start and the end in code points, and
    the line from 1. The arrays are typed, small to pickle.
    """

    path: str
    statute: bool
    size: int
    digests: array[int]
    sums: array[int]
    homes: array[int]
    keys: array[int]
    starts: array[int]
    ends: array[int]
    lines: array[int]

    def length(self, start: int, stop: int) -> int:
        """The characters in the clauses [start, stop)."""
        return self.sums[stop] - self.sums[start]

    def clauses(self, first: int, last: int) -> tuple[int, int]:
        """The clauses [start, stop) that begin in the blocks `first` to `last`, both included."""
        return bisect_left(self.homes, first), bisect_right(self.homes, last)


class Copy(NamedTuple):
    """Clauses of document `at` that stand in document `source` too: pairs of their indexes, in order in both.

    `pairs` are those in blocks that have enough of them, `chain` all.
    """

    at: int
    source: int
    chain: list[tuple[int, int]]
    pairs: list[tuple[int, int]]


def facts(doc: Document) -> Facts | None:
    found = blocks(doc)
    starts, ends, lines = array("I"), array("I"), array("I")
    for block in map(found.__getitem__, range(len(found))):
        starts.append(block.start)
        ends.append(block.end)
        lines.append(doc.line_at(block.start) + 1)
    homes, sums = array("I"), array("I", [0])
    digests: list[bytes] = []
    code = doc.code
    # A heading and the paragraph below it are no clause together, though no mark parts them.
    text = re.sub("(#[^\n]*)\n", "\\1。", doc.text) if "#" in doc.charset else doc.text
    for match in re.finditer(CLAUSE, text) if found else ():
        key = "".join(match[0].split())
        home = max(0, bisect_right(starts, match.start()) - 1)
        # Tables of one kind have the same items and other figures.
        if len(key) < 5 or key.isascii() or found.keys[home].startswith("|"):
            continue
        if len(code) and code.overlaps(*match.span()):
            continue
        digests.append(digest(key))
        sums.append(sums[-1] + len(key))
        homes.append(home)
    if not digests:
        return None
    keys = array("Q", b"".join(map(digest, found.keys)))
    size = sum(map(len, found.keys))
    made = array("Q", b"".join(digests))
    return Facts(doc.path or "", is_statute(doc), size, made, sums, homes, keys, starts, ends, lines)


def digest(key: str) -> bytes:
    from hashlib import blake2b  # 3 ms to import, and few runs compare documents

    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def spread(texts: Sequence[Facts]) -> dict[int, int]:
    """In how many documents each digest stands that stands in more than one."""
    seen: set[int] = set()
    again: set[int] = set()
    for text in texts:
        here = set(text.digests)
        again |= seen & here
        seen |= here
    del seen
    return Counter(d for text in texts for d in again.intersection(text.digests))


def copies(texts: Sequence[Facts], often: dict[int, int]) -> Iterator[Copy]:
    """What each document shares with earlier ones: chains, those with the same source together, the largest first."""
    places: dict[int, list[tuple[int, int]]] = {}
    for at, text in enumerate(texts):
        shared = [(i, d) for i, d in enumerate(text.digests) if d in often]
        matches: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for i, digest in shared:
            for source, j in places.get(digest, ()):
                matches[source].append((i, j))
        yield from settled(texts, at, matches)
        for digest, i in {d: i for i, d in reversed(shared)}.items():
            known = places.setdefault(digest, [])
            if len(known) == KEPT:
                known[-1] = at, i
            else:
                known.append((at, i))


def settled(texts: Sequence[Facts], at: int, matches: dict[int, list[tuple[int, int]]]) -> Iterator[Copy]:
    """The chains of one document, each clause in one chain only, that of the document which most is shared with."""
    text = texts[at]
    votes = {source: sum(text.length(i, i + 1) for i, _ in pairs) for source, pairs in matches.items()}
    taken: set[int] = set()
    for source in sorted(votes, key=lambda s: (-votes[s], s)):
        for chain in chains((i, j) for i, j in matches[source] if i not in taken):
            if len(chain) < 2:
                continue
            pairs = trimmed(text, texts[source], chain)
            if pairs:
                taken.update(range(pairs[0][0], pairs[-1][0] + 1))
            yield Copy(at, source, chain, pairs)


def chains(pairs: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Pairs of indexes in stretches where both rise, by no more than `GAP`; a pair goes to the longest it may."""
    live: list[list[tuple[int, int]]] = []
    for i, j in pairs:
        fitting = (c for c in live if i - c[-1][0] <= GAP and 0 < j - c[-1][1] <= GAP)
        chain = max(fitting, key=len, default=None)
        if chain:
            chain.append((i, j))
            continue
        if len(live) == LIVE:
            yield live.pop(live.index(min(live, key=lambda c: c[-1][0])))
        live.append([(i, j)])
    yield from live


def trimmed(text: Facts, source: Facts, chain: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A chain without its ends in blocks that have too little of it: a sentence quoted is no block copied.

    Nothing where what lies between the ends is for the most part not the same.
    """
    here: Counter[int] = Counter()
    there: Counter[int] = Counter()
    for i, j in chain:
        here[text.homes[i]] += text.length(i, i + 1)
        there[source.homes[j]] += text.length(i, i + 1)
    most = {b for b, part in here.items() if part >= NEAR * text.length(*text.clauses(b, b))}
    theirs = {b for b, part in there.items() if part >= NEAR * source.length(*source.clauses(b, b))}
    good = [n for n, (i, j) in enumerate(chain) if text.homes[i] in most and source.homes[j] in theirs]
    if not good:
        return []
    chain = chain[good[0] : good[-1] + 1]
    return chain if density(text, source, chain) >= NEAR else []


def density(text: Facts, source: Facts, chain: list[tuple[int, int]]) -> float:
    """The share of a chain in what lies between its ends, in the document that has less of it."""
    (i, j), (m, n) = chain[0], chain[-1]
    same = sum(text.length(at, at + 1) for at, _ in chain)
    return same / max(text.length(i, m + 1), source.length(j, n + 1))
