from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Level, Safety, rule

PROMOTION = r"(?m)^[ \t　]*(?:长按|扫描|点击)[^\n。]{0,20}(?:二维码|关注)[^\n]{0,40}$"


@rule("PROMO001", level=Level.WARNING, safety=Safety.UNSAFE, needs="长扫点")
def promotion_line(doc: Document, *, min_characters: int = 6) -> Iterator[Finding]:
    """A line that asks the reader to follow an account.

    ## What it does
    Finds lines that tell the reader to scan a code or follow an account.

    ## Why it is bad
    The line belongs to the page that the text was taken from, not to the text.

    ## Example
    ✗ 长按二维码，关注我们⏎
    ✓ ⏎
    ✓ 他用手机扫描了门票。⏎

    ## Fix safety
    Unsafe: an article about such accounts may quote the line.

    ## Options
    `min-characters`: shorter lines are left alone.
    """
    for match in doc.matches(PROMOTION):
        if len(match[0]) >= min_characters:
            message = f"「{match[0].strip()}」 asks for followers: delete the line."
            yield Finding(match.start(), match.end(), message, edits=(Edit(match.start(), match.end(), ""),))
