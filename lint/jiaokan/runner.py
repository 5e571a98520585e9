"""Many files through the linter, in a pool of processes where it pays; the results come in the order of the files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jiaokan import source, walk
from jiaokan.config import ConfigError
from jiaokan.corpus import Facts, collected, judged
from jiaokan.document import Document
from jiaokan.finding import Finding, Safety
from jiaokan.fixing import Applied, Cycle, Fixed
from jiaokan.linter import Broken, fix_document, in_order, lint_document, replaced
from jiaokan.source import Source, SourceError
from jiaokan.suppress import Suppression

if TYPE_CHECKING:
    from jiaokan.settings import Project

# A pool costs up to half a second to start where processes are not forked: less text than this is linted sooner.
WORTH_A_POOL = 3_000_000  # bytes
CHUNK = 4_000_000  # bytes a worker is given at most at once, so that results do not pile up


@dataclass(frozen=True)
class FileResult:
    """What became of one file.

    `findings` are those that are left, in order, placed in `text`; `text` is the text after the fixes, or "" where
    there is nothing to show of it. `original` is the text before the fixes, None where they changed nothing;
    `applied` says what they did to it. `errors` say what the tool could not do, each a sentence without the path.
    """

    path: str
    text: str = ""
    findings: tuple[Finding, ...] = ()
    original: str | None = None
    applied: tuple[Applied, ...] = ()
    errors: tuple[str, ...] = ()

    @cached_property
    def document(self) -> Document:
        """`text` with its lines: `document.position(finding.start)` is where a finding is that is left."""
        return Document(self.text, self.path)

    @cached_property
    def before(self) -> Document:
        """The text as it came in, with its lines: the start of an `Applied` is an offset into it."""
        return self.document if self.original is None else Document(self.original, self.path)


@dataclass(frozen=True)
class Run:
    """A finished run, which every report is fed from: the files that have something to say, in order.

    `files` counts those that were linted, `characters` their code points.
    """

    results: tuple[FileResult, ...]
    files: int
    characters: int

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What the tool could not do, as path and message."""
        return [(result.path, error) for result in self.results for error in result.errors]


class Task(NamedTuple):
    """What a run does with every file."""

    project: Project
    fix: Safety | None
    write: bool


class Outcome(NamedTuple):
    """The result of one file and how many code points it has, None where it could not be linted; and what the corpus
    rules noted of it."""

    result: FileResult
    characters: int | None
    facts: tuple[Facts, ...] = ()


def run(
    paths: Sequence[str], project: Project, *, fix: Safety | None = None, write: bool = True, jobs: int | None = None
) -> Run:
    """Lint the files that `paths` name, and with `fix` apply the fixes at or above that safety.

    With `write` false (a diff) the results say what would be changed and no file is touched. `jobs` is the number of
    processes, by default that of the processors; it changes nothing in the result. Raises `ConfigError`.
    """
    found = list(walk.files(paths, project))
    outcomes = iter(lint_files([f.path for f in found if not f.error], Task(project, fix, write), jobs))
    every = (Outcome(FileResult(f.path, errors=(f.error,)), None) if f.error else next(outcomes) for f in found)
    return gathered(with_corpus(every, project))


def run_bytes(data: bytes, path: str, project: Project, *, fix: Safety | None = None) -> tuple[Run, bytes]:
    """Lint standard input as one document called `path`; also the bytes to print: fixed, or `data` as it came."""
    settings = project.settings_for(path)
    try:
        read = source.decode(data, path, settings.encoding_for(path))
    except SourceError as error:
        return gathered([Outcome(FileResult(path, errors=(str(error),)), None)]), data
    outcome = lint_source(read, Task(project, fix, write=False))
    changed = outcome.result.original is not None
    return gathered([outcome]), read.encoded(outcome.result.text) if changed else data


def with_corpus(outcomes: Iterable[Outcome], project: Project) -> Iterable[Outcome]:
    """The outcomes with what the corpus rules find, which takes all of them together where such a rule is on."""
    every = list(outcomes)
    if not any(outcome.facts for outcome in every):
        return every
    found, broken = judged([(o.facts, project.settings_for(o.result.path).rules_for(o.result.path)) for o in every])
    for index, more in found.items():
        result = every[index].result
        kept = Suppression(result.document).kept(more)
        every[index] = every[index]._replace(
            result=replace(result, findings=tuple(in_order([*result.findings, *kept])))
        )
    for name, error in broken.items():
        first = next(i for i, o in enumerate(every) if any(facts.rule == name for facts in o.facts))
        result = every[first].result
        every[first] = every[first]._replace(result=replace(result, errors=(*result.errors, str(error))))
    return every


def gathered(outcomes: Iterable[Outcome]) -> Run:
    results = []
    files = characters = 0
    for result, size, _ in outcomes:
        if result.findings or result.applied or result.errors:
            results.append(result)
        if size is not None:
            files += 1
            characters += size
    return Run(tuple(results), files, characters)


def lint_file(path: str, task: Task) -> Outcome:
    """One file; whatever goes wrong is said in its result and leaves the others alone."""
    try:
        return lint_source(source.read(path, task.project.settings_for(path).encoding_for(path)), task)
    except SourceError as error:
        return Outcome(FileResult(path, errors=(str(error),)), None)
    except ConfigError:
        raise
    except Exception as error:
        message = f"jiaokan itself failed on it: {type(error).__name__}: {error}"
        return Outcome(FileResult(path, errors=(message,)), None)


def lint_source(read: Source, task: Task) -> Outcome:
    doc = read.document
    settings = task.project.settings_for(read.path)
    rules = settings.rules_for(read.path)
    broken: Broken = {}
    errors: list[str] = []
    fixed: Fixed | None = None
    if task.fix is not None and not doc.undecodable:
        try:
            fixed = fix_document(doc, rules, task.fix, settings.rules, broken)
            if fixed.text == doc.text:
                pass
            elif task.write:
                read.write(fixed.text)
            else:
                read.encoded(fixed.text)
        except (Cycle, SourceError) as error:
            fixed = None
            errors.append(f"{error} Nothing in it was fixed." if isinstance(error, Cycle) else str(error))
    if fixed is None:
        fixed = Fixed(doc.text, [], lint_document(doc, rules, settings.rules, broken))
    facts = collected(doc if fixed.text is doc.text else replaced(doc, fixed.text), rules, broken)
    errors += (str(error) for error in broken.values())
    if not (fixed.left or fixed.applied or errors or facts):
        return Outcome(FileResult(read.path), len(doc.text))
    original = doc.text if fixed.text != doc.text else None
    result = FileResult(read.path, fixed.text, tuple(fixed.left), original, tuple(fixed.applied), tuple(errors))
    return Outcome(result, len(doc.text), facts)


def lint_files(paths: Sequence[str], task: Task, jobs: int | None) -> Iterator[Outcome]:
    """The outcomes in the order of the paths, from as many processes as it pays to start."""
    jobs = min(jobs or os.cpu_count() or 1, len(paths))
    sizes = [size_of(path) for path in paths] if jobs > 1 else []
    if jobs < 2 or sum(sizes) < WORTH_A_POOL:
        yield from lint_chunk(paths, task)
        return
    from concurrent.futures.process import BrokenProcessPool  # 12 ms to import: only where it pays

    waiting = list(chunks(paths, sizes, min(CHUNK, sum(sizes) // (4 * jobs) + 1)))
    try:
        for outcomes in pooled(waiting, task, jobs):
            yield from outcomes
            waiting.pop(0)
    except BrokenProcessPool:
        # A file that takes a whole process down (the system ended it, say) is found by giving each its own.
        for chunk in waiting:
            yield from survived(chunk, task)


def lint_chunk(paths: Iterable[str], task: Task) -> list[Outcome]:
    return [lint_file(path, task) for path in paths]


def pooled(waiting: Sequence[Sequence[str]], task: Task, jobs: int) -> Iterator[list[Outcome]]:
    from concurrent.futures import ProcessPoolExecutor
    from itertools import repeat

    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(lint_chunk, list(waiting), repeat(task))


def survived(paths: Sequence[str], task: Task) -> Iterator[Outcome]:
    """The outcomes of a chunk, whole if it can be had so, else file by file."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield from next(pooled([paths], task, 1))
    except BrokenProcessPool:
        if len(paths) == 1:
            message = "The process that linted it was ended from outside, perhaps for want of memory."
            yield Outcome(FileResult(paths[0], errors=(message,)), None)
            return
        for path in paths:
            yield from survived([path], task)


def chunks(paths: Sequence[str], sizes: Sequence[int], most: int) -> Iterator[list[str]]:
    """The paths in order, in lists of about `most` bytes."""
    chunk: list[str] = []
    held = 0
    for path, size in zip(paths, sizes, strict=True):
        if chunk and held + size > most:
            yield chunk
            chunk, held = [], 0
        chunk.append(path)
        held += size
    if chunk:
        yield chunk


def size_of(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
