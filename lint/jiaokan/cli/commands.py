"""The commands beside `check`; what they need is imported when one is called."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from jiaokan.api import Linter
from jiaokan.cli.console import INTERRUPTED, complain_of, fail, say
from jiaokan.cli.options import baseline_options, linter, rule_words, settings_options
from jiaokan.config.config_file import default_baseline as known_here

STDIN = "-"


@click.command()
@click.argument("selectors", nargs=-1, metavar="[CODE|NAME]...", shell_complete=rule_words)
def rule(selectors: tuple[str, ...]) -> None:
    """Explain rules by code, name or family. Without one, list them."""
    from jiaokan.cli import rule_docs

    settings = Linter().settings_for()
    rules = rule_docs.named(settings, selectors)
    unknown = next((s for s in selectors if not rule_docs.named(settings, (s,))), None)
    if unknown is not None:
        fail(f"There is no rule {unknown!r}: `jiaokan rules` lists them.{rule_docs.nearest(settings, unknown)}")
    say("\n\n".join(rule_docs.page(r, settings) for r in rules) or rule_docs.table(settings))


@click.command()
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", help="By default text.")
def rules(output_format: str) -> None:
    """List all rules: code, name, level, safety of fixes, on or off."""
    from jiaokan.cli import rule_docs

    settings = Linter().settings_for()
    say(rule_docs.as_json(settings) if output_format == "json" else rule_docs.table(settings))


@click.command()
@click.argument("path", default=STDIN, type=click.Path(readable=False))
@settings_options
def config(path: str, **given: Any) -> None:
    """Show the settings in force for a file, with their sources."""
    from jiaokan.cli import rule_docs

    inside = Path(path) / STDIN if Path(path).is_dir() else Path(path)
    say(rule_docs.settings_page(linter(given).settings_for(inside), inside))


@click.command()
def clean() -> None:
    """Take away the cache of what was found in unchanged files."""
    from jiaokan.run import cache

    try:
        gone = cache.clean()
    except OSError as error:
        fail(f"{cache.folder() / cache.FILE}: the cache cannot be taken away: {error.strerror}.")
    say(f"{gone}: taken away.\n" if gone else "There is no cache.\n")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(readable=False), metavar="[PATH]...")
@click.option("--prune", is_flag=True, help="Add nothing: take out what is there no more.")
@baseline_options
@settings_options
def baseline(paths: tuple[str, ...], prune: bool, baseline: Path | None, **given: Any) -> None:
    """Record the findings there are, so that only new ones fail."""
    file = baseline or known_here(Path.cwd())
    if prune and not file.exists():
        fail(f"{file}: there is no such baseline: `jiaokan baseline` records one.")
    record(linter(given), paths or (".",), file, prune=prune)


def record(tool: Linter, paths: tuple[str, ...], file: Path, *, prune: bool = False) -> None:
    """Write a baseline, and say what became of it."""
    from jiaokan.reports.summary import many
    from jiaokan.run import progress

    with progress.watching(quiet=False) as watch:
        try:
            done = tool.record(paths, file, prune=prune, watch=watch)
        except OSError as error:
            fail(f"{file}: the baseline was not written: {error.strerror}.")
    if done.run.interrupted:
        fail("interrupted: the baseline is as it was.", INTERRUPTED)
    if done.run.errors:
        complain_of(done.run)
        fail(f"{file}: the baseline is as it was. Mend or exclude the above first.")
    say(f"{os.path.relpath(file)}: {many(done.now, 'finding')} recorded, {done.before} before.\n")


@click.command()
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def completion(shell: str) -> None:
    """Print what lets your shell complete commands, rules and so on.

    \b
    bash, in ~/.bashrc:  eval "$(jiaokan completion bash)"
    zsh, in ~/.zshrc:    eval "$(jiaokan completion zsh)"
    fish, in ~/.config/fish/completions/jiaokan.fish:  jiaokan completion fish | source
    """
    from click.shell_completion import get_completion_class

    root = click.get_current_context().find_root().command
    script = get_completion_class(shell)
    assert script
    say(script(root, {}, "jiaokan", "_JIAOKAN_COMPLETE").source())


@click.command()
@click.option("-y", "--yes", is_flag=True, help="Write the files without asking.")
@click.option("--ci", type=click.Choice(("github", "gitlab", "none")), help="Whose CI gets a job.")
def init(yes: bool, ci: str | None) -> None:
    """Look at the texts here and propose how to lint them.

    That is a configuration, a hook, a job for CI and a baseline. What is there already is never written over.
    """
    from jiaokan.cli import init
    from jiaokan.run import progress

    with progress.watching(quiet=False) as watch:
        found = init.proposed(ci, watch)
    if not found.texts.suffixes:
        fail("there is no text here (*.txt, *.md, *.markdown): run `jiaokan init` where texts are.")
    known = known_here(Path.cwd())
    say("".join(f"{line}\n" for line in init.shown(found, known)))
    new = [file for file in found.files if not file.there]
    if not new and known.exists():
        return
    try:
        if not (yes or click.confirm("\nWrite what is not there yet?")):
            return
    except click.Abort:
        fail("nothing was written. Answer y, or give --yes.")
    try:
        init.written(new)
    except OSError as error:
        fail(f"{error.filename}: it was not written: {error.strerror}.")
    say("".join(f"{file.name}: written.\n" for file in new))
    if not known.exists():
        record(Linter(), (".",), known)


COMMANDS = (baseline, clean, completion, config, init, rule, rules)
