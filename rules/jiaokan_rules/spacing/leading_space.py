from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from jiaokan import Document, Edit, Finding, Pattern, rule
from jiaokan.language.script import HAN_CHARACTER, KANA_HANGUL
from jiaokan.language.typography import CHINESE_DIGITS
from jiaokan_rules.spacing.lost_quotes import has_lost_quotes

INDENTED = Pattern(r"(?<![^\r\n])[ \t\u00a0](?=[^\S\r\n]*\S)")
STRAY = Pattern(rf" {{1,3}}(?=(?:{HAN_CHARACTER}|[{KANA_HANGUL}0-9A-Za-z“‘《（【「『]))")
ITEM = Pattern(rf"[ \t]*(?:[-*+•·>|#:@①-⑳]|[（(]?[0-9A-Za-z{CHINESE_DIGITS}]{{1,4}}[.)、)）．])")
GAP = Pattern(r"\S(?: {2,}|\t)\S")
FURTHEST = 50  # lines above in which the item is looked for
FEW = 3  # stray spaces come singly; from the fourth indented line on it is a way of setting


@rule("SPC005", chinese=False)
def leading_space(doc: Document) -> Iterator[Finding]:
    """A stray space at the start of a line.

    ## What it does
    Finds one to three half-width spaces before a line that begins like prose, in a document that does not indent with
    spaces. The indent of two ideographic spaces, lists and their continuation lines, verse, tables and code are left
    alone. So is a text that indents throughout, or that lost its quotation marks and has spaces in their place.

    ## Why it is bad
    Equal lines differ, and in Markdown an indent can change the meaning of a line.

    ## Example
    ✗ 甲方与乙方达成协议。⏎ 乙方应于三日内付款。
    ✓ 甲方与乙方达成协议。⏎乙方应于三日内付款。
    ✓ 　　甲方与乙方达成协议。⏎- 付款⏎  三日内
    ✓ （1）付款⏎⏎   三日内付清。⏎⏎   逾期另议。

    ## Fix safety
    Safe: only the space is deleted.
    """
    indented = list(islice(doc.finditer(INDENTED), FEW + 1))
    if not indented or len(indented) > FEW or has_lost_quotes(doc):
        return
    for n in (doc.line_at(match.start()) for match in indented):
        line = doc.lines[n]
        space = STRAY.match(line.text)
        if not space or is_item(line.text) or doc.protected.overlaps(line.start, line.end) or continues_item(doc, n):
            continue
        if GAP.search(line.text):  # a row of a table
            continue
        text, end = line.text[space.end() :], line.start + space.end()
        message = f"Stray white space at the start of the line, before 「{text[:10]}」: delete it."
        yield Finding(line.start, end, message, (Edit(line.start, end, ""),))


def is_item(line: str) -> bool:
    return ITEM.match(line) is not None


def continues_item(doc: Document, n: int) -> bool:
    """Whether the lines above that are indented too, or blank, lead up to a list item or to what introduces a block."""
    for line in reversed(doc.lines.texts[max(0, n - FURTHEST) : n]):
        if line.strip() and (is_item(line) or not line.startswith((" ", "\t"))):
            return is_item(line) or "::" in line or line.rstrip().endswith((":", "："))
    return False
