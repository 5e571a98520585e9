from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, rule

NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}


@rule("ENC007", needs="\r", chinese=False, markup=True)
def mixed_newlines(doc: Document) -> Iterator[Finding]:
    """Line ends of more than one kind in one file: LF, CRLF, CR.

    ## What it does
    Finds files whose lines do not all end the same way; one finding a file, at the first that differs from the most.

    ## Why it is bad
    Programs disagree about how many lines there are, and every difference of the file is full of changes nobody made.

    ## Example
    ✗ 第一行⟨U+000D⟩⏎第二行⏎第三行⏎
    ✓ 第一行⏎第二行⏎第三行⏎
    ✓ 第一行⟨U+000D⟩⏎第二行⟨U+000D⟩⏎

    ## Fix safety
    Safe: the lines stay the same.
    """
    main = doc.newline
    odd = {"\n": r"\r\n?", "\r\n": r"(?<!\r)\n|\r(?!\n)", "\r": r"\r?\n"}[main]
    ends = list(re.finditer(f"(?:{odd})+", doc.text))
    if not ends:
        return
    count = sum(len(re.findall(odd, m[0])) for m in ends)
    first = re.match("\r\n|\r|\n", ends[0][0])
    kind = NAMES[first[0]] if first else ""
    message = f"A line ends in {kind} where most end in {NAMES[main]} ({count} such in the file): use {NAMES[main]}."
    edits = tuple(Edit(m.start(), m.end(), main * len(re.findall("\r\n|\r|\n", m[0]))) for m in ends)
    yield Finding(ends[0].start(), ends[0].end(), message, edits)
