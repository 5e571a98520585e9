from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Pattern, rule

# Marks that combine, and characters that Unicode has for others: what may not be in normal form C.
DECOMPOSED = Pattern(
    "[\u0300-\u1fff\u20d0-\u20ff\u2126-\u212b\u2329\u232a\u2adc\u2c00-\u2dff"
    "\u302a-\u302f\u3099\u309a\ua600-\uabff\ud7b0-\ud7ff\uf900-\ufaff\ufb00-\ufb4f\ufe20-\ufe2f\uffff]"
)
# What other rules speak of: ideographs of compatibility, and the quads of a typesetter, which become other odd spaces.
OTHERS = Pattern("[\uf900-\ufaff\U0002f800-\U0002fa1f\u2000\u2001]")
ABOUT = Pattern(r"[Nn]ormali[sz]|NF[CDK]|正规化|正規化|规范化|規範化|归一化|정규화|组合字符|[Uu]\+0[0-9A-F]{3}|\\u0")
REACH = 200  # code points on either side in which the text may say that it is about normal forms


@rule("SCR006", chinese=False)
def not_nfc(doc: Document) -> Iterator[Finding]:
    """A letter and its accent written apart, where Unicode's normal form C has one character.

    ## What it does
    Finds characters that are different in normal form C: a letter with a combining mark where one code point has both,
    Hangul in single jamo, Å as the ångström sign. Text about normal forms is sound, and so are the quads U+2000 and
    U+2001: odd-space speaks of them.

    ## Why it is bad
    File names from macOS and text from PDF are decomposed. A search for é in one code point does not find é in two.

    ## Example
    ✗ 咖啡馆的名字是Cafe⟨U+0301⟩。
    ✓ 咖啡馆的名字是Café。
    ✓ 咖啡馆的名字是Café。
    ✓ 第一章⟨U+2000⟩总则⟨U+2001⟩说明

    ## Fix safety
    Safe: the two are equivalent by definition and look alike.
    """
    if not doc.may_match(DECOMPOSED) or unicodedata.is_normalized("NFC", doc.text):
        return
    for match in doc.matches(decomposed(doc)):
        start, end = match.span()
        right = unicodedata.normalize("NFC", match[0])
        if right == match[0] or OTHERS.match(match[0]):
            continue
        if not ABOUT.search(doc.text, max(0, start - REACH), end + REACH):
            codes = " ".join(f"U+{ord(c):04X}" for c in match[0])
            message = f"「{match[0]}」 is written as {codes}: write 「{right}」 in normal form C."
            yield Finding(start, end, message, (Edit(start, end, right),))


def decomposed(doc: Document) -> re.Pattern[str]:
    """A pattern of the marks of this document after another character, and of its single characters not in form C."""
    marks = [c for c in doc.charset if unicodedata.combining(c) or "\u1160" <= c <= "\u11ff"]
    single = [c for c in doc.charset if not unicodedata.is_normalized("NFC", c) and not OTHERS.match(c)]
    parts = [f"[^\\s{escaped(marks)}][{escaped(marks)}]+"] if marks else []
    parts += [f"[{escaped(single)}]"] if single else []
    return re.compile("|".join(parts) or "(?!)")


def escaped(characters: list[str]) -> str:
    return re.escape("".join(sorted(characters)))
