from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Safety, rule
from jiaokan.model.document import view
from jiaokan_rules.layout import among, filled


@rule("BRK006", needs="-\u00ad\u2010", chinese=False, signs=("[a-z][-\u00ad\u2010][\r\n].*[\n \t\u3000][a-z][a-z]",))
def line_end_hyphen(doc: Document) -> Iterator[Finding]:
    """A Latin word hyphenated over a line end.

    ## What it does
    Finds a hyphen between two lower-case parts of a Latin word where the line ends, if the document writes the word
    in one elsewhere, or if the text is Chinese, where Latin words are not hyphenated otherwise. A word that the
    document also writes with its hyphen is left alone.

    ## Why it is bad
    The word cannot be found, and a line break stands inside it.

    ## Example
    ✗ 团队提出了新的trans-⏎former结构，这种transformer比以前快。
    ✓ 团队提出了新的transformer结构，这种transformer比以前快。

    ✓ A well-⏎known name, and a well-known place.

    ## Fix safety
    Safe where the document writes the joined word elsewhere, else unsafe.
    """
    rows = filled(doc)
    # Most texts with hyphens have none there.
    if not any(rows.texts[at][-2:-1].islower() for at in among("[-\u00ad\u2010]", rows.lasts)):
        return
    if not re.search(r"[-\u00ad\u2010]\r?\n[ \t\u3000]{0,8}[a-z]{2}", doc.text):
        return
    pattern = r"(?<![A-Za-z-])([A-Za-z][a-z]{1,24})([-\u00ad\u2010]\r?\n[ \t\u3000]{0,8})([a-z]{2,24})(?![A-Za-z-])"
    for m in doc.matches(pattern):
        word = m[1] + m[3]
        known = word.lower() in latin_words(doc)
        if f"{m[1]}-{m[3]}".lower() not in latin_words(doc) and (known or doc.chinese):
            message = f"「{word}」 is hyphenated over a line end: write it in one."
            yield Finding(m.start(), m.end(), message, (Edit(*m.span(2), ""),), Safety.SAFE if known else Safety.UNSAFE)


@view
def latin_words(doc: Document) -> frozenset[str]:
    return frozenset(re.findall("[a-z]+(?:-[a-z]+)?", doc.text.lower()))
