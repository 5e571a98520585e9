"""The changes that fixing would make, as a unified diff that `patch -p0` accepts.

`difflib` alone takes quadratic time for a long file with many changes, so the lines are matched here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

import click

from jiaokan.reports import View
from jiaokan.reports.window import visible
from jiaokan.run.result import FileResult, Run

CONTEXT = 3  # lines
LARGEST_COMPARISON = 1_000_000  # pairs of lines that difflib may be asked to compare


class Change(NamedTuple):
    """Lines [start, end) of the old text that became lines [new_start, new_end) of the new one."""

    start: int
    end: int
    new_start: int
    new_end: int


def part(result: FileResult, view: View) -> str:
    if result.original is None:
        return ""
    return "".join(show(line, view) for line in unified(result.path, result.original, result.text))


def end(run: Run, view: View) -> str:
    return ""


def show(line: str, view: View) -> str:
    """A line of the diff, exact but for a terminal: there no text may write escapes."""
    if not view.terminal:
        return line
    style = {"-": "red", "+": "green", "@": "cyan"}.get(line[0]) if view.colour else None
    parts = line.removesuffix("\n").split("\n")
    return "".join(click.style(visible(part), fg=style, reset=bool(style)) + "\n" for part in parts)


def unified(path: str, old: str, new: str) -> Iterator[str]:
    """The lines of the diff."""
    a, b = split_lines(old), split_lines(new)
    yield f"--- {visible(path)}\n"
    yield f"+++ {visible(path)}\n"
    for hunk in hunks(changes(a, b)):
        first, last = hunk[0], hunk[-1]
        top, bottom = max(0, first.start - CONTEXT), min(len(a), last.end + CONTEXT)
        new_top, new_bottom = top + first.new_start - first.start, bottom + last.new_end - last.end
        yield f"@@ -{line_range(top, bottom)} +{line_range(new_top, new_bottom)} @@\n"
        for change in hunk:
            yield from (diff_line(" ", line) for line in a[top : change.start])
            yield from (diff_line("-", line) for line in a[change.start : change.end])
            yield from (diff_line("+", line) for line in b[change.new_start : change.new_end])
            top = change.end
        yield from (diff_line(" ", line) for line in a[top:bottom])


def split_lines(text: str) -> list[str]:
    """Lines with their line feeds, as diff tools see them: a lone CR ends none."""
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def line_range(start: int, end: int) -> str:
    """The range of a hunk header: one line is given without its count, an empty range by the line before it."""
    count = end - start
    return f"{start + 1}" if count == 1 else f"{start + (count > 0)},{count}"


def diff_line(sign: str, line: str) -> str:
    return sign + (line if line.endswith("\n") else line + "\n\\ No newline at end of file\n")


def hunks(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Group changes into hunks: changes whose contexts would meet are in one."""
    hunk: list[Change] = []
    for change in changes:
        if hunk and change.start - hunk[-1].end > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def changes(a: Sequence[str], b: Sequence[str]) -> list[Change]:
    """The changes from one list of lines to another.

    Lines that occur once in each list are anchors (patience diff), so that the time is nearly linear. A short stretch
    between anchors is compared in full, a long one is a single change.
    """
    found: list[Change] = []
    i = j = 0
    for x, y in [*anchors(a, b), (len(a), len(b))]:
        while i < x and j < y and a[i] == b[j]:
            i, j = i + 1, j + 1
        p, q = x, y
        while p > i and q > j and a[p - 1] == b[q - 1]:
            p, q = p - 1, q - 1
        if (p - i) * (q - j) > LARGEST_COMPARISON:
            found.append(Change(i, p, j, q))
        elif i < p or j < q:
            codes = SequenceMatcher(None, a[i:p], b[j:q], autojunk=False).get_opcodes()
            found += [Change(i + s, i + e, j + t, j + u) for tag, s, e, t, u in codes if tag != "equal"]
        i, j = x, y
    return found


def anchors(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs of equal lines that occur once in each list, in order.

    Of such lines only moved ones do not match, so that difflib looks at each only once.
    """
    unique = once(a) & once(b)
    in_a = [i for i, line in enumerate(a) if line in unique]
    in_b = [j for j, line in enumerate(b) if line in unique]
    matcher = SequenceMatcher(None, [a[i] for i in in_a], [b[j] for j in in_b], autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        yield from zip(in_a[i : i + size], in_b[j : j + size], strict=True)


def once(lines: Sequence[str]) -> set[str]:
    """The lines that occur exactly once."""
    return {line for line, count in Counter(lines).items() if count == 1}
