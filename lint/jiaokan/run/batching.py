"""Files through the linter in batches: a rule looks at all texts of a batch before the next rule does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from itertools import groupby
from time import perf_counter
from typing import TYPE_CHECKING

from jiaokan.linting.linter import lint_documents
from jiaokan.model.finding import Finding
from jiaokan.run.job import LintJob, Task, finish, prepare
from jiaokan.run.result import FileResult
from jiaokan.run.source import Source

if TYPE_CHECKING:
    from jiaokan.run.profile import NewTimer

# What is kept of the texts of a larger batch no longer fits into the processor's cache.
LARGEST_BATCH = 256
BATCH_SIZE = 200_000  # code points
# An interrupted run loses its last batch, so one should not take longer than this.
SECONDS, SECONDS_PER_CHARACTER = 0.3, 2e-6


class BatchSizer:
    """How many texts the next batch has."""

    def __init__(self, count: int) -> None:
        self.count = count

    def record(self, seconds: float, size: int) -> None:
        """Double the batch size if the last batch of `size` code points was fast, else halve it."""
        fast = seconds < SECONDS + SECONDS_PER_CHARACTER * size
        self.count = min(LARGEST_BATCH, 2 * self.count) if fast else max(1, self.count // 2)


def lint_all(
    items: Iterable[str | Source], task: Task, first_batch: int = 1, new_timer: NewTimer | None = None
) -> Iterator[FileResult]:
    """The results of paths or texts, in their order. `new_timer`: makes the timer of a document."""
    if task.options.profile:
        from jiaokan.run.profile import stopwatches

        new_timer = stopwatches(new_timer)
    if task.fingerprint:
        from jiaokan.run.cache import Cache

    with closing(Cache(task.fingerprint)) if task.fingerprint else nullcontext() as cache:
        for batch in batches((prepare(item, task, cache, new_timer) for item in items), first_batch):
            jobs = (item for item in batch if isinstance(item, LintJob))
            groups = groupby(jobs, key=lambda job: id(job.rules))
            findings = (found for _, group in groups for found in lint_jobs(list(group), task.arrays))
            for item in batch:
                yield finish(item, next(findings), task, cache) if isinstance(item, LintJob) else item


def batches(items: Iterable[LintJob | FileResult], first_batch: int) -> Iterator[list[LintJob | FileResult]]:
    """The items in lists that grow while the work on one is fast."""
    sizer = BatchSizer(first_batch)
    batch: list[LintJob | FileResult] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.doc.text) if isinstance(item, LintJob) else 0
        if len(batch) >= sizer.count or size >= BATCH_SIZE:
            start = perf_counter()
            yield batch
            sizer.record(perf_counter() - start, size)
            batch, size = [], 0
    if batch:
        yield batch


def lint_jobs(jobs: Sequence[LintJob], arrays: bool) -> Iterator[list[Finding] | Exception]:
    """The findings in each of some texts with the same rules, or the error that linting it raised."""
    try:
        docs, broken = [job.doc for job in jobs], [job.broken for job in jobs]
        yield from lint_documents(docs, jobs[0].rules, jobs[0].settings.rules, broken, arrays=arrays)
    except Exception as error:
        if len(jobs) == 1:
            yield error
        else:
            for job in jobs:
                yield from lint_jobs([job], arrays)
