from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from jiaokan import Document, Edit, Finding, Pattern, Safety, rule
from jiaokan_rules.latin import measures

# Units whose letters say which they are whatever their case; the small m of milli and the B of bytes are kept apart.
FAMILY = {"flops": "FLOPS", "hz": "Hz", "wh": "Wh", "bps": "bps"}
UNIT = Pattern(r"([kKMGTPEZgtpez]?|m(?=(?i:flops|bps)))((?i:flops|hz|wh|bps))")


class Spelling(NamedTuple):
    """A unit as it is written at `start`, and its standard prefix and family."""

    start: int
    written: str
    prefix: str
    family: str

    @property
    def right(self) -> str:
        return self.prefix + self.family

    @property
    def habit(self) -> tuple[str, bool]:
        """How the family is written, and whether the prefix is the standard one."""
        at = len(self.prefix)
        return self.written[at:], self.written[:at] == self.prefix


@rule("LAT004", safety=Safety.UNSAFE)
def inconsistent_term(doc: Document) -> Iterator[Finding]:
    """One unit in several spellings.

    ## What it does
    Finds units of computing speed, frequency, energy and data rate after a figure whose capitals are not the standard
    ones and differ from those of the same kind of unit elsewhere in the document (30PFlops beside 160EFLOPS).

    ## Why it is bad
    A search or a table made from the text sees two units where there is one.

    ## Example
    ✗ 峰值算力达30PFlops，总规模达160EFLOPS。
    ✓ 峰值算力达30PFLOPS，总规模达160EFLOPS。
    ✓ 峰值算力达30PFlops，以后将达60PFlops。

    ## Fix safety
    Unsafe: the fix writes the standard form, but a quotation may need its own.
    """
    families: dict[str, list[Spelling]] = defaultdict(list)
    for spelling in spellings(doc):
        families[spelling.family].append(spelling)
    for some in families.values():
        if len({spelling.habit for spelling in some}) < 2:
            continue
        for start, written, *_, right in ((*spelling, spelling.right) for spelling in some):
            if written != right:
                message = f"「{written}」 is spelt differently elsewhere in this text: write 「{right}」."
                yield Finding(start, start + len(written), message, (Edit(start, start + len(written), right),))


def spellings(doc: Document) -> Iterator[Spelling]:
    """The units of the families behind figures."""
    for figure in measures(doc):
        match = UNIT.fullmatch(figure[1])
        if match and not (match[2] == "Bps" and match[1]):
            prefix = match[1].upper()
            yield Spelling(figure.start(1), figure[1], "k" if prefix == "K" else prefix, FAMILY[match[2].casefold()])
