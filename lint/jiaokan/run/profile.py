"""Measure the time of a run: seconds by rule, by view and by step of the engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from time import perf_counter
from typing import TypeVar

from jiaokan.model.document import Timer

T = TypeVar("T")
NewTimer = Callable[[], Timer]


class Stopwatch:
    """Measures the seconds of each name; what is measured inside something else counts only for itself.

    `nested`: for each measurement that runs now, outermost first, the seconds that were measured inside it. All
    stopwatches of a batch share it, since work on one document may run inside work on another.
    """

    def __init__(self, nested: list[float], inner: Timer | None) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.nested = nested
        self.inner = inner

    def timed(self, name: str, make: Callable[..., T], *given: object) -> T:
        """Call `make(*given)` and add its time under `name`; `inner` is called as well."""
        self.nested.append(0.0)
        start = perf_counter()
        try:
            return self.inner.timed(name, make, *given) if self.inner else make(*given)
        finally:
            took = perf_counter() - start
            self.seconds[name] += took - self.nested.pop()
            self.nested[-1] += took


def stopwatches(inner: NewTimer | None) -> NewTimer:
    """A function that makes a stopwatch for a document; `inner` makes the timer that the stopwatch calls as well."""
    nested = [0.0]
    return lambda: Stopwatch(nested, inner() if inner else None)
