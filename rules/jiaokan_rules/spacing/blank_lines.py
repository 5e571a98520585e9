from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Edit, Hit, rule

END = r"(?:\r\n|\n|\r(?!\n))"


@rule("SPC006", needs="\n\r", chinese=False)
def blank_lines(doc: Document, *, most: int = 1) -> Iterator[Hit]:
    """Empty lines at the start of a file, or too many together.

    ## What it does
    Finds empty lines before the first text and runs of more empty lines than are wanted between two texts. Code blocks are left
    alone; those at the end of the file are the matter of final-newline.

    ## Why it is bad
    They stand for nothing; where text was cut into paragraphs by empty lines, they show where something fell out.

    ## Example
    ✗ ⏎⏎标题⏎⏎⏎⏎正文。
    ✓ 标题⏎⏎正文。
    ✓ 标题⏎⏎正文。

    ## Fix safety
    Safe: only line ends go, the first ones of a run stay as they are.

    ## Options
    `most`: how many empty lines may stand together (1).
    """
    text = doc.text
    if "\r" not in doc.census and "\n" * (most + 2) not in text and not text.startswith(("\n", "\ufeff\n")):
        return
    for match in re.finditer(rf"\A\ufeff?{END}+|(?<=[^\r\n])({END}{{{most + 1}}}){END}+(?=[^\r\n])", text):
        start = match.end(1) if match[1] else match.start() + text.startswith("\ufeff")
        if match.end() == len(text) or doc.code.overlaps(start, match.end()):
            continue
        where = "between two texts" if match[1] else "at the start of the file"
        count = len(text[start : match.end()].splitlines())
        message = f"{count} empty line{'s' if count > 1 else ''} too many {where}: delete."
        yield Hit(start, match.end(), message, (Edit(start, match.end(), ""),))
