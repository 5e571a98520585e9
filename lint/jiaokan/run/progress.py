"""How far a run is, on standard error, where a person waits for it."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from jiaokan.run.batching import JobResult
    from jiaokan.run.session import ProgressListener

SOON = 1.0  # seconds: who waits no longer needs no bar


class Progress:
    """A bar with the files, megabytes and findings so far and the time that is left, once a run takes longer."""

    def __init__(self) -> None:
        self.start = time.monotonic()
        self.files = self.total = self.size = self.done = self.findings = 0
        self.bar: ProgressBar[int] | None = None

    def begin(self, files: int, size: int) -> None:
        self.total, self.size = files, size

    def step(self, outcome: JobResult, size: int) -> None:
        self.files += 1
        self.done += size
        self.findings += len(outcome.result.findings)
        if self.bar is not None:
            self.bar.update(size, self.done)
        elif time.monotonic() - self.start > SOON:
            import click

            self.bar = click.progressbar(
                length=self.size, file=sys.stderr, show_eta=True, item_show_func=self.told, width=24
            )
            self.bar.update(self.done, self.done)

    def told(self, _: object) -> str:
        return f"{self.files}/{self.total} files, {self.done / 1e6:.1f} MB, {self.findings} findings"

    def end(self) -> None:
        if self.bar is not None:
            self.bar.render_finish()


@contextlib.contextmanager
def watching(quiet: bool) -> Iterator[ProgressListener | None]:
    """A watch for a run; none where nobody looks: no terminal, a machine that builds (CI), a run to be quiet."""
    if quiet or os.environ.get("CI") or not sys.stderr.isatty():
        yield None
        return
    watch = Progress()
    try:
        yield watch
    finally:
        watch.end()
