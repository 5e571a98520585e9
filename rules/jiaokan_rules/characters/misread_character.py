from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Safety, rule
from jiaokan_rules.characters import Misreading
from jiaokan_rules.characters.near_words import near_misreadings
from jiaokan_rules.characters.own_words import own_misreadings


@rule("CHR001", safety=Safety.DISPLAY, mixed_safety=True)
def misread_character(doc: Document) -> Iterator[Finding]:
    """A character misread as one of similar shape.

    ## What it does
    Finds words of three and four characters, mostly idioms, in which one character was replaced by one of similar
    shape (灰头士脸, 颈锥病). Two of the other characters hardly occur outside such a word, the wrong character is part
    of no other word, and the clause is far likelier with the right one.

    A word of two characters needs evidence from the document: a character that is rare in it makes no word, and one of
    similar shape makes a word that the document has twice elsewhere.

    Similarity is measured on the shapes of two typefaces. Places that writers fill freely (一墙之隔, 一街之隔) are
    sound. Traditional text is skipped: its shapes differ.

    ## Why it is bad
    A search misses the word, and a reader stumbles. Where one character was misread, others probably were too.

    ## Example
    ✗ 他灰头士脸地走了进来。
    ✓ 他灰头土脸地走了进来。
    ✗ 她多年患有颈锥病。
    ✓ 她多年患有颈椎病。
    ✓ 大家束手无策，两村只有一街之隔，离家越走越近。
    ✗ 大家束手无茉。

    ## Fix safety
    Unsafe: writers play with idioms, and the misprint may be in the original. Only displayed if the clause gains little
    or the shapes are less similar.
    """
    if doc.script == "traditional":
        return
    found: dict[int, Misreading] = {}
    for misreading in (*near_misreadings(doc), *own_misreadings(doc)):
        found.setdefault(misreading.at, misreading)
    for at, (_, right, start, word, sure) in sorted(found.items()):
        if not doc.protected.overlaps(at, at + 1):
            written = doc.text[start : start + len(word)]
            message = f"「{written}」 is not a word, but 「{word}」 is: check 「{doc.text[at]}」 against the page."
            safety = Safety.UNSAFE if sure else Safety.DISPLAY
            yield Finding(at, at + 1, message, (Edit(at, at + 1, right),), safety)
