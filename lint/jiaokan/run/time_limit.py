"""Documents linted under a limit of time: each in a process that is ended when its time is over.

Only a process can be ended whatever it is at. The one that lints says which rule is at work in a piece of memory that
both see, so that the rule can be named, and the document linted again without it.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import Pipe, Process, RawArray, active_children
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, NamedTuple, TypeVar

from jiaokan.run.pool import ignore_interrupts

T = TypeVar("T")

NAME = 200  # bytes of the name of a rule


class CurrentRule:
    """Shows which rule is at work; it stands in for the clock of a document."""

    def __init__(self, cell: Any) -> None:
        self.cell = cell
        self.busy = False

    def timed(self, name: str, make: Callable[..., T], *given: object) -> T:
        """`make(*given)`, with `name` shown meanwhile unless something around it is shown already."""
        if self.busy:
            return make(*given)
        self.busy, self.cell.value = True, name.encode()[: NAME - 1]
        try:
            return make(*given)
        finally:
            self.busy, self.cell.value = False, b""


Work = Callable[[str, tuple[str, ...], CurrentRule], T]


class Job(NamedTuple):
    """A path, its number, and what is to be left out in it, since it took too long."""

    number: int
    path: str
    without: tuple[str, ...] = ()


class Worker(Generic[T]):
    """A process that lints one document after the other."""

    def __init__(self, work: Work[T]) -> None:
        self.cell = RawArray("c", NAME)
        self.line, other = Pipe()
        self.process = Process(target=serve, args=(other, self.cell, work), daemon=True)
        self.process.start()
        other.close()
        self.job: Job | None = None
        self.until = 0.0

    def begin(self, job: Job, limit: float) -> None:
        self.job, self.until = job, time.monotonic() + limit
        self.line.send(job)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.line.close()


def serve(line: Connection, cell: Any, work: Work[T]) -> None:
    ignore_interrupts()
    with suppress(EOFError):
        while True:
            _, path, without = line.recv()
            line.send(work(path, without, CurrentRule(cell)))


def limited(
    paths: Sequence[str],
    work: Work[T],
    late: Callable[[str], T],
    lost: Callable[[str], T],
    jobs: int,
    limit: float,
) -> Iterator[T]:
    """What `work` makes of each path, in order, in at most `limit` seconds each.

    `work` is handed the names of what it is to leave out; `late` stands in where it takes too long all the same, `lost`
    for what takes its process down.
    """
    todo = deque(Job(number, path) for number, path in enumerate(paths))
    hands: list[Worker[T]] = []
    done: dict[int, T] = {}
    told = 0
    try:
        while told < len(paths):
            idle = [hand for hand in hands if hand.job is None]
            while todo and (idle or len(hands) < jobs):
                if not idle:
                    hands.append(Worker(work))
                    idle = [hands[-1]]
                idle.pop().begin(todo.popleft(), limit)
            busy = [hand for hand in hands if hand.job]
            ready = wait([hand.line for hand in busy], max(0.0, min(hand.until for hand in busy) - time.monotonic()))
            for hand in busy:
                job = hand.job
                assert job
                if hand.line in ready:
                    try:
                        done[job.number] = hand.line.recv()
                        hand.job = None
                        continue
                    except EOFError:
                        done[job.number] = lost(job.path)
                elif time.monotonic() < hand.until:
                    continue
                else:
                    name = hand.cell.value.decode("utf-8", "replace")
                    if name and name not in job.without:
                        todo.appendleft(job._replace(without=(*job.without, name)))
                    else:
                        done[job.number] = late(job.path)
                hand.end()
                hands.remove(hand)
            while told in done:
                yield done.pop(told)
                told += 1
    finally:
        for child in active_children():  # an interrupt may have come before one that was started was a hand
            child.kill()
            child.join()
