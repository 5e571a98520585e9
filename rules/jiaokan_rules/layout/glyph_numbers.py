"""Numbers of glyphs, (cid:127), which a PDF extractor writes where a font does not say what character they stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Pattern, Safety

NUMBER = r"\(cid:[0-9]{1,6}\)"
GLYPH_NUMBERS = Pattern(f"{NUMBER}(?:[ \t]?{NUMBER})*")
# A number with the blank behind it at the beginning of a line, where lists have their marks.
BULLET = Pattern(rf"(?<![^\r\n])[ \t\u3000]*({NUMBER})[ \t\u3000]{{1,4}}(?=[^\s(])")
ABOUT = Pattern("字形|字体|字體|字型|[Uu]nicode|统一码|統一碼|CID|CMap|[Pp][Dd][Ff]|提取|抽取|解析")
REACH = 80  # code points of the line on either side that may say that such numbers are spoken of


def glyph_number_findings(doc: Document) -> Iterator[Finding]:
    bullets = list(doc.finditer(BULLET))
    times = Counter(match[1] for match in bullets)
    marks = {match.start(1): match.end() for match in bullets if times[match[1]] > 1}
    for match in doc.matches(GLYPH_NUMBERS):
        start, end = match.span()
        before, after = doc.line_context(start, end, REACH)
        if ABOUT.search(before + after):
            continue
        is_mark = start in marks
        advice = "delete it" if is_mark else "look up the character in the source"
        message = f"「{match[0][:40]}」 is the number of a glyph that a PDF extractor could not resolve: {advice}."
        edit = Edit(start, marks.get(start, end), "")
        yield Finding(start, end, message, (edit,), Safety.SAFE if is_mark else Safety.UNSAFE)
