"""What can be asked of a text, answered for one text by itself, without arrays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Protocol

from jiaokan.language import script
from jiaokan.language.script import Counts
from jiaokan.search import doubling
from jiaokan.search.pattern import Pattern


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
        return doubling.plain_doubled_characters(self.text)

    def repeating_lines(self) -> list[tuple[int, int]]:
        return doubling.plain_repeating_lines(self.text)
