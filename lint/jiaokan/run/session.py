"""A run over many files: in a pool of processes where it pays, the results in the order of the files."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from jiaokan.model.document import Document
from jiaokan.model.finding import Safety
from jiaokan.run import pool, source, walk
from jiaokan.run.batching import LARGEST_BATCH, lint_all
from jiaokan.run.collect import Receive, collect
from jiaokan.run.current_rule import CurrentRule
from jiaokan.run.job import Task
from jiaokan.run.options import RunOptions
from jiaokan.run.pool import Job
from jiaokan.run.result import FileResult, Run
from jiaokan.run.source import Source, SourceError

if TYPE_CHECKING:
    from jiaokan.baseline.baseline import Baseline
    from jiaokan.config.settings import Project
    from jiaokan.git.changes import ChangedFiles
    from jiaokan.run.walk import Found

DEFAULT = RunOptions()
# numpy takes 100 ms to import, and its tables 200 ms to make: a run of this size is done sooner with it.
WORTH_NUMPY = 2_500_000  # bytes
WORTH_A_CACHE = 300_000  # bytes: less text is linted sooner than a cache is opened


class ProgressListener(Protocol):
    """Learns how far a run is."""

    def begin(self, files: int, size: int) -> None:
        """How many files there are, and of how many bytes together."""

    def step(self, result: FileResult, size: int) -> None:
        """One file more, of `size` bytes."""


def run(
    paths: Sequence[str],
    project: Project,
    options: RunOptions = DEFAULT,
    *,
    watch: ProgressListener | None = None,
    receive: Receive | None = None,
    keep: bool = True,
    baseline: Baseline | None = None,
    changed: ChangedFiles | None = None,
) -> Run:
    """Lint the files that `paths` name as the options ask.

    `receive` is given the results that a report says something about, in order, each as soon as nothing can change it;
    without `keep` the run keeps only their counts. `watch` learns how far the run is. The caller makes `baseline` and
    `changed`, as the options ask, since only it knows baselines and git. Raises `ConfigError`.
    """
    found = changed.found if changed else list(walk.files(paths, project))
    contents = changed.contents if changed else {}
    files = [f.path for f in found if not f.error]
    sizes = [size_of(contents.get(path, path)) for path in files]
    if options.fix is not None and options.write:
        sweep_folders(files)
    if watch:
        watch.begin(len(files), sum(sizes))
    arrays = sum(sizes) >= WORTH_NUMPY
    if arrays:
        import_numpy()
    fingerprint = ""
    if options.cached and not (options.profile or options.time_limit) and sum(sizes) >= WORTH_A_CACHE:
        from jiaokan.run import cache  # 6 ms to import, with what it needs

        fingerprint = cache.fingerprint(project.installed)
    task = Task(project, options, arrays, fingerprint, contents)
    results = in_order_found(found, lint_files(files, sizes, task), sizes, watch)
    return collect(results, project, baseline, changed, receive, keep)


def import_numpy() -> None:
    """Import numpy once, before processes are forked."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing here multiplies matrices
    import numpy  # noqa: F401


def size_of(path: str) -> int:
    with suppress(OSError):
        return os.stat(path).st_size
    return 0


def sweep_folders(files: Iterable[str]) -> None:
    """Delete what was left beside the files by processes that were killed while they wrote."""
    real: dict[str, str] = {}
    for folder in sorted({os.path.dirname(walk.real_path(path, real)) for path in files}):
        source.sweep(folder)


def lint_files(paths: Sequence[str], sizes: Sequence[int], task: Task) -> Iterator[FileResult]:
    """The results in the order of the paths, from as many processes as it pays to start."""
    limit = task.options.time_limit
    processes = min(task.options.jobs or os.cpu_count() or 1, len(paths)) or 1
    if not (limit or pool.worthwhile(sizes, processes)):
        return lint_all(paths, task)
    chunks = ([path] for path in paths) if limit else pool.chunks(paths, sizes, processes)
    work = partial(lint_job, task=task)
    return pool.run_jobs(chunks, work, partial(timed_out, limit), crashed, processes, limit)


def lint_job(job: Job, task: Task) -> list[FileResult]:
    """The results of some files without the rules that took too long on them, each of which is named."""
    new_timer = partial(CurrentRule, job.rule_file) if job.rule_file else None
    results = list(lint_all(job.paths, task._replace(without=job.without), LARGEST_BATCH, new_timer))
    limit = f"{task.options.time_limit:g} s"
    late = tuple(f"The rule {name} was stopped after {limit}. Its findings are missing." for name in job.without)
    return [replace(result, errors=(*result.errors, *late)) for result in results] if late else results


def timed_out(limit: float, path: str) -> FileResult:
    return FileResult(path, errors=(f"Timed out after {limit:g} s; file left unchanged.",))


def crashed(path: str) -> FileResult:
    """The result of a file that takes the process down that lints it."""
    return FileResult(path, errors=("The process that linted it was killed, perhaps for lack of memory.",))


def in_order_found(
    found: Iterable[Found], results: Iterable[FileResult], sizes: Sequence[int], watch: ProgressListener | None
) -> Generator[FileResult, None, None]:
    """The results of the files, and those of the paths that could not be followed, in the order of all paths."""
    linted = zip(results, sizes, strict=True)
    for path, error in found:
        if error:
            yield FileResult(path, errors=(error,))
            continue
        result, size = next(linted)
        if watch:
            watch.step(result, size)
        yield result


def run_texts(texts: Mapping[str, str], project: Project, *, fix: Safety | None = None) -> Run:
    """Lint texts by their paths; nothing is read and nothing written."""
    sources = (Source(path, b"", "", Document(text, path)) for path, text in texts.items())
    return collect(list(lint_all(sources, Task(project, RunOptions(fix=fix, write=False)))), project)


def run_bytes(
    data: bytes, path: str, project: Project, *, fix: Safety | None = None, baseline: Baseline | None = None
) -> tuple[Run, bytes]:
    """Lint standard input as one document called `path`; also the bytes to print: fixed, or `data` as it came."""
    try:
        read = source.decode(data, path, project.settings_for(path).encoding_for(path))
    except SourceError as error:
        return collect([FileResult(path, errors=(str(error),))], project), data
    (result,) = lint_all([read], Task(project, RunOptions(fix=fix, write=False)))
    fixed = data if result.original is None else read.encoded(result.text)
    return collect([result], project, baseline), fixed
