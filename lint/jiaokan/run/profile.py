"""Where the time of a run goes: seconds by rule, by view and by what the engine does itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from time import perf_counter
from typing import ClassVar, TypeVar

T = TypeVar("T")


class Clock:
    """Seconds by name; what is timed inside something else counts for itself alone."""

    # Of what runs now in this process, outermost first: the seconds that others took inside it, on whatever document.
    inside: ClassVar = [0.0]

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def timed(self, name: str, make: Callable[..., T], *given: object) -> T:
        """`make(*given)`, its time put down under `name`."""
        self.inside.append(0.0)
        start = perf_counter()
        try:
            return make(*given)
        finally:
            took = perf_counter() - start
            self.seconds[name] += took - self.inside.pop()
            self.inside[-1] += took
