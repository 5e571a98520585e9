"""What the commands share: the options that say which configuration holds, and how lists and formats are given."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from jiaokan.api import Linter
from jiaokan.config.config_file import BASELINE
from jiaokan.errors import ConfigError
from jiaokan.reports import FORMATS

Command = Callable[..., Any]
FILE = click.Path(path_type=Path, readable=False)  # whether it can be read is said where it is read


def words(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values of an option that takes lists and may be given again: `--select BRK,DUP --select SPC`."""
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def formats(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """`FORMAT` or `FORMAT=FILE`: each a format and its file, "" for standard output."""
    found = tuple((value.partition("=")[0], value.partition("=")[2]) for value in values)
    for name, _file in found:
        if name not in FORMATS:
            raise click.BadParameter(f"{name!r} is no format: write {' or '.join(FORMATS)}, or FORMAT=FILE.")
    files = [os.path.realpath(file) for _, file in found if file]
    if len(set(files)) < len(files):
        raise click.BadParameter("a file takes one format: the second would replace the first.")
    if sum(not file for _, file in found) > 1:
        raise click.BadParameter("standard output takes one format: give the others a file (FORMAT=FILE).")
    return found


def finite(_: click.Context, __: click.Parameter, seconds: float | None) -> float | None:
    if seconds is not None and not seconds <= 1e6:  # nor is it with nan
        raise click.BadParameter(f"{seconds} is too long: give seconds, or leave it out for as long as it takes.")
    return seconds


def format_names(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """What the shell may make of the beginning of a format."""
    return [name for name in FORMATS if name.startswith(begun)]


def rule_words(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """What the shell may make of the beginning of a code, a name or a family, the last of a list."""
    from jiaokan.config.selection import selectors

    listed, comma, last = begun.rpartition(",")
    try:
        rules = Linter().settings_for().rules
    except ConfigError:
        rules = Linter(isolated=True).settings_for().rules
    return sorted(listed + comma + w for w in selectors(rules) if w.lower().startswith(last.lower()))


def listing(*names: str, text: str, **more: Any) -> Callable[[Command], Command]:
    return click.option(*names, multiple=True, callback=words, metavar="LIST", help=text, **more)


def rule_listing(*names: str, text: str) -> Callable[[Command], Command]:
    return listing(*names, text=text, shell_complete=rule_words)


def new_work_options(command: Command) -> Command:
    """The options that say which work is new."""
    options: tuple[Callable[[Command], Command], ...] = (
        click.option(
            "--changed-lines",
            is_flag=True,
            help="With --since or --staged: of a changed file show only what touches changed lines or their blocks.",
        ),
        click.option("--staged", is_flag=True, help="Lint what git will commit, not the files as they stand."),
        click.option(
            "--since", metavar="REV", help="Lint only files that git says changed since the merge base with REV."
        ),
    )
    for option in options:
        command = option(command)
    return command


def check_new_work(since: str | None, staged: bool, by_line: bool, *, repairs: bool, piped: bool) -> None:
    """Raises a usage error where these options do not go with each other, or with what else is asked."""
    if since is not None and staged:
        raise click.UsageError("--since and --staged are two ways to say what is new: give one of them.")
    if by_line and since is None and not staged:
        raise click.UsageError("--changed-lines needs to know since when: give --since REV or --staged.")
    if by_line and repairs:
        raise click.UsageError("--changed-lines only shows: --fix and --diff take whole files, alone or with --since.")
    if staged and repairs:
        raise click.UsageError("--staged only shows what will be committed: give --fix or --diff without it.")
    if piped and (since is not None or staged):
        raise click.UsageError("- is standard input, of which git knows nothing: leave out --since and --staged.")


def settings_options(command: Command) -> Command:
    """The options that say which configuration holds and which rules run."""
    options: tuple[Callable[[Command], Command], ...] = (
        click.option("--isolated", is_flag=True, help="Ignore all configuration, and plugins but the built-in rules."),
        click.option("--config", type=FILE, metavar="FILE", help="Read this configuration only."),
        click.option("--no-force-exclude", is_flag=True, help="Lint a file named here even if it is excluded."),
        listing("--exclude", text="Leave out files that match these globs."),
        rule_listing("--extend-ignore", text="Turn these rules off as well."),
        rule_listing("--ignore", text="Turn these rules off."),
        rule_listing("--extend-select", text="Run these rules as well."),
        rule_listing("--select", text="Run these rules only: codes, names or families (BRK001, break-in-word, BRK)."),
    )
    for option in options:
        command = option(command)
    return command


def baseline_options(command: Command) -> Command:
    """The options that say which findings are known."""
    text = f"The file of known findings; by default {BASELINE} at the root of the repository."
    return click.option("--baseline", type=FILE, metavar="FILE", help=text)(command)


def linter(given: dict[str, Any]) -> Linter:
    """The linter that the settings options ask for."""
    return Linter(force_exclude=not given.pop("no_force_exclude"), **given)
