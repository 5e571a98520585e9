"""Sequences of strings that take less memory than lists: slices of a large text, and many short texts in packs."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import overload

LARGE = 1 << 20  # code points of a text from which these sequences pay; below, lists are faster and small enough
LONG = 1000  # code points of a slice from which it is cached: a line may be as long as the text
CACHED = 8  # long slices, or split packs, that a sequence caches
PACK = 64  # texts in a pack


class Slices(Sequence[str]):
    """The slices [start, end) of a text, in code points; a list of them takes three times the memory.

    No two slices may have the same start.
    """

    def __init__(self, text: str, starts: array[int], ends: array[int]) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends
        self.cached: dict[int, str] = {}  # long slices by their start

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
        return self.text[start:end] if end - start < LONG else self.long_slice(start, end)

    def long_slice(self, start: int, end: int) -> str:
        """A long slice from the cache: rules ask for the same one, or for its neighbours, many times."""
        found = self.cached.get(start)
        if found is None:
            if len(self.cached) == CACHED:
                self.cached.clear()
            found = self.cached[start] = self.text[start:end]
        return found

    def __iter__(self) -> Iterator[str]:
        return map(self.text.__getitem__, map(slice, self.starts, self.ends))


class Packed(Sequence[str]):
    """Texts without a line feed, joined into packs; a pack is split when one of its texts is needed.

    A string of its own takes 80 bytes more.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.packs: list[str] = []
        self.size = 0
        self.cached: dict[int, list[str]] = {}  # split packs by their index
        remaining = iter(texts)
        while pack := list(islice(remaining, PACK)):
            self.packs.append("\n".join(pack))
            self.size += len(pack)

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[n] for n in range(self.size)[at]]
        try:
            return self.cached[at // PACK][at % PACK]
        except KeyError:  # the pack is not split yet, or the index is negative
            pack, place = divmod(range(self.size)[at], PACK)
            return self.split_pack(pack)[place]

    def split_pack(self, pack: int) -> list[str]:
        """The texts of a pack, which go into the cache."""
        if len(self.cached) == CACHED:
            self.cached.clear()
        texts = self.cached[pack] = self.packs[pack].split("\n")
        return texts

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(pack.split("\n") for pack in self.packs)


def large(text: str) -> bool:
    """Whether a text is so long that its lines are kept as `Slices` and its keys as `Packed`."""
    return len(text) >= LARGE


def offset_array(text: str) -> array[int]:
    """An empty array whose items can hold any offset into a text."""
    return array("I" if len(text) < 1 << 32 else "Q")
