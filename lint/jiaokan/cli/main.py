"""The group of commands and the process that runs them.

Exit status: 0 no findings are left, 1 findings are left, 2 jiaokan failed, 130 after Ctrl-C.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import io
import os
import sys
from typing import Any, NoReturn

import click

from jiaokan.cli.check import check
from jiaokan.cli.commands import COMMANDS
from jiaokan.cli.console import FAILED, INTERRUPTED, fail, print_error
from jiaokan.errors import ConfigError


class Commands(click.Group):
    """The commands; errors that any of them may meet end here."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ConfigError as error:
            fail(str(error))
        except KeyboardInterrupt:
            print_error("interrupted.")
            sys.exit(INTERRUPTED)
        except OSError as error:
            if error.filename is not None or error.errno not in (errno.ENOSPC, errno.EFBIG, errno.EIO):
                raise
            fail(f"standard output cannot be written: {error.strerror}.")


@click.group(
    "jiaokan",
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    no_args_is_help=True,
)
@click.version_option(package_name="jiaokan", message="jiaokan %(version)s")
def cli() -> None:
    """Find what OCR, PDF extraction and crawlers did to Chinese text, and repair it."""
    try:
        os.getcwd()
    except OSError as error:
        fail(f"the working folder cannot be read: {error.strerror}. Go to one that exists.")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Print Chinese whatever the locale says, and escape the bytes of a path that is not UTF-8.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


for command in (check, *COMMANDS):
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command as a process of its own."""
    # There are hardly any reference cycles, and looking for them takes a tenth of the start.
    gc.set_threshold(100_000, 50, 50)
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # closed: otherwise the next file opened would take its file descriptor
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - until the process ends
    status: object = FAILED
    try:
        cli(prog_name="jiaokan")
    except SystemExit as done:
        status = done.code
    except Exception:
        import traceback

        # Python's own exit status for a defect of jiaokan is 1, which here means findings.
        traceback.print_exc()
    with contextlib.suppress(OSError):  # the pipe may be closed
        sys.stdout.flush()
        sys.stderr.flush()
    # All files are written and closed. Destroying every object would take a tenth of a short run.
    os._exit(status if isinstance(status, int) else int(status is not None))
