"""What fixing would change, as a unified diff that `patch -p0` takes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import click

from jiaokan.reports import View
from jiaokan.reports.window import visible
from jiaokan.run.result import Run

CONTEXT = 3
GAP = 1_000_000  # pairs of lines that a quadratic comparison may be asked to look at

Block = tuple[int, int, int, int]  # lines [a, b) of the old text became [c, d) of the new one


def render(run: Run, view: View) -> str:
    return "".join(
        line for r in run.results if r.original is not None for line in unified(r.path, r.original, r.text, view)
    )


def unified(path: str, old: str, new: str, view: View) -> Iterator[str]:
    """The lines of the diff, exact but for a terminal: there no text gets to write escapes."""
    a, b = split(old), split(new)
    yield show(f"--- {visible(path)}\n", view)
    yield show(f"+++ {visible(path)}\n", view)
    for hunk in hunks(changes(a, b), len(a)):
        top = max(0, hunk[0][0] - CONTEXT)
        bottom = min(len(a), hunk[-1][1] + CONTEXT)
        shift_top, shift_bottom = hunk[0][2] - hunk[0][0], hunk[-1][3] - hunk[-1][1]
        ranges = f"{span(top, bottom)} +{span(top + shift_top, bottom + shift_bottom)}"
        yield show(f"@@ -{ranges} @@\n", view)
        at = top
        for start, end, to, until in hunk:
            yield from (show(" " + line, view) for line in a[at:start])
            yield from (show("-" + line, view) for line in a[start:end])
            yield from (show("+" + line, view) for line in b[to:until])
            at = end
        yield from (show(" " + line, view) for line in a[at:bottom])


def split(text: str) -> list[str]:
    """Lines with their line feeds, as diff tools see them: a lone CR ends none."""
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def span(start: int, end: int) -> str:
    """The range of a hunk header: one line is given without its count, an empty range by the line before it."""
    count = end - start
    return f"{start + 1}" if count == 1 else f"{start + (count > 0)},{count}"


def show(line: str, view: View) -> str:
    whole = line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
    if not view.terminal:
        return whole
    style = {"-": "red", "+": "green", "@": "cyan"}.get(line[0]) if view.colour else None
    return "".join(click.style(visible(part), fg=style, reset=bool(style)) + "\n" for part in whole.split("\n")[:-1])


def hunks(blocks: Sequence[Block], length: int) -> Iterator[list[Block]]:
    """Changes whose context would meet, together."""
    group: list[Block] = []
    for block in blocks:
        if group and block[0] - group[-1][1] > 2 * CONTEXT:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def changes(a: Sequence[str], b: Sequence[str]) -> list[Block]:
    """What differs. Lines that occur once on each side anchor the rest (patience diff), so that the time is near
    linear; a stretch without anchors is compared in full where it is short and is else given as one change."""
    found: list[Block] = []
    i = j = 0
    for x, y in [*anchors(a, b), (len(a), len(b))]:
        while i < x and j < y and a[i] == b[j]:
            i, j = i + 1, j + 1
        p, q = x, y
        while p > i and q > j and a[p - 1] == b[q - 1]:
            p, q = p - 1, q - 1
        if (p - i) * (q - j) > GAP:
            found.append((i, p, j, q))
        elif i < p or j < q:
            codes = SequenceMatcher(None, a[i:p], b[j:q], autojunk=False).get_opcodes()
            found += [(i + s, i + e, j + t, j + u) for tag, s, e, t, u in codes if tag != "equal"]
        i, j = x, y
    return found


def anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The longest rising sequence of pairs of lines that are alike and unique on both sides."""
    in_a, in_b = Counter(a), Counter(b)
    place = {line: j for j, line in enumerate(b) if in_b[line] == 1}
    pairs = [(i, place[line]) for i, line in enumerate(a) if in_a[line] == 1 and line in place]
    tails: list[int] = []  # the smallest last j of a rising sequence of each length
    ends: list[int] = []  # which pair that is
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [j]
        ends[at : at + 1] = [n]
    out: list[tuple[int, int]] = []
    n = ends[-1] if ends else -1
    while n >= 0:
        out.append(pairs[n])
        n = before[n]
    return out[::-1]
