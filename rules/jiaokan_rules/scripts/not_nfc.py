from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, rule

# Compatibility ideographs are SCR002's.
IDEOGRAPHS = "[\uf900-\ufaff\U0002f800-\U0002fa1f]"
ABOUT = "[Nn]ormali[sz]|NF[CDK]|正规化|正規化|规范化|規範化|归一化|정규화|组合字符|[Uu]\\+0[0-9A-F]{3}|\\\\u0"

# What is not always in normal form C by itself: marks that combine, characters that Unicode has for others.
DECOMPOSED = "\u0300-\u1fff\u2000\u2001\u20d0-\u20ff\u2126-\u212b\u2329\u232a\u2adc\u2c00-\u2dff\u302a-\u302f\u3099\u309a\ua600-\uabff\ud7b0-\ud7ff\uf900-\ufaff\ufb00-\ufb4f\ufe20-\ufe2f\uffff"


@rule("SCR006", chinese=False, signs=(f"[{DECOMPOSED}]",))
def not_nfc(doc: Document) -> Iterator[Finding]:
    """A letter and its accent written apart, where Unicode's normal form C has one character.

    ## What it does
    Finds characters that normal form C writes otherwise: a letter with a combining mark that has a code point of its
    own, Hangul in single jamo, Å as the ångström sign. Text about normal forms is sound.

    ## Why it is bad
    Names of files from macOS and text from PDF come so. é in two code points is not found by a search for é in one.

    ## Example
    ✗ 咖啡馆的名字是Cafe⟨U+0301⟩。
    ✓ 咖啡馆的名字是Café。
    ✓ 咖啡馆的名字是Café。

    ## Fix safety
    Safe: the two are equivalent by definition and look alike.
    """
    if unicodedata.is_normalized("NFC", doc.text):
        return
    marks = "".join(sorted(c for c in doc.census if unicodedata.combining(c) or "\u1160" <= c <= "\u11ff"))
    single = "".join(
        sorted(c for c in doc.census if unicodedata.normalize("NFC", c) != c and not re.match(IDEOGRAPHS, c))
    )
    patterns = [f"[^\\s{re.escape(marks)}][{re.escape(marks)}]+"] if marks else []
    patterns += [f"[{re.escape(single)}]"] if single else []
    for match in doc.matches("|".join(patterns) or "(?!)"):
        start, end = match.span()
        right = unicodedata.normalize("NFC", match[0])
        if right == match[0] or re.match(IDEOGRAPHS, match[0]):
            continue
        if re.search(ABOUT, doc.text[max(0, start - 200) : end + 200]):
            continue
        codes = " ".join(f"U+{ord(c):04X}" for c in match[0])
        message = f"「{match[0]}」 is written as {codes}: write 「{right}」 in normal form C."
        yield Finding(start, end, message, (Edit(start, end, right),))
