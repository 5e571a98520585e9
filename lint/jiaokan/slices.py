"""Parts of a long text, kept as places in it and cut out when they are asked for."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import overload

LARGE = 1 << 20  # code points from which a text is kept so: of fewer, lists are quicker and take little
LONG = 1000  # code points of a part that is not cut out anew each time: a line may be as long as the text
KEPT = 8  # such parts


class Slices(Sequence[str]):
    """The parts of a text from each of `starts` to its one of `ends`; a list of them takes three times the memory."""

    def __init__(self, text: str, starts: array[int], ends: array[int]) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends
        self.long: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Slices: ...
    def __getitem__(self, at: int | slice) -> str | Slices:
        if isinstance(at, slice):
            return Slices(self.text, self.starts[at], self.ends[at])
        start, end = self.starts[at], self.ends[at]
        return self.text[start:end] if end - start < LONG else self.kept(start, end)

    def kept(self, start: int, end: int) -> str:
        """A long part; rules ask for the same one, or for those beside it, many times."""
        part = self.long.get(start)
        if part is None:
            if len(self.long) == KEPT:
                self.long.clear()
            part = self.long[start] = self.text[start:end]
        return part

    def __iter__(self) -> Iterator[str]:
        return map(self.text.__getitem__, map(slice, self.starts, self.ends))


def large(text: str) -> bool:
    """Whether of a text places are kept, not parts."""
    return len(text) >= LARGE


def offsets(text: str) -> array[int]:
    """An empty array for offsets into a text, or for as many numbers as it has places."""
    return array("I" if len(text) < 1 << 32 else "Q")
