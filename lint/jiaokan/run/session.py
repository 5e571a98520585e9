"""Many files through the linter, in a pool of processes where it pays; the results come in the order of the files."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from jiaokan.linting.corpus_rules import judged
from jiaokan.linting.linter import in_order
from jiaokan.linting.suppression import Suppression
from jiaokan.model.document import Document, Timer
from jiaokan.model.finding import Safety
from jiaokan.run import pool, source, walk
from jiaokan.run.batching import JobResult, Task, lint_each, lint_file, lint_texts
from jiaokan.run.options import RunOptions
from jiaokan.run.result import FileResult, Run
from jiaokan.run.source import Source, SourceError
from jiaokan.search import arrays

if TYPE_CHECKING:
    from jiaokan.baseline.baseline import Baseline
    from jiaokan.config.settings import Project
    from jiaokan.git.changes import ChangedFiles

DEFAULT = RunOptions()
WORTH_A_CACHE = 300_000  # bytes: less text is linted sooner than a cache is opened


class ProgressListener(Protocol):
    """Who is told how far a run is."""

    def begin(self, files: int, size: int) -> None:
        """How many files there are, and of how many bytes together."""

    def step(self, outcome: JobResult, size: int) -> None:
        """One file more, of `size` bytes."""


def run(
    paths: Sequence[str],
    project: Project,
    options: RunOptions = DEFAULT,
    *,
    watch: ProgressListener | None = None,
    baseline: Baseline | None = None,
    selection: ChangedFiles | None = None,
) -> Run:
    """Lint the files that `paths` name as the options ask.

    `baseline`: what it knows is left out. `selection`: what of these files is new, and nothing else. The caller makes
    both, as the options ask, since only it knows git and baselines. Raises `ConfigError`.
    """
    found = selection.found if selection else list(walk.files(paths, project))
    contents = selection.contents if selection else {}
    files = [f.path for f in found if not f.error]
    sizes = [size_of(contents.get(path, path)) for path in files]
    if options.fix is not None and options.write:
        real: dict[str, str] = {}
        for folder in sorted({os.path.dirname(walk.real_path(path, real)) for path in files}):
            source.sweep(folder)
    if watch:
        watch.begin(len(files), sum(sizes))
    if sum(sizes) >= arrays.WORTH_AN_IMPORT:
        arrays.fetch()
    code = ""
    if options.cached and not (options.profile or options.time_limit) and sum(sizes) >= WORTH_A_CACHE:
        from jiaokan.run import cache  # 6 ms to import, with what it needs

        code = cache.fingerprint(project.installed)
    task = Task(project, options.fix, options.write, code, options.profile, options.time_limit, contents)
    outcomes = watched(lint_files(files, sizes, task, options.jobs), sizes, watch)
    every: list[JobResult] = []
    interrupted = False
    try:
        for f in found:
            every.append(JobResult(FileResult(f.path, errors=(f.error,)), None) if f.error else next(outcomes))
    except KeyboardInterrupt:
        outcomes.close()
        interrupted = True
    return finished(every, project, baseline, selection)._replace(interrupted=interrupted)


def watched(
    outcomes: Iterable[JobResult], sizes: Sequence[int], watch: ProgressListener | None
) -> Generator[JobResult, None, None]:
    for outcome, size in zip(outcomes, sizes, strict=True):
        if watch:
            watch.step(outcome, size)
        yield outcome


def size_of(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def lint_files(paths: Sequence[str], sizes: Sequence[int], task: Task, jobs: int | None) -> Iterator[JobResult]:
    """The outcomes in the order of the paths, from as many processes as it pays to start."""
    jobs = jobs or os.cpu_count() or 1
    if task.limit:
        from jiaokan.run.time_limit import limited

        return limited(paths, partial(lint_watched, task=task), partial(late, task.limit), lost, jobs, task.limit)
    return pool.each(paths, sizes, partial(lint_each, task=task), lost, jobs)


def lint_watched(path: str, without: tuple[str, ...], beacon: Timer, task: Task) -> JobResult:
    """One file without the rules that took too long in it, each of which is named."""
    outcome = lint_file(path, task, without, beacon)
    errors = [f"The rule {name} was stopped after {task.limit:g} s. Its findings are missing." for name in without]
    result = outcome.result._replace(errors=(*outcome.result.errors, *errors))
    return outcome._replace(result=result)


def late(limit: float, path: str) -> JobResult:
    return JobResult(FileResult(path, errors=(f"It was not done after {limit:g} s, and is left as it is.",)), None)


def lost(path: str) -> JobResult:
    """The outcome of a file that takes the process down that lints it."""
    message = "The process that linted it was ended from outside, perhaps for want of memory."
    return JobResult(FileResult(path, errors=(message,)), None)


def run_texts(texts: Mapping[str, str], project: Project, *, fix: Safety | None = None) -> Run:
    """Lint texts by their paths; nothing is read and nothing written."""
    sources = (Source(path, b"", "", Document(text, path)) for path, text in texts.items())
    return finished(list(lint_texts(sources, Task(project, fix, write=False))), project)


def run_bytes(
    data: bytes, path: str, project: Project, *, fix: Safety | None = None, baseline: Baseline | None = None
) -> tuple[Run, bytes]:
    """Lint standard input as one document called `path`; also the bytes to print: fixed, or `data` as it came."""
    settings = project.settings_for(path)
    try:
        read = source.decode(data, path, settings.encoding_for(path))
    except SourceError as error:
        return finished([JobResult(FileResult(path, errors=(str(error),)), None)], project), data
    (outcome,) = lint_texts([read], Task(project, fix, write=False))
    changed = outcome.result.original is not None
    return finished([outcome], project, baseline), read.encoded(outcome.result.text) if changed else data


def finished(
    every: list[JobResult], project: Project, baseline: Baseline | None = None, selection: ChangedFiles | None = None
) -> Run:
    """The run of all outcomes, with what the corpus rules find and without what the baseline knows or is not new."""
    done = gathered(with_corpus(every, project), project)
    if baseline:  # first: what is not shown is no reason to call an entry stale
        done = baseline.match(done, project).run
    return selection.kept(done, (outcome.result for outcome in every)) if selection else done


def with_corpus(every: list[JobResult], project: Project) -> list[JobResult]:
    """The outcomes with what the corpus rules find, which takes all of them together where such a rule is on."""
    if not any(outcome.facts for outcome in every):
        return every
    found, broken = judged([(o.facts, project.settings_for(o.result.path).rules_for(o.result.path)) for o in every])
    for index, more in found.items():
        result = every[index].result
        kept = Suppression(result.document).kept(more)
        every[index] = every[index]._replace(
            result=result._replace(findings=tuple(in_order([*result.findings, *kept])))
        )
    for name, error in broken.items():
        first = next(i for i, o in enumerate(every) if any(facts.rule == name for facts in o.facts))
        result = every[first].result
        every[first] = every[first]._replace(result=result._replace(errors=(*result.errors, str(error))))
    return every


def gathered(outcomes: Iterable[JobResult], project: Project) -> Run:
    results, linted = [], []
    characters = 0
    spent: Counter[str] = Counter()
    for result, size, _, seconds in outcomes:
        if result.findings or result.applied or result.errors:
            results.append(result)
        if size is not None:
            linted.append(result.path)
            characters += size
        spent.update(seconds)
    settings = {id(s): s for s in (project.settings_for(result.path) for result in results)}
    rules = {rule.code: rule for s in settings.values() for rule in s.rules}
    return Run(tuple(results), len(linted), characters, dict(spent), rules=rules, linted=tuple(linted))
