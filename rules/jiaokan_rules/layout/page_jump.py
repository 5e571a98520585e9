from __future__ import annotations

import re

from jiaokan import Document, Edit, Finding, Level, Pattern, rule
from jiaokan.language.typography import CHINESE_DIGITS, INDENT
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


@rule("LAY001", level=Level.ERROR, find=PAGE_JUMP)
def page_jump(match: re.Match[str], doc: Document) -> Finding:
    """A jump line that sends the reader to another page.

    ## What it does
    Finds （上接第一版）, （下转第四版） and their variants: A1版, 02版, 页, half-width brackets, arrows instead of brackets; on a
    line of their own or within one. In brackets it also finds those of accounts: （接次頁）, （承前頁）, （以下空白）. Without
    brackets or arrows, a jump counts only on a line of its own.

    ## Why it is bad
    It belongs to the printed page; in the text it interrupts an article, often in the middle of a sentence.

    ## Example
    ✗ 建设全国一体化算力网。⏎⏎（下转第四版）⏎⏎记者从会上获悉。
    ✓ 建设全国一体化算力网。⏎⏎记者从会上获悉。
    ✗ （上接第一版）5个实验室落户本市。
    ✓ 5个实验室落户本市。
    ✓ 他把这条消息从第一版转到第四版。

    ## Fix safety
    Safe: the jump is deleted, with its line if nothing else stands on it.
    """
    edit = Edit(*deletion_span(doc.text, *match.span()), "")
    return Finding(*match.span(), f"「{match[0].strip()}」 is a jump to another page: delete it.", (edit,))
