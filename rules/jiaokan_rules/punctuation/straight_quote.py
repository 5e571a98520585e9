from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.prose import CHINESE_CHARACTER

REACH = 80  # code points that a quotation in straight marks may hold: longer, and the pair is in doubt
CODE = Pattern(r"""["'] ?: ?["'\[{0-9]|[A-Za-z_-]=["']|^\s*[\[{]""")  # JSON, attributes, assignments
SINGLE = Pattern(rf"'(?<![A-Za-z0-9=(\[{{'\\].)((?:{HAN_CHARACTER}|[《])[^'\n]{{0,40}})'(?![A-Za-z0-9'])")
SINGLE_END = Pattern(f"(?:{HAN_CHARACTER}|[》！？。])$")
STRAIGHT = "\"'"
CURVED = {'"': ("“", "”"), "'": ("‘", "’")}
CORNER = {'"': ("「", "」"), "'": ("『", "』")}
DOUBLE = {"“": Pattern('["“”]'), "「": Pattern('["「」]')}  # by the mark that opens
BLANK_LINE = Pattern(r"\n[ \t\r\u3000]*\n")
# What no quotation begins with, and what it does not end in: so two marks part two quotations.
UNQUOTED = Pattern(r"[，。、；：！？,.;:!?”’）)】》\s]|[^\n]*[，、；：（(“‘《\s]$")
MARK_ALONE = Pattern("[!-/:-@[-`{-~，。；：？！、（）]{1,4}")  # a mark that the text speaks of: 分号";"
IN_CODE = Pattern(r"[=(\[{<\\/$]")


@rule("PUN005", safety=Safety.UNSAFE)
def straight_quote(doc: Document) -> Iterator[Finding]:
    """Straight quotation marks around Chinese.

    ## What it does
    Finds pairs of `"` or `'` around Chinese in Chinese text, and a `"` that pairs with a “ or a ”. Quotations of Latin
    letters only, inches and seconds, JSON, attributes and code are sound. In a document that otherwise writes “ ” (or
    「 」, which are then proposed) it is a warning. Otherwise straight marks are the document's habit, and the level is
    info.

    ## Why it is bad
    A straight mark does not show whether it opens or closes. OCR engines and PDF extractors mix both kinds.

    ## Example
    ✗ 他提出“两个一百年”目标和"十三五"规划，会员之上还有“超级会员"。
    ✓ 他提出“两个一百年”目标和“十三五”规划，会员之上还有“超级会员”。
    ✓ 按下“开始”，输入 "ALT" 和 "TAB"，屏幕是 15" 的，函数是 `say("你好")`。

    ## Fix safety
    Unsafe: which mark opens is inferred from the order of the marks in the text.
    """
    text = doc.text
    if doc.charset.isdisjoint(STRAIGHT):
        return
    marks = CORNER if text.count("「") > text.count("“") else CURVED
    is_code = cache(lambda n: CODE.search(doc.lines.texts[n]) is not None)
    pairs = sorted([*double_pairs(doc, marks['"'][0], is_code), *single_pairs(doc, is_code)])
    straight = sum(text[start] in STRAIGHT and text[end] in STRAIGHT for start, end in pairs)
    usual = bool(pairs) and max(text.count("“"), text.count("「")) > straight
    for start, end in pairs:
        opening, closing = marks[text[start] if text[start] in STRAIGHT else text[end]]
        edits = tuple(Edit(at, at + 1, new) for at, new in ((start, opening), (end, closing)) if text[at] in STRAIGHT)
        inside = text[start + 1 : end]
        quoted = inside if len(inside) < 19 else inside[:8] + "…" + inside[-8:]
        shown = f"{text[start]}{quoted}{text[end]}"
        message = f"「{shown}」 has straight quotation marks: write 「{opening}{quoted}{closing}」."
        yield Finding(start, end + 1, message, edits, level=Level.WARNING if usual else Level.INFO)


def double_pairs(doc: Document, opening: str, is_code: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Pairs of double marks around Chinese of which one at least is straight."""
    text = doc.text
    opened: int | None = None
    for match in doc.matches(DOUBLE[opening]) if '"' in text else ():
        at, mark = match.start(), match[0]
        if mark == opening:
            opened = at
        elif opened is not None and MARK_ALONE.fullmatch(text, opened + 1, at):
            opened = None
        elif opened is None or not is_quotation(doc, opened, at):
            opened = at if mark == '"' else None
        else:
            if '"' in (text[opened], mark) and holds_chinese(text, opened, at) and not is_code(doc.line_at(at)):
                yield opened, at
            opened = None


def is_quotation(doc: Document, start: int, end: int) -> bool:
    """Whether what stands between two marks could be quoted: it is short, in one paragraph, and parts no quotations."""
    if end - start > REACH or UNQUOTED.match(doc.text[start + 1 : end]):
        return False
    return all(doc.protected.overlaps(*blank.span()) for blank in BLANK_LINE.finditer(doc.text, start, end))


def holds_chinese(text: str, start: int, end: int) -> bool:
    """Whether Chinese stands between two marks that are no string of code."""
    return CHINESE_CHARACTER.search(text, start, end) is not None and IN_CODE.match(text[start - 1 : start]) is None


def single_pairs(doc: Document, is_code: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Pairs of single marks around Chinese alone: an apostrophe beside Latin letters is another thing."""
    is_even = cache(lambda n: doc.lines.texts[n].count("'") % 2 == 0)
    for match in doc.matches(SINGLE):
        n = doc.line_at(match.start())
        if is_even(n) and SINGLE_END.search(match[1]) and not is_code(n):
            yield match.start(), match.end() - 1
