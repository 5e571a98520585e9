"""A progress bar on standard error, where a person waits for a run."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from jiaokan.run.result import FileResult

DELAY = 1.0  # seconds after which the bar appears: a shorter run needs none


class Progress:
    """A `ProgressListener` that draws a bar: files, megabytes and findings so far, and the time that is left.

    The bar appears only after `DELAY`.
    """

    def __init__(self) -> None:
        self.start = time.monotonic()
        self.files = self.total = 0  # files done, and all files
        self.done = self.size = 0  # bytes done, and all bytes
        self.findings = 0
        self.bar: ProgressBar[int] | None = None

    def begin(self, files: int, size: int) -> None:
        self.total, self.size = files, size

    def step(self, result: FileResult, size: int) -> None:
        self.files += 1
        self.done += size
        self.findings += len(result.findings)
        if self.bar is not None:
            self.bar.update(size, self.done)
        elif time.monotonic() - self.start > DELAY:
            import click

            self.bar = click.progressbar(
                length=self.size, file=sys.stderr, show_eta=True, item_show_func=self.counts, width=24
            )
            self.bar.update(self.done, self.done)

    def counts(self, _: object) -> str:
        """The text beside the bar."""
        return f"{self.files}/{self.total} files, {self.done / 1e6:.1f} MB, {self.findings} findings"

    @contextlib.contextmanager
    def hidden(self) -> Iterator[None]:
        """Take the bar off the terminal while something else is printed."""
        if self.bar is not None:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
        yield
        if self.bar is not None:
            self.bar._last_line = None  # private to click, which does not redraw a line that has not changed
            self.bar.render_progress()

    def end(self) -> None:
        """Leave the line of the bar."""
        if self.bar is not None:
            self.bar.render_finish()


@contextlib.contextmanager
def progress_bar(quiet: bool) -> Iterator[Progress | None]:
    """A progress bar for the run inside the `with`; None without a terminal, in CI, or with --quiet."""
    if quiet or os.environ.get("CI") or not sys.stderr.isatty():
        yield None
        return
    bar = Progress()
    try:
        yield bar
    finally:
        bar.end()
