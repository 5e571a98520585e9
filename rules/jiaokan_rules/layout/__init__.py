"""What the layout of a page leaves in its text."""

from __future__ import annotations

import re


def extent(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch to delete: the line with the shorter of the gaps around it, or the jump alone where text shares its line."""
    before = re.search(r"(?:\A\ufeff?|[\r\n]+)[ \t\u3000]*$", text[max(0, start - 40) : start])
    after = re.match(r"[ \t\u3000]*([\r\n]+|\Z)", text[end : end + 40])
    if before is None or after is None:
        return start, end
    above = start - len(before[0])
    if (start - above and len(before[0].strip(" \t\u3000\ufeff")) <= len(after[1])) or (
        end + after.end() == len(text) and above > 0
    ):
        return above, end + after.end() - len(after[1])
    return start - len(before[0]) + len(before[0].rstrip(" \t\u3000")), end + after.end()
