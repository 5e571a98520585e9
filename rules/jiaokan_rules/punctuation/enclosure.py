"""Whether a place in a line is enclosed by a title, a short quotation or a bracket."""

from __future__ import annotations

from jiaokan import Pattern
from jiaokan.language.typography import CLOSING_QUOTES, FULL_STOPS, OPENING_QUOTES

OPENING = f"{OPENING_QUOTES}《〈（(【〖"
CLOSING = f"{CLOSING_QUOTES}》〉）)】〗"
REACH = 40  # code points to either side in which a short quotation or a title has its marks
PAIR = Pattern(f"[{OPENING}][^{OPENING}{CLOSING}]*[{CLOSING}]")
OPENED, CLOSED = Pattern(f"[{OPENING}][^{OPENING}{CLOSING}]*$"), Pattern(f"[^{OPENING}{CLOSING}]*[{CLOSING}]")
QUOTE_END = Pattern(f"[{CLOSING_QUOTES}]")
CLAUSE_MARK = Pattern(f"[，；,;{FULL_STOPS}]")


def is_enclosed(before: str, after: str) -> bool:
    """Whether the place between two parts of a line lies in a title, or in a quotation or bracket without a clause mark."""
    if QUOTE_END.match(after):
        return False
    before, after = (PAIR.sub("", PAIR.sub("", side)) for side in (before[-REACH:], after[:REACH]))
    opened, closed = OPENED.search(before), CLOSED.match(after)
    if not opened:
        return False
    if opened[0][0] in "《〈【〖":
        return True
    return closed is not None and CLAUSE_MARK.search(opened[0] + closed[0]) is None
