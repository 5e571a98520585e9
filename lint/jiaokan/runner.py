"""Many files through the linter, in a pool of processes where it pays; the results come in the order of the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from jiaokan.document import Document
from jiaokan.finding import Finding, Safety
from jiaokan.fix import Applied

if TYPE_CHECKING:
    from jiaokan.settings import Project


@dataclass(frozen=True)
class FileResult:
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

    @cached_property
    def document(self) -> Document:
        """`text` with its lines: `document.position(finding.start)` is the line and column of a finding that is left."""
        return Document(self.text, self.path)

    @cached_property
    def before(self) -> Document:
        """The text as it came in, with its lines: the start of an `Applied` is an offset into it."""
        return self.document if self.original is None else Document(self.original, self.path)


@dataclass(frozen=True)
class Run:
    """A finished run, which every report is fed from: the files that have something to say, in order.

    `files` counts those that were linted, `characters` their code points.
    """

    results: tuple[FileResult, ...]
    files: int
    characters: int

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What the tool could not do, as path and message."""
        return [(result.path, error) for result in self.results for error in result.errors]


def run(
    paths: Sequence[str], project: Project, *, fix: Safety | None = None, write: bool = True, jobs: int | None = None
) -> Run:
    """Lint the files that `paths` name, and with `fix` apply the fixes at or above that safety.

    With `write` false (a diff) the results say what would be changed and no file is touched. `jobs` is the number of
    processes, by default that of the processors; it changes nothing in the result.
    """
    raise NotImplementedError


def run_bytes(data: bytes, path: str, project: Project, *, fix: Safety | None = None) -> tuple[Run, bytes]:
    """Lint standard input as one document called `path`; also the bytes to print: fixed, or `data` as it came."""
    raise NotImplementedError
