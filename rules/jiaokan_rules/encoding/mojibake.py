from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan_rules.mojibake_spans import SWAPPED_BYTES, mojibake_spans


@rule("ENC003", level=Level.ERROR, chinese=False, edits_protected=True, prose=False, mixed_safety=True)
def mojibake(doc: Document) -> Iterator[Finding]:
    """UTF-8 text that was decoded as Windows-1252 or as GBK, or UTF-16 with its bytes swapped.

    ## What it does
    Finds runs like å›½å®¶ (国家 decoded as Windows-1252) and 鍥藉 (the same decoded as GBK) that become valid UTF-8 and
    Chinese when the wrong decoding is undone, and Latin words whose UTF-16 was read in the wrong order of bytes
    (䤀渀猀琀愀氀氀 for Install).

    ## Why it is bad
    The text is there and nobody can read it.

    ## Example
    ✗ 这是å›½å®¶çš„æ–‡ä»¶，不能外传。
    ✓ 这是国家的文件，不能外传。
    ✗ 他说：鎴戜滑鐨勫浗瀹跺緢澶э紝人口很多。
    ✓ 他说：我们的国家很大，人口很多。
    ✗ 第一步：匀攀琀琀椀渀最猀，然后按确定。
    ✓ 第一步：Settings，然后按确定。
    ✓ Élan, naïveté, Âge d’or und Übermut.
    ✓ 用 GBK 解码时，“你好”变成“浣犲ソ”。

    ## Fix safety
    Safe where the bytes of the run are Chinese and nothing else; unsafe where they hold letters of another script (Ã©
    for é) or were swapped. A letter or two of a script that the text does not have otherwise are not taken for such bytes (×” for ה), and
    a stretch in which bytes are lost has no fix.
    """
    for start, end, right, encoding, is_chinese in mojibake_spans(doc):
        shown, meant = (s if len(s) <= 30 else s[:30] + "…" for s in (doc.text[start:end], right))
        if not right:
            message = f"「{shown}」 is UTF-8 decoded as {encoding}, and bytes of it are lost: decode the source again."
            yield Finding(start, end, message)
            continue
        written = "UTF-16" if encoding == SWAPPED_BYTES else "UTF-8"
        message = f"「{shown}」 is {written} decoded as {encoding}: write 「{meant}」."
        yield Finding(start, end, message, (Edit(start, end, right),), Safety.SAFE if is_chinese else Safety.UNSAFE)
