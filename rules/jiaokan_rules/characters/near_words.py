"""Words of three and four characters in which one may be misread, and the characters that look alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from jiaokan import NgramTable
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


NEAR_WORDS = NgramTable(Path(__file__).with_name("near_words.marisa"), lambda right: "".join(look_alikes(right)))
