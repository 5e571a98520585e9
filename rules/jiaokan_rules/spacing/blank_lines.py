from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, rule
from jiaokan_rules.anchor import compiled

END = r"(?:\r\n|\n|\r(?!\n))"


@rule("SPC006", needs="\n\r", chinese=False, signs=("[\ufeff\n\r][\n\r]",))
def blank_lines(doc: Document, *, most: int = 1) -> Iterator[Finding]:
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
    first = int(text.startswith("\ufeff"))
    few = "\n" * (most + 2)
    runs: list[tuple[int, int]] = []
    if "\r" in text or few in text:
        run = rf"[\r\n]{{{most + 2},}}" if "\r" in text else few + "\n*"
        runs = [match.span() for match in compiled(run).finditer(text)]
    if text.startswith(("\n", "\r"), first) and (not runs or runs[0][0] > first):
        runs.insert(0, (first, len(text) - len(text[first:].lstrip("\r\n"))))
    for begin, end in runs:
        if end == len(text):
            continue
        start = begin
        if begin > first:
            kept = compiled(f"{END}{{{most + 1}}}").match(text, begin, end)
            start = kept.end() if kept else end
        if start == end or doc.code.overlaps(start, end):
            continue
        where = "between two texts" if begin > first else "at the start of the file"
        count = len(text[start:end].splitlines())
        message = f"{count} empty line{'s' if count > 1 else ''} too many {where}: delete."
        yield Finding(start, end, message, (Edit(start, end, ""),))
