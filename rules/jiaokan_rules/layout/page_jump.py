from __future__ import annotations

import re

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan.language.typography import CHINESE_DIGITS, INDENT, PROSE_ENDS
from jiaokan.model.deletion import deletion_span

ARROWS = "▲▼△▽◀▶◄►←→↑↓⬆⬇☚☛"
NUMBER = f"第?[A-Za-zＡ-Ｚ]?[0-9０-９〇零{CHINESE_DIGITS}头頭封两兩、，,]{{1,5}}[A-Za-zＡ-Ｚ]?"
JUMP = rf"(?:紧接|緊接|上接|下接|接上|接|下转|下轉|转入|轉入|转|轉|续|續)(?:本报|本刊)?[ \u3000]?{NUMBER}[ \u3000]?[版頁页面]"
# In a statement of accounts; letter-spaced too: (續 次 頁).
SHEET = "(?:接|續|续|轉|转|下接|承|上接) ?(?:次|下|前|上) ?(?:頁|页)|(?:以 ?下|本 ?頁|本 ?页) ?空 ?白"
TITLE = r"(?:[·：:“《][^（）()\r\n]{0,30})?"
IN_BRACKETS = rf"[（(【〔\[][ {ARROWS}]*(?:(?:{SHEET})|(?:本文)?{JUMP}{TITLE})[ {ARROWS}]*[）)】〕\]]"
WITH_ARROWS = rf"[{ARROWS}]+ ?{JUMP}(?:[ ]?[{ARROWS}]+)?|{JUMP}[ ]?[{ARROWS}]+"
ALONE = rf"(?<![^\r\n])[{INDENT}]*{JUMP}[{INDENT}]*(?![^\r\n])"
PAGE_JUMP = Pattern(f"{IN_BRACKETS}|{WITH_ARROWS}|{ALONE}")


# Newspapers begin or end a line with these; （转15页） may tell the reader of a book of games where to go on.
FROM, TO = (
    Pattern("上接|紧接|緊接|接上|接[ \u3000]?第"),
    Pattern("下转|下轉|转入|轉入|下接|[转轉](?:本报|本刊)?[ \u3000]?第|以 ?下"),
)
OF_PAPERS = Pattern(f"{FROM.expression}|{TO.expression}|[版{ARROWS}]|{SHEET}")
# What is said of a jump line, behind it or about it.
PREDICATE = Pattern(
    "(?:[”’」』]|一?[类類样樣]|之[类類]|等|的|这|這|字)|(?:也|都|就|则|則|却|卻|常|多|只)?[是为為指即表意叫称稱]"
)
ABOUT = Pattern(
    "转版|轉版|转页|轉頁|字样|字樣|版面语|跳转|跳轉|转行|标记|標記|标注|標註|写着|寫著|写有|注明|註明|印着|印著"
)


@rule("LAY001", level=Level.ERROR, find=PAGE_JUMP, mixed_safety=True)
def page_jump(match: re.Match[str], doc: Document) -> Finding | None:
    """A jump line that sends the reader to another page.

    ## What it does
    Finds （上接第一版）, （下转第四版） and their variants: A1版, 02版, 页, half-width brackets, arrows instead of brackets; on a
    line of their own or within one. In brackets it also finds those of accounts: （接次頁）, （承前頁）, （以下空白）. Without
    brackets or arrows, a jump counts only on a line of its own. A jump that the text speaks of is sound, and so is
    （转15页） inside a sentence.

    ## Why it is bad
    It belongs to the printed page; in the text it interrupts an article, often in the middle of a sentence.

    ## Example
    ✗ 建设全国一体化算力网。⏎⏎（下转第四版）⏎⏎记者从会上获悉。
    ✓ 建设全国一体化算力网。⏎⏎记者从会上获悉。
    ✗ （上接第一版）5个实验室落户本市。
    ✓ 5个实验室落户本市。
    ✓ 他把这条消息从第一版转到第四版。
    ✓ （接第二版）是报纸用语，看见左边的木桥就（转23页）。

    ## Fix safety
    Safe for a jump on a line of its own, which is deleted with its line; for one that comes from another page at the
    beginning of a line; and for one that goes to another page at the end of a line, after a stop. Else unsafe.
    """
    start, end = match.span()
    before, after = doc.line_context(start, end)
    before, after = before.strip(), after.strip()
    if (before or after) and (is_spoken_of(before, after) or not OF_PAPERS.search(match[0])):
        return None
    edit = Edit(*deletion_span(doc.text, start, end), "")
    begins = not before and FROM.search(match[0]) is not None
    ends = not after and before != "" and before[-1] in PROSE_ENDS and TO.search(match[0]) is not None
    safety = Safety.SAFE if begins or ends or not (before or after) else Safety.UNSAFE
    return Finding(start, end, f"「{match[0].strip()}」 is a jump to another page: delete it.", (edit,), safety)


def is_spoken_of(before: str, after: str) -> bool:
    """Whether the text before and after a jump in its line speaks of it."""
    return PREDICATE.match(after) is not None or ABOUT.search(before[-20:] + after[:20]) is not None
