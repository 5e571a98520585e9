"""What the commands say, and with which exit status they end."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from jiaokan.reports import View
from jiaokan.run.result import Run

FOUND, FAILED = 1, 2
INTERRUPTED = 130  # what a shell says of a command that Ctrl-C ended


def say(text: str) -> None:
    click.echo(text, nl=False, color=False if os.environ.get("NO_COLOR") else None)


def complain(message: str) -> None:
    from jiaokan.reports.window import escape_ci_commands, visible

    click.echo(escape_ci_commands(f"jiaokan: {visible(message)}"), err=True)


def complain_of(run: Run) -> None:
    """Say what a run could not do."""
    for path, message in run.errors:
        complain(f"{path}: {message}")


def fail(message: str, status: int = FAILED) -> NoReturn:
    complain(message)
    sys.exit(status)


def coloured(view: View, err: bool) -> View:
    """With colour where a terminal reads it, unless https://no-color.org/ says no."""
    terminal = (sys.stderr if err else sys.stdout).isatty()
    return view._replace(terminal=terminal, colour=terminal and not os.environ.get("NO_COLOR"))


def put(text: str, file: str, err: bool = False, texts: Iterable[str] = ()) -> bool:
    """Print a report, or write it into a file in one step, but for one of the `texts` that it tells of.

    Whether that was done; if not, it is said why.
    """
    if not file:
        click.echo(text, nl=False, err=err, color=True)
        return True
    try:
        if is_one_of(file, texts):
            complain(f"{file}: the report was not written: this is a text that was linted. Give another name.")
            return False
        write(file, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        complain(f"{file}: the report was not written: {error.strerror or error}.")
        return False
    return True


def is_one_of(file: str, paths: Iterable[str]) -> bool:
    """Whether a file is there and one of the paths leads to it, by whatever name."""
    if not os.path.isfile(file):
        return False
    known = os.stat(file)
    for path in paths:
        with contextlib.suppress(OSError):
            if os.path.samestat(os.stat(path), known):
                return True
    return False


def write(file: str, data: bytes) -> None:
    """Put `data` into a file in one step: what is there already stays whole until all is written."""
    from jiaokan.run import source

    path = Path(file)
    if path.exists() and not path.is_file():  # a pipe or a device, whose place no file may take
        path.write_bytes(data)
    else:
        source.put(path, data)
