"""Print texts and errors, write report files, and exit with a status."""

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

FOUND, FAILED = 1, 2  # exit statuses: there are findings; something could not be done
INTERRUPTED = 130  # exit status that a shell gives to a command ended by Ctrl-C


def print_text(text: str) -> None:
    """Print a text as it is, without colour if NO_COLOR is set or standard output is not a terminal."""
    click.echo(text, nl=False, color=False if os.environ.get("NO_COLOR") else None)


def print_error(message: str) -> None:
    """Print a line on standard error, made safe for terminals and CI."""
    from jiaokan.reports.window import escape_ci_commands, visible

    click.echo(escape_ci_commands(f"jiaokan: {visible(message)}"), err=True)


def print_errors(run: Run) -> None:
    """Print the errors of a run, and what was left alone on purpose."""
    for path, message in [*run.errors, *run.notes]:
        print_error(f"{path}: {message}")


def fail(message: str, status: int = FAILED) -> NoReturn:
    """Print an error and exit."""
    print_error(message)
    sys.exit(status)


def for_stream(view: View, err: bool) -> View:
    """A view for standard output or error: in colour on a terminal unless NO_COLOR (https://no-color.org/) is set."""
    terminal = (sys.stderr if err else sys.stdout).isatty()
    return view._replace(terminal=terminal, colour=terminal and not os.environ.get("NO_COLOR"))


def write_report(text: str, file: str, linted: Iterable[str] = ()) -> bool:
    """Write a report to a file that is not among `linted`; if that fails, print an error and return False."""
    try:
        if is_one_of(file, linted):
            print_error(f"{file}: the report was not written: this is a text that was linted. Give another name.")
            return False
        write_bytes(file, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        print_error(f"{file}: the report was not written: {error.strerror or error}.")
        return False
    return True


def is_one_of(file: str, paths: Iterable[str]) -> bool:
    """Whether one of the paths leads to the same file, perhaps by another name or a link."""
    if not os.path.isfile(file):
        return False
    status = os.stat(file)
    for path in paths:
        with contextlib.suppress(OSError):
            if os.path.samestat(os.stat(path), status):
                return True
    return False


def write_bytes(file: str, data: bytes) -> None:
    """Replace the content of a file in one step, so that it is never half written; raises `OSError`."""
    from jiaokan.run import source

    path = Path(file)
    if path.exists() and not path.is_file():  # a pipe or a device, which must not be replaced by a file
        path.write_bytes(data)
    else:
        source.put(path, data)
