"""A decision taken apart: conditions in order, each named, and each with the one line of text that it decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
Condition = Callable[[T], bool]


class Reasons(Generic[T]):
    """An ordered table of conditions on a candidate, of which the first that applies decides.

    `code` is the rule that asks. Each condition comes with an example, written as in a manual (⏎ is a line break): a
    sound text that the condition alone excuses, or, where `convict` is set, a defective one that it alone convicts. A
    test lints each example with and without its condition.
    """

    def __init__(self, code: str, *entries: tuple[Condition[T], str], convict: bool = False) -> None:
        self.code = code
        self.entries = entries
        self.convict = convict

    def __iter__(self) -> Iterator[tuple[Condition[T], str]]:
        return iter(self.entries)

    def apply(self, candidate: T) -> bool:
        """Whether one of the conditions applies."""
        return any(condition(candidate) for condition, _ in self.entries)
