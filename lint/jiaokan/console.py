"""What the commands say, and with which exit status they end."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from jiaokan.reports import View

FOUND, FAILED = 1, 2
INTERRUPTED = 130  # what a shell says of a command that Ctrl-C ended


def say(text: str) -> None:
    click.echo(text, nl=False, color=False if os.environ.get("NO_COLOR") else None)


def complain(message: str) -> None:
    from jiaokan.reports.window import visible

    click.echo(f"jiaokan: {visible(message)}", err=True)


def fail(message: str, status: int = FAILED) -> NoReturn:
    complain(message)
    sys.exit(status)


def coloured(view: View, err: bool) -> View:
    """With colour where a terminal reads it, unless https://no-color.org/ says no."""
    terminal = (sys.stderr if err else sys.stdout).isatty()
    return view._replace(terminal=terminal, colour=terminal and not os.environ.get("NO_COLOR"))


def put(text: str, file: str, err: bool = False) -> None:
    if not file:
        click.echo(text, nl=False, err=err, color=True)
        return
    try:
        Path(file).write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        fail(f"{file}: the report was not written: {error.strerror}.")
