"""The text report of each file as soon as the file is linted, while other processes are at the next ones."""

from __future__ import annotations

from jiaokan.reports import View
from jiaokan.reports.text import told
from jiaokan.run.batching import JobResult
from jiaokan.run.result import FileResult
from jiaokan.run.session import ProgressListener


class Early:
    """A watch that tells of each file in a view, and tells another watch how far the run is."""

    def __init__(self, view: View, other: ProgressListener | None) -> None:
        self.view = view
        self.other = other
        self.lines: dict[int, tuple[FileResult, list[str]]] = {}  # by the identity of the result

    def begin(self, files: int, size: int) -> None:
        if self.other:
            self.other.begin(files, size)

    def step(self, outcome: JobResult, size: int) -> None:
        if self.other:
            self.other.step(outcome, size)
        if outcome.result.findings or outcome.result.applied:
            self.lines[id(outcome.result)] = outcome.result, told(outcome.result, self.view)

    def known(self, result: FileResult) -> list[str] | None:
        """What was told of a result, if it is the very one: a baseline or a rule about the corpus makes another."""
        seen, lines = self.lines.get(id(result), (None, []))
        return lines if seen is result else None
