"""The reports of a run, one module a format.

A format in STREAMED is written file by file: its module has `part(result, view)` for each file and `end(run, view)` for
what follows. The others are made from the finished run: theirs have `render(run, view)`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, NamedTuple, cast

from jiaokan.run.result import FileResult, Run

FORMATS = ("text", "grouped", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown")
STREAMED = ("text", "grouped", "jsonl", "diff")


class View(NamedTuple):
    """How much of a run a person wants to see; formats for machines always hold all of it.

    `full`: fold nothing. `statistics`: only the counts by rule. `quiet`: a line a finding and nothing else.
    `terminal`: it is printed on a terminal, which must not be given what it would obey; `colour`: in colour.
    """

    full: bool = False
    statistics: bool = False
    quiet: bool = False
    terminal: bool = False
    colour: bool = False

    def paint(self, text: str, **how: Any) -> str:
        """The text in colour or bold, as `click.style` has it, if the report is to be in colour."""
        if not self.colour:
            return text
        import click

        return click.style(text, **how)


def render_part(name: str, result: FileResult, view: View) -> str:
    """The part of a streamed report about one file; "" for other formats."""
    if name not in STREAMED:
        return ""
    return cast(str, import_module(f"jiaokan.reports.{name}").part(result, view))


def render_end(name: str, run: Run, view: View) -> str:
    """The end of a streamed report, after the parts of all files; for other formats, the whole report."""
    module = import_module(f"jiaokan.reports.{name}")
    return cast(str, module.end(run, view) if name in STREAMED else module.render(run, view))


def render(name: str, run: Run, view: View) -> str:
    """A run in the format `name`; "" where there is nothing to say."""
    return "".join(render_part(name, result, view) for result in run.results) + render_end(name, run, view)
