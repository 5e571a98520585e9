"""The commands other than `check`. Each imports what it needs when it is called."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from jiaokan.api import Linter
from jiaokan.cli.console import INTERRUPTED, fail, print_errors, print_text
from jiaokan.cli.options import baseline_option, complete_selector, make_linter, settings_options
from jiaokan.config.config_file import default_baseline

STDIN = "-"


@click.command()
@click.argument("selectors", nargs=-1, metavar="[CODE|NAME]...", shell_complete=complete_selector)
def rule(selectors: tuple[str, ...]) -> None:
    """Explain rules by code, name or family. Without one, list them."""
    from jiaokan.cli import rule_docs

    settings = Linter().settings_for()
    for selector in selectors:
        if not rule_docs.matching_rules(settings, (selector,)):
            suggestion = rule_docs.suggest_rule(settings, selector)
            fail(f"There is no rule {selector!r}: `jiaokan rules` lists them.{suggestion}")
    # No selectors, no pages.
    pages = [rule_docs.rule_page(r, settings) for r in rule_docs.matching_rules(settings, selectors)]
    print_text("\n\n".join(pages) or rule_docs.rule_table(settings))


@click.command()
@click.option("--output-format", type=click.Choice(("text", "json")), default="text", help="Default: text.")
def rules(output_format: str) -> None:
    """List all rules: code, name, level, safety of fixes, on or off."""
    from jiaokan.cli import rule_docs

    settings = Linter().settings_for()
    print_text(rule_docs.rules_json(settings) if output_format == "json" else rule_docs.rule_table(settings))


@click.command()
@click.argument("path", default=STDIN, type=click.Path(readable=False))
@settings_options
def config(path: str, **settings: Any) -> None:
    """Show the settings in force for a file, with their sources."""
    from jiaokan.cli import rule_docs

    # The settings of a folder are those of any file in it.
    file = Path(path) / STDIN if Path(path).is_dir() else Path(path)
    print_text(rule_docs.settings_page(make_linter(settings).settings_for(file), file))


@click.command()
def clean() -> None:
    """Delete the result cache."""
    from jiaokan.run import cache

    try:
        deleted = cache.clean()
    except OSError as error:
        fail(f"{cache.folder() / cache.FILE}: the cache cannot be deleted: {error.strerror}.")
    print_text(f"{deleted}: deleted.\n" if deleted else "There is no cache.\n")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(readable=False), metavar="[PATH]...")
@click.option("--prune", is_flag=True, help="Add nothing: remove findings that no longer exist.")
@baseline_option
@settings_options
def baseline(paths: tuple[str, ...], prune: bool, baseline: Path | None, **settings: Any) -> None:
    """Record the present findings, so that only new ones fail."""
    file = baseline or default_baseline(Path.cwd())
    if prune and not file.exists():
        fail(f"{file}: there is no such baseline: `jiaokan baseline` records one.")
    record_baseline(make_linter(settings), paths or (".",), file, prune=prune)


def record_baseline(linter: Linter, paths: tuple[str, ...], file: Path, *, prune: bool = False) -> None:
    """Write a baseline and print how many findings it has, or exit with an error."""
    from jiaokan.reports.summary import many
    from jiaokan.run import progress

    with progress.progress_bar(quiet=False) as bar:
        try:
            recorded = linter.record(paths, file, prune=prune, watch=bar)
        except OSError as error:
            fail(f"{file}: the baseline was not written: {error.strerror}.")
    if recorded.run.interrupted:
        fail("interrupted: the baseline is unchanged.", INTERRUPTED)
    if recorded.run.errors:
        print_errors(recorded.run)
        fail(f"{file}: the baseline is unchanged. Correct or exclude the files above first.")
    print_text(f"{os.path.relpath(file)}: {many(recorded.now, 'finding')} recorded, {recorded.before} before.\n")


@click.command()
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def completion(shell: str) -> None:
    """Print a script for completion in your shell.

    \b
    bash, in ~/.bashrc:  eval "$(jiaokan completion bash)"
    zsh, in ~/.zshrc:    eval "$(jiaokan completion zsh)"
    fish, in ~/.config/fish/completions/jiaokan.fish:  jiaokan completion fish | source
    """
    from click.shell_completion import get_completion_class

    root = click.get_current_context().find_root().command
    script = get_completion_class(shell)
    assert script
    print_text(script(root, {}, "jiaokan", "_JIAOKAN_COMPLETE").source())


@click.command()
@click.option("-y", "--yes", is_flag=True, help="Write the files without asking.")
@click.option("--ci", type=click.Choice(("github", "gitlab", "none")), help="The CI that gets a job.")
def init(yes: bool, ci: str | None) -> None:
    """Examine the texts here and propose how to lint them.

    That is a configuration, a hook, a CI job and a baseline. Existing files are never overwritten.
    """
    from jiaokan.cli import init
    from jiaokan.run import progress

    with progress.progress_bar(quiet=False) as bar:
        proposal = init.propose(ci, bar)
    if not proposal.survey.suffixes:
        fail("there is no text here (*.txt, *.md, *.markdown): run `jiaokan init` where texts are.")
    baseline = default_baseline(Path.cwd())
    print_text("".join(f"{line}\n" for line in init.describe(proposal, baseline)))
    new = [file for file in proposal.files if not file.note]
    if not new and baseline.exists():
        return
    try:
        if not (yes or click.confirm("\nWrite the files that do not exist yet?")):
            return
    except click.Abort:
        fail("nothing was written. Answer y, or give --yes.")
    try:
        init.write_new(new)
    except OSError as error:
        fail(f"{error.filename}: it was not written: {error.strerror}.")
    print_text("".join(f"{file.name}: written.\n" for file in new))
    if not baseline.exists():
        record_baseline(Linter(), (".",), baseline)


COMMANDS = (baseline, clean, completion, config, init, rule, rules)
