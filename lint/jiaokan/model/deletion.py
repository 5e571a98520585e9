"""How much of a text to delete together with a span."""

from __future__ import annotations

from jiaokan.language.typography import BLANKS

BYTE_ORDER_MARK = "\ufeff"
FORM_FEED = "\f"  # begins a page; it goes with the first line of this
LINE_ENDS = "\r\n"


def deletion_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span to delete, in code points, so that deleting [start, end) leaves no empty line.

    If nothing else is on the line, it is the whole line with the shorter of the gaps above and below. Otherwise it is
    [start, end) itself.
    """
    first, last = run_start(text, start, BLANKS + FORM_FEED), run_end(text, end, BLANKS)
    begins_line = first == 0 or text[first - 1] in LINE_ENDS + BYTE_ORDER_MARK
    ends_line = last == len(text) or text[last] in LINE_ENDS
    if not (begins_line and ends_line):
        return start, end
    above, below = run_start(text, first, LINE_ENDS), run_end(text, last, LINE_ENDS)
    first_of_all = above == 0 or (above == 1 and text[0] == BYTE_ORDER_MARK)
    if not first_of_all and (below == len(text) or first - above <= below - last):
        return above, last
    return first, below


def run_start(text: str, end: int, characters: str) -> int:
    """The start of the run of `characters` that ends at `end`."""
    while end and text[end - 1] in characters:
        end -= 1
    return end


def run_end(text: str, start: int, characters: str) -> int:
    """The end of the run of `characters` that begins at `start`."""
    while start < len(text) and text[start] in characters:
        start += 1
    return start
