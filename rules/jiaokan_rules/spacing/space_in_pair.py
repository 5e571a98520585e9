"""Single spaces on the inner side of Chinese quotation marks and brackets, and between a comma and such a mark."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from jiaokan import Document, Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import (
    CLOSING,
    ELLIPSIS,
    FULL_COMMAS,
    FULL_STOPS,
    OPENING,
    OPENING_QUOTES,
    PAIRS,
)
from jiaokan.model.document import view
from jiaokan.model.prose import is_sentence_without_gaps
from jiaokan_rules.spacing.lost_quotes import has_lost_quotes

LAST = f"(?:{HAN_CHARACTER}|[{FULL_STOPS}{ELLIPSIS}])"
# Two characters inside at least: a single one is an answer that was filled in, （ 对 ）. A space between a colon and a
# title may stand for the quotation mark that is lost, and one before （三） parts items.
LOOSE = Pattern(
    rf" (?:(?<=[{OPENING}] )(?={HAN_CHARACTER}{{2}})|(?=[{CLOSING}])(?<=[^\s{OPENING}]{LAST} )"
    rf"|(?<=[{FULL_COMMAS}；：] )(?=[{OPENING_QUOTES}])|(?<=[{FULL_COMMAS}；] )(?=《))"
)
TIGHT = Pattern(rf"[{OPENING}](?={HAN_CHARACTER})")
# A space inside that stands for something that is lost: （ 含洭 原作 …）.
FURTHER_GAP = Pattern(f"{HAN_CHARACTER} {HAN_CHARACTER}")
HABIT = 5  # spaces of a text that sets them everywhere
REACH = 400  # code points to either side in which the partner stands
PARTNERS = PAIRS | {closing: opening for opening, closing in PAIRS.items()}


@view
def loose_pairs(doc: Document) -> list[int]:
    """Where these spaces stand in sentences of a text that also writes such marks without them."""
    found = list(loose(doc))
    if not found or has_lost_quotes(doc):
        return []
    return found if len(found) < HABIT or any(doc.finditer(TIGHT)) else []


def loose(doc: Document) -> Iterator[int]:
    for number, matches in groupby(doc.matches(LOOSE), lambda match: doc.line_at(match.start())):
        if is_sentence_without_gaps(doc.lines.texts[number]):
            yield from (match.start() for match in matches if is_paired(doc, match.start()))


def is_paired(doc: Document, at: int) -> bool:
    """Whether the mark beside a space has its partner in the line, and nothing seems lost between them.

    Marks that are turned around, ”慢“, have none there, nor has an apostrophe.
    """
    before, after = doc.line_context(at, at + 1, REACH)
    if after[0] in CLOSING:
        opened, closed = (before.rfind(mark) for mark in (PARTNERS[after[0]], after[0]))
        return opened > closed and FURTHER_GAP.search(before, opened) is None
    inside = after[1:] if after[0] in OPENING else after
    mark = after[0] if after[0] in OPENING else before[-1]
    closed, opened = inside.find(PARTNERS[mark]), inside.find(mark)
    return closed >= 0 and not 0 <= opened < closed and FURTHER_GAP.search(inside, 0, closed) is None
