from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from jiaokan import Document, Edit, Finding, Level, Related, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.anchor import sought
from jiaokan_rules.table import rows

PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
# Symbol fonts of Windows are addressed as U+F020 to U+F0FF; these are the marks of lists in Symbol and Wingdings.
SYMBOLS = {
    "\uf0b7": "•",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf075": "◆",
    "\uf076": "❖",
}


@rule("ENC006", level=Level.ERROR, markup=True, signs=(f"[{PRIVATE}]",))
def private_use_character(doc: Document) -> Iterator[Finding]:
    """A private-use character: a glyph that only one font knows.

    ## What it does
    Finds runs of private-use characters in Chinese text, one that comes again once, with all its places. Those that GB 18030 used before Unicode had the character, and
    the marks of lists in the fonts Symbol and Wingdings, have a fix.

    ## Why it is bad
    No reader but the one with the font sees what is meant, and no program can know.

    ## Example
    ✗ 教廖化引三千锹⟨U+E84F⟩军，从夜间掘地道。
    ✓ 教廖化引三千锹䦆军，从夜间掘地道。
    ✗ ⟨U+F0B7⟩ 第一条
    ✓ • 第一条
    ✓ 教廖化引三千锹䦆军，从夜间掘地道。

    ## Fix safety
    Safe for a character of GB 18030 between two Chinese characters; unsafe elsewhere, where a font of icons may be
    meant, and for marks of lists.
    """
    text = doc.text
    unknown: dict[str, list[tuple[int, int]]] = {}
    for match in sought(doc, f"[{PRIVATE}]+", f"[{PRIVATE}]"):
        start, end = match.span()
        if doc.protected.overlaps(start, end):
            continue
        table = gb18030() if doc.chinese else {}
        right = "".join(table.get(c) or SYMBOLS.get(c) or c for c in match[0])
        if re.search(f"[{PRIVATE}]", right):
            unknown.setdefault(match[0], []).append((start, end))
            continue
        inside = re.match(HAN_CHARACTER, text[start - 1 : start]) and re.match(
            f"(?:{HAN_CHARACTER}|[，。、；：？！”）])", text[end : end + 1]
        )
        safety = Safety.SAFE if inside and all(c in table for c in match[0]) else Safety.UNSAFE
        yield Finding(
            start,
            end,
            f"A private-use character ({codes(match[0])}) stands for 「{right}」: write that.",
            (Edit(start, end, right),),
            safety,
        )

    for characters, ((start, end), *others) in unknown.items():
        before = text[start - 1 : start].strip()
        where = f" after 「{before}」" if before else ""
        times = f" and in {len(others)} more places" if others else ""
        message = f"A private-use character ({codes(characters)}) stands{where}{times}: find out what its font shows."
        related = tuple(Related(a, b, "the same again") for a, b in others)
        yield Finding(start, end, message, related=related)


def codes(characters: str) -> str:
    return " ".join(f"U+{ord(c):04X}" for c in characters[:4])


@cache
def gb18030() -> Mapping[str, str]:
    """What the private-use characters of GB 18030 have become in Unicode."""
    ((private, characters),) = rows(__file__, "private.tsv")
    return dict(zip(private, characters, strict=True))
