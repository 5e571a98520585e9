"""The two results that every report is made from: that of one file, and that of a finished run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from jiaokan.linting.corpus_rules import Facts
from jiaokan.linting.fixer import Applied
from jiaokan.linting.rule import Rule
from jiaokan.model.document import Document
from jiaokan.model.finding import Finding, Level, Safety


@dataclass(frozen=True)
class FileResult:
    """The result of one file.

    `text`: the text after the fixes, "" if a report shows nothing of it.
    `findings`: those that are left, in order, with offsets in `text`.
    `original`: the text before the fixes; None if they changed nothing.
    `applied`: the fixes that were applied.
    `errors`: what could not be done, each a sentence without the path.
    `notes`: what was left alone on purpose, likewise.
    `characters`: code points of the text as it was read; None if it was not linted.
    `facts`: what the corpus rules collected from it.
    `spent`: the seconds that each rule and view took, if they were measured.
    """

    path: str
    text: str = ""
    findings: tuple[Finding, ...] = ()
    original: str | None = None
    applied: tuple[Applied, ...] = ()
    errors: tuple[str, ...] = ()
    characters: int | None = None
    facts: tuple[Facts, ...] = ()
    spent: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def reportable(self) -> bool:
        """Whether a report has something to say about the file."""
        return bool(self.findings or self.applied or self.errors)

    @cached_property
    def document(self) -> Document:
        """`text` with its lines: `document.position(finding.start)` is the place of a finding that is left."""
        return Document(self.text, self.path)

    @cached_property
    def before(self) -> Document:
        """The text as it was read, with its lines: the start of an `Applied` is an offset into it."""
        return self.document if self.original is None else Document(self.original, self.path)


class Tally:
    """Counts over the results of a run: findings, fixes and errors."""

    def __init__(self, results: Iterable[FileResult] = ()) -> None:
        # By code, name, level, and the safety of the fix.
        self.findings: Counter[tuple[str, str, Level, Safety | None]] = Counter()
        self.files = 0  # with findings
        self.fixed = 0  # findings that were fixed
        self.changed = 0  # files with another text after the fixes
        self.errors: list[tuple[str, str]] = []  # path and message
        self.notes: list[tuple[str, str]] = []  # likewise
        for result in results:
            self.add(result)

    def add(self, result: FileResult) -> None:
        self.findings.update((f.code, f.name, f.level, f.safety if f.edits else None) for f in result.findings)
        self.files += bool(result.findings)
        self.fixed += len(result.applied)
        self.changed += result.original is not None
        self.errors += ((result.path, error) for error in result.errors)
        self.notes += ((result.path, note) for note in result.notes)


class Run(NamedTuple):
    """A finished run.

    `results`: the results that a report says something about, in order; empty if they were passed on and not kept.
    `files`: the number of files that were linted.
    `characters`: their code points.
    `spent`: the seconds that each rule and view took, if they were measured.
    `interrupted`: the run was ended before it had seen every file.
    `rules`: by code, the rules that the settings of these files have.
    `linted`: the paths of all files that were linted.
    `known`: the number of findings left out because the baseline records them.
    `stale`: the number of findings of these files that the baseline records and that no longer exist.
    `baseline`: the path of the baseline, "" without one.
    `passed_on`: the counts over results that were passed on and not kept.
    """

    results: tuple[FileResult, ...]
    files: int
    characters: int
    spent: Mapping[str, float] = MappingProxyType({})
    interrupted: bool = False
    rules: Mapping[str, Rule] = MappingProxyType({})
    linted: tuple[str, ...] = ()
    known: int = 0
    stale: int = 0
    baseline: str = ""
    passed_on: Tally | None = None

    @property
    def tally(self) -> Tally:
        """The counts over all results, kept or not."""
        return self.passed_on or Tally(self.results)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What could not be done, as path and message."""
        return self.tally.errors

    @property
    def notes(self) -> list[tuple[str, str]]:
        """What was left alone on purpose, as path and message."""
        return self.tally.notes
