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
# What follows a private-use character that stands for a Chinese one.
MAY_FOLLOW = Pattern(f"(?:{HAN_CHARACTER}|[，。、；：？！”）])")
ABOUT = Pattern(
    "私用|私有区|私有區|自定义区|专用区|造字|Private.?Use|PUA|[Uu]\\+[EFef][0-9A-Fa-f]{3}|图标字体|圖標字體|码位|碼位"
)
REACH = 80  # code points of the line on either side that may say that such characters are spoken of
# Windows addresses symbol fonts as U+F020 to U+F0FF; these are the list marks of Symbol and Wingdings.
LIST_MARKS = dict(zip("\uf0b7\uf06c\uf06e\uf0a7\uf0d8\uf0fc\uf075\uf076", "•●■▪➢✓◆❖", strict=True))


@rule("ENC006", level=Level.ERROR, edits_protected=True, prose=False, mixed_safety=True)
def private_use_character(doc: Document) -> Iterator[Finding]:
    """A private-use character, whose glyph only one font has.

    ## What it does
    Finds runs of private-use characters in Chinese text. Two kinds have a fix: those that GB 18030 used before Unicode
    had the character, and the list marks of the fonts Symbol and Wingdings. A run without a fix gets one finding for
    all the places where it occurs.

    ## Why it is bad
    Only a reader with the font sees what is meant; a program cannot know it.

    ## Example
    ✗ 教廖化引三千锹⟨U+E84F⟩军，从夜间掘地道。
    ✓ 教廖化引三千锹䦆军，从夜间掘地道。
    ✗ ⟨U+F0B7⟩ 第一条
    ✓ • 第一条
    ✓ 教廖化引三千锹䦆军，从夜间掘地道。
    ✓ 这套字体把⟨U+E001⟩放在私用区里，画的是一把伞。

    ## Fix safety
    Safe for a character of GB 18030 between Chinese characters, or between one and a mark. Unsafe elsewhere, where an
    icon font may be meant, and for list marks.
    """
    unknown: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for match in doc.matches(RUN):
        if any(map(ABOUT.search, doc.line_context(*match.span(), REACH))):
            continue
        (start, end), wrong = match.span(), match[0]
        right = "".join(gb18030_characters().get(c) or LIST_MARKS.get(c) or c for c in wrong)
        if RUN.search(right):
            unknown[wrong].append((start, end))
            continue
        in_chinese = CHINESE_CHARACTER.match(doc.text[start - 1 : start]) and MAY_FOLLOW.match(doc.text[end : end + 1])
        safety = Safety.SAFE if in_chinese and all(c in gb18030_characters() for c in wrong) else Safety.UNSAFE
        message = f"Private-use character ({code_points(wrong)}) for 「{right}」: write 「{right}」."
        yield Finding(start, end, message, (Edit(start, end, right),), safety)
    for wrong, ((start, end), *others) in unknown.items():
        before = doc.text[start - 1 : start].strip()
        where = f" after 「{before}」" if before else ""
        times = f" and in {len(others)} more places" if others else ""
        message = f"Private-use character ({code_points(wrong)}){where}{times}: find out what its font shows."
        yield Finding(start, end, message, related=tuple(Related(a, b, "the same character") for a, b in others))


def code_points(characters: str) -> str:
    """The code points of the first four characters, for a message."""
    return " ".join(f"U+{ord(c):04X}" for c in characters[:4])


@cache
def gb18030_characters() -> Mapping[str, str]:
    """For each private-use character that GB 18030 assigned, the character that Unicode has for it now."""
    ((private, characters),) = rows(__file__, "private.tsv")
    return dict(zip(private, characters, strict=True))
