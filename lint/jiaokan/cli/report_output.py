"""A report as it is written: printed while results come, or put into a file at the end."""

from __future__ import annotations

from collections.abc import Iterable

import click

from jiaokan.cli.console import for_stream, write_report
from jiaokan.reports import STREAMED, View, render_end, render_part
from jiaokan.run.progress import Progress
from jiaokan.run.result import FileResult, Run


class ReportOutput:
    """A report in one format, for standard output (or error) or for a file.

    `patient`: an error of the output is raised at the end, so that it does not stop a run that fixes files.
    """

    def __init__(self, name: str, file: str, view: View, *, err: bool = False, patient: bool = False) -> None:
        self.name = name
        self.file = file
        self.view = view if file else for_stream(view, err)
        self.err = err
        self.patient = patient
        self.bar: Progress | None = None
        self.error: OSError | None = None
        self.parts: list[str] = []  # for the file

    @property
    def streamed(self) -> bool:
        """Whether the report needs a result no more after `add`."""
        return self.name in STREAMED

    def add(self, result: FileResult) -> None:
        self.write(render_part(self.name, result, self.view))

    def end(self, run: Run, linted: Iterable[str]) -> bool:
        """Write the rest, to a file unless it is one of those linted; False if that failed."""
        self.write(render_end(self.name, run, self.view))
        if self.error:
            raise self.error
        return not self.file or write_report("".join(self.parts), self.file, linted=linted)

    def write(self, text: str) -> None:
        if self.file:
            self.parts.append(text)
        elif text and not self.error:
            try:
                self.print(text)
            except OSError as error:
                if not self.patient:
                    raise
                self.error = error

    def print(self, text: str) -> None:
        if self.bar and self.view.terminal:
            with self.bar.hidden():
                click.echo(text, nl=False, err=self.err, color=True)
        else:
            click.echo(text, nl=False, err=self.err, color=True)
