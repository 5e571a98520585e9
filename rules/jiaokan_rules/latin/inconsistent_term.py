from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from jiaokan import Document, Edit, Finding, Pattern, Safety, rule
from jiaokan_rules.latin import measures

# The standard form of each kind of unit, by its letters in lower case. Case tells two things only: m is milli and M is
# mega, and b is bits and B is bytes.
FAMILY = {"flops": "FLOPS", "hz": "Hz", "wh": "Wh", "bps": "bps"}
UNIT = Pattern(r"([kKMGTPEZgtpez]?|m(?=(?i:flops|bps)))((?i:flops|hz|wh|bps))")


class Spelling(NamedTuple):
    """A unit as it is written at `start`, its standard prefix ("" for none) and its family, a value of `FAMILY`."""

    start: int
    written: str
    prefix: str
    family: str

    @property
    def right(self) -> str:
        """The standard form."""
        return self.prefix + self.family

    @property
    def style(self) -> tuple[str, bool]:
        """How the family is written, and whether the prefix is the standard one; the same for kHz and MHz."""
        at = len(self.prefix)
        return self.written[at:], self.written[:at] == self.prefix


@rule("LAT004", safety=Safety.UNSAFE)
def inconsistent_term(doc: Document) -> Iterator[Finding]:
    """One unit in several spellings.

    ## What it does
    Finds units of computing speed, frequency, energy and data rate after a figure. A unit is reported if its capitals
    are not the standard ones and another unit of its kind is written differently in the document (30PFlops beside
    160EFLOPS).

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
    for family in families.values():
        if len({spelling.style for spelling in family}) < 2:
            continue
        for spelling in family:
            start, written, right = spelling.start, spelling.written, spelling.right
            if written != right:
                message = f"「{written}」 is spelt differently elsewhere in this text: write 「{right}」."
                yield Finding(start, start + len(written), message, (Edit(start, start + len(written), right),))


def spellings(doc: Document) -> Iterator[Spelling]:
    """The units of a known family that follow a figure, in order."""
    for figure in measures(doc):
        match = UNIT.fullmatch(figure[1])
        if match and not (match[2] == "Bps" and match[1]):  # kBps counts bytes, not bits
            prefix = match[1].upper()
            yield Spelling(figure.start(1), figure[1], "k" if prefix == "K" else prefix, FAMILY[match[2].casefold()])
