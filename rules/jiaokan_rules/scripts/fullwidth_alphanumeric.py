from __future__ import annotations

import re
import unicodedata

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan.model.document import view
from jiaokan_rules.mojibake_spans import garbled

FULL = "０-９Ａ-Ｚａ-ｚ"
FULL_RUN = Pattern(f"[{FULL}]+")
HALF_RUN = Pattern("[0-9A-Za-z]+")
# An address set in full width, with its points: it begins as one, has an at sign, or ends in a domain of the first level.
SCHEME = "(?:[Ｈｈ][Ｔｔ][Ｔｔ][Ｐｐ][Ｓｓ]?：／／|[Ｗｗ][Ｗｗ][Ｗｗ]．)"
MAILBOX = f"[{FULL}．－＿]{{1,40}}＠(?:[{FULL}－]{{1,40}}．){{1,5}}[{FULL}]{{2,10}}"
DOMAIN = f"(?:[{FULL}－]{{1,40}}．){{1,5}}(?:ｃｏｍ|ＣＯＭ|ｎｅｔ|ＮＥＴ|ｏｒｇ|ＯＲＧ|ｅｄｕ|ｇｏｖ|ｃｎ|ＣＮ)(?![{FULL}．])"
REST = f"(?:[{FULL}／]|[．：？＝＆％＃＿－～](?=[{FULL}／])){{0,200}}"
ADDRESS = Pattern(f"(?:{SCHEME}{REST}|{MAILBOX}|{DOMAIN}(?:／{REST})?)")
WIDE = Pattern(f"(?:{ADDRESS.expression}|[{FULL}]+(?:．[０-９]+)*)")
NARROW_KANA = Pattern("(?<![ｦ-ﾟ])[ﾞﾟ]*[ｦ-ﾝ][ｦ-ﾟ]*")
# Moves of Chinese chess are written in full-width digits for black by rule.
CHESS = "[车車马馬炮砲兵卒相象士仕将將帅帥前后後中][一二三四五六七八九０-９]?[进進退平]"
NUMERALS = "〇零○一二三四五六七八九"
CONTINUED = Pattern(f"(?:{CHESS}|[{NUMERALS}]．?)$")  # what stands before the run
CONTINUING = Pattern(f"[进進退平][{FULL}一-九]|．?[{NUMERALS}]")  # what stands after it
ABOUT = Pattern("[全半]角(?![度落色])|[全半]形(?:字|符|[数數]|英|[标標]|空)")
OPERATORS = "＋－×÷＝√△Σ＜＞／"  # of a formula set in full width


@rule("SCR005", find=(WIDE, NARROW_KANA), mixed_safety=True)
def fullwidth_alphanumeric(match: re.Match[str], doc: Document) -> Finding | None:
    """Full-width Latin letters and digits, or half-width kana.

    ## What it does
    Finds runs like ２０２５ and ＧＤＰ. A run is a warning where the document mostly writes them in half width; elsewhere,
    and for a single letter (the variable Ｘ), it is information only. An address (ｗｗｗ．…) is one finding, and a warning
    everywhere: none works in full width. Moves of chess (马８进７) and full-width digits
    that continue a Chinese numeral (一五五．０) are sound, and so is a text about full and half width.

    ## Why it is bad
    To a search, a sort and a model ２０２５ is another string than 2025.

    ## Example
    ✗ 从2023年起，２０２５年以前，有12个省的ＧＤＰ增长了5%，另外3个省没有。
    ✓ 从2023年起，2025年以前，有12个省的GDP增长了5%，另外3个省没有。
    ✗ 今年增长１２．５个百分点，去年是11.8个，前年是10.2个。
    ✓ 今年增长12.5个百分点，去年是11.8个，前年是10.2个。
    ✗ 2024年的安全形势平稳，２０２５年计划投资12亿元，比去年多3亿元。
    ✓ 2024年的安全形势平稳，2025年计划投资12亿元，比去年多3亿元。
    ✗ 记录放在ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏｍ／ａ上。
    ✓ 记录放在www.example.com/a上。
    ✓ 黑方马８进７，红方炮二平五，2分钟以后，3步之内分出胜负。

    ## Fix safety
    Safe where the document mostly writes the other form; unsafe where the choice may be on purpose, and for an address.
    """
    start, end = match.span()
    if speaks_of_widths(doc) or garbled(doc).overlaps(start, end):
        return None
    right = unicodedata.normalize("NFKC", match[0])
    edits = (Edit(start, end, right),)
    if match[0][0] > "ｚ":  # the kana come after the letters
        return Finding(start, end, f"「{match[0]}」 is written in half-width kana: write 「{right}」.", edits)
    before, after = doc.text[max(0, start - 4) : start], doc.text[end : end + 3]
    if CONTINUED.search(before) or CONTINUING.match(after):
        return None
    message = f"「{match[0]}」 is written in full width: write 「{right}」."
    if ADDRESS.fullmatch(match[0]):
        return Finding(start, end, message, edits, Safety.UNSAFE)
    variable = len(right) == 1 and right.isalpha()
    formula = any(c in OPERATORS for c in before[-1:] + after[:1])
    if variable or formula or not mostly_half_width(doc):
        return Finding(start, end, message, edits, Safety.UNSAFE, Level.INFO)
    return Finding(start, end, message, edits)


@view
def speaks_of_widths(doc: Document) -> bool:
    """Whether the text is about the widths of characters."""
    return any(doc.finditer(ABOUT))


@view
def mostly_half_width(doc: Document) -> bool:
    """Whether the document has at least twice as many runs of letters and digits in half width as in full width."""
    half, full = (sum(1 for _ in doc.finditer(pattern)) for pattern in (HALF_RUN, FULL_RUN))
    return half >= 2 * full
