"""Many files in several processes, where it pays; their results come in the order of the files."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

T = TypeVar("T")
Work = Callable[[Sequence[str]], Iterator[T]]

# A pool costs up to half a second to start where processes are not forked: less text than this is linted sooner.
WORTH_A_POOL = 3_000_000  # bytes
CHUNK = 4_000_000  # bytes that a process is given at most at once, so that results do not pile up


def worthwhile(sizes: Sequence[int], jobs: int) -> bool:
    """Whether files of these sizes, in bytes, are linted sooner by several processes."""
    return min(jobs, len(sizes)) > 1 and sum(sizes) >= WORTH_A_POOL


def in_processes(
    paths: Sequence[str], sizes: Sequence[int], work: Work[T], crashed: Callable[[str], T], jobs: int
) -> Iterator[T]:
    """The results of `work`, in order; `crashed` gives that of a path which takes its process down.

    `sizes` are those of the files, in bytes.
    """
    from concurrent.futures.process import BrokenProcessPool  # 12 ms to import: only where it pays

    jobs = min(jobs, len(paths))
    waiting = list(chunks(paths, sizes, jobs))
    try:
        for results in run_pool(waiting, work, jobs):
            yield from results
            waiting.pop(0)
    except BrokenProcessPool:
        # Some file takes its process down (the system ended it, say): it is found by giving each a process.
        for chunk in waiting:
            yield from isolate_crash(chunk, work, crashed)


def run_pool(waiting: Sequence[Sequence[str]], work: Work[T], jobs: int) -> Iterator[list[T]]:
    """The results of each chunk, in order."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children

    executor = ProcessPoolExecutor(jobs, initializer=ignore_interrupts)
    try:
        yield from executor.map(partial(list_results, work), list(waiting))
    except (KeyboardInterrupt, GeneratorExit):
        for child in active_children():  # nobody waits for their results
            child.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def list_results(work: Work[T], paths: Sequence[str]) -> list[T]:
    return list(work(paths))


def ignore_interrupts() -> None:
    """Leave Ctrl-C, which reaches all processes of a terminal, to the first of them: it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def isolate_crash(paths: Sequence[str], work: Work[T], crashed: Callable[[str], T]) -> Iterator[T]:
    """The results of a chunk, from one process if it survives, else from a process for each file."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield from next(run_pool([paths], work, 1))
    except BrokenProcessPool:
        if len(paths) == 1:
            yield crashed(paths[0])
            return
        for path in paths:
            yield from isolate_crash([path], work, crashed)


def chunks(paths: Sequence[str], sizes: Sequence[int], jobs: int) -> Iterator[list[str]]:
    """The paths in order, in lists that get shorter, so that all processes end at nearly the same time."""
    chunk: list[str] = []
    size = 0
    left = whole = sum(sizes)
    for path, more in zip(paths, sizes, strict=True):
        most = min(CHUNK, max(left // (3 * jobs), whole // (24 * jobs)) + 1)
        if chunk and size + more > most:
            yield chunk
            left -= size
            chunk, size = [], 0
        chunk.append(path)
        size += more
    if chunk:
        yield chunk
