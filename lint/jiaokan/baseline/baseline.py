"""What was there when jiaokan came: findings that are known, so that only new ones fail.

A file of JSON lines, sorted, an entry a line, so that branches merge line by line. An entry is found again by what its
finding is known by (`jiaokan.run.identity`); the path is a hint, so that a file that was moved or edited keeps its own.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jiaokan.config.config_file import reason
from jiaokan.errors import ConfigError
from jiaokan.model.finding import Finding
from jiaokan.run import source
from jiaokan.run.identity import AROUND, Identity, identified
from jiaokan.run.options import RunOptions
from jiaokan.run.result import FileResult, Run

if TYPE_CHECKING:
    from jiaokan.config.settings import Project
    from jiaokan.run.session import ProgressListener

NEAR = 4  # letters that tell two findings of one text in one file apart, when what stands further off was edited
TELLING = 8  # letters of a text that tells by itself, or by its two neighbours, which finding it is
Part = tuple[str | int, ...]  # of an identity
Place = tuple[str, Identity]  # a file, relative to the baseline's folder and with slashes, and what stands in it


class Match(NamedTuple):
    """A run held against a baseline.

    `run` has the new findings alone. Of the entries, `used` are those of findings, where these are now; `stale` those
    of linted files that have no finding any more; `rest` those that the run says nothing about, and `gone` those of
    files that are no longer there and were not found anywhere else.
    """

    run: Run
    used: Counter[Place]
    stale: Counter[Place]
    rest: Counter[Place]
    gone: Counter[Place]


@dataclass(frozen=True)
class Baseline:
    """The entries of a file, each with how many findings it stands for."""

    file: Path
    entries: Counter[Place]

    def name(self, path: str) -> str:
        """How the baseline calls a file."""
        full, folder = os.path.abspath(path), os.path.join(os.path.abspath(self.file.parent), "")
        return full.removeprefix(folder).replace(os.sep, "/")

    def match(self, run: Run, project: Project) -> Match:
        """What is new in a run, and what has become of the entries."""
        linted = {self.name(path): path for path in run.linted}
        stocks: dict[str, EntryPool] = {}
        moved = EntryPool(AROUND)
        there: dict[str, bool] = {}
        for place, count in self.entries.items():
            path = place[0]
            if path not in there:
                there[path] = path in linted or os.path.lexists(self.file.parent / path)
            (stocks.setdefault(path, EntryPool(NEAR)) if there[path] else moved).add(place, count)
        used: Counter[Place] = Counter()
        results = []
        for result in run.results:
            path = self.name(result.path)
            new = []
            for finding, identity, known in sorted_out(result, stocks.get(path), moved):
                if known:
                    used[path, identity] += 1
                else:
                    new.append(finding)
            if new or result.applied or result.errors:
                results.append(replace(result, findings=tuple(new)))
        stale: Counter[Place] = Counter()
        rest: Counter[Place] = Counter()
        for path, stock in stocks.items():
            ran = codes(project, linted[path]) if path in linted else ()
            for place, count in stock.remaining():
                (stale if place[1].code in ran else rest)[place] = count
        new_run = run._replace(
            results=tuple(results), known=used.total(), stale=stale.total(), baseline=os.path.relpath(self.file)
        )
        return Match(new_run, used, stale, rest, Counter(dict(moved.remaining())))


class Recorded(NamedTuple):
    """A run, and how many findings its baseline had before and has now: the same where the run has errors."""

    run: Run
    before: int
    now: int


def recorded(
    paths: Sequence[str], project: Project, file: Path, *, prune: bool, watch: ProgressListener | None
) -> Recorded:
    """Lint what the paths name and write its baseline anew, or with `prune` take out what is there no more."""
    from jiaokan.run.session import run

    old = load(file) if prune or file.exists() else Baseline(file, Counter())
    done = run(paths, project, RunOptions(cached=True), watch=watch)
    match = old.match(done, project)
    before = old.entries.total()
    if done.errors or done.interrupted:
        return Recorded(done, before, before)
    found = Counter((old.name(r.path), identity) for r in done.results for _, identity, _ in identified(r))
    entries = (match.used if prune else found) + match.rest
    if not covers(paths, file.parent):
        entries += match.gone
    if entries != old.entries or not file.exists():
        source.put(file, "".join(line(*place, count) for place, count in sorted(entries.items())).encode())
    return Recorded(done, before, entries.total())


def codes(project: Project, path: str) -> Collection[str]:
    return {active.rule.code for active in project.settings_for(path).rules_for(path)}


class EntryPool:
    """Entries that no finding has used yet, found by all of an identity or by a part of it.

    `near`: how many letters on one side have to be the same.
    """

    def __init__(self, near: int) -> None:
        self.size = 0
        self.near = near
        self.places: dict[Identity, list[str]] = {}
        self.parts: dict[Part, list[Identity]] = {}

    def add(self, place: Place, count: int) -> None:
        path, identity = place
        self.size += count
        self.places.setdefault(identity, []).extend([path] * count)
        for part in (*self.sides(identity), *self.ends(identity)):
            self.parts.setdefault(part, []).append(identity)

    def take(self, identity: Identity) -> bool:
        """Use up an entry of this identity, if there is one."""
        if not self.places.get(identity):
            return False
        self.places[identity].pop()
        self.size -= 1
        return True

    def take_like(self, identity: Identity) -> bool:
        """Use up an entry that has the same letters on one side, what stands further off having been edited."""
        return self.take_part(self.sides(identity))

    def take_edited(self, identity: Identity) -> bool:
        """Use up an entry of a long text that was edited in itself, as by a fix, or on both sides."""
        return self.take_part(self.ends(identity))

    def take_part(self, parts: Iterable[Part]) -> bool:
        for part in parts:
            candidates = self.parts.get(part, [])
            while candidates:
                if self.take(candidates[-1]):
                    return True
                candidates.pop()
        return False

    def sides(self, identity: Identity) -> Iterator[Part]:
        code, before, text, after = identity
        for n, side in enumerate((before[-self.near :], after[: self.near])):
            if side:
                yield code, text, n, side

    def ends(self, identity: Identity) -> Iterator[Part]:
        code, before, text, after = identity
        if len(text) >= TELLING and text[0].isalnum():
            yield code, text
            yield code, before[-self.near :], after[: self.near]

    def remaining(self) -> Iterable[tuple[Place, int]]:
        return Counter((path, identity) for identity, paths in self.places.items() for path in paths).items()


def sorted_out(result: FileResult, own: EntryPool | None, moved: EntryPool) -> Iterator[tuple[Finding, Identity, bool]]:
    """The findings of a file and whether each is known; none takes an entry that is more nearly another's."""
    items = [(finding, identity) for finding, identity, _ in identified(result)]
    known = [False] * len(items)
    for stock, take in (
        (own, EntryPool.take),
        (moved, EntryPool.take),
        (own, EntryPool.take_like),
        (moved, EntryPool.take_like),
        (own, EntryPool.take_edited),
    ):
        for n, (_, identity) in enumerate(items):
            if stock and stock.size and not known[n]:
                known[n] = take(stock, identity)
    for (finding, identity), is_known in zip(items, known, strict=True):
        yield finding, identity, is_known


def load(file: Path) -> Baseline:
    """The baseline in a file; raises `ConfigError` with the line that is no entry."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: this baseline can't be read: {reason(error)}") from error
    entries: Counter[Place] = Counter()
    for number, text in enumerate(lines, 1):
        if text.strip():
            place, count = entry(text, f"{file}:{number}")
            entries[place] = max(entries[place], count)  # a merge may have kept the entries of both sides
    return Baseline(file, entries)


def entry(text: str, where: str) -> tuple[Place, int]:
    try:
        row = json.loads(text)
        words = [row[key] for key in ("path", "rule", "before", "text", "after")]
        count = row["count"]
    except (ValueError, KeyError, TypeError, RecursionError):
        words, count = [], None
    if not words or not all(isinstance(word, str) for word in words) or type(count) is not int or count < 1:
        raise ConfigError(f"{where}: this is no entry of a baseline. Mend the line, or write all of it anew.")
    path, *identity = words
    return (path, Identity(*identity)), count


def line(path: str, identity: Identity, count: int) -> str:
    """An entry as it is written; what a reader would not see is escaped."""
    from jiaokan.reports.window import UNSEEN

    code, before, text, after = identity
    row = {"path": path, "rule": code, "before": before, "text": text, "after": after, "count": count}
    return UNSEEN.compiled.sub(escaped, json.dumps(row, ensure_ascii=False)) + "\n"


def escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return re.sub("....", r"\\u\g<0>", units)


def covers(paths: Sequence[str], folder: Path) -> bool:
    """Whether one of the paths that are linted holds the whole folder."""
    real = os.path.realpath(folder)
    return any((real + os.sep).startswith(os.path.join(os.path.realpath(path), "")) for path in paths)
