from __future__ import annotations

import re

from jiaokan import Document, Edit, Finding, Pattern, Safety, rule
from jiaokan.language.typography import INDENT
from jiaokan.model.document import view

HYPHENATED = Pattern(
    rf"(?<![A-Za-z-])([A-Za-z][a-z]{{1,24}})([-\u00ad\u2010]\r?\n[{INDENT}]{{0,8}})([a-z]{{2,24}})(?![A-Za-z-])"
)
LATIN_WORD = Pattern("[a-z]+(?:-[a-z]+)?")


@rule("BRK006", chinese=False, find=HYPHENATED, mixed_safety=True)
def line_end_hyphen(match: re.Match[str], doc: Document) -> Finding | None:
    """A Latin word hyphenated over a line end.

    ## What it does
    Finds a hyphen at the end of a line between two lower-case parts of a Latin word, if the document writes the word
    without a hyphen elsewhere, or if the text is Chinese, where Latin words are not hyphenated otherwise. A word that
    the document also writes with its hyphen is sound.

    ## Why it is bad
    A search does not find the word.

    ## Example
    ✗ 团队提出了新的trans-⏎former结构，这种transformer比以前快。
    ✓ 团队提出了新的transformer结构，这种transformer比以前快。

    ✓ A well-⏎known name, and a well-known place.

    ## Fix safety
    Safe where the document writes the joined word elsewhere, else unsafe.
    """
    first, _, second = match.groups()
    word = first + second
    known = word.lower() in latin_words(doc)
    if f"{first}-{second}".lower() in latin_words(doc) or not (known or doc.chinese):
        return None
    message = f"「{word}」 is hyphenated at a line end: write it as one word."
    return Finding(*match.span(), message, (Edit(*match.span(2), ""),), Safety.SAFE if known else Safety.UNSAFE)


@view
def latin_words(doc: Document) -> frozenset[str]:
    """The Latin words of a document in small letters, with their hyphens."""
    return frozenset(LATIN_WORD.findall(doc.text.lower()))
