from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, rule
from jiaokan_rules.anchor import compiled

LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
ABOUT = "连字|連字|合字|[Ll]igature|U\\+FB0|Unicode"


@rule("LAT005", needs=LIGATURES, chinese=False)
def ligature(doc: Document) -> Iterator[Finding]:
    """A typographic ligature of Latin letters, one character for two or three.

    ## What it does
    Finds ﬀ, ﬁ, ﬂ, ﬃ, ﬄ, ﬅ and ﬆ. Text about ligatures is sound; so are æ, œ and ß, which are letters.

    ## Why it is bad
    PDF fonts join the letters, and a search for "office" does not find oﬃce.

    ## Example
    ✗ 这是一份oﬃcial的ﬁle。
    ✓ 这是一份official的file。
    ✓ 字体里有连字ﬁ和ﬂ。

    ## Fix safety
    Safe: Unicode defines the letters that each stands for.
    """
    found = [*doc.matches(compiled(f"[{LIGATURES}]+"))] if doc.holds(f"[{LIGATURES}]") else []
    if not found or compiled(ABOUT).search(doc.text):
        return
    for match in found:
        letters = unicodedata.normalize("NFKC", match[0])
        message = f"「{match[0]}」 is a ligature: write the letters 「{letters}」."
        yield Finding(*match.span(), message, (Edit(*match.span(), letters),))
