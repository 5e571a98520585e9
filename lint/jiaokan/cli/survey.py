"""Survey the texts of a folder for `jiaokan init`: their kinds, scripts and encodings, and what the rules find."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jiaokan.model.document import Document
from jiaokan.model.finding import Level, Safety
from jiaokan.reports.summary import many
from jiaokan.run import source
from jiaokan.run.result import Run

HEAD = 20_000  # code points of a file that suffice to recognise its script
HABITUAL_FILES = 10  # a rule must find something in so many files before it can be a habit of the corpus
LISTED = 12  # rules that are listed one by one


class Survey(NamedTuple):
    """The texts of a folder: the number of files by suffix and by script, encodings by glob, and unreadable files."""

    suffixes: Counter[str]
    scripts: Counter[str]
    encodings: dict[str, str]
    unreadable: list[str]

    def __str__(self) -> str:
        suffixes = ", ".join(f"{n} *{suffix}" for suffix, n in self.suffixes.most_common())
        scripts = ", ".join(f"{n} {script}" for script, n in self.scripts.most_common())
        return f"{many(self.suffixes.total(), 'text')} ({suffixes}): {scripts}"


def survey_texts(paths: Iterable[str]) -> Survey:
    """Read files, given relative to the folder, and count what they are."""
    suffixes: Counter[str] = Counter()
    scripts: Counter[str] = Counter()
    encodings: dict[str, set[str]] = defaultdict(set)  # by glob: those of the files that match, "" for unknown
    unreadable = []
    for path in paths:
        folder, name = os.path.split(path.replace(os.sep, "/"))
        suffix = os.path.splitext(name)[1]
        suffixes[suffix.lower()] += 1
        try:
            doc = source.decode(source.read_bytes(path), path).document
        except source.SourceError:
            scripts["that can't be read"] += 1
            unreadable.append(path)
            continue
        encoding = (doc.undecodable.fits or "") if doc.undecodable else "UTF-8"
        encodings[f"{glob_for(folder)}/*{suffix}" if folder else f"/*{suffix}"].add(encoding)
        scripts[script_name(doc) if encoding == "UTF-8" else f"in {encoding or 'no known encoding'}"] += 1
    # Propose an encoding only if all files with this suffix in a folder have it.
    uniform = {glob: next(iter(found)) for glob, found in encodings.items() if len(found) == 1}
    proposed = {glob: encoding.lower() for glob, encoding in uniform.items() if encoding not in ("", "UTF-8")}
    return Survey(suffixes, scripts, proposed, unreadable)


def script_name(doc: Document) -> str:
    head = Document(doc.text[:HEAD], doc.path)
    return (head.script or "of no clear script") if head.chinese else "not Chinese"


def glob_for(path: str) -> str:
    """A glob that matches this file and no other."""
    name = path.replace(os.sep, "/").encode("utf-8", "replace").decode()  # ? stands for a byte that is not UTF-8
    return "/" + re.sub(r"[\[\]*\\]", r"\\\g<0>", name)


class RuleCount(NamedTuple):
    """How much a rule finds in a folder, and how much of it a safe fix removes."""

    code: str
    name: str
    findings: int
    files: int
    safe: int
    error: bool

    def is_habit(self, files: int) -> bool:
        """Whether more than half of the files have it and no safe fix removes it: it is how the texts are."""
        common = self.files >= HABITUAL_FILES and 2 * self.files > files
        return common and not (self.safe or self.error)

    def __str__(self) -> str:
        fixed = f", --fix repairs {self.safe}" if self.safe else ""
        return f"{self.code} {self.name}: {self.findings} in {many(self.files, 'file')}{fixed}"


def count_by_rule(run: Run) -> list[RuleCount]:
    """The rules that find something in a run, those with most findings first."""
    findings: Counter[tuple[str, str]] = Counter()
    safe: Counter[tuple[str, str]] = Counter()
    errors = set()
    for (code, name, level, safety), n in run.tally.findings.items():
        findings[code, name] += n
        safe[code, name] += n * (safety is Safety.SAFE)
        if level is Level.ERROR:
            errors.add((code, name))
    files = Counter(rule for result in run.results for rule in {(f.code, f.name) for f in result.findings})
    ordered = sorted(findings.items(), key=lambda item: (-item[1], item[0]))
    return [RuleCount(*rule, n, files[rule], safe[rule], rule in errors) for rule, n in ordered]


def summary_lines(rules: list[RuleCount]) -> Iterator[str]:
    """A line for each of the first rules, and one for all others together."""
    yield from map(str, rules[:LISTED])
    if others := rules[LISTED:]:
        yield f"{many(len(others), 'other')}: {sum(rule.findings for rule in others)}"
