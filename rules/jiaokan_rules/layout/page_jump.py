from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Level, rule
from jiaokan_rules.anchor import anchored, matches
from jiaokan_rules.layout import extent

ARROW = "▲▼△▽◀▶◄►←→↑↓⬆⬇☚☛"
NUMBER = "第?[A-Za-zＡ-Ｚ]?[0-9０-９〇零一二三四五六七八九十头頭封两兩、，,]{1,5}[A-Za-zＡ-Ｚ]?"
JUMP = rf"(?:紧接|緊接|上接|下接|接上|接|下转|下轉|转入|轉入|转|轉|续|續)(?:本报|本刊)?[ \u3000]?{NUMBER}[ \u3000]?[版頁页面]"
# Between the pages of a statement of accounts; letter-spaced too: (續 次 頁).
SHEET = "(?:接|續|续|轉|转|下接|承|上接) ?(?:次|下|前|上) ?(?:頁|页)|(?:以 ?下|本 ?頁|本 ?页) ?空 ?白"
# What stands in each of these, from its first rare character on.
TRACE = rf"[接转轉续續承空](?:[上入]?(?:本报|本刊)?[ \u3000]?{NUMBER}[ \u3000]?[版頁页面]| ?[次下前上] ?[頁页]| ?白)"
TITLED = "(?:[·：:“《][^（）()\r\n]{0,30})?"
BRACKETS = rf"[（(【〔\[][ {ARROW}]*(?:(?:{SHEET})|(?:本文)?{JUMP}{TITLED})[ {ARROW}]*[）)】〕\]]"
MARKED = rf"[{ARROW}]+ ?{JUMP}(?:[ ]?[{ARROW}]+)?|{JUMP}[ ]?[{ARROW}]+"

SIGNS = (
    r"[接转轉续續承空][上入本 \u3000第A-Za-zＡ-Ｚ0-9０-９〇零一二三四五六七八九十头頭封两兩、，,]"
    r".*[A-Za-zＡ-Ｚ0-9０-９〇零一二三四五六七八九十头頭封两兩、，, \u3000][版頁页面]",
    "[接转轉续續承][ 次下前上].*[次下前上 ][頁页]",
    "空[ 白].*[ 空]白",
)


@rule("LAY001", level=Level.ERROR, needs="版頁页面白", signs=SIGNS)
def page_jump(doc: Document) -> Iterator[Finding]:
    """A jump line that sends the reader to another page.

    ## What it does
    Finds （上接第一版）, （下转第四版） and their variants: A1版, 02版, 页, half-width brackets, arrows in the place of brackets; on a line
    of their own or within one; and in brackets those of accounts: （接次頁）, （承前頁）,
    （以下空白）. Without brackets or arrows a jump is one only on a line of its own.

    ## Why it is bad
    It belongs to the printed page; in the text it stands in the middle of an article, often of a sentence.

    ## Example
    ✗ 建设全国一体化算力网。⏎⏎（下转第四版）⏎⏎记者从会上获悉。
    ✓ 建设全国一体化算力网。⏎⏎记者从会上获悉。
    ✗ （上接第一版）5个实验室落户本市。
    ✓ 5个实验室落户本市。
    ✓ 他把这条消息从第一版转到第四版。

    ## Fix safety
    Safe: it goes, with its line if it has one to itself.
    """
    pattern = rf"{BRACKETS}|{MARKED}|(?<![^\r\n])[ \t\u3000]*{JUMP}[ \t\u3000]*(?![^\r\n])"
    for match in matches(doc, pattern, anchored(doc.text, [TRACE])):
        start, end = match.span()
        yield Finding(
            start,
            end,
            f"「{match[0].strip()}」 is a jump between pages: delete it.",
            (Edit(*extent(doc.text, start, end), ""),),
        )
