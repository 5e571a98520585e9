"""Restrict a run to the files that git says changed, and to the findings that touch changed lines."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from jiaokan.config.config_file import repository
from jiaokan.git import plumbing
from jiaokan.git.plumbing import GitError, Range
from jiaokan.model.finding import Finding
from jiaokan.model.protection import Spans
from jiaokan.run import walk
from jiaokan.run.result import FileResult, Run
from jiaokan.run.walk import Found

if TYPE_CHECKING:
    from jiaokan.config.settings import Project


@dataclass(frozen=True)
class ChangedFiles:
    """The files of a run, in order.

    `contents`: by path, the file to read instead of it. `lines`: by path, the changed lines of a file of which not all
    lines count.
    """

    found: tuple[Found, ...]
    contents: Mapping[str, str]
    lines: Mapping[str, Sequence[Range]]

    def only_changed(self, run: Run, every: Iterable[FileResult]) -> Run:
        """The run with only the findings that touch changed lines; `every`: the results of all files."""
        if not self.lines:
            return run
        changes = {result.path: ChangedText(result.text, self.lines.get(result.path)) for result in every}
        results = []
        for result in run.results:
            findings = tuple(f for f in result.findings if touches_changes(f, result.path, changes))
            if findings or result.errors:
                results.append(replace(result, findings=findings))
        return run._replace(results=tuple(results))


@dataclass(frozen=True)
class ChangedText:
    """A text and its changed lines; None: all of it is new."""

    text: str
    lines: Sequence[Range] | None

    def touches(self, start: int, end: int) -> bool:
        """Whether [start, end) overlaps a changed block; a finding at (0, 0) is about the whole text."""
        return self.lines is None or start == end == 0 or self.spans.overlaps(start, end)

    @cached_property
    def spans(self) -> Spans:
        """The changed blocks in code points; the last one reaches over the end, where something may be missing."""
        rows = self.text.split("\n")
        offsets = [0, *accumulate(len(row) + 1 for row in rows)]
        return Spans((offsets[a], offsets[b]) for a, b in blocks(rows, self.lines or ()))


def touches_changes(finding: Finding, path: str, changes: Mapping[str, ChangedText]) -> bool:
    """Whether a finding, or a place that it is related to, touches changed lines."""
    places = ((path, finding.start, finding.end), *((r.path or path, r.start, r.end) for r in finding.related))
    return any(changes[at].touches(start, end) for at, start, end in places if at in changes)


def blocks(rows: Sequence[str], ranges: Sequence[Range]) -> Iterator[Range]:
    """The line ranges of the blocks that contain changed lines; a block is what blank lines separate, or a paragraph.

    Where lines were deleted, or only blank ones changed, the blocks before and after are new neighbours.
    """
    blank = [not row or row.isspace() for row in rows]
    done, count = 0, len(rows)  # lines before `done` are in an earlier block
    for first, end in ranges:
        first, end = min(first, count), min(end, count)
        if all(blank[first:end]):
            while first > done and blank[first - 1]:
                first -= 1
            while end < count and blank[end]:
                end += 1
            first, end = max(first - 1, 0), min(end + 1, count)
        while first > done and not begins_block(rows, first):
            first -= 1
        while end < count and not begins_block(rows, end):
            end += 1
        yield first, end
        done = max(done, end)


def begins_block(rows: Sequence[str], n: int) -> bool:
    """Whether a block ends before line `n`: at a blank line, an indent, or a line that ends a sentence."""
    above, below = rows[n - 1].rstrip(), rows[n]
    return not above or not below.strip() or below.startswith("\u3000") or above.endswith(("。", "！", "？", "。”"))


@contextlib.contextmanager
def changed_files(
    paths: Sequence[str], project: Project, *, since: str | None, staged: bool, by_line: bool
) -> Iterator[ChangedFiles]:
    """Which files that the paths name changed; raises `GitError`.

    The contents of staged files exist until the end of the `with`.
    """
    top = plumbing.repository_root()
    for path in paths:
        check_inside(path, top)
    new = plumbing.staged_changes(top, by_line) if staged else plumbing.changed_since(top, since or "", by_line)
    real = {os.path.join(top, os.path.normpath(name)): name for name in new}
    named = [(found, real.get(at, "")) for found, at in walk.files_among(paths, real, project)]
    lines = {
        found.path: ranges
        for found, name in named
        if name and (ranges := new[name]) is not None and not has_wide_encoding(found.path, project)
    }
    contents = {}
    with contextlib.ExitStack() as stack:
        if staged:
            from tempfile import TemporaryDirectory

            folder = stack.enter_context(TemporaryDirectory(prefix="jiaokan-"))
            plumbing.write_staged(top, [name for _, name in named if name], folder)
            contents = {found.path: os.path.join(folder, os.path.normpath(name)) for found, name in named if name}
        yield ChangedFiles(tuple(found for found, _ in named), contents, lines)


def check_inside(path: str, top: str) -> None:
    """Raise `GitError` for a path that is not in the repository `top`."""
    real = Path(os.path.realpath(path))
    nearest = repository(real)
    if not real.is_relative_to(top):
        raise GitError(f"{path}: it is outside the repository {top}.")
    if nearest is not None and nearest.is_relative_to(top) and nearest != Path(top):
        raise GitError(f"{path}: it is in another repository, {nearest}: run jiaokan there.")


def has_wide_encoding(path: str, project: Project) -> bool:
    """Whether a file has an encoding in which git sees other lines, such as UTF-16."""
    encoding = project.settings_for(path).encoding_for(path)
    with contextlib.suppress(LookupError):
        return encoding is not None and not "\n\n".encode(encoding).endswith(b"\n\n")
    return False
