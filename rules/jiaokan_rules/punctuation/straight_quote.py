from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.anchor import compiled
from jiaokan_rules.spots import Spots, standing

REACH = 80  # code points that a quotation in straight marks may hold: longer, and the pair is in doubt
CODE = r"""["'] ?: ?["'\[{0-9]|[A-Za-z_-]=["']|^\s*[\[{]"""  # JSON, attributes, assignments
SINGLE = rf"'(?<![A-Za-z0-9=(\[{{'\\].)((?:{HAN_CHARACTER}|[《])[^'\n]{{0,40}})'(?![A-Za-z0-9'])"
FULL = {'"': ("“", "”"), "'": ("‘", "’")}
MARKS = {curved: Spots(f'["{curved}]', {0: f'["{curved}]'}) for curved in ("“”", "「」")}
CORNER = {'"': ("「", "」"), "'": ("『", "』")}


@rule("PUN005", safety=Safety.UNSAFE, needs="\"'")
def straight_quote(doc: Document) -> Iterator[Finding]:
    """Straight quotation marks around Chinese.

    ## What it does
    Finds pairs of `"` or `'` that enclose Chinese in Chinese text, and a `"` that makes a pair with a “ or a ”. Quotations
    that hold Latin letters or code alone, inches and seconds, JSON, attributes and code are left alone. In a document that
    otherwise writes “ ” (or 「 」, which are then proposed) it is a warning; in one that does not, straight marks are its habit
    and a remark of level info.

    ## Why it is bad
    A straight mark does not say whether it opens or closes; readers of scans and PDFs mix both kinds.

    ## Example
    ✗ 他提出“两个一百年”目标和"十三五"规划，会员之上还有“超级会员"。
    ✓ 他提出“两个一百年”目标和“十三五”规划，会员之上还有“超级会员”。
    ✓ 按下“开始”，输入 "ALT" 和 "TAB"，屏幕是 15" 的，函数是 `say("你好")`。

    ## Fix safety
    Unsafe: which mark opens is told from the order of the marks in the text.
    """
    text = doc.text
    corner = text.count("「") > text.count("“")
    code = cache(lambda number: compiled(CODE).search(doc.lines.texts[number]) is not None)
    double = pairs(doc, "“”" if not corner else "「」", code) if '"' in text else ()
    found = [*double, *(singles(doc, code) if "'" in text else ())]
    if not found:
        return
    straight = sum(text[a] in FULL and text[b] in FULL for a, b in found)
    usual = max(text.count("“"), text.count("「")) > straight
    for a, b in sorted(found):
        mark = next(text[i] for i in (a, b) if text[i] in FULL)
        opening, closing = (CORNER if corner else FULL)[mark]
        edits = [Edit(i, i + 1, new) for i, new in ((a, opening), (b, closing)) if text[i] in FULL]
        quoted = text[a + 1 : b] if b - a < 20 else text[a + 1 : a + 9] + "…" + text[b - 8 : b]
        message = f"「{text[a]}{quoted}{text[b]}」 has straight quotation marks: write 「{opening}{quoted}{closing}」."
        yield Finding(a, b + 1, message, tuple(edits), level=Level.WARNING if usual else Level.INFO)


def pairs(doc: Document, curved: str, code: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Pairs of double marks around Chinese of which one at least is straight."""
    text = doc.text
    opened: int | None = None
    for at in standing(doc, MARKS[curved]):
        if doc.protected.overlaps(at, at + 1):
            continue
        mark = text[at]
        if mark == curved[0]:
            opened = at
        elif opened is None or at - opened > REACH or parted(doc, opened, at) or not quotation(text[opened + 1 : at]):
            opened = at if mark == '"' else None
        else:
            chinese = compiled(HAN_CHARACTER).search(text[opened:at]) and not compiled(r"[=(\[{<\\/$]").match(
                text[opened - 1 : opened]
            )
            if '"' in (text[opened], mark) and chinese and not code(doc.line_at(at)):
                yield opened, at
            opened = None


def parted(doc: Document, start: int, end: int) -> bool:
    """Whether an empty line lies between the two."""
    blanks = compiled(r"\n[ \t\r\u3000]*\n").finditer(doc.text, start, end)
    return any(not doc.protected.overlaps(*blank.span()) for blank in blanks)


def quotation(inside: str) -> bool:
    """Whether what stands between two marks could be quoted, and is not what parts two quotations."""
    return compiled(r"[，。、；：！？,.;:!?”’）)】》\s]|[^\n]*[，、；：（(“‘《\s]$").match(inside) is None


def singles(doc: Document, code: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Pairs of single marks around Chinese alone: an apostrophe beside Latin letters is another thing."""
    for match in doc.matches(compiled(SINGLE)):
        number = doc.line_at(match.start())
        if (
            doc.lines.texts[number].count("'") % 2 == 0
            and compiled(f"(?:{HAN_CHARACTER}|[》！？。])$").search(match[1])
            and not code(number)
        ):
            yield match.start(), match.end() - 1
