from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Safety, rule
from jiaokan_rules.anchor import compiled
from jiaokan_rules.latin import LETTERS, MEASURED, in_chinese, measures

# Units whose letters say which they are whatever their case; the small m of milli and the B of bytes are kept apart.
FAMILY = {"flops": "FLOPS", "hz": "Hz", "wh": "Wh", "bps": "bps"}
UNIT = r"([kKMGTPEZgtpez]?|m(?=(?i:flops|bps)))((?i:flops|hz|wh|bps))"


@rule("LAT004", safety=Safety.UNSAFE, needs=LETTERS, signs=MEASURED)
def inconsistent_term(doc: Document) -> Iterator[Finding]:
    """One unit in several spellings.

    ## What it does
    Finds units of computing speed, frequency, energy and data rate behind a figure whose capitals differ from those that the same document
    gives to the same family of units elsewhere (30PFlops beside 160EFLOPS), and are not the standard ones.

    ## Why it is bad
    A search or a table made from the text sees two units where there is one.

    ## Example
    ✗ 峰值算力达30PFlops，总规模达160EFLOPS。
    ✓ 峰值算力达30PFLOPS，总规模达160EFLOPS。
    ✓ 峰值算力达30PFlops，以后将达60PFlops。

    ## Fix safety
    Unsafe: the standard form is put in, though a quotation may want its own.
    """
    spelt: dict[str, list[tuple[int, str, str]]] = {}
    for figure in measures(doc):
        word = figure[1]
        match = compiled(UNIT).fullmatch(word)
        if match and not (match[2] == "Bps" and match[1]) and in_chinese(figure):
            family = match[2].casefold()
            prefix = match[1].upper()
            prefix = "k" if prefix == "K" else prefix
            spelt.setdefault(family, []).append((figure.start(1), word, prefix + FAMILY[family]))
    for places in spelt.values():
        if len({habit(word, right) for _, word, right in places}) < 2:
            continue
        for start, word, right in places:
            if word != right:
                message = f"「{word}」 is spelt differently elsewhere in this text: write 「{right}」."
                yield Finding(start, start + len(word), message, (Edit(start, start + len(word), right),))


def habit(word: str, right: str) -> tuple[str, bool]:
    """How a spelling treats its family: the family part as written, and whether the prefix is the standard one."""
    at = len(right) - len(compiled("^[kMGTPEZ]").sub("", right))
    return word[at:], word[:at] == right[:at]
