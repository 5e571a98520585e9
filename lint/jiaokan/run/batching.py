"""Files through the linter, some at a time: a rule looks at all of them before the next one does."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import replace
from itertools import groupby
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from jiaokan.errors import ConfigError
from jiaokan.linting.corpus_rules import Facts, collected
from jiaokan.linting.fix_checks import UnsoundFix
from jiaokan.linting.fixer import Cycle, Fixed, chosen
from jiaokan.linting.linter import Broken, fix_document, lint_documents, with_text
from jiaokan.linting.rule_set import RuleSet
from jiaokan.model.document import Document, Timer
from jiaokan.model.finding import Finding, Safety
from jiaokan.run import source
from jiaokan.run.result import FileResult
from jiaokan.run.source import Source, SourceError

if TYPE_CHECKING:
    from jiaokan.config.settings import Project, Settings
    from jiaokan.run.cache import Cache

# Texts that are looked at together: of more, what is kept of them is no longer in the processor's cache either.
MOST = 256
SIZE = 200_000  # code points
SOON, USUAL = 0.1, 1e-6  # seconds, and for a code point: what takes longer is lost together when a run is interrupted


class BatchSizer:
    """How many texts this process looks at together."""

    most = 1

    def took(self, seconds: float, size: int) -> None:
        """Take more where some of so many code points were soon done, else fewer."""
        soon = seconds < SOON + USUAL * size
        self.most = min(MOST, 2 * self.most) if soon else max(1, self.most // 2)


pace = BatchSizer()


class Task(NamedTuple):
    """What a run does with every file; `cache`: the fingerprint of the code, "" without a cache."""

    project: Project
    fix: Safety | None
    write: bool
    cache: str = ""
    profile: bool = False
    limit: float = 0  # seconds for one document, 0 for as long as it takes
    contents: Mapping[str, str] = {}  # where the bytes of a file are that is not read from its path


class JobResult(NamedTuple):
    """The result of one file and how many code points it has, None where it could not be linted; what the corpus
    rules noted of it; and how many seconds each part took, where that was asked for."""

    result: FileResult
    characters: int | None
    facts: tuple[Facts, ...] = ()
    spent: Mapping[str, float] = {}


class LintJob(NamedTuple):
    """A text that is to be linted, with the rules that run on it; `key`: that of the cache, if it has one."""

    read: Source
    doc: Document
    settings: Settings
    rules: RuleSet
    key: bytes
    broken: Broken


def lint_each(paths: Iterable[str], task: Task) -> Iterator[JobResult]:
    """The outcomes of some files, in their order."""
    if task.cache:
        from jiaokan.run.cache import Cache

    with closing(Cache(task.cache)) if task.cache else nullcontext() as kept:
        for some in batches(opened(path, task, kept) for path in paths):
            yield from outcomes(some, task, kept)


def lint_file(path: str, task: Task, without: Sequence[str], timer: Timer) -> JobResult:
    """One file without the rules in `without`, given as code and name; `timer` sees each at work."""
    (outcome,) = outcomes([opened(path, task, None, without, timer)], task)
    return outcome


def lint_texts(texts: Iterable[Source], task: Task) -> Iterator[JobResult]:
    """The same of texts that are there already."""
    for some in batches(ready(text, task) for text in texts):
        yield from outcomes(some, task)


def batches(files: Iterable[LintJob | JobResult]) -> Iterator[list[LintJob | JobResult]]:
    """The files in lists that grow as long as the work on one is soon done."""
    some: list[LintJob | JobResult] = []
    size = 0
    for file in files:
        some.append(file)
        size += len(file.doc.text) if isinstance(file, LintJob) else 0
        if len(some) >= pace.most or size >= SIZE:
            start = perf_counter()
            yield some
            pace.took(perf_counter() - start, size)
            some, size = [], 0
    if some:
        yield some


def opened(
    path: str, task: Task, kept: Cache | None, without: Sequence[str] = (), timer: Timer | None = None
) -> LintJob | JobResult:
    """A file to be linted, or its outcome where the cache knows it or it cannot be read."""
    try:
        settings = task.project.settings_for(path)
        encoding = settings.encoding_for(path)
        data = source.read_bytes(task.contents.get(path, path))
        key = kept.key(settings, path, data) if kept else b""
        entry = kept.get(key) if kept and key else None
        if entry and (task.fix is None or not any(chosen(entry.findings, task.fix))):
            text = source.decode(data, path, encoding).document.text if entry.findings else ""
            return JobResult(FileResult(path, text, entry.findings), entry.characters)
        read = source.decode(data, path, encoding)
        if task.fix is None:  # of a large file they are much, and nobody will write it
            read = read._replace(data=b"")
        return ready(read, task, key, without, timer)
    except SourceError as error:
        return JobResult(FileResult(path, errors=(str(error),)), None)
    except ConfigError:
        raise
    except Exception as error:
        return failed(path, error)


def failed(path: str, error: Exception) -> JobResult:
    message = f"jiaokan itself failed on it: {type(error).__name__}: {error}"
    return JobResult(FileResult(path, errors=(message,)), None)


def ready(
    read: Source, task: Task, key: bytes = b"", without: Sequence[str] = (), timer: Timer | None = None
) -> LintJob:
    """A text to be linted, with a clock where one is asked for."""
    doc = read.document
    if task.profile:
        from jiaokan.run.profile import Clock

        timer = Clock()
    if timer:
        doc = replace(doc, clock=timer)
    settings = task.project.settings_for(read.path)
    rules = settings.rules_for(read.path)
    if without:
        rules = RuleSet(a for a in rules if f"{a.rule.code} {a.rule.name}" not in without)
    return LintJob(read, doc, settings, rules, key, {})


def outcomes(some: Sequence[LintJob | JobResult], task: Task, kept: Cache | None = None) -> Iterator[JobResult]:
    """What becomes of some files; whatever goes wrong with one is said in its result and leaves the others alone."""
    texts = (file for file in some if isinstance(file, LintJob))
    found = (each for _, group in groupby(texts, key=lambda file: id(file.rules)) for each in findings(list(group)))
    for file in some:
        yield file if isinstance(file, JobResult) else outcome(file, next(found), task, kept)


def findings(files: Sequence[LintJob]) -> Iterator[list[Finding] | Exception]:
    """What is found in texts with the same rules, or the error that came of it."""
    try:
        docs, broken = [file.doc for file in files], [file.broken for file in files]
        known, arrays = files[0].settings.rules, "numpy" in sys.modules
        yield from lint_documents(docs, files[0].rules, known, broken, arrays=arrays)
    except Exception as error:
        if len(files) == 1:
            yield error
        else:
            for file in files:
                yield from findings([file])


def outcome(file: LintJob, found: list[Finding] | Exception, task: Task, kept: Cache | None) -> JobResult:
    """What becomes of a text in which something was found."""
    path = file.read.path
    try:
        if isinstance(found, Exception):
            raise found
        done = mended(file, found, task)
        if kept and file.key and not (done.result.errors or done.result.applied):
            kept.put(file.key, len(file.doc.text), done.result.findings)
        return done
    except ConfigError:
        raise
    except Exception as error:
        return failed(path, error)


def mended(file: LintJob, found: list[Finding], task: Task) -> JobResult:
    """The outcome of a text, with the fixes that the task asks for."""
    read, doc, settings, rules, _, broken = file
    errors: list[str] = []
    fixed = Fixed(doc.text, [], found)
    if task.fix is not None and not doc.undecodable:
        try:
            fixed = fix_document(doc, rules, task.fix, settings.rules, broken, found)
            if fixed.text == doc.text:
                pass
            elif task.write:
                read.write(fixed.text)
            elif read.encoding:
                read.encoded(fixed.text)
        except (Cycle, UnsoundFix) as error:
            fixed = Fixed(doc.text, [], found)
            errors.append(f"{error} Nothing in it was fixed.")
        except SourceError as error:
            fixed = Fixed(doc.text, [], found)
            errors.append(str(error))
    facts = collected(doc if fixed.text is doc.text else with_text(doc, fixed.text), rules, broken)
    errors += (str(error) for error in broken.values())
    spent = getattr(doc.clock, "seconds", {})
    if not (fixed.left or fixed.applied or errors or facts):
        return JobResult(FileResult(read.path), len(doc.text), facts, spent)
    original = doc.text if fixed.text != doc.text else None
    result = FileResult(read.path, fixed.text, tuple(fixed.left), original, tuple(fixed.applied), tuple(errors))
    return JobResult(result, len(doc.text), facts, spent)
