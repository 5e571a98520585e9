"""Latin letters, figures and units in Chinese text."""

from __future__ import annotations

import re
from functools import cache
from string import ascii_letters

from jiaokan import Document
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.document import view
from jiaokan_rules.anchor import compiled, matches
from jiaokan_rules.spots import Spots, lines_with
from jiaokan_rules.table import rows

# A figure and the letters of the unit behind it; \b and \w would take Han for letters.
MEASURE = r"(?<![A-Za-z0-9_./#&=@-])(?:[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[ \u00a0]?[万萬亿億千百]{0,2}|[万萬亿億])([A-Za-zµμΩ]{2,10})(?![A-Za-z0-9_.(=/%-])"

# What every figure with a unit ends in.
ANCHOR = r"[0-9万萬亿億][ \u00a0]?[万萬亿億千百]{0,2}[A-Za-zµμΩ]{2}"
UNITS = Spots(
    "",
    *(
        {0: letter, **before, 1: "[A-Za-zµμΩ]"}
        for letter in ("[A-Za-z]", "[µμΩ]")
        for before in ({-1: "[0-9万萬亿億千百]"}, {-1: "[ \u00a0]", -2: "[0-9万萬亿億千百]"})
    ),
)
LETTERS = ascii_letters + "µμΩ"

MEASURED = (
    "[0-9万萬亿億][A-Za-zµμΩ][A-Za-zµμΩ]",
    r"[0-9万萬亿億][ \u00a0万萬亿億千百].*[ \u00a0万萬亿億千百][A-Za-zµμΩ][A-Za-zµμΩ]",
)


@cache
def table(name: str) -> frozenset[str]:
    """The entries of a table of this package: a line each, but for comments."""
    return frozenset(entry for (entry,) in rows(__file__, name))


@view
def measures(doc: Document) -> list[re.Match[str]]:
    """Figures with letters behind them, these as their group 1; made for `Document.view`."""
    lines = lines_with(doc, UNITS, {"": ANCHOR}) if any(map(doc.shows, MEASURED)) else []
    return list(matches(doc, MEASURE, lines))


def in_chinese(match: re.Match[str]) -> bool:
    """Whether a figure stands in Chinese text."""
    around = match.string[max(0, match.start() - 40) : match.end() + 40]
    return len(compiled(HAN_CHARACTER).findall(around)) * 4 >= len(compiled("[A-Za-z]").findall(around))
