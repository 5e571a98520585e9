"""Apply fixes from left to right, skip those that touch, and lint again until nothing changes."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from jiaokan.model.finding import Edit, Finding, Safety

Check = Callable[[str], list[Finding]]


class Cycle(Exception):
    """Rules undo each other or grow the text without end; `rules` are the names of the rules in the cycle."""

    def __init__(self, rules: Sequence[str]) -> None:
        super().__init__(f"The fixes of these rules never come to rest: {', '.join(rules)}.")
        self.rules = tuple(rules)


class Applied(NamedTuple):
    """A finding whose fix was applied.

    `start` is its offset in the original text, in code points; `before` and `after` are the changed stretch of text.
    """

    finding: Finding
    start: int
    before: str
    after: str


class Fixed(NamedTuple):
    """A text with the fixes applied to it, and the findings that are left in it."""

    text: str
    applied: list[Applied]
    left: list[Finding]


def select_non_overlapping(findings: Iterable[Finding], floor: Safety) -> Iterator[Finding]:
    """The findings to fix in one pass, leftmost first; one whose edits touch an earlier one's waits for the next."""
    taken: list[tuple[int, int]] = []
    fixable = (f for f in findings if f.fix and f.fix.edits and f.fix.safety >= floor)
    for finding in sorted(fixable, key=lambda f: (f.fix.edits[0].start, f.fix.edits[-1].end, f.code) if f.fix else ()):
        spans = [(e.start, e.end) for e in finding.fix.edits] if finding.fix else []
        if not any(touches(taken, span) for span in spans):
            for span in spans:
                insort(taken, span)
            yield finding


def touches(taken: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    """Whether `span` overlaps or abuts one of the sorted disjoint spans in `taken`."""
    at = bisect_left(taken, span)
    return (at > 0 and taken[at - 1][1] >= span[0]) or (at < len(taken) and taken[at][0] <= span[1])


def splice(text: str, edits: Iterable[Edit]) -> str:
    """`text` with the edits made; they must be disjoint and in order."""
    out: list[str] = []
    last = 0
    for start, end, new in edits:
        out += text[last:start], new
        last = end
    return "".join(out) + text[last:]


def fix_until_stable(text: str, check: Check, floor: Safety = Safety.SAFE) -> Fixed:
    """Fix `text` until nothing at or above `floor` is left to fix.

    Raises `Cycle` if a text recurs, or if it grows without end: beyond a limit, or in more than a hundred passes whose
    rules had all worked in the same places before.
    """
    seen: dict[int, int] = {}  # the number of the pass by the hash of the text that came into it
    names: list[set[str]] = []  # the rules at work in each pass
    worked: set[tuple[str, int]] = set()
    idle = 0
    limit = 4 * len(text) + 10_000
    applied: list[Applied] = []
    origin = OffsetMap()
    while True:
        findings = check(text)
        batch = list(select_non_overlapping(findings, floor))
        if not batch:
            return Fixed(text, applied, findings)
        seen[hash(text)] = len(names)
        names.append({f.name for f in batch})
        for finding in batch:
            start, before, after = change(text, finding)
            applied.append(Applied(finding, origin(start), before, after))
        edits = sorted(e for f in batch if f.fix for e in f.fix.edits)
        size = len(text)
        text = splice(text, edits)
        origin.add(edits)
        places = {(a.finding.name, a.start) for a in applied[-len(batch) :]}
        idle += len(text) > size and places <= worked
        worked |= places
        if hash(text) in seen or len(text) > limit or idle > 100:
            raise Cycle(sorted(set().union(*names[seen.get(hash(text), -1) :])))


def change(text: str, finding: Finding) -> tuple[int, str, str]:
    """The start of a finding's edits, the text from the first to the last of them, and that text after them."""
    edits = finding.fix.edits if finding.fix else ()
    start, end = edits[0].start, edits[-1].end
    moved = [Edit(e.start - start, e.end - start, e.text) for e in edits]
    before = text[start:end]
    return start, before, splice(before, moved)


class OffsetMap:
    """Maps an offset of the present text to the original text, back through all passes."""

    def __init__(self) -> None:
        self.passes: list[list[tuple[int, int, int, int]]] = []

    def add(self, edits: Iterable[Edit]) -> None:
        """Add a pass: its edits, in order, with offsets in the text before the pass."""
        self.passes.append(list(moves(edits)))

    def __call__(self, offset: int) -> int:
        for steps in reversed(self.passes):
            at = bisect_left(steps, (offset + 1,)) - 1
            if at >= 0:
                _, end, old_start, old_end = steps[at]
                offset = old_start if offset < end else old_end + offset - end
        return offset


def moves(edits: Iterable[Edit]) -> Iterator[tuple[int, int, int, int]]:
    """The span of each edit after the pass and before it, as start, end, old start, old end."""
    shift = 0
    for start, end, new in edits:
        yield start + shift, start + shift + len(new), start, end
        shift += len(new) - (end - start)
