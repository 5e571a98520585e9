"""Known findings, so that only new ones fail.

A file of JSON lines, sorted, an entry a line, so that branches merge line by line. An entry is found again by the
identity of its finding (`jiaokan.run.identity`); the path is a hint, so that a file that was moved or edited keeps its
entries.
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
from jiaokan.language.typography import UNSEEN
from jiaokan.run.identity import AROUND, Identity, identified
from jiaokan.run.result import Run

if TYPE_CHECKING:
    from jiaokan.config.settings import Project

NEAR = 4  # letters on one side that identify a finding in its file, if text further off was edited
TELLING = 8  # letters: a text of this length identifies a finding alone, or only the text on both sides does
Part = tuple[str | int, ...]  # of an identity


class Entry(NamedTuple):
    """A finding as the baseline records it; `path` is relative to the baseline's folder, with slashes."""

    path: str
    identity: Identity


class Match(NamedTuple):
    """A run compared with a baseline.

    `run` has only the new findings. Of the entries, `used` are those of findings, where these are now; `stale` those of
    linted files that have no finding any more; `rest` those of other files and rules, and `gone` those of files
    that are no longer there and were not found anywhere else.
    """

    run: Run
    used: Counter[Entry]
    stale: Counter[Entry]
    rest: Counter[Entry]
    gone: Counter[Entry]


@dataclass(frozen=True)
class Baseline:
    """The entries of a file, each with how many findings it stands for."""

    file: Path
    entries: Counter[Entry]

    def name(self, path: str) -> str:
        """The path of a file as the entries have it."""
        full, folder = os.path.abspath(path), os.path.join(os.path.abspath(self.file.parent), "")
        return full.removeprefix(folder).replace(os.sep, "/")

    def match(self, run: Run, project: Project) -> Match:
        """Compare a run with the entries: what is new in the run, and which entries were used or are stale."""
        linted = {self.name(path): path for path in run.linted}
        pools, moved = self.pools(linted)
        used: Counter[Entry] = Counter()
        results = []
        for result in run.results:
            path = self.name(result.path)
            findings = [(finding, identity) for finding, identity, _ in identified(result)]
            known = match_identities([identity for _, identity in findings], pools.get(path), moved)
            new = []
            for (finding, identity), is_known in zip(findings, known, strict=True):
                if is_known:
                    used[Entry(path, identity)] += 1
                else:
                    new.append(finding)
            results.append(replace(result, findings=tuple(new)))
        stale: Counter[Entry] = Counter()
        rest: Counter[Entry] = Counter()
        for path, pool in pools.items():
            ran = rule_codes(project, linted[path]) if path in linted else ()
            for entry, count in pool.remaining().items():
                (stale if entry.identity.code in ran else rest)[entry] = count
        new_run = run._replace(
            results=tuple(result for result in results if result.reportable),
            known=used.total(),
            stale=stale.total(),
            baseline=os.path.relpath(self.file),
        )
        return Match(new_run, used, stale, rest, moved.remaining())

    def pools(self, linted: Collection[str]) -> tuple[dict[str, EntryPool], EntryPool]:
        """The entries by the path of their file, and those of files that are no longer there."""
        pools: dict[str, EntryPool] = {}
        moved = EntryPool(AROUND)
        there: dict[str, bool] = {}
        for entry, count in self.entries.items():
            path = entry.path
            if path not in there:
                there[path] = path in linted or os.path.lexists(self.file.parent / path)
            pool = pools.setdefault(path, EntryPool(NEAR)) if there[path] else moved
            pool.add(entry, count)
        return pools, moved


def rule_codes(project: Project, path: str) -> Collection[str]:
    """The codes of the rules that run on a file."""
    return {configured.rule.code for configured in project.settings_for(path).rules_for(path)}


def match_identities(identities: Sequence[Identity], own: EntryPool | None, moved: EntryPool) -> list[bool]:
    """Whether each finding of a file is known; none takes an entry that matches another one better.

    `own` has the entries of the file, `moved` those of files that are no longer there.
    """
    known = [False] * len(identities)
    for pool, take in (
        (own, EntryPool.take),
        (moved, EntryPool.take),
        (own, EntryPool.take_by_side),
        (moved, EntryPool.take_by_side),
        (own, EntryPool.take_edited),
    ):
        for n, identity in enumerate(identities):
            if pool and pool.size and not known[n]:
                known[n] = take(pool, identity)
    return known


class EntryPool:
    """Entries that no finding has used yet, found by the whole identity or by a part of it.

    `near`: how many letters on one side have to be the same.
    """

    def __init__(self, near: int) -> None:
        self.size = 0
        self.near = near
        self.paths: dict[Identity, list[str]] = {}
        self.by_part: dict[Part, list[Identity]] = {}

    def add(self, entry: Entry, count: int) -> None:
        path, identity = entry
        self.size += count
        self.paths.setdefault(identity, []).extend([path] * count)
        for part in (*self.sides(identity), *self.edited(identity)):
            self.by_part.setdefault(part, []).append(identity)

    def take(self, identity: Identity) -> bool:
        """Use up an entry of this identity, if there is one."""
        if not self.paths.get(identity):
            return False
        self.paths[identity].pop()
        self.size -= 1
        return True

    def take_by_side(self, identity: Identity) -> bool:
        """Use up an entry with the same letters on one side: text further off was edited."""
        return self.take_by_part(self.sides(identity))

    def take_edited(self, identity: Identity) -> bool:
        """Use up an entry of a long text that was edited in itself, as by a fix, or on both sides."""
        return self.take_by_part(self.edited(identity))

    def take_by_part(self, parts: Iterable[Part]) -> bool:
        for part in parts:
            candidates = self.by_part.get(part, [])
            while candidates:
                if self.take(candidates[-1]):
                    return True
                candidates.pop()
        return False

    def sides(self, identity: Identity) -> Iterator[Part]:
        """The text with the letters on each side."""
        code, before, text, after = identity
        for n, side in enumerate((before[-self.near :], after[: self.near])):
            if side:
                yield code, text, n, side

    def edited(self, identity: Identity) -> Iterator[Part]:
        """A long text without its sides, and its sides without the text."""
        code, before, text, after = identity
        if len(text) >= TELLING and text[0].isalnum():
            yield code, text
            yield code, before[-self.near :], after[: self.near]

    def remaining(self) -> Counter[Entry]:
        return Counter(Entry(path, identity) for identity, paths in self.paths.items() for path in paths)


def load(file: Path) -> Baseline:
    """The baseline in a file; raises `ConfigError` with the line that is not an entry."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: this baseline can't be read: {reason(error)}") from error
    entries: Counter[Entry] = Counter()
    for number, text in enumerate(lines, 1):
        if text.strip():
            entry, count = parse_entry(text, f"{file}:{number}")
            entries[entry] = max(entries[entry], count)  # a merge may have kept the entries of both sides
    return Baseline(file, entries)


def parse_entry(text: str, where: str) -> tuple[Entry, int]:
    """The entry in a line of the file, and its count; `where` names the line."""
    try:
        row = json.loads(text)
        words = [row[key] for key in ("path", "rule", "before", "text", "after")]
        count = row["count"]
    except (ValueError, KeyError, TypeError, RecursionError):
        words, count = [], None
    if not words or not all(isinstance(word, str) for word in words) or type(count) is not int or count < 1:
        raise ConfigError(f"{where}: this is not a baseline entry. Correct the line, or record the baseline again.")
    path, *identity = words
    return Entry(path, Identity(*identity)), count


def format_entry(entry: Entry, count: int) -> str:
    """The line of an entry; what a person would not see is escaped."""
    code, before, text, after = entry.identity
    row = {"path": entry.path, "rule": code, "before": before, "text": text, "after": after, "count": count}
    return re.sub(UNSEEN, escape, json.dumps(row, ensure_ascii=False)) + "\n"


def escape(match: re.Match[str]) -> str:
    """The JSON escapes of a character, from its units of UTF-16."""
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return re.sub("....", r"\\u\g<0>", units)
