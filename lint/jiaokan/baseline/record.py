"""Records findings in a baseline; the entries of other files and rules stay."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jiaokan.baseline.baseline import Baseline, Entry, format_entry, load
from jiaokan.run import source
from jiaokan.run.identity import identified
from jiaokan.run.options import RunOptions
from jiaokan.run.result import Run
from jiaokan.run.session import run

if TYPE_CHECKING:
    from jiaokan.config.settings import Project
    from jiaokan.run.session import ProgressListener


class Recorded(NamedTuple):
    """A run, and how many findings its baseline had before and has now: the same where the run has errors."""

    run: Run
    before: int
    now: int


def record(
    paths: Sequence[str], project: Project, file: Path, *, prune: bool, watch: ProgressListener | None
) -> Recorded:
    """Lint what the paths name and replace its entries in the baseline, or with `prune` only delete stale ones."""
    old = load(file) if prune or file.exists() else Baseline(file, Counter())
    done = run(paths, project, RunOptions(cached=True), watch=watch)
    match = old.match(done, project)
    before = old.entries.total()
    if done.errors or done.interrupted:
        return Recorded(done, before, before)
    found = Counter(Entry(old.name(r.path), identity) for r in done.results for _, identity, _ in identified(r))
    entries = (match.used if prune else found) + match.rest
    if not covers(paths, file.parent):
        entries += match.gone
    if entries != old.entries or not file.exists():
        lines = (format_entry(entry, count) for entry, count in sorted(entries.items()))
        source.put(file, "".join(lines).encode())
    return Recorded(done, before, entries.total())


def covers(paths: Sequence[str], folder: Path) -> bool:
    """Whether one of the paths that are linted holds the whole folder."""
    real = os.path.realpath(folder)
    return any((real + os.sep).startswith(os.path.join(os.path.realpath(path), "")) for path in paths)
