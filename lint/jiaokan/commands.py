"""The commands beside `check`; what they need is imported when one is called."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from jiaokan.api import Linter
from jiaokan.config import baseline as known_here
from jiaokan.console import INTERRUPTED, complain, fail, say
from jiaokan.options import baseline_options, linter, settings_options

STDIN = "-"


def completions(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """What the shell may make of the beginning of a rule's name, a code or a family."""
    from jiaokan.selection import selectors

    return sorted(w for w in selectors(Linter().settings_for().rules) if w.lower().startswith(begun.lower()))


@click.command()
@click.argument("selectors", nargs=-1, metavar="[CODE|NAME]...", shell_complete=completions)
def rule(selectors: tuple[str, ...]) -> None:
    """Explain rules, by code, name or family; without one, list them."""
    from jiaokan import manual

    settings = Linter().settings_for()
    rules = manual.named(settings, selectors)
    unknown = next((s for s in selectors if not manual.named(settings, (s,))), None)
    if unknown is not None:
        fail(f"There is no rule {unknown!r}: `jiaokan rules` lists them.{manual.nearest(settings, unknown)}")
    say("\n\n".join(manual.page(r, settings) for r in rules) or manual.table(settings))


@click.command()
@click.option("--output-format", type=click.Choice(("text", "json")), default="text")
def rules(output_format: str) -> None:
    """List all rules: code, name, level, how far --fix may go, on or off."""
    from jiaokan import manual

    settings = Linter().settings_for()
    say(manual.as_json(settings) if output_format == "json" else manual.table(settings))


@click.command()
@click.argument("path", default=STDIN)
@settings_options
def config(path: str, **given: Any) -> None:
    """Show the settings in force for a file or folder, and where each comes from."""
    from jiaokan import manual

    inside = Path(path) / STDIN if Path(path).is_dir() else Path(path)
    say(manual.settings_page(linter(given).settings_for(inside), inside))


@click.command()
def clean() -> None:
    """Take away the cache, which holds what was found in files that have not changed since."""
    from jiaokan import cache

    try:
        gone = cache.clean()
    except OSError as error:
        fail(f"{cache.folder() / cache.FILE}: the cache cannot be taken away: {error.strerror}.")
    say(f"{gone}: taken away.\n" if gone else "There is no cache.\n")


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--prune", is_flag=True, help="Add nothing: take out what is there no more.")
@baseline_options
@settings_options
def baseline(paths: tuple[str, ...], prune: bool, baseline: Path | None, **given: Any) -> None:
    """Record the findings that there are, so that `jiaokan check` names only new ones."""
    from jiaokan import progress
    from jiaokan.reports.text import many

    file = baseline or known_here(Path.cwd())
    if prune and not file.exists():
        fail(f"{file}: there is no such baseline: `jiaokan baseline` records one.")
    with progress.watching(quiet=False) as watch:
        try:
            done = linter(given).record(paths or (".",), file, prune=prune, watch=watch)
        except OSError as error:
            fail(f"{file}: the baseline was not written: {error.strerror}.")
    if done.run.interrupted:
        fail("interrupted: the baseline is as it was.", INTERRUPTED)
    if done.run.errors:
        for path, message in done.run.errors:
            complain(f"{path}: {message}")
        fail(f"{file}: the baseline is as it was. Mend or exclude the above first.")
    say(f"{os.path.relpath(file)}: {many(done.now, 'finding')} recorded, {done.before} before.\n")


COMMANDS = (baseline, clean, config, rule, rules)
