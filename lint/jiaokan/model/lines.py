"""The lines of a text: one ends at LF, CRLF or CR, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from operator import add
from typing import NamedTuple, overload

from jiaokan.model.slices import Slices, large, offset_array


class Line(NamedTuple):
    """A line without its end: [start, end) in code points of the document, and its text."""

    start: int
    end: int
    text: str


class Lines(Sequence[Line]):
    """The lines of a text. A `Line` is made only when it is asked for, which saves memory in a large text.

    `starts` are the offsets of all lines in code points, `texts` their texts without line ends; both are cheaper than
    iterating over the lines.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.texts: Sequence[str]
        if large(text):
            end = re.compile("\r\n|[\r\n]" if "\r" in text else "\n")
            starts, ends = offset_array(text), offset_array(text)
            starts.append(0)
            starts.extend(map(re.Match.end, end.finditer(text)))
            ends.extend(map(re.Match.start, end.finditer(text)))
            ends.append(len(text))
            if starts[-1] == len(text):
                starts.pop(), ends.pop()
            self.texts = Slices(text, starts, ends)
            return
        texts = re.split("\r\n|[\r\n]", text) if "\r" in text else text.split("\n")
        if not texts[-1]:
            texts.pop()
        self.texts = texts

    @cached_property
    def starts(self) -> Sequence[int]:
        if isinstance(self.texts, Slices):
            return self.texts.starts
        if "\r" in self.text:
            starts = [0, *map(re.Match.end, re.finditer("\r\n|[\r\n]", self.text))]
        else:
            starts = list(accumulate([len(text) + 1 for text in self.texts], initial=0))
        del starts[len(self.texts) :]
        return starts

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        if isinstance(at, slice):
            return list(lines_of(self.starts[at], self.texts[at]))
        start, text = self.starts[at], self.texts[at]
        return Line(start, start + len(text), text)

    def __iter__(self) -> Iterator[Line]:
        return lines_of(self.starts, self.texts)


def lines_of(starts: Iterable[int], texts: Sequence[str]) -> Iterator[Line]:
    ends = texts.ends if isinstance(texts, Slices) else map(add, starts, map(len, texts))
    return map(Line._make, zip(starts, ends, texts, strict=True))
