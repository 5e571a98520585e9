"""Many files in several processes, where it pays or there is a time limit; results come in the order of the files.

Only a process can be ended whatever it is doing. With a limit each file is a job of its own: a process whose job takes
too long is ended, the rule that was at work is named, and the file is linted again without it.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from jiaokan.run.current_rule import read_current_rule

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")

# A pool costs up to half a second to start where processes are not forked: less text than this is linted sooner.
WORTH_A_POOL = 3_000_000  # bytes
CHUNK = 4_000_000  # bytes that a process is given at most at once, so that results do not pile up
WAITING = 4  # jobs for each process that have begun or whose results wait for those of an earlier one


class Job(NamedTuple):
    """Files for one process; with a time limit a single one.

    `rule_file`: the file for the name of the current rule, "" without a limit; `without`: rules that took too long.
    """

    paths: Sequence[str]
    rule_file: str = ""
    without: tuple[str, ...] = ()


def worthwhile(sizes: Sequence[int], jobs: int) -> bool:
    """Whether files of these sizes, in bytes, are linted sooner by several processes."""
    return min(jobs, len(sizes)) > 1 and sum(sizes) >= WORTH_A_POOL


def run_jobs(
    chunks: Iterable[Sequence[str]],
    work: Callable[[Job], list[T]],
    timed_out: Callable[[str], T],
    crashed: Callable[[str], T],
    processes: int,
    limit: float,
) -> Iterator[T]:
    """The results of `work` for each path, in order; a job gets `limit` seconds, 0 for as long as it takes.

    `timed_out` gives the result of a path that takes too long even without its slow rules, `crashed` that of one which
    takes its process down.
    """
    # Only where a pool is used: they take 60 ms to import.
    from concurrent.futures import TimeoutError
    from tempfile import TemporaryDirectory

    from pebble import ProcessExpired, ProcessPool

    pool = ProcessPool(processes, initializer=ignore_interrupts)

    def start(job: Job) -> tuple[Job, Future[list[T]]]:
        return job, pool.schedule(work, (job,), timeout=limit or None)

    def results(job: Job, future: Future[list[T]]) -> Iterator[T]:
        try:
            done = future.result()
        except ProcessExpired:
            if len(job.paths) == 1:
                done = [crashed(job.paths[0])]
            else:  # one of its files takes the process down: which one shows when each has its own
                alone = [start(job._replace(paths=[path])) for path in job.paths]
                done = [result for started in alone for result in results(*started)]
        except TimeoutError:
            rule = read_current_rule(job.rule_file)
            if rule and rule not in job.without:
                done = list(results(*start(job._replace(without=(*job.without, rule)))))
            else:
                done = [timed_out(job.paths[0])]
        yield from done

    waiting: deque[tuple[Job, Future[list[T]]]] = deque()
    try:
        with TemporaryDirectory(prefix="jiaokan-") as folder:
            for number, chunk in enumerate(chunks):
                place = os.path.join(folder, str(number % (WAITING * processes)))
                waiting.append(start(Job(chunk, place if limit else "")))
                if len(waiting) == WAITING * processes:
                    yield from results(*waiting.popleft())
            while waiting:
                yield from results(*waiting.popleft())
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def ignore_interrupts() -> None:
    """Leave Ctrl-C, which reaches all processes of a terminal, to the first of them: it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def chunks(paths: Sequence[str], sizes: Sequence[int], processes: int) -> Iterator[list[str]]:
    """The paths in order, in lists that get shorter, so that all processes end at nearly the same time."""
    chunk: list[str] = []
    size = 0
    left = whole = sum(sizes)
    for path, more in zip(paths, sizes, strict=True):
        most = min(CHUNK, max(left // (3 * processes), whole // (24 * processes)) + 1)
        if chunk and size + more > most:
            yield chunk
            left -= size
            chunk, size = [], 0
        chunk.append(path)
        size += more
    if chunk:
        yield chunk
