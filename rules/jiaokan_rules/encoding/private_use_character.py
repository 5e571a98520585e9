from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from jiaokan import Document, Edit, Finding, Level, Pattern, Related, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.prose import CHINESE_CHARACTER
from jiaokan_rules.table import rows

PRIVATE = "[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
RUN = Pattern(f"{PRIVATE}+")
AFTER = Pattern(f"(?:{HAN_CHARACTER}|[，。、；：？！”）])")
# Windows addresses symbol fonts as U+F020 to U+F0FF; these are the list marks of Symbol and Wingdings.
LIST_MARKS = dict(zip("\uf0b7\uf06c\uf06e\uf0a7\uf0d8\uf0fc\uf075\uf076", "•●■▪➢✓◆❖", strict=True))


@rule("ENC006", level=Level.ERROR, edits_protected=True, prose=False, mixed_safety=True)
def private_use_character(doc: Document) -> Iterator[Finding]:
    """A private-use character, whose glyph only one font has.

    ## What it does
    Finds runs of private-use characters in Chinese text. A run that occurs several times is one finding with all its
    places. There is a fix for those that GB 18030 used before Unicode had the character, and for the list marks of the
    fonts Symbol and Wingdings.

    ## Why it is bad
    Only a reader with the font sees what is meant, and no program can know it.

    ## Example
    ✗ 教廖化引三千锹⟨U+E84F⟩军，从夜间掘地道。
    ✓ 教廖化引三千锹䦆军，从夜间掘地道。
    ✗ ⟨U+F0B7⟩ 第一条
    ✓ • 第一条
    ✓ 教廖化引三千锹䦆军，从夜间掘地道。

    ## Fix safety
    Safe for a character of GB 18030 between two Chinese characters; unsafe elsewhere, where a font of icons may be
    meant, and for list marks.
    """
    unknown: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for match in doc.matches(RUN):
        (start, end), wrong = match.span(), match[0]
        right = "".join(gb18030().get(c) or LIST_MARKS.get(c) or c for c in wrong)
        if RUN.search(right):
            unknown[wrong].append((start, end))
            continue
        in_chinese = CHINESE_CHARACTER.match(doc.text[start - 1 : start]) and AFTER.match(doc.text[end : end + 1])
        safety = Safety.SAFE if in_chinese and all(c in gb18030() for c in wrong) else Safety.UNSAFE
        message = f"Private-use character ({codes(wrong)}) for 「{right}」: write 「{right}」."
        yield Finding(start, end, message, (Edit(start, end, right),), safety)
    for wrong, ((start, end), *others) in unknown.items():
        before = doc.text[start - 1 : start].strip()
        where = f" after 「{before}」" if before else ""
        times = f" and in {len(others)} more places" if others else ""
        message = f"Private-use character ({codes(wrong)}){where}{times}: find out what its font shows."
        yield Finding(start, end, message, related=tuple(Related(a, b, "the same character") for a, b in others))


def codes(characters: str) -> str:
    """The code points of the first four characters, for a message."""
    return " ".join(f"U+{ord(c):04X}" for c in characters[:4])


@cache
def gb18030() -> Mapping[str, str]:
    """What the private-use characters of GB 18030 have become in Unicode."""
    ((private, characters),) = rows(__file__, "private.tsv")
    return dict(zip(private, characters, strict=True))
