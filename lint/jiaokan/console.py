"""What the commands say, and with which exit status they end."""

from __future__ import annotations

import errno
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


def put(text: str, file: str, err: bool = False) -> bool:
    """Print a text, or write it into a file in one step; whether that was done. If not, it is said why."""
    if not file:
        click.echo(text, nl=False, err=err, color=True)
        return True
    try:
        write(file, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        complain(f"{file}: the report was not written: {error.strerror or error}.")
        return False
    return True


def write(file: str, data: bytes) -> None:
    """Put `data` into a file in one step: what is there already stays whole until all is written."""
    from jiaokan import source

    path = Path(file)
    if path.exists() and not path.is_file():  # a pipe or a device, whose place no file may take
        path.write_bytes(data)
    elif path.exists() and not os.access(path, os.W_OK):  # the folder alone would be asked
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    else:
        source.put(path, data)
