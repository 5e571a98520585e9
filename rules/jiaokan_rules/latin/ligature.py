from __future__ import annotations

import re
import unicodedata

from jiaokan import Document, Edit, Finding, Pattern, rule
from jiaokan.model.document import view

LIGATURES = Pattern("[\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06]+")
ABOUT = Pattern(r"连字|連字|合字|[Ll]igature|U\+FB0|Unicode")


@rule("LAT005", chinese=False, find=LIGATURES)
def ligature(match: re.Match[str], doc: Document) -> Finding | None:
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
    if is_about_ligatures(doc):
        return None
    letters = unicodedata.normalize("NFKC", match[0])
    message = f"「{match[0]}」 is a ligature character: write the separate letters 「{letters}」."
    return Finding(*match.span(), message, (Edit(*match.span(), letters),))


@view
def is_about_ligatures(doc: Document) -> bool:
    return next(doc.finditer(ABOUT), None) is not None
