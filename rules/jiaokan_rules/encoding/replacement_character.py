from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Pattern, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.lost_question_marks import lost_question_marks

REPLACEMENTS = Pattern("\ufffd+")
REPLACEMENTS_IN_GBK = Pattern("(?:锟斤拷)+锟?斤?|锟斤")
BOXES = Pattern(rf"□(?<={HAN_CHARACTER}□)□*(?={HAN_CHARACTER})")
ABOUT = Pattern(
    r"[Uu]\+?[Ff]{3}[Dd]|�[”」）)]?字[符元]|[Rr]eplacement|替换字符|替換字元|豆腐块|乱码|亂碼|占位符|[编編][码碼]"
)


@rule("ENC002", level=Level.ERROR, safety=Safety.DISPLAY, chinese=False, edits_protected=True, prose=False)
def replacement_character(doc: Document) -> Iterator[Finding]:
    """A replacement character, or question marks or boxes where characters were lost.

    ## What it does
    Finds what stands where characters were lost:

    - � (U+FFFD) anywhere, code included: a program that could not decode the bytes put it there.
    - 锟斤拷: two U+FFFD in UTF-8, read as GBK.
    - Two or more half-width question marks between Chinese characters, if the clause asks nothing.
    - One half-width question mark between Chinese characters, before a comma (水利?、农业局), or after a word that
      cannot end a question (第?版).
    - Boxes (□) between Chinese characters. They are information only: editions of old texts print them for what cannot
      be read.

    A text that speaks of such characters is sound, except for question marks and boxes.

    ## Why it is bad
    Text is missing, and nothing in the file says what it was.

    ## Example
    ✓ 你说什么??我没有听清。
    ✓ 他去哪里了?没有人知道。
    ✓ 今天??不会吧??你可别骗我。
    ✓ 解码失败时得到的字符是 �（U+FFFD）。
    ✓ 网页上的“锟斤拷”是乱码。他说这三个字念起来像一件兵器，于是把自己的船叫作锟斤拷号，逢人便讲，一讲就是三年，没有人笑他。
    ✗ 这次会议由省委�书记主持，共有三十人参加。
    ✗ 他在中???国工作了二十年。
    ✗ 详见本报第?版。
    ✗ 参加的有水利?、农业局和气象局的人。
    ✗ 腹中嗗??的响，像有人敲鼓。

    ## Fix safety
    There is no fix: decode the source again in its true encoding.
    """
    for match in doc.finditer(REPLACEMENTS):
        if not is_subject(match):
            lost = len(match[0])
            what = "a replacement character" if lost == 1 else f"{lost} replacement characters"
            message = f"Decoding lost text here and left {what} (U+FFFD): restore the text from the source."
            yield Finding(*match.span(), message)
    in_gbk = list(doc.matches(REPLACEMENTS_IN_GBK))
    for match in in_gbk if not any(map(is_subject, in_gbk)) else ():  # who explains them once may mention them again
        message = (
            f"Decoding lost text here, and its replacement characters (U+FFFD) were read as 「{match[0]}」: "
            "restore the text from the source."
        )
        yield Finding(*match.span(), message)
    if not doc.chinese:
        return
    for start, end in lost_question_marks(doc):
        message = f"「{doc.text[start:end]}」 stands where characters were lost: restore them from the source."
        yield Finding(start, end, message)
    for match in doc.matches(BOXES):
        message = f"「{match[0]}」 stands for characters that could not be read: restore them if you have the source."
        yield Finding(*match.span(), message, level=Level.INFO)


def is_subject(match: re.Match[str]) -> bool:
    """Whether the text around a match is about such characters."""
    return ABOUT.search(match.string, max(0, match.start() - 30), match.end() + 30) is not None
