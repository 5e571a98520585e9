"""The command line: exit status 0 where nothing is left, 1 for findings, 2 where the tool could not do its work.

130 after Ctrl-C.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import io
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from jiaokan.cli.commands import COMMANDS, STDIN
from jiaokan.cli.console import FAILED, FOUND, INTERRUPTED, complain, complain_of, fail, put
from jiaokan.cli.help import EXAMPLES, GroupedCommand
from jiaokan.cli.options import (
    baseline_options,
    check_new_work,
    finite,
    format_names,
    formats,
    linter,
    new_work_options,
    settings_options,
)
from jiaokan.cli.report_output import ReportOutput
from jiaokan.config import config_file
from jiaokan.errors import ConfigError
from jiaokan.model.finding import Level, Safety
from jiaokan.reports import FORMATS, View, render
from jiaokan.run import progress
from jiaokan.run.options import RunOptions
from jiaokan.run.result import FileResult, Run


class Commands(click.Group):
    """The commands, each of which may meet a configuration that is wrong."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ConfigError as error:
            fail(str(error))
        except KeyboardInterrupt:
            complain("interrupted.")
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
        fail(f"the working folder cannot be read: {error.strerror}. Go to one that is there.")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Whatever the locale says: what is printed holds Chinese. A path that is no UTF-8 is printed escaped.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@cli.command(cls=GroupedCommand, epilog=EXAMPLES)
@click.argument("paths", nargs=-1, type=click.Path(readable=False), metavar="[PATH]...")
@click.option("--fix", is_flag=True, help="Repair what may be repaired safely, in the files.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also repairs that may change the meaning.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing.")
@new_work_options
@settings_options
@baseline_options
@click.option("--no-baseline", is_flag=True, help="Show known findings too.")
@click.option(
    "--output-format",
    "outputs",
    multiple=True,
    callback=formats,
    shell_complete=format_names,
    metavar="FORMAT[=FILE]",
    help=f"{', '.join(FORMATS)}; the default is text. May be given again.",
)
@click.option("--full", is_flag=True, help="Show every finding, however many there are of one rule.")
@click.option("--statistics", is_flag=True, help="Show only how many findings there are of each rule.")
@click.option("-q", "--quiet", is_flag=True, help="Show a line for each finding and nothing else.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes to use; by default as it pays.")
@click.option("--no-cache", is_flag=True, help="Lint every file anew.")
@click.option(
    "--time-limit",
    type=click.FloatRange(0, min_open=True),
    callback=finite,
    metavar="SECONDS",
    help="Stop a rule that is still at one file after so long, and name it.",
)
@click.option("--profile", is_flag=True, help="Say on standard error where the time went, rule by rule.")
@click.option("--stdin-filename", default=STDIN, metavar="NAME", help="What standard input (-) is called.")
def check(
    paths: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    since: str | None,
    staged: bool,
    changed_lines: bool,
    outputs: tuple[tuple[str, str], ...],
    full: bool,
    statistics: bool,
    quiet: bool,
    exit_zero: bool,
    jobs: int | None,
    no_cache: bool,
    time_limit: float | None,
    profile: bool,
    stdin_filename: str,
    baseline: Path | None,
    no_baseline: bool,
    **given: Any,
) -> NoReturn:
    """Lint files and folders, by default this one. - is standard input."""
    if unsafe_fixes and not (fix or diff):
        raise click.UsageError("--unsafe-fixes says how far --fix and --diff may go: give one of them.")
    if STDIN in paths and len(paths) > 1:
        raise click.UsageError("- is standard input, which is linted alone.")
    if diff and any(not file for _, file in outputs):
        raise click.UsageError("--diff is printed on standard output: give the report a file (FORMAT=FILE).")
    check_new_work(since, staged, changed_lines, repairs=fix or diff, piped=STDIN in paths)
    floor = (Safety.UNSAFE if unsafe_fixes else Safety.SAFE) if fix or diff else None
    known = None if no_baseline else baseline or found_baseline(given["isolated"])
    tool = linter(given)
    piped = STDIN in paths and fix and not diff  # the text takes standard output, the findings the other
    view = View(full, statistics, quiet)
    reports = outputs or (() if diff else (("text", ""),))
    patient = fix and not diff
    written = [ReportOutput(name, file, view, err=piped, patient=patient) for name, file in reports]
    if diff:
        written.append(ReportOutput("diff", "", view))

    def receive(result: FileResult) -> None:
        for output in written:
            output.add(result)

    if STDIN in paths:
        done, data = tool.run_bytes(sys.stdin.buffer.read(), stdin_filename, fix=floor, baseline=known)
        if piped:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        for result in done.results:
            receive(result)
    else:
        options = RunOptions(
            fix=floor,
            write=not diff,
            jobs=jobs,
            cached=not no_cache,
            profile=profile,
            time_limit=time_limit or 0,
            baseline=known,
            since=since,
            staged=staged,
            changed_lines=changed_lines,
        )
        with progress.watching(quiet) as bar:
            for output in written:
                output.bar = bar
            keep = not all(output.streamed for output in written)
            done = tool.check(paths or (".",), options, watch=bar, receive=receive, keep=keep)
    texts = () if STDIN in paths else (*done.linted, *(path for path, _ in done.errors))
    complete = [output.end(done, texts) for output in written]
    if profile:
        put(render("profile", done, view), "", err=True)
    if done.interrupted:
        complain(f"interrupted: {done.files} files were linted, the others not.")
        sys.exit(INTERRUPTED)
    ended = status(done, diff=diff, exit_zero=exit_zero)
    sys.exit(ended if all(complete) else FAILED)


def found_baseline(isolated: bool) -> Path | None:
    """The baseline that holds here without being named; none of the repository where that is not to be trusted."""
    file = config_file.default_baseline(Path.cwd())
    return None if isolated or not file.is_file() else file


def status(done: Run, *, diff: bool, exit_zero: bool) -> int:
    complain_of(done)
    if done.errors:
        return FAILED
    left = done.tally.changed > 0 if diff else any(level > Level.INFO for _, _, level, _ in done.tally.findings)
    return FOUND if left and not exit_zero else 0


for command in COMMANDS:
    cli.add_command(command)


def main() -> NoReturn:
    """The command, as a process of its own."""
    # Hardly anything here goes in circles, and looking for it is a tenth of the start.
    gc.set_threshold(100_000, 50, 50)
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # closed: else the next file that is opened would stand in its place
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - for as long as it runs
    status: object = FAILED
    try:
        cli(prog_name="jiaokan")
    except SystemExit as done:
        status = done.code
    except Exception:
        import traceback

        # A defect of the tool is no finding: Python's own exit status for it would be 1.
        traceback.print_exc()
    with contextlib.suppress(OSError):  # nobody reads any more
        sys.stdout.flush()
        sys.stderr.flush()
    # Everything is written and closed: to take the interpreter down object by object is a tenth of a short run.
    os._exit(status if isinstance(status, int) else int(status is not None))
