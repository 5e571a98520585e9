"""Characters of another script, and look-alikes from other blocks of Unicode."""

from __future__ import annotations

from functools import cache

from jiaokan_rules.surnames import COMMONEST
from jiaokan_rules.table import rows

# The first characters of surnames; in a name a character may keep its old form.
SURNAMES = COMMONEST | frozenset("常葛殷庄章焦柯翟俞安倪游邢齐聂樊路欧阳伍关司诸上")


@cache
def table(file: str) -> dict[str, dict[str, str]]:
    """A table beside this module: by kind, what each character becomes."""
    return {kind: dict(zip(characters, targets, strict=True)) for kind, characters, targets in rows(__file__, file)}
