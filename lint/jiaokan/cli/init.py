"""Propose and write the files with which a folder of texts begins to use jiaokan."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.resources import files as resources
from pathlib import Path
from string import Template
from typing import NamedTuple

from jiaokan.cli.survey import RuleCount, Survey, count_by_rule, glob_for, summary_lines, survey_texts
from jiaokan.cli.toml_writer import to_toml
from jiaokan.config import config_file
from jiaokan.config.settings import Project
from jiaokan.errors import ConfigError
from jiaokan.run import source, walk
from jiaokan.run.options import RunOptions
from jiaokan.run.session import ProgressListener, run

CONFIGURATION = "jiaokan.toml"
HOOKS = ".pre-commit-config.yaml"
JOBS = {"github": ".github/workflows/jiaokan.yml", "gitlab": ".gitlab-ci.yml"}
TEMPLATES = {
    CONFIGURATION: "configuration.template",
    HOOKS: "pre-commit-config.yaml",
    JOBS["github"]: "github.yml",
    JOBS["gitlab"]: "gitlab-ci.yml",
}


class File(NamedTuple):
    """A proposed file; `note` says why it is not written, "" if it is new."""

    name: str
    text: str
    note: str


class Proposal(NamedTuple):
    """The survey of the working folder, and the files proposed for it."""

    survey: Survey
    files: list[File]


def propose(ci: str | None, watch: ProgressListener | None) -> Proposal:
    """Survey the working folder; `ci`: github, gitlab or none, by default guessed from the repository."""
    here = Path.cwd()
    root = config_file.repository(here)
    if root not in (None, here):
        raise ConfigError(f"{here}: this is a folder inside a repository: run `jiaokan init` at its root, {root}.")
    project = Project()
    paths = [found.path for found in walk.files(["."], project) if not found.error]
    survey = survey_texts(paths)
    done = run(paths, project, RunOptions(cached=True), watch=watch)
    configured = config_file.find_in_folder(here)
    note = f"the configuration is in {configured[0].name}." if configured else ""
    files = [File(CONFIGURATION, configuration(survey, count_by_rule(done), done.files), note)]
    if root:
        names = [HOOKS, *(JOBS[kind] for kind in [ci or guess_ci(root)] if kind != "none")]
        values = {"version": version("jiaokan"), "branch": current_branch(root)}
        files += [File(name, fill_template(name, values), note_on_existing(name)) for name in names]
    return Proposal(survey, files)


def configuration(survey: Survey, rules: list[RuleCount], files: int) -> str:
    """The text of jiaokan.toml for texts in which the rules find this."""
    habits = [rule for rule in rules if rule.is_habit(files)]
    values = {
        "survey": str(survey),
        "include": to_toml({"include": sorted(f"*{suffix}" for suffix in survey.suffixes)}),
        "exclude": to_toml({"exclude": list(map(glob_for, survey.unreadable))}) if survey.unreadable else "",
        "baseline": config_file.BASELINE,
        "findings": comment(summary_lines(rules)),
        "habits": comment(map(str, habits)),
        "ignore": to_toml({"ignore": [rule.code for rule in habits]}) if habits else "",
        "encoding": to_toml({"encoding": survey.encodings}) if survey.encodings else "",
    }
    return fill_template(CONFIGURATION, {key: value.rstrip("\n") for key, value in values.items()})


def comment(lines: Iterable[str]) -> str:
    return "\n".join(f"#   {line}" for line in lines)


def fill_template(name: str, values: dict[str, str]) -> str:
    """The template for a file with its placeholders filled in, without the paragraphs that use an empty value."""
    text = resources("jiaokan.cli").joinpath("templates", TEMPLATES[name]).read_text(encoding="utf-8")
    empty = [f"${key}" for key, value in values.items() if not value]
    paragraphs = text.rstrip("\n").split("\n\n")
    kept = (p for p in paragraphs if not any(placeholder in p.split() for placeholder in empty))
    return Template("\n\n".join(kept) + "\n").substitute(values)


def note_on_existing(name: str) -> str:
    """A note about an existing file, "" for any other; a note that ends in a colon introduces the proposed text."""
    if not os.path.lexists(name):
        return ""
    try:
        mentioned = "jiaokan" in Path(name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        mentioned = False
    return "it mentions jiaokan already." if mentioned else "it exists and stays as it is. Add what it needs of:"


def describe(proposal: Proposal, baseline: Path) -> Iterator[str]:
    """The lines that a person sees before anything is written."""
    yield f"{proposal.survey}."
    for name, text, note in proposal.files:
        yield f"\n{name}: {note}".rstrip()
        if not note.endswith("."):
            yield from (f"    {line}".rstrip() for line in text.splitlines())
    content = "it exists already" if baseline.exists() else "the present findings, so that only new ones fail"
    yield f"\n{baseline.name}: {content}."


def guess_ci(root: Path) -> str:
    """The CI of a repository: gitlab if its files or remotes say so, else github."""
    if (root / JOBS["gitlab"]).exists():
        return "gitlab"
    try:
        remotes = (root / ".git" / "config").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "github"
    return "gitlab" if "gitlab" in remotes and "github" not in remotes else "github"


def current_branch(root: Path) -> str:
    """The branch that is checked out, which is taken for the main one; "main" if there is none."""
    try:
        head = (root / ".git" / "HEAD").read_text(encoding="utf-8").strip()
    except OSError:
        return "main"
    return head.removeprefix("ref: refs/heads/") if head.startswith("ref: refs/heads/") else "main"


def write_new(files: Iterable[File]) -> None:
    """Write the files that do not exist, all or none; raises `OSError` with the name of the file."""
    done: list[Path] = []
    try:
        for path, text in [(Path(file.name), file.text) for file in files if not file.note]:
            path.parent.mkdir(parents=True, exist_ok=True)
            source.put(path, text.encode())
            done.append(path)
    except OSError:
        for path in done:
            path.unlink()
        raise
