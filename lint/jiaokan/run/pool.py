"""Many files in several processes, where it pays; what they give comes in the order of the files."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

T = TypeVar("T")

# A pool costs up to half a second to start where processes are not forked: less text than this is linted sooner.
WORTH_A_POOL = 3_000_000  # bytes
CHUNK = 4_000_000  # bytes a process is given at most at once, so that results do not pile up


def each(
    paths: Sequence[str],
    sizes: Sequence[int],
    work: Callable[[Sequence[str]], Iterator[T]],
    lost: Callable[[str], T],
    jobs: int,
) -> Iterator[T]:
    """What `work` makes of each path; `lost` stands in for what takes its process down. `sizes` are in bytes."""
    jobs = min(jobs, len(paths))
    whole = sum(sizes)
    if jobs < 2 or whole < WORTH_A_POOL:
        yield from work(paths)
        return
    from concurrent.futures.process import BrokenProcessPool  # 12 ms to import: only where it pays

    chunk = partial(listed, work)
    waiting = list(chunks(paths, sizes, jobs))
    try:
        for done in pooled(waiting, chunk, jobs):
            yield from done
            waiting.pop(0)
    except BrokenProcessPool:
        # A file that takes a whole process down (the system ended it, say) is found by giving each its own.
        for some in waiting:
            yield from survived(some, chunk, lost)


def listed(work: Callable[[Sequence[str]], Iterator[T]], paths: Sequence[str]) -> list[T]:
    return list(work(paths))


def pooled(waiting: Sequence[list[str]], work: Callable[[list[str]], list[T]], jobs: int) -> Iterator[list[T]]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children

    executor = ProcessPoolExecutor(jobs, initializer=ignore_interrupts)
    try:
        yield from executor.map(work, list(waiting))
    except (KeyboardInterrupt, GeneratorExit):
        for child in active_children():  # nobody waits for what they are at
            child.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def ignore_interrupts() -> None:
    """Ctrl-C reaches all processes of a terminal; the first of them ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def survived(paths: list[str], work: Callable[[list[str]], list[T]], lost: Callable[[str], T]) -> Iterator[T]:
    """The outcomes of a chunk, whole if it can be had so, else file by file."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield from next(pooled([paths], work, 1))
    except BrokenProcessPool:
        if len(paths) == 1:
            yield lost(paths[0])
            return
        for path in paths:
            yield from survived([path], work, lost)


def chunks(paths: Sequence[str], sizes: Sequence[int], jobs: int) -> Iterator[list[str]]:
    """The paths in order, in lists that get shorter, so that all processes are done at nearly the same time."""
    chunk: list[str] = []
    held = 0
    left = whole = sum(sizes)
    for path, size in zip(paths, sizes, strict=True):
        most = min(CHUNK, max(left // (3 * jobs), whole // (24 * jobs)) + 1)
        if chunk and held + size > most:
            yield chunk
            left -= held
            chunk, held = [], 0
        chunk.append(path)
        held += size
    if chunk:
        yield chunk
