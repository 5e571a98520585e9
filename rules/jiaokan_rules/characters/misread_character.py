from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Safety, rule
from jiaokan_rules.characters import Misreading
from jiaokan_rules.characters.near_words import near_misreadings
from jiaokan_rules.characters.own_words import own_misreadings


@rule("CHR001", safety=Safety.DISPLAY, mixed_safety=True)
def misread_character(doc: Document) -> Iterator[Finding]:
    """A character that was read as one of like shape.

    ## What it does
    Finds words of three and four characters, idioms above all, that have a character of like shape in the place of one of
    theirs (灰头士脸, 颈锥病): two characters that hardly occur but in such a word stand there, the third and fourth fit,
    the one that is left is no part of another word, and the clause is far likelier with the right one. Shorter words
    are judged by the document: a seldom character that makes no word, where one of like shape makes a word that the
    document has twice elsewhere. Likeness comes from the shapes of two typefaces. Places that people fill as they like
    (一墙之隔, 一街之隔) are passed over, and so is traditional text, whose shapes are others.

    ## Why it is bad
    The word is not found, and a reader stumbles. Where one character was misread, others will be.

    ## Example
    ✗ 他灰头士脸地走了进来。
    ✓ 他灰头土脸地走了进来。
    ✗ 她多年患有颈锥病。
    ✓ 她多年患有颈椎病。
    ✓ 大家束手无策，两村只有一街之隔，离家越走越近。
    ✗ 大家束手无茉。

    ## Fix safety
    A hint where the gain or the likeness is small, else unsafe: writers play with idioms, and a misprint may be what was
    printed.
    """
    if doc.script == "traditional":
        return
    found: dict[int, Misreading] = {}
    for misreading in (*near_misreadings(doc), *own_misreadings(doc)):
        found.setdefault(misreading.at, misreading)
    for at, (_, right, start, word, sure) in sorted(found.items()):
        if not doc.protected.overlaps(at, at + 1):
            there = doc.text[start : start + len(word)]
            message = f"「{there}」 is not a word, but 「{word}」 is: check 「{doc.text[at]}」 against the page."
            safety = Safety.UNSAFE if sure else Safety.DISPLAY
            yield Finding(at, at + 1, message, (Edit(at, at + 1, right),), safety)
