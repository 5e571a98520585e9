from __future__ import annotations

import re

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule

PROMOTION = Pattern(r"(?m)^[ \t　]*(?:长按|扫描|点击)[^\n。]{0,20}(?:二维码|关注)[^\n]{0,40}$")


@rule("PROMO001", level=Level.WARNING, safety=Safety.UNSAFE, find=PROMOTION)
def promotion_line(match: re.Match[str], doc: Document, *, min_characters: int = 6) -> Finding | None:
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
    `min-characters`: shorter lines are not reported.
    """
    if len(match[0]) < min_characters:
        return None
    message = f"「{match[0].strip()}」 asks for followers: delete the line."
    return Finding(*match.span(), message, (Edit(*match.span(), ""),))
