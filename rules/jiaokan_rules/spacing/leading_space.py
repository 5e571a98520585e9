from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from jiaokan import Document, Edit, Finding, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.anchor import compiled
from jiaokan_rules.spacing import quotes_lost

MARKED = r"[ \t]*(?:[-*+•·>|#:]|[0-9A-Za-z一二三四五六七八九十]{1,4}[.)、）．])"
FEW = 3  # stray spaces come singly; from the fourth indented line on it is a way of setting


@rule("SPC005", needs=" ", chinese=False, signs=("[\n\r] ",))
def leading_space(doc: Document) -> Iterator[Finding]:
    """A stray space at the start of a line.

    ## What it does
    Finds one to three half-width spaces before a line that begins like prose, in a document that does not indent
    with spaces. The indent of two ideographic spaces, lists and what continues them, verse, tables and code are left alone, and so is a
    text whose lines are indented throughout or whose lost quotation marks left spaces.

    ## Why it is bad
    Equal lines become unequal, and in Markdown an indent can change what a line is.

    ## Example
    ✗ 甲方与乙方达成协议。⏎ 乙方应于三日内付款。
    ✓ 甲方与乙方达成协议。⏎乙方应于三日内付款。
    ✓ 　　甲方与乙方达成协议。⏎- 付款⏎  三日内

    ## Fix safety
    Safe: only the space goes.
    """
    if not any(end + " " in doc.text for end in "\n\r") and not doc.text.startswith(" "):
        return
    lines = doc.lines
    each = (n for n, text in enumerate(lines.texts) if text.startswith((" ", "\t", "\u00a0")) and text.strip())
    indented = list(islice(each, FEW + 1))
    if not indented or len(indented) > FEW or quotes_lost(doc):
        return
    for n in indented:
        line = lines[n]
        match = compiled(rf" {{1,3}}(?=(?:{HAN_CHARACTER}|[ぁ-ヺ가-힣0-9A-Za-z“‘《（【「『]))").match(line.text)
        if not match or compiled(MARKED).match(line.text) or doc.protected.overlaps(line.start, line.end):
            continue
        above = next((text for k in range(n - 1, -1, -1) if (text := lines.texts[k]).strip()), "")
        if compiled(MARKED).match(above):
            continue
        end = line.start + match.end()
        message = f"「{line.text[match.end() : match.end() + 10]}」 is indented by a stray space: delete it."
        yield Finding(line.start, end, message, (Edit(line.start, end, ""),))
