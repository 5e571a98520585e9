from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan_rules.reasons import Reasons

LATIN_UNIT = "[kMGTPE]?W[hp]?|[kMGT]Hz|[KkMGTPE]i?[Bb]|[KkMGT]bps|[EPTGMZ]FLOPS|k[mg]|[cm]m|m[Al]h?|k?V"
HAN_UNIT = "[%％‰℃亿億万萬千百年月日时時分秒个個人元岁歲米吨噸亩畝名家项項次倍度届屆条條台辆輛座公多余餘吋寸]"
FIGURE = Pattern(
    r"(?<![A-Za-z0-9.@_/#&=~^+:-])(?=[0-9.]*[IlO])[0-9IlO]{1,6}(?:\.[0-9IlO]{1,4})?"
    rf"(?=(?:{LATIN_UNIT})(?![A-Za-z0-9])|{HAN_UNIT})"
)
# A figure of letters alone (IMW) is one only before a unit that nothing but a figure precedes.
SURE_UNIT = Pattern("(?:[kMGT]Wh?|[kMGT]Hz|[KMGT]bps|[EPT]FLOPS)(?![A-Za-z])|[%％‰亿億万萬]")
NUMERAL = "[零〇○一二三四五六七八九]"
# 一九六O年, 二OO八年, 一O五条: the zero among Chinese numerals.
ZERO = Pattern(f"(?<={NUMERAL})[Oo]{{1,2}}(?={NUMERAL}|[年届屆号號])")
DIGIT = str.maketrans("IlO", "110")
NAME = Pattern("O[0-9]O|O[23]")
LETTERS = Pattern("[IlO.]+")


def is_name(figure: re.Match[str]) -> bool:
    """It is a kind of commerce, oxygen or ozone."""
    return NAME.fullmatch(figure[0]) is not None


def is_numbered(figure: re.Match[str]) -> bool:
    """It has no digit, and letters may stand before what follows."""
    if not LETTERS.fullmatch(figure[0]):
        return False
    is_figure = len(figure[0]) <= 3 and figure[0] not in ("O", "II", "III")
    return not (is_figure and SURE_UNIT.match(figure.string, figure.end(), figure.end() + 8))


def is_word(figure: re.Match[str]) -> bool:
    """It has no digit, and stands after a space."""
    return LETTERS.fullmatch(figure[0]) is not None and figure.string[figure.start() - 1 : figure.start()] == " "


EXCUSES = Reasons(
    "LAT003",
    (is_name, "采用O2O模式的O2O家园。"),
    (is_numbered, "由I期工程改建，O型血，II个。"),
    (is_word, "本机 I%的时间空闲。"),
)


@rule("LAT003", level=Level.ERROR, safety=Safety.UNSAFE)
def letter_digit_confusion(doc: Document) -> Iterator[Finding]:
    """A letter in place of a digit: I or l for 1, O for 0.

    ## What it does
    Finds I, l and O in a figure before a unit, a per cent sign or a counting word, and O among Chinese numerals
    (二OO八年). Names that mix both (O2O, I5, IP67, H1N1) are sound, and so is a lone letter, except before a unit that
    only figures precede.

    ## Why it is bad
    The figure is lost to every program, and a reader may not see it.

    ## Example
    ✗ 装机达到IMW，占l00%，2O25年将达5O亿元。
    ✓ 装机达到1MW，占100%，2025年将达50亿元。
    ✓ 采用O2O模式和I5处理器，防护等级IP67，O型血，I期工程。

    ## Fix safety
    Unsafe: it may be an unknown name.
    """
    for match in doc.matches(FIGURE):
        if not EXCUSES.apply(match):
            old, new = match[0], match[0].translate(DIGIT)
            wrong = [n for n, c in enumerate(old) if c in "IlO"]
            first, last = wrong[0], wrong[-1] + 1
            edit = Edit(match.start() + first, match.start() + last, new[first:last])
            message = f"The figure 「{old}」 is written with letters in place of digits: write 「{new}」."
            yield Finding(*match.span(), message, (edit,))
    for match in doc.matches(ZERO):
        new = "〇" * len(match[0])
        message = f"The zero 「{match[0]}」 among Chinese numerals is written in Latin letters: write 「{new}」."
        yield Finding(*match.span(), message, (Edit(*match.span(), new),))
