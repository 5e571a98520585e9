"""Files linted under a time limit, each in a worker process that is ended when its time is over.

Only a process can be ended whatever it is doing. It writes the name of the current rule into a small file, so that the
rule can be named, and the file linted again without it.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, TimeoutError
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

from pebble import ProcessExpired, ProcessPool

from jiaokan.run.pool import ignore_interrupts

T = TypeVar("T")

NAME = 200  # bytes of the name of a rule


class CurrentRule:
    """Writes the name of the current rule into a file, as the timer of a document."""

    def __init__(self, file: str) -> None:
        self.file = open(file, "wb", buffering=0)  # noqa: SIM115 - for as long as the document
        self.busy = False

    def timed(self, name: str, make: Callable[..., T], *given: object) -> T:
        """`make(*given)`, with `name` in the file meanwhile unless it is called inside another rule."""
        if self.busy:
            return make(*given)
        self.busy = True
        self.write(name)
        try:
            return make(*given)
        finally:
            self.busy = False
            self.write("")

    def write(self, name: str) -> None:
        self.file.seek(0)
        self.file.write(name.encode()[:NAME].ljust(NAME))


def current_rule(file: str) -> str:
    """The name of the rule in a file; "" where none is at work."""
    try:
        return Path(file).read_bytes().decode("utf-8", "replace").rstrip()
    except FileNotFoundError:  # the worker had not begun
        return ""


class Job(NamedTuple):
    """A path, the file for the current rule, and the rules that are left out since they took too long."""

    path: str
    file: str
    without: tuple[str, ...] = ()


def lint_limited(
    paths: Sequence[str],
    work: Callable[[Job], T],
    timed_out: Callable[[str], T],
    crashed: Callable[[str], T],
    jobs: int,
    limit: float,
) -> Iterator[T]:
    """The results of `work` for each path, in order; it gets `limit` seconds, and as many again without a slow rule.

    `timed_out` gives the result of a path that takes too long all the same, `crashed` that of one whose process ends.
    """
    pool = ProcessPool(min(jobs, len(paths)) or 1, initializer=ignore_interrupts)

    def start(job: Job) -> Future[T]:
        return pool.schedule(work, (job,), timeout=limit)

    def result(job: Job, future: Future[T]) -> T:
        while True:
            try:
                return future.result()
            except ProcessExpired:
                return crashed(job.path)
            except TimeoutError:
                name = current_rule(job.file)
                if not name or name in job.without:
                    return timed_out(job.path)
                job = job._replace(without=(*job.without, name))
                future = start(job)

    waiting: deque[tuple[Job, Future[T]]] = deque()
    try:
        with TemporaryDirectory(prefix="jiaokan-") as folder:
            for number, path in enumerate(paths):
                job = Job(path, os.path.join(folder, str(number % (2 * jobs))))
                waiting.append((job, start(job)))
                if len(waiting) == 2 * jobs:
                    yield result(*waiting.popleft())
            while waiting:
                yield result(*waiting.popleft())
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()
