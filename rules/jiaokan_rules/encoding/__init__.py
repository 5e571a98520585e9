"""Bytes and characters that no reader was meant to see."""

from __future__ import annotations


def listed(text: str, start: int, end: int) -> bool:
    """Whether [start, end) stands in a table of code points: with its neighbours it makes three in their order."""
    around = text[max(0, start - 2) : start + 1], text[max(0, start - 1) : end + 1], text[end - 1 : end + 2]
    return any(len(a) == 3 and ord(a[0]) + 2 == ord(a[1]) + 1 == ord(a[2]) for a in around)
