"""Offsets in code points of offsets in the bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Iterable

CONTINUATION = bytes(range(0x80, 0xC0))  # bytes that do not begin a code point


def code_points(data: bytes, offsets: Iterable[int], first: int = 0) -> dict[int, int]:
    """The code point that begins at each byte offset, counted from `first`; linear in the size of `data`."""
    wanted = sorted(set(offsets))
    if data.isascii():
        return {offset: offset + first for offset in wanted}
    found: dict[int, int] = {}
    past, count = 0, first
    for offset in wanted:
        count += len(data[past:offset].translate(None, CONTINUATION))
        found[offset] = count
        past = offset
    return found
