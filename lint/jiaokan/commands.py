"""The commands beside `check`; what they need is imported when one is called."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jiaokan.console import fail, say
from jiaokan.options import overrides, settings_options
from jiaokan.settings import Project

STDIN = "-"


def completions(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """What the shell may make of the beginning of a rule's name, a code or a family."""
    from jiaokan.selection import selectors

    return sorted(w for w in selectors(Project().settings_for(STDIN).rules) if w.lower().startswith(begun.lower()))


@click.command()
@click.argument("selectors", nargs=-1, metavar="[CODE|NAME]...", shell_complete=completions)
def rule(selectors: tuple[str, ...]) -> None:
    """Explain rules, by code, name or family; without one, list them."""
    from jiaokan import manual

    settings = Project().settings_for(STDIN)
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

    settings = Project().settings_for(STDIN)
    say(manual.as_json(settings) if output_format == "json" else manual.table(settings))


@click.command()
@click.argument("path", default=STDIN)
@settings_options
def config(path: str, **given: Any) -> None:
    """Show the settings in force for a file or folder, and where each comes from."""
    from jiaokan import manual

    inside = Path(path) / STDIN if Path(path).is_dir() else Path(path)
    say(manual.settings_page(Project(overrides(given)).settings_for(inside), inside))


@click.command()
def clean() -> None:
    """Take away the cache, which holds what was found in files that have not changed since."""
    from jiaokan import cache

    try:
        gone = cache.clean()
    except OSError as error:
        fail(f"{cache.folder() / cache.FILE}: the cache cannot be taken away: {error.strerror}.")
    say(f"{gone}: taken away.\n" if gone else "There is no cache.\n")


COMMANDS = (clean, config, rule, rules)
