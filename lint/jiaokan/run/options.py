"""The options of a run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jiaokan.model.finding import Safety


@dataclass(frozen=True)
class RunOptions:
    """What a run does with its files; the settings say which rules run on them.

    `fix`: apply the fixes that are at least this safe; None: only lint.
    `write`: with `fix`, rewrite the files; False: the results say what would change.
    `jobs`: number of processes; None: as many as the input is worth. It changes no result.
    `cached`: reuse the results of files that have not changed.
    `profile`: measure the time of each rule and view.
    `time_limit`: seconds that a rule may take on one file; 0: no limit.
    `baseline`: leave out the findings that this file records.
    `since`: only files that git says changed since the merge base of HEAD and this revision.
    `staged`: only what git will commit, as it is staged.
    `changed_lines`: with `since` or `staged`, only findings that touch changed lines or their blocks.
    """

    fix: Safety | None = None
    write: bool = True
    jobs: int | None = None
    cached: bool = False
    profile: bool = False
    time_limit: float = 0
    baseline: Path | None = None
    since: str | None = None
    staged: bool = False
    changed_lines: bool = False

    def __post_init__(self) -> None:
        by_git = self.since is not None or self.staged
        partial = self.staged or self.changed_lines
        if self.since is not None and self.staged:
            raise ValueError("since and staged exclude each other")
        if self.changed_lines and not by_git:
            raise ValueError("changed_lines needs since or staged")
        if self.fix is not None and partial:
            raise ValueError("fix goes with since alone, not with staged or changed_lines")
