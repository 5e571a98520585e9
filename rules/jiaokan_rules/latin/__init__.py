"""Latin letters, figures and units in Chinese text."""

from __future__ import annotations

import re
from functools import cache

from jiaokan import Document, Pattern
from jiaokan.model.document import view
from jiaokan.model.prose import CHINESE_CHARACTER
from jiaokan_rules.table import rows

# A figure and the letters of the unit after it, its group 1; \b and \w would take Han for letters.
MEASURE = Pattern(
    r"(?<![A-Za-z0-9_./#&=@-])(?:[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[ \u00a0]?[万萬亿億千百]{0,2}|[万萬亿億])"
    r"([A-Za-zµμΩ]{2,10})(?![A-Za-z0-9_.(=/%-])"
)
LETTER = Pattern("[A-Za-z]")
SIDE = 40  # code points on each side of a figure that tell the language it stands in


@cache
def entries(name: str) -> frozenset[str]:
    """The entries of a table of this package: a line each, but for comments."""
    return frozenset(entry for (entry,) in rows(__file__, name))


@view
def measures(doc: Document) -> list[re.Match[str]]:
    """The figures with letters after them that stand in Chinese text: the matches of `MEASURE`."""
    return [match for match in doc.matches(MEASURE) if in_chinese(match)]


def in_chinese(match: re.Match[str]) -> bool:
    """Whether there is a Han character around for four letters."""
    around = match.string[max(0, match.start() - SIDE) : match.end() + SIDE]
    return len(CHINESE_CHARACTER.findall(around)) * 4 >= len(LETTER.findall(around))
