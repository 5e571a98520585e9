from __future__ import annotations

import re

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule

# Pairs that are drawn alike in every common typeface (Unicode's confusables.txt has more, of less likeness).
CYRILLIC = dict(zip("аеорсухіјѕАВЕЅІЈКМНОРСТУХ", "aeopcyxijsABESIJKMHOPCTYX", strict=True))
GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
# Of each script its name, the Latin letters that its own look like, and all its letters.
SCRIPTS = (("Cyrillic", CYRILLIC, Pattern("[\u0400-\u04ff]+")), ("Greek", GREEK, Pattern("[\u0370-\u03ff]+")))
LATIN = Pattern("[A-Za-z]+")
NOT_LATIN = Pattern("[^A-Za-z]+")
WORD = Pattern("(?<![A-Za-z\u0370-\u04ff])[A-Za-z]*[\u0370-\u04ff][A-Za-z\u0370-\u04ff]*")


@rule("SCR003", level=Level.ERROR, safety=Safety.UNSAFE, chinese=False, find=WORD)
def homoglyph(match: re.Match[str], doc: Document) -> Finding | None:
    """A Cyrillic or Greek letter in a Latin word, or a Latin one in a Cyrillic or Greek word.

    ## What it does
    Finds words in two scripts in which all letters of one script look like letters of the other. Signs of mathematics
    and units (μm, ΔT, kΩ) look like no Latin letter and are sound.

    ## Why it is bad
    OCR engines and copied web pages mix them. The word looks right, and no search finds it.

    ## Example
    ✗ 这款芯片支持НDМI接口。
    ✓ 这款芯片支持HDMI接口。
    ✗ Он живёт в Mocквe.
    ✓ Он живёт в Москве.
    ✓ 线宽只有几μm，温差用ΔT表示。

    ## Fix safety
    Unsafe: names of products and words that the text invents may mix scripts on purpose.
    """
    word, start = match[0], match.start()
    for script, latin, letters in SCRIPTS:
        if right := in_latin(word, latin):
            what, wrong = f"{script} letters in a Latin word", NOT_LATIN
        elif right := in_other_script(word, latin, letters):
            what, wrong = f"Latin letters in a {script} word", LATIN
        else:
            continue
        edits = tuple(Edit(start + m.start(), start + m.end(), right[slice(*m.span())]) for m in wrong.finditer(word))
        return Finding(*match.span(), f"「{word}」 has {what}: write 「{right}」 in one alphabet.", edits)
    return None


def in_latin(word: str, latin: dict[str, str]) -> str | None:
    """The word in Latin letters, if at least half of it is Latin and the rest looks Latin."""
    other = LATIN.sub("", word)
    if other != word and 2 * len(other) <= len(word) and all(c in latin for c in other):
        return "".join(latin.get(c, c) for c in word)
    return None


def in_other_script(word: str, latin: dict[str, str], letters: Pattern) -> str | None:
    """The word in the letters of another script, if two of them can be no others and the Latin rest looks like them.

    One letter that can be no other is a sign of mathematics or a unit: ΔT, kΩ.
    """
    native = {looks: letter for letter, looks in latin.items()}
    other = LATIN.sub("", word)
    if other == word or not letters.fullmatch(other) or sum(c not in latin for c in other) < 2:
        return None
    return "".join(native.get(c, c) for c in word) if all(c in native for c in word if c.isascii()) else None
