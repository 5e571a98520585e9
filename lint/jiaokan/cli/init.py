"""What a folder of texts needs to begin with jiaokan: a configuration, a hook, a job for CI, a baseline."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from jiaokan.cli.rule_docs import toml
from jiaokan.config import config_file
from jiaokan.config.settings import Project
from jiaokan.errors import ConfigError
from jiaokan.model.document import Document
from jiaokan.model.finding import Level, Safety
from jiaokan.reports.summary import many
from jiaokan.run import source, walk
from jiaokan.run.options import RunOptions
from jiaokan.run.result import Run
from jiaokan.run.session import ProgressListener, run

HEAD = 20_000  # code points of a file that tell its script
SHOWN = 12  # rules that are told of
HABIT = 10  # files that must have a finding before it can be the way of the whole corpus
CONFIGURATION = "jiaokan.toml"
HOOKS = ".pre-commit-config.yaml"
JOBS = {"github": ".github/workflows/jiaokan.yml", "gitlab": ".gitlab-ci.yml"}

HOOK = """\
repos:
  - repo: local
    hooks:
      - id: jiaokan
        name: jiaokan
        entry: jiaokan check
        language: python
        additional_dependencies: ["jiaokan=={version}"]
        types_or: [plain-text, markdown]
        require_serial: true
"""
JOB = {
    "github": """\
name: jiaokan
on:
  pull_request:
  push:
    branches: ["{branch}"]
permissions:
  contents: read
jobs:
  texts:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {{ python-version: "3.12" }}
      - run: pip install "jiaokan=={version}"
      - run: jiaokan check --output-format github
""",
    "gitlab": """\
jiaokan:
  image: python:3.12-slim
  script:
    - pip install "jiaokan=={version}"
    - jiaokan check --output-format text --output-format gitlab=gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
""",
}


class Texts(NamedTuple):
    """What the texts of a folder are.

    How many there are of each suffix and of each script; the encodings, by glob, of those that are no UTF-8; and the
    files that are no texts at all.
    """

    suffixes: Counter[str]
    scripts: Counter[str]
    encodings: dict[str, str]
    broken: list[str]

    @property
    def told(self) -> str:
        kinds = ", ".join(f"{n} *{suffix}" for suffix, n in self.suffixes.most_common())
        scripts = ", ".join(f"{n} {script}" for script, n in self.scripts.most_common())
        return f"{many(self.suffixes.total(), 'text')} ({kinds}): {scripts}"


def texts(paths: list[str]) -> Texts:
    """Look at some files, given relative to the folder."""
    suffixes: Counter[str] = Counter()
    scripts: Counter[str] = Counter()
    fits: dict[str, Counter[str]] = defaultdict(Counter)  # by glob: the encodings of what it matches
    broken = []
    for path in paths:
        folder, name = os.path.split(path.replace(os.sep, "/"))
        suffix = os.path.splitext(name)[1]
        suffixes[suffix.lower()] += 1
        kind = f"{glob(folder)}/*{suffix}" if folder else f"/*{suffix}"
        try:
            doc = source.decode(source.read_bytes(path), path).document
        except source.SourceError:
            scripts["that can't be read"] += 1
            broken.append(path)
            continue
        if doc.undecodable:
            scripts[f"in {doc.undecodable.fits or 'no encoding that is known'}"] += 1
            fits[kind][doc.undecodable.fits or ""] += 1
        else:
            scripts[script(Document(doc.text[:HEAD], path))] += 1
            fits[kind]["UTF-8"] += 1
    # An encoding is proposed where all files of a kind in a folder have it.
    sure = {kind: next(iter(found)) for kind, found in fits.items() if len(found) == 1}
    encodings = {kind: name.lower() for kind, name in sure.items() if name not in ("", "UTF-8")}
    return Texts(suffixes, scripts, encodings, broken)


def script(doc: Document) -> str:
    return (doc.script or "of no clear script") if doc.chinese else "not Chinese"


class Tally(NamedTuple):
    """What a rule finds in a folder."""

    code: str
    name: str
    findings: int
    files: int
    safe: int
    habit: bool  # most texts have it, and no safe fix clears it: it is how they are


def tallies(run: Run) -> list[Tally]:
    """The rules of a run, those that find most first."""
    count: Counter[tuple[str, str]] = Counter()
    files: Counter[tuple[str, str]] = Counter()
    safe: Counter[tuple[str, str]] = Counter()
    errors = set()
    for result in run.results:
        files.update({(f.code, f.name) for f in result.findings})
        for f in result.findings:
            count[f.code, f.name] += 1
            safe[f.code, f.name] += bool(f.fix and f.fix.safety is Safety.SAFE)
            if f.level is Level.ERROR:
                errors.add((f.code, f.name))
    return [
        Tally(*rule, n, files[rule], safe[rule], habit(files[rule], run.files) and not (safe[rule] or rule in errors))
        for rule, n in sorted(count.items(), key=lambda item: (-item[1], item[0]))
    ]


def habit(files: int, whole: int) -> bool:
    return files >= HABIT and 2 * files > whole


def configuration(found: Texts, rules: list[Tally]) -> str:
    """The text of jiaokan.toml."""
    lines = [
        f"# {found.told}.",
        "# `jiaokan config` shows what is in force, `jiaokan rule CODE` explains a rule.",
        f"include = {toml(sorted(f'*{suffix}' for suffix in found.suffixes))}",
    ]
    if found.broken:
        lines += [f"exclude = {toml(list(map(glob, found.broken)))}  # they can't be read as texts"]
    if found.encodings:
        lines += [f"encoding = {toml(found.encodings)}"]
    if rules:
        lines += ["", f"# What the rules found at first, which {config_file.BASELINE} knows:"]
        lines += [f"#   {row}" for row in table(rules)]
    habits = [rule for rule in rules if rule.habit]
    if habits:
        lines += ["# Most texts have these, and no safe fix clears them: it is how they are.", "ignore = ["]
        lines += [f"    {toml(rule.code)},  # {rule.name}" for rule in habits] + ["]"]
    return "\n".join(lines) + "\n"


def table(rules: list[Tally]) -> Iterator[str]:
    """What the rules find, a line each, those that find most."""
    for rule in rules[:SHOWN]:
        fixed = f", --fix repairs {rule.safe}" if rule.safe else ""
        yield f"{rule.code} {rule.name}: {rule.findings} in {many(rule.files, 'file')}{fixed}"
    rest = sum(rule.findings for rule in rules[SHOWN:])
    if rest:
        yield f"{many(len(rules) - SHOWN, 'other')}: {rest}"


def glob(path: str) -> str:
    """What matches a file and nothing else."""
    name = path.replace(os.sep, "/").encode("utf-8", "replace").decode()  # ? stands for a byte that is no UTF-8
    return "/" + re.sub(r"[\[\]*\\]", r"\\\g<0>", name)


class File(NamedTuple):
    """A file that the folder is to have, or would have if there were none of its name.

    `settled` says why nothing is missing, where what is there does the same.
    """

    name: str
    text: str
    there: bool
    settled: str = ""


class Proposal(NamedTuple):
    """What was seen in the working folder, and the files to be written into it."""

    texts: Texts
    rules: list[Tally]
    files: list[File]


def proposed(ci: str | None, watch: ProgressListener | None) -> Proposal:
    """Look at the working folder; `ci`: github, gitlab or none, by default what the repository shows."""
    here = Path.cwd()
    root = config_file.repository(here)
    if root not in (None, here):
        raise ConfigError(f"{here}: this is a folder inside a repository: run `jiaokan init` at its root, {root}.")
    project = Project()
    paths = [found.path for found in walk.files(["."], project) if not found.error]
    seen = texts(paths)
    rules = tallies(run(paths, project, RunOptions(cached=True), watch=watch))
    released = version("jiaokan")
    configured = config_file.find_in_folder(here)
    settled = f"the configuration is in {configured[0].name}" if configured else ""
    files = [File(CONFIGURATION, configuration(seen, rules), configured is not None, settled)]
    if root:
        files.append(file(HOOKS, HOOK.format(version=released)))
        kind = ci or forge(root)
        if kind != "none":
            files.append(file(JOBS[kind], JOB[kind].format(version=released, branch=branch(root))))
    return Proposal(seen, rules, files)


def file(name: str, text: str) -> File:
    """A file, held against what is there."""
    try:
        present = Path(name).read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return File(name, text, there=os.path.lexists(name))
    except OSError:
        return File(name, text, there=True)
    return File(name, text, there=True, settled="it speaks of jiaokan already" if "jiaokan" in present else "")


def shown(found: Proposal, known: Path) -> Iterator[str]:
    """What a person is told before anything is written; `known` is the baseline."""
    yield f"{found.texts.told}."
    for name, text, there, settled in found.files:
        yield ""
        if settled:
            yield f"{name}: {settled}."
        else:
            yield f"{name} is there and stays as it is. Add what it needs of:" if there else f"{name}:"
            yield from (f"    {line}" for line in text.splitlines())
    yield ""
    told = "there is a baseline already" if known.exists() else "what is found now, so that only what is new fails"
    yield f"{known.name}: {told}."


def forge(root: Path) -> str:
    """Where a repository seems to be hosted; GitHub where nothing tells."""
    if (root / JOBS["gitlab"]).exists():
        return "gitlab"
    try:
        remotes = (root / ".git" / "config").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "github"
    return "gitlab" if "gitlab" in remotes and "github" not in remotes else "github"


def branch(root: Path) -> str:
    """The branch that is checked out, which is taken for the main one."""
    try:
        head = (root / ".git" / "HEAD").read_text(encoding="utf-8").strip()
    except OSError:
        return "main"
    return head.removeprefix("ref: refs/heads/") if head.startswith("ref: refs/heads/") else "main"


def written(files: Iterable[File]) -> None:
    """Write those that are not there yet, all or none; raises `OSError` with the name of the file."""
    done: list[Path] = []
    try:
        for path, text in [(Path(file.name), file.text) for file in files if not file.there]:
            path.parent.mkdir(parents=True, exist_ok=True)
            source.put(path, text.encode())
            done.append(path)
    except OSError:
        for path in done:
            path.unlink()
        raise
