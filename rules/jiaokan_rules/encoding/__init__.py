"""Bytes that decode to no text, and characters that are not meant to be seen."""

from __future__ import annotations


def is_in_code_table(text: str, start: int, end: int) -> bool:
    """Whether [start, end) makes three characters in the order of their code points with its neighbours.

    So does a character in a table of code points.
    """
    around = text[max(0, start - 2) : start + 1], text[max(0, start - 1) : end + 1], text[end - 1 : end + 2]
    return any(len(a) == 3 and ord(a[0]) + 2 == ord(a[1]) + 1 == ord(a[2]) for a in around)
