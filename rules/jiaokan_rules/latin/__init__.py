"""Latin letters, figures and units in Chinese text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jiaokan import Document
from jiaokan.script import HAN_CHARACTER

# A figure and the letters of the unit behind it; \b and \w would take Han for letters.
MEASURE = r"(?<![A-Za-z0-9_./#&=@-])(?:[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[ \u00a0]?[万萬亿億千百]{0,2}|[万萬亿億])([A-Za-zµμΩ]{2,10})(?![A-Za-z0-9_.(=/%-])"


@cache
def table(name: str) -> frozenset[str]:
    """The entries of a table of this package: a line each, but for comments."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def measures(doc: Document) -> list[tuple[int, str]]:
    """Where letters stand behind a figure that stands in Chinese text, and what they are; made for `Document.view`."""
    places = []
    for match in doc.matches(MEASURE):
        around = doc.text[max(0, match.start() - 40) : match.end() + 40]
        if len(re.findall(f"{HAN_CHARACTER}", around)) * 4 >= len(re.findall("[A-Za-z]", around)):
            places.append((match.start(1), match[1]))
    return places
