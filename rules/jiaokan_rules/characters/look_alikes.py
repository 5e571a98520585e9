"""The characters that look like another one."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from jiaokan_rules.table import by_character


class LookAlikes(NamedTuple):
    """The characters that look very much like one, and those that look like it; the likest first."""

    very: str
    like: str


@cache
def look_alikes(character: str) -> LookAlikes:
    row = rows().get(character, "\t\t")
    _, very, like = row.split("\t")
    return LookAlikes(very, like)


@cache
def rows() -> dict[str, str]:
    return by_character(__file__, "look_alikes.tsv")
