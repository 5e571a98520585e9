"""Latin letters, figures and units in Chinese text."""

from __future__ import annotations

from functools import cache
from string import ascii_letters

from jiaokan import Document
from jiaokan.script import HAN_CHARACTER
from jiaokan_rules.anchor import anchored, compiled, matches
from jiaokan_rules.table import rows

# A figure and the letters of the unit behind it; \b and \w would take Han for letters.
MEASURE = r"(?<![A-Za-z0-9_./#&=@-])(?:[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[ \u00a0]?[万萬亿億千百]{0,2}|[万萬亿億])([A-Za-zµμΩ]{2,10})(?![A-Za-z0-9_.(=/%-])"

# What every figure with a unit ends in.
ANCHOR = r"[0-9万萬亿億][ \u00a0]?[万萬亿億千百]{0,2}[A-Za-zµμΩ]{2}"
LETTERS = ascii_letters + "µμΩ"

MEASURED = (
    "[0-9万萬亿億][A-Za-zµμΩ][A-Za-zµμΩ]",
    r"[0-9万萬亿億][ \u00a0万萬亿億千百].*[ \u00a0万萬亿億千百][A-Za-zµμΩ][A-Za-zµμΩ]",
)


@cache
def table(name: str) -> frozenset[str]:
    """The entries of a table of this package: a line each, but for comments."""
    return frozenset(entry for (entry,) in rows(__file__, name))


def measures(doc: Document) -> list[tuple[int, str]]:
    """Where letters stand behind a figure that stands in Chinese text, and what they are; made for `Document.view`."""
    places = []
    for match in matches(doc, MEASURE, anchored(doc.text, [ANCHOR])):
        around = doc.text[max(0, match.start() - 40) : match.end() + 40]
        if len(compiled(HAN_CHARACTER).findall(around)) * 4 >= len(compiled("[A-Za-z]").findall(around)):
            places.append((match.start(1), match[1]))
    return places
