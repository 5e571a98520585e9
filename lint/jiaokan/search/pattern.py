"""A regular expression from which the engine itself derives where it may match."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiaokan.search.windows import Demands


class Pattern:
    r"""A regular expression that is compiled when it is first needed.

    Make one at the top of a module, and find its matches with `Document.matches` (outside code, URLs and the like) or
    `Document.finditer` (everywhere): these look only where the expression can match, which they derive from the
    expression itself. The methods are those of `re.Pattern`.

    >>> Pattern(r"[0-9]+年").search("建于1953年").span()
    (2, 7)
    """

    def __init__(self, expression: str, flags: int = 0) -> None:
        self.expression = expression
        self.flags = int(flags)

    def __repr__(self) -> str:
        return f"Pattern({self.expression!r})"

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.expression, self.flags)

    @cached_property
    def demands(self) -> Demands:
        """What stands in each match."""
        from jiaokan.search.windows import demands

        return demands(self.expression, self.flags)

    @cached_property
    def needed(self) -> frozenset[str] | None:
        """Characters one of which is in, or beside, each match; None where no short list of such can be given."""
        known = needed_characters().get(f"{self.flags} {self.expression}")
        if known is not None:
            return frozenset(known) or None
        from jiaokan.search.windows import needed_characters as read

        return read(self.demands)

    # The methods themselves, not methods that call them: rules call them some hundred thousand times.

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        return self.compiled.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self.compiled.finditer

    def findall(self, text: str) -> list[str]:
        """Whole matches, whatever groups the expression has."""
        return [match[0] for match in self.finditer(text)]

    def sub(self, replacement: str, text: str) -> str:
        return self.compiled.sub(replacement, text)

    def split(self, text: str) -> list[str]:
        return self.compiled.split(text)


@cache
def needed_characters() -> dict[str, str]:
    """The table of `Pattern.needed` by flags and expression, "" for None: reading an expression takes 0.3 ms.

    tools/make_needed.py writes it; an expression that it lacks is read when it is asked for.
    """
    file = Path(__file__).with_name("needed.json")
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found
