"""A finished run, told: one module a format, each with `render(run, view) -> str`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from jiaokan.run.result import Run

if TYPE_CHECKING:
    from jiaokan.reports.early import Early

FORMATS = ("text", "grouped", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown")


class View(NamedTuple):
    """How much of a run a reader wants to see; formats for machines always tell all of it.

    `full`: fold nothing. `statistics`: only the counts by rule. `quiet`: a line a finding and nothing else.
    `terminal`: a terminal reads it, which must not be given what it would obey; `colour`: and it wants colour.
    `early`: what was told of a file before the run was at its end.
    """

    full: bool = False
    statistics: bool = False
    quiet: bool = False
    terminal: bool = False
    colour: bool = False
    early: Early | None = None

    def paint(self, text: str, **how: Any) -> str:
        """The text in colour or bold, as `click.style` has it, where the reader wants that."""
        if not self.colour:
            return text
        import click

        return click.style(text, **how)


def render(name: str, run: Run, view: View) -> str:
    """The run in the format `name`; "" where there is nothing to say."""
    return cast(str, import_module(f"jiaokan.reports.{name}").render(run, view))
