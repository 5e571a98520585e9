from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan_rules.anchor import anchored, compiled, matches, present

LATIN_UNIT = "[kMGTPE]?W[hp]?|[kMGT]Hz|[KkMGTPE]i?[Bb]|[KkMGT]bps|[EPTGMZ]FLOPS|k[mg]|[cm]m|m[Al]h?|k?V"
HAN_UNIT = "[%％‰℃亿億万萬千百年月日时時分秒个個人元岁歲米吨噸亩畝名家项項次倍度届屆条條台辆輛座公多余餘吋寸]"
# One that is a letter alone (IMW) is a figure only before a unit that nothing but a figure precedes.
SURE_UNIT = "(?:[kMGT]Wh?|[kMGT]Hz|[KMGT]bps|[EPT]FLOPS)(?![A-Za-z])|[%％‰亿億万萬]"
TOKEN = (
    rf"(?<![A-Za-z0-9.@_/#&=~^+:-])[0-9IlO]{{1,6}}(?:\.[0-9IlO]{{1,4}})?(?=(?:{LATIN_UNIT})(?![A-Za-z0-9])|{HAN_UNIT})"
)
NUMERAL = "[零〇○一二三四五六七八九]"
# 一九六O年, 二OO八年, 一O五条: the zero among Chinese numerals.
ZERO = {o: rf"{o}(?<={NUMERAL}.)[Oo]?(?={NUMERAL}|[年届屆号號])" for o in "Oo"}
# What every figure with a letter in it holds: the letter beside no other, and what follows it.
LETTER = {
    c: rf"{c}(?<![A-HJ-NP-Za-km-z].)[0-9IlO.]{{0,10}}(?:(?:{LATIN_UNIT})(?![A-Za-z0-9])|{HAN_UNIT})" for c in "IlO"
}
DIGIT = str.maketrans("IlO", "110")

SIGNS = (rf"[^A-HJ-NP-Za-km-z][IlO](?:[0-9IlO.kKMGTPEZWVcm]|{HAN_UNIT})", f"{NUMERAL}[Oo]")


@rule("LAT003", level=Level.ERROR, safety=Safety.UNSAFE, needs="IlOo", signs=SIGNS)
def letter_digit_confusion(doc: Document) -> Iterator[Finding]:
    """A letter read for a digit: I or l for 1, O for 0.

    ## What it does
    Finds I, l and O in a figure before a unit, a per cent sign or a counting word, and O among Chinese numerals (二OO八年). Names that mix both (O2O, I5, IP67, H1N1)
    are left alone, as is a lone letter before anything but a unit that only figures precede.

    ## Why it is bad
    The figure is lost to every program, and a reader may not see it.

    ## Example
    ✗ 装机达到IMW，占l00%，2O25年将达5O亿元。
    ✓ 装机达到1MW，占100%，2025年将达50亿元。
    ✓ 采用O2O模式和I5处理器，防护等级IP67，O型血，I期工程。

    ## Fix safety
    Unsafe: it may be a name that is not known here.
    """
    for match in matches(doc, TOKEN, anchored(doc.text, present(doc, LETTER))):
        token, start, end = match[0], match.start(), match.end()
        wrong = [i for i, c in enumerate(token) if c in "IlO"]
        digits = sum(c.isdigit() for c in token)
        if not wrong or compiled("O[0-9]O").fullmatch(token) or compiled("O[23]").fullmatch(token):
            continue
        if digits == 0 and not (
            len(token) <= 3 and compiled(SURE_UNIT).match(doc.text[end : end + 8]) and token not in ("O", "II", "III")
        ):
            continue
        if digits == 0 and compiled("[ A-Za-z]").match(doc.text[start - 1 : start] or "。"):
            continue
        new = token.translate(DIGIT)
        message = f"「{token}」 has a letter in the place of a digit: write 「{new}」."
        first, last = wrong[0], wrong[-1] + 1
        yield Finding(start, end, message, (Edit(start + first, start + last, new[first:last]),))
    for match in (m for pattern in present(doc, ZERO) for m in doc.matches(compiled(pattern))):
        new = "〇" * len(match[0])
        message = f"「{match[0]}」 stands among Chinese numerals: write 「{new}」."
        yield Finding(*match.span(), message, (Edit(*match.span(), new),))
