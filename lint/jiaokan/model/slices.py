"""Parts of a long text, kept as places in it and cut out when they are asked for."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import overload

LARGE = 1 << 20  # code points from which a text is kept so: of fewer, lists are quicker and take little
LONG = 1000  # code points of a part that is not cut out anew each time: a line may be as long as the text
KEPT = 8  # such parts, and packs that stay parted
PACK = 64  # texts


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


class Packed(Sequence[str]):
    """Texts without a line feed, kept together and parted where one is asked for: each alone takes 80 bytes more."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.packs: list[str] = []
        self.size = 0
        self.open: dict[int, list[str]] = {}
        some = iter(texts)
        while pack := list(islice(some, PACK)):
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
            return self.open[at // PACK][at % PACK]
        except KeyError:  # not parted yet, or counted from the end
            pack, place = divmod(range(self.size)[at], PACK)
            return self.parted(pack)[place]

    def parted(self, pack: int) -> list[str]:
        if len(self.open) == KEPT:
            self.open.clear()
        texts = self.open[pack] = self.packs[pack].split("\n")
        return texts

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(pack.split("\n") for pack in self.packs)


def large(text: str) -> bool:
    """Whether of a text places are kept, not parts."""
    return len(text) >= LARGE


def offsets(text: str) -> array[int]:
    """An empty array for offsets into a text, or for as many numbers as it has places."""
    return array("I" if len(text) < 1 << 32 else "Q")
