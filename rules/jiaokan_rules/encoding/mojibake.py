from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan_rules.encoding.garbled import SIGNS, garbled


@rule("ENC003", level=Level.ERROR, chinese=False, markup=True, signs=SIGNS)
def mojibake(doc: Document) -> Iterator[Finding]:
    """Text of UTF-8 that was read as Windows-1252 or as GBK.

    ## What it does
    Finds runs like å›½å®¶ (国家 read as Windows-1252) and 鍥藉 (the same read as GBK) that become valid UTF-8, and
    Chinese, when the mistake is undone.

    ## Why it is bad
    The text is there and nobody can read it.

    ## Example
    ✗ 这是å›½å®¶çš„æ–‡ä»¶，不能外传。
    ✓ 这是国家的文件，不能外传。
    ✗ 他说：鎴戜滑鐨勫浗瀹跺緢澶э紝人口很多。
    ✓ 他说：我们的国家很大，人口很多。
    ✓ Élan, naïveté, Âge d’or und Übermut.

    ## Fix safety
    Safe where the run goes back byte for byte and gives Chinese; unsafe where it gives a letter or two of another
    script (Ã© for é).
    """
    for start, end, right, encoding, sure in garbled(doc):
        shown, meant = (s if len(s) <= 30 else s[:30] + "…" for s in (doc.text[start:end], right))
        message = f"「{shown}」 is UTF-8 that was read as {encoding}: write 「{meant}」."
        yield Finding(start, end, message, (Edit(start, end, right),), Safety.SAFE if sure else Safety.UNSAFE)
