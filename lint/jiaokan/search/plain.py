"""What can be asked of a text, answered for one text by itself, without arrays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from jiaokan.language import script
from jiaokan.language.script import Counts
from jiaokan.search import doubling
from jiaokan.search.pattern import Pattern

if TYPE_CHECKING:
    from jiaokan.search.classes import Codes, Places

T_co = TypeVar("T_co", covariant=True)


class Table(Protocol[T_co]):
    """What can be searched for in one text, and in the texts of a batch by arrays, with the same result."""

    def find(self, text: str) -> Sequence[T_co]: ...

    def find_in_texts(self, codes: Codes, starts: Places, texts: Sequence[str]) -> Sequence[Sequence[T_co]]:
        """`codes`: the texts as code points, a line feed behind each; `starts`: where each begins."""


class Scan(Protocol):
    """The questions that a search answers about a text; `plain` and `scan` answer alike."""

    @property
    def charset(self) -> frozenset[str]:
        """The characters that occur."""

    @property
    def counts(self) -> Counts:
        """What tells the language and the script."""

    def may_match(self, pattern: Pattern) -> bool:
        """Whether a pattern may match; False is certain."""

    def finditer(self, pattern: Pattern) -> Iterator[re.Match[str]]:
        """The matches of a pattern, in order."""

    def doubled_characters(self) -> list[int]:
        """Where a Chinese character stands exactly twice: the offsets of the first of the two."""

    def repeating_lines(self) -> list[tuple[int, int]]:
        """[start, end) of the lines with Chinese in which 2 to 40 code points stand twice running."""

    def find(self, table: Table[T_co]) -> Sequence[T_co]:
        """What a table finds."""


class PlainScan:
    """One text, searched by itself."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def charset(self) -> frozenset[str]:
        return frozenset(self.text)

    @cached_property
    def counts(self) -> Counts:
        return script.roughly(script.sample(self.text))

    def may_match(self, pattern: Pattern) -> bool:
        return pattern.needed is None or not self.charset.isdisjoint(pattern.needed)

    def finditer(self, pattern: Pattern) -> Iterator[re.Match[str]]:
        return pattern.compiled.finditer(self.text) if self.may_match(pattern) else iter(())

    def doubled_characters(self) -> list[int]:
        return doubling.doubled_characters(self.text)

    def repeating_lines(self) -> list[tuple[int, int]]:
        return doubling.repeating_lines(self.text)

    def find(self, table: Table[T_co]) -> Sequence[T_co]:
        return table.find(self.text)
