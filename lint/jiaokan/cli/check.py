"""The command `check`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import click

from jiaokan.api import Linter
from jiaokan.cli.console import FAILED, FOUND, INTERRUPTED, print_error, print_errors
from jiaokan.cli.help import EXAMPLES, GroupedCommand
from jiaokan.cli.options import (
    baseline_option,
    changes_options,
    complete_format,
    make_linter,
    parse_formats,
    require_finite,
    settings_options,
)
from jiaokan.cli.report_output import ReportOutput
from jiaokan.config import config_file
from jiaokan.model.finding import Level, Safety
from jiaokan.reports import FORMATS, View, render
from jiaokan.run import progress
from jiaokan.run.options import RunOptions
from jiaokan.run.result import FileResult, Run

STDIN = "-"


@click.command(cls=GroupedCommand, epilog=EXAMPLES)
@click.argument("paths", nargs=-1, type=click.Path(readable=False), metavar="[PATH]...")
@click.option("--fix", is_flag=True, help="Apply safe fixes to the files.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: include fixes that may change the meaning.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing.")
@changes_options
@settings_options
@baseline_option
@click.option("--no-baseline", is_flag=True, help="Show known findings too.")
@click.option(
    "--output-format",
    "outputs",
    multiple=True,
    callback=parse_formats,
    shell_complete=complete_format,
    metavar="FORMAT[=FILE]",
    help=f"{', '.join(FORMATS)}; default: text. May be given again.",
)
@click.option("--full", is_flag=True, help="Show all findings, however many one rule has.")
@click.option("--statistics", is_flag=True, help="Show only the number of findings of each rule.")
@click.option("-q", "--quiet", is_flag=True, help="Show one line for each finding and nothing else.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes; default: chosen by input size.")
@click.option("--no-cache", is_flag=True, help="Ignore cached results.")
@click.option(
    "--time-limit",
    type=click.FloatRange(0, min_open=True),
    callback=require_finite,
    metavar="SECONDS",
    help="Abort a rule that exceeds SECONDS on a file and report it.",
)
@click.option("--profile", is_flag=True, help="Print the time spent in each rule on standard error.")
@click.option("--stdin-filename", default=STDIN, metavar="NAME", help="The file name of standard input (-).")
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
    **settings: Any,
) -> NoReturn:
    """Lint files and folders, by default this one. - is standard input."""
    check_usage(click.get_current_context().params)
    options = RunOptions(
        fix=(Safety.UNSAFE if unsafe_fixes else Safety.SAFE) if fix or diff else None,
        write=not diff,
        jobs=jobs,
        cached=not no_cache,
        profile=profile,
        time_limit=time_limit or 0,
        baseline=None if no_baseline else baseline or present_baseline(settings["isolated"]),
        since=since,
        staged=staged,
        changed_lines=changed_lines,
    )
    # With --fix the fixed text of standard input takes standard output, and reports go to standard error.
    print_fixed = STDIN in paths and fix and not diff
    view = View(full, statistics, quiet)
    reports = open_reports(outputs, view, writes=fix and not diff, diff=diff, err=print_fixed)
    linter = make_linter(settings)
    if STDIN in paths:
        run = lint_stdin(linter, stdin_filename, options, reports, print_fixed)
        linted = set()
    else:
        run = lint_files(linter, paths or (".",), options, reports, quiet)
        linted = {*run.linted, *(path for path, _ in run.errors)}
    written = [report.end(run, linted) for report in reports]
    if profile:
        click.echo(render("profile", run, view), nl=False, err=True)
    sys.exit(exit_status(run, diff=diff, exit_zero=exit_zero, written=all(written)))


def check_usage(given: Mapping[str, Any]) -> None:
    """Raise a usage error for options that contradict or miss each other."""
    fix, diff, since, staged, by_line = (given[k] for k in ("fix", "diff", "since", "staged", "changed_lines"))
    repairs, by_git, stdin = fix or diff, since is not None or staged, STDIN in given["paths"]
    wrong = {
        "--unsafe-fixes says how far --fix and --diff may go: give one of them.": given["unsafe_fixes"] and not repairs,
        "- is standard input, which is linted alone.": stdin and len(given["paths"]) > 1,
        "--diff is printed on standard output: give the report a file (FORMAT=FILE).": diff
        and not all(file for _, file in given["outputs"]),
        "--since and --staged are two ways to say what is new: give one of them.": since is not None and staged,
        "--changed-lines needs to know since when: give --since REV or --staged.": by_line and not by_git,
        "--changed-lines only shows: --fix and --diff take whole files, alone or with --since.": by_line and repairs,
        "--staged only shows what will be committed: give --fix or --diff without it.": staged and repairs,
        "- is standard input, of which git knows nothing: leave out --since and --staged.": stdin and by_git,
    }
    for message, holds in wrong.items():
        if holds:
            raise click.UsageError(message)


def present_baseline(isolated: bool) -> Path | None:
    """The baseline of the repository if there is one; with --isolated the repository's files are not used."""
    file = config_file.default_baseline(Path.cwd())
    return None if isolated or not file.is_file() else file


def open_reports(
    outputs: tuple[tuple[str, str], ...], view: View, *, writes: bool, diff: bool, err: bool
) -> list[ReportOutput]:
    """The reports that were asked for, by default text; `writes`: files are fixed; `err`: print on standard error."""
    outputs = outputs or (() if diff else (("text", ""),))
    reports = [ReportOutput(name, file, view, err=err, patient=writes) for name, file in outputs]
    return [*reports, ReportOutput("diff", "", view)] if diff else reports


def lint_stdin(
    linter: Linter, name: str, options: RunOptions, reports: Iterable[ReportOutput], print_fixed: bool
) -> Run:
    run, data = linter.run_bytes(sys.stdin.buffer.read(), name, fix=options.fix, baseline=options.baseline)
    if print_fixed:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    for result in run.results:
        add_to_all(reports, result)
    return run


def lint_files(
    linter: Linter, paths: Iterable[str], options: RunOptions, reports: Sequence[ReportOutput], quiet: bool
) -> Run:
    """Lint files and add the result of each to the reports as soon as it is complete."""
    keep = not all(report.streamed for report in reports)
    with progress.progress_bar(quiet) as bar:
        for report in reports:
            report.bar = bar
        return linter.check(paths, options, watch=bar, receive=partial(add_to_all, reports), keep=keep)


def add_to_all(reports: Iterable[ReportOutput], result: FileResult) -> None:
    for report in reports:
        report.add(result)


def exit_status(run: Run, *, diff: bool, exit_zero: bool, written: bool) -> int:
    """The exit status of a run, after printing its errors."""
    if run.interrupted:
        print_error(f"interrupted: {run.files} files were linted, the others not.")
        return INTERRUPTED
    print_errors(run)
    if run.errors or not written:
        return FAILED
    left = run.tally.changed if diff else any(level > Level.INFO for _, _, level, _ in run.tally.findings)
    return FOUND if left and not exit_zero else 0
