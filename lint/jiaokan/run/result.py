"""What became of the files of a run: what every report is fed from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from jiaokan.linting.fixer import Applied
from jiaokan.linting.rule import Rule
from jiaokan.model.document import Document
from jiaokan.model.finding import Finding


class FileResult(NamedTuple):
    """What became of one file.

    `findings` are those that are left, in order, placed in `text`; `text` is the text after the fixes, or "" where
    there is nothing to show of it. `original` is the text before the fixes, None where they changed nothing;
    `applied` says what they did to it. `errors` say what the tool could not do, each a sentence without the path.
    """

    path: str
    text: str = ""
    findings: tuple[Finding, ...] = ()
    original: str | None = None
    applied: tuple[Applied, ...] = ()
    errors: tuple[str, ...] = ()

    @property
    def document(self) -> Document:
        """`text` with its lines: `document.position(finding.start)` is where a finding is that is left."""
        return placed(self.text, self.path)

    @property
    def before(self) -> Document:
        """The text as it came in, with its lines: the start of an `Applied` is an offset into it."""
        return placed(self.text if self.original is None else self.original, self.path)


@lru_cache(maxsize=2)
def placed(text: str, path: str) -> Document:
    """A text with its lines, kept while a report is at its file: those of all files together would take much."""
    return Document(text, path)


class Run(NamedTuple):
    """A finished run, which every report is fed from: the files that have something to say, in order.

    `files` counts those that were linted, `characters` their code points; `spent` are the seconds that each part took,
    where that was asked for; `interrupted`: it was ended before it had seen every file; `rules` are those that the
    settings of these files know, by code; `linted` are the paths of all files that were linted. `known` counts the
    findings that are left out because the file `baseline` has them, `stale` what it has of these files in vain.
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

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What the tool could not do, as path and message."""
        return [(result.path, error) for result in self.results for error in result.errors]
