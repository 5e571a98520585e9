"""Clauses that documents share: their digests, and chains of clauses that recur in the same order.

Clauses, not shingles of characters: they are found in one scan, do not depend on where lines break, and a misread
character costs one of them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jiaokan import Document, Pattern
from jiaokan.language.typography import CLOSING_QUOTES, ELLIPSIS, FULL_MARKS, HALF_MARKS, OPENING_QUOTES
from jiaokan_rules.repetition.blocks import blocks, is_statute

# An ideographic space parts too, so that a title is not one clause with the indented paragraph below it.
APART = f'{FULL_MARKS}{HALF_MARKS}.．{ELLIPSIS}—{OPENING_QUOTES}{CLOSING_QUOTES}"（）()《》〈〉【】\\[\\]#*>|　\t'
SHORTEST = 5  # code points
CLAUSE = Pattern(f"[^\\s{APART}][^{APART}]{{{SHORTEST - 1},}}")
HEADING = Pattern("(#[^\n]*)\n")
KEPT = 4  # documents remembered for a clause, so that a formula does not pair all with all
GAP = 8  # clauses that may be unlike between two that are the same: a misreading spoils one, a defect of a line two
LIVE = 3  # chains followed at a time
NEAR = 0.6  # of the characters, in clauses that are the same: one misreading in twenty characters leaves as much

Pairs = list[tuple[int, int]]  # clauses of two documents that are the same, by their indices


class DocumentClauses(NamedTuple):
    """A document of `size` code points without white space, by its clauses and its blocks.

    Of each clause: its digest, the index of its block, and what the lengths of those before it sum up to. Of each
    block: its digest, [start, end) in code points and the line, from 1. The arrays are typed, small to pickle.
    """

    path: str
    statute: bool
    size: int
    digests: array[int]
    block_of: array[int]
    sums: array[int]
    block_digests: array[int]
    starts: array[int]
    ends: array[int]
    lines: array[int]

    def length(self, start: int, stop: int) -> int:
        """The code points in the clauses [start, stop)."""
        return self.sums[stop] - self.sums[start]

    def total(self, clauses: Iterable[int]) -> int:
        """The code points in some clauses."""
        return sum(self.length(clause, clause + 1) for clause in clauses)

    def clauses_in(self, first: int, last: int) -> tuple[int, int]:
        """The clauses [start, stop) that begin in the blocks `first` to `last`, both included."""
        return bisect_left(self.block_of, first), bisect_right(self.block_of, last)


class Chain(NamedTuple):
    """Clauses of document `copy` that stand in document `source` too, in order in both.

    `core` are those between the ends that are in blocks which have enough of them.
    """

    copy: int
    source: int
    pairs: Pairs
    core: Pairs


def collect_clauses(doc: Document) -> DocumentClauses | None:
    """The clauses of a document outside code and tables, or None if it has none."""
    found = blocks(doc)
    all_blocks = [found[n] for n in range(len(found))]
    starts = array("I", [block.start for block in all_blocks])
    block_of, sums, digests = array("I"), array("I", [0]), array("Q")
    # A heading and the paragraph below it are no clause together, though no mark parts them.
    text = HEADING.sub("\\1。", doc.text) if "#" in doc.charset else doc.text
    for match in CLAUSE.finditer(text) if all_blocks else ():
        key = "".join(match[0].split())
        block = max(0, bisect_right(starts, match.start()) - 1)
        # Tables of one kind have the same items and other figures.
        table = found.keys[block].startswith("|")
        if len(key) >= SHORTEST and not key.isascii() and not table and not doc.code.overlaps(*match.span()):
            digests.append(digest(key))
            sums.append(sums[-1] + len(key))
            block_of.append(block)
    if not digests:
        return None
    return DocumentClauses(
        doc.path or "",
        is_statute(doc),
        sum(map(len, found.keys)),
        digests,
        block_of,
        sums,
        array("Q", map(digest, found.keys)),
        starts,
        array("I", [block.end for block in all_blocks]),
        array("I", [doc.line_at(block.start) + 1 for block in all_blocks]),
    )


def digest(key: str) -> int:
    from hashlib import blake2b  # 3 ms to import, and few runs compare documents

    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def count_documents(texts: Sequence[DocumentClauses]) -> dict[int, int]:
    """For each digest that occurs in more than one document, the number of these."""
    seen: set[int] = set()
    shared: set[int] = set()
    for text in texts:
        here = set(text.digests)
        shared |= seen & here
        seen |= here
    del seen
    return Counter(digest for text in texts for digest in shared.intersection(text.digests))


def shared_chains(texts: Sequence[DocumentClauses], shared: dict[int, int]) -> Iterator[Chain]:
    """The chains that each document shares with earlier ones, grouped by source, the largest group first.

    `shared` are the digests that stand in more than one document.
    """
    places: dict[int, Pairs] = {}  # of each digest: documents, and its first clause in them
    for at, text in enumerate(texts):
        here = [(i, digest) for i, digest in enumerate(text.digests) if digest in shared]
        matches: dict[int, Pairs] = defaultdict(list)
        for i, digest in here:
            for source, j in places.get(digest, ()):
                matches[source].append((i, j))
        yield from chains_of_document(texts, at, matches)
        for digest, i in {digest: i for i, digest in reversed(here)}.items():
            known = places.setdefault(digest, [])
            del known[KEPT - 1 :]
            known.append((at, i))


def chains_of_document(texts: Sequence[DocumentClauses], at: int, matches: dict[int, Pairs]) -> Iterator[Chain]:
    """The chains of one document, each clause in one chain only, that of the document which most is shared with."""
    text = texts[at]
    votes = {source: text.total(i for i, _ in pairs) for source, pairs in matches.items()}
    taken: set[int] = set()
    for source in sorted(votes, key=lambda s: (-votes[s], s)):
        for chain in rising_chains((i, j) for i, j in matches[source] if i not in taken):
            if len(chain) > 1:
                core = without_quoted_ends(text, texts[source], chain)
                if core:
                    taken.update(range(core[0][0], core[-1][0] + 1))
                yield Chain(at, source, chain, core)


def rising_chains(pairs: Iterable[tuple[int, int]]) -> Iterator[Pairs]:
    """Pairs of indices in stretches where both rise, by no more than `GAP`; a pair goes to the longest it may."""
    live: list[Pairs] = []
    for i, j in pairs:
        fitting = (chain for chain in live if i - chain[-1][0] <= GAP and 0 < j - chain[-1][1] <= GAP)
        chain = max(fitting, key=len, default=None)
        if chain:
            chain.append((i, j))
            continue
        if len(live) == LIVE:
            yield live.pop(live.index(min(live, key=lambda chain: chain[-1][0])))
        live.append([(i, j)])
    yield from live


def without_quoted_ends(text: DocumentClauses, source: DocumentClauses, chain: Pairs) -> Pairs:
    """A chain without its ends in blocks that have too little of it: a quoted sentence is not a copied block.

    Nothing where what lies between the ends is for the most part not the same.
    """
    here = copied_blocks(text, [i for i, _ in chain])
    there = copied_blocks(source, [j for _, j in chain])
    good = [n for n, (i, j) in enumerate(chain) if text.block_of[i] in here and source.block_of[j] in there]
    if not good:
        return []
    chain = chain[good[0] : good[-1] + 1]
    (i, j), (m, n) = chain[0], chain[-1]
    longest = max(text.length(i, m + 1), source.length(j, n + 1))
    return chain if text.total(i for i, _ in chain) / longest >= NEAR else []


def copied_blocks(text: DocumentClauses, clauses: Sequence[int]) -> set[int]:
    """The blocks for the most part of which some clauses are."""
    sizes: Counter[int] = Counter()
    for clause in clauses:
        sizes[text.block_of[clause]] += text.length(clause, clause + 1)
    return {block for block, size in sizes.items() if size >= NEAR * text.length(*text.clauses_in(block, block))}
