"""Options that several commands share, and how values of options are parsed and completed."""

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
Decorator = Callable[[Command], Command]
FILE = click.Path(path_type=Path, readable=False)  # an unreadable file is reported where it is read


def split_lists(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The items of comma-separated lists: `--select BRK,DUP --select SPC`."""
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def parse_formats(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """`FORMAT` or `FORMAT=FILE` as a format and its file, "" for standard output."""
    found = tuple((value.partition("=")[0], value.partition("=")[2]) for value in values)
    for name, _file in found:
        if name not in FORMATS:
            raise click.BadParameter(f"there is no format {name!r}: write {' or '.join(FORMATS)}, or FORMAT=FILE.")
    files = [os.path.realpath(file) for _, file in found if file]
    if len(set(files)) < len(files):
        raise click.BadParameter("a file takes one format: the second would replace the first.")
    if sum(not file for _, file in found) > 1:
        raise click.BadParameter("standard output takes one format: give the others a file (FORMAT=FILE).")
    return found


def require_finite(_: click.Context, __: click.Parameter, seconds: float | None) -> float | None:
    if seconds is not None and not seconds <= 1e6:  # false for nan too
        raise click.BadParameter(f"{seconds} is too long: give seconds, or leave the option out for no limit.")
    return seconds


def complete_format(_: click.Context, __: click.Parameter, prefix: str) -> list[str]:
    return [name for name in FORMATS if name.startswith(prefix)]


def complete_selector(_: click.Context, __: click.Parameter, prefix: str) -> list[str]:
    """Completions for the last code, name or family in a list."""
    from jiaokan.config.selection import selectors

    listed, comma, last = prefix.rpartition(",")
    try:
        rules = Linter().settings_for().rules
    except ConfigError:
        rules = Linter(isolated=True).settings_for().rules
    return sorted(listed + comma + w for w in selectors(rules) if w.lower().startswith(last.lower()))


def list_option(*names: str, text: str, **more: Any) -> Decorator:
    return click.option(*names, multiple=True, callback=split_lists, metavar="LIST", help=text, **more)


def selector_option(*names: str, text: str) -> Decorator:
    return list_option(*names, text=text, shell_complete=complete_selector)


def combined(*decorators: Decorator) -> Decorator:
    """Several options as one decorator; the help shows them in this order."""

    def decorate(command: Command) -> Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


changes_options = combined(
    click.option("--since", metavar="REV", help="Lint only files that git says changed since the merge base with REV."),
    click.option("--staged", is_flag=True, help="Lint what git will commit, not the files as they stand."),
    click.option(
        "--changed-lines",
        is_flag=True,
        help="With --since or --staged: show only findings that touch changed lines or their blocks.",
    ),
)
settings_options = combined(
    selector_option("--select", text="Run these rules only: codes, names or families (BRK001, break-in-word, BRK)."),
    selector_option("--extend-select", text="Run these rules as well."),
    selector_option("--ignore", "--extend-ignore", text="Turn these rules off."),
    list_option("--exclude", text="Leave out files that match these globs."),
    click.option("--no-force-exclude", is_flag=True, help="Lint a file named here even if it is excluded."),
    click.option("--config", type=FILE, metavar="FILE", help="Read this configuration only."),
    click.option("--isolated", is_flag=True, help="Ignore configurations and plugins: run the built-in rules only."),
)
baseline_option = click.option(
    "--baseline",
    type=FILE,
    metavar="FILE",
    help=f"The file of known findings; default: {BASELINE} at the root of the repository.",
)


def make_linter(settings: dict[str, Any]) -> Linter:
    """A linter with the values of `settings_options`."""
    given = dict(settings)
    return Linter(force_exclude=not given.pop("no_force_exclude"), **given)
