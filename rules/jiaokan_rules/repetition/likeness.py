"""Pairs of blocks that are nearly the same: clauses they share make candidates, rapidfuzz judges them."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from jiaokan import Document
from jiaokan_rules.repetition.blocks import Block, blocks
from jiaokan_rules.repetition.repeats import repeats

CLAUSE = "[^\\s，。；：！？、,;:!?“”（）()]{5,}"
LONGEST = 20_000  # characters: a comparison takes the product of the lengths; no paragraph is longer
KEPT = 4  # earlier blocks remembered for a clause, so that a formula does not pair all with all
SHARE = 0.2  # of the shorter block in shared clauses: a misreading in every other clause leaves more
LIKE = 0.93  # one character in fourteen may differ


class Change(NamedTuple):
    """Where a later block differs from the earlier: keys [start, end) of both."""

    old: tuple[int, int]
    new: tuple[int, int]


class Pair(NamedTuple):
    source: Block
    copy: Block
    adjacent: bool
    changes: tuple[Change, ...]


def pairs(doc: Document, shortest: int = 30) -> list[Pair]:
    """Each block with the earlier one that it is nearly the same as, if there is one."""
    found = doc.view(blocks)
    clauses = [re.findall(CLAUSE, b.key) if shortest <= len(b.key) <= LONGEST else [] for b in found]
    often = {c for c, n in Counter(c for some in clauses for c in some).items() if n > 1}
    if not often:
        return []
    taken = {n for r in doc.view(repeats) for n in range(r.first, r.last + 1)}
    seen: dict[str, list[int]] = {}
    out: list[Pair] = []
    for n, block in enumerate(found):
        shared = [c for c in dict.fromkeys(clauses[n]) if c in often]
        if not shared:
            continue
        if n not in taken:
            votes: Counter[int] = Counter()
            for clause in shared:
                for p in seen.get(clause, ()):
                    votes[p] += len(clause)
            for p, shared_size in votes.most_common(2):
                if shared_size >= SHARE * min(len(block.key), len(found[p].key)):
                    changes = differences(found[p].key, block.key)
                    if changes:
                        out.append(Pair(found[p], block, p == n - 1, changes))
                        break
        for clause in shared:
            places = seen.setdefault(clause, [])
            if len(places) == KEPT:
                places[-1] = n
            else:
                places.append(n)
    return out


def differences(old: str, new: str) -> tuple[Change, ...]:
    """What changes `old` into `new`, or nothing where they are not alike (or the same)."""
    from rapidfuzz.distance import Levenshtein

    longest = max(len(old), len(new))
    limit = int((1 - LIKE) * longest) + 1
    if Levenshtein.distance(old, new, score_cutoff=limit) > limit:
        return ()
    return tuple(
        Change((op.src_start, op.src_end), (op.dest_start, op.dest_end))
        for op in Levenshtein.opcodes(old, new)
        if op.tag != "equal"
    )
