from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan_rules.anchor import compiled

# Pairs that are drawn alike in every common typeface (Unicode's confusables.txt has more, of less likeness).
CYRILLIC = dict(zip("аеорсухіјѕАВЕЅІЈКМНОРСТУХ", "aeopcyxijsABESIJKMHOPCTYX", strict=True))
GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
# A word in which a letter of one of them stands beside a Latin one.
LETTER = "[\u0370-\u04ff]"
WORD = f"(?<![A-Za-z\u0370-\u04ff])[A-Za-z]*{LETTER}[A-Za-z\u0370-\u04ff]*"
SIGNS = (f"[A-Za-z]{LETTER}", f"{LETTER}[A-Za-z]")


@rule(
    "SCR003",
    level=Level.ERROR,
    safety=Safety.UNSAFE,
    needs="".join(CYRILLIC) + "".join(GREEK),
    chinese=False,
    signs=SIGNS,
)
def homoglyph(doc: Document) -> Iterator[Finding]:
    """A Cyrillic or Greek letter in a Latin word, or a Latin one in a Cyrillic or Greek word.

    ## What it does
    Finds words of two scripts in which the letters of the one all look like letters of the other. Signs of mathematics
    and units (μm, ΔT, kΩ) have no such likeness and are sound.

    ## Why it is bad
    Readers of scans and copied web pages mix them. The word looks right and equals no other.

    ## Example
    ✗ 这款芯片支持НDМI接口。
    ✓ 这款芯片支持HDMI接口。
    ✗ Он живёт в Mocквe.
    ✓ Он живёт в Москве.
    ✓ 线宽只有几μm，温差用ΔT表示。

    ## Fix safety
    Unsafe: names of products and of the text's own making may mix scripts on purpose.
    """
    for match in doc.matches(compiled(WORD)):
        word = match[0]
        other = re.sub("[A-Za-z]", "", word)
        if len(other) == len(word):
            continue
        for pairs, name in ((CYRILLIC, "Cyrillic"), (GREEK, "Greek")):
            back = {latin: letter for letter, latin in pairs.items()}
            alphabet = "\u0400" if name == "Cyrillic" else "\u0370"
            whole = all(alphabet <= c < chr(ord(alphabet) + 0x100) for c in other)
            if all(c in pairs for c in other) and 2 * len(other) <= len(word):
                right, what = "".join(pairs.get(c, c) for c in word), f"{name} letters in a Latin word"
            elif whole and all(c in back for c in word if c.isascii()) and any(c not in pairs for c in other):
                right, what = "".join(back.get(c, c) for c in word), f"Latin letters in a {name} word"
            else:
                continue
            edits = tuple(
                Edit(match.start() + m.start(), match.start() + m.end(), right[m.start() : m.end()])
                for m in re.finditer(r"[A-Za-z]+" if right.isascii() is False else r"[^A-Za-z]+", word)
            )
            yield Finding(*match.span(), f"「{word}」 has {what}: write 「{right}」 in one alphabet.", edits)
            break
