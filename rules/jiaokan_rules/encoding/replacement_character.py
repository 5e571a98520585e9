from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Safety, rule
from jiaokan.language.script import HAN_CHARACTER

# A clause before ?? that holds one of these asks something: the marks are meant.
ASKING = "[吗吧呢么嘛啊呀谁哪何怎什几否麼嗎誰豈岂安为為]"
# A word that some other always follows: a question cannot end in it.
OPEN = "第每各将將把被从從向与與及和或使令于於"
ABOUT = r"[Uu]\+?[Ff]{3}[Dd]|�[”」）)]?字[符元]|[Rr]eplacement|替换字符|替換字元|豆腐块|乱码|亂碼|占位符|[编編][码碼]"


@rule("ENC002", level=Level.ERROR, safety=Safety.DISPLAY, needs="\ufffd?□锟", chinese=False, markup=True)
def replacement_character(doc: Document) -> Iterator[Finding]:
    """A replacement character, or question marks or boxes where characters were lost.

    ## What it does
    Finds runs of U+FFFD anywhere, code included: a decoder put them there. Between Chinese characters it also finds
    two or more half-width question marks that ask nothing, one after a word that cannot end a question (第?版), and
    boxes (□), these as information only: editions of old texts print them for what cannot be read. 锟斤拷 is two of
    U+FFFD read as GBK. A text about such characters is sound.

    ## Why it is bad
    Text is missing, and nothing in the file says what it was.

    ## Example
    ✓ 你说什么??我没有听清。
    ✓ 他去哪里了?没有人知道。
    ✓ 解码失败时得到的字符是 �（U+FFFD）。
    ✗ 这次会议由省委�书记主持，共有三十人参加。
    ✗ 他在中???国工作了二十年。
    ✗ 详见本报第?版。

    ## Fix safety
    There is no fix: read the source again in its true encoding.
    """
    text = doc.text
    for match in re.finditer("\ufffd+", text) if "\ufffd" in text else ():
        if not re.search(ABOUT, text[max(0, match.start() - 30) : match.end() + 30]):
            lost = len(match[0])
            marks = (
                "A replacement character (U+FFFD) stands"
                if lost == 1
                else f"{lost} replacement characters (U+FFFD) stand"
            )
            yield Finding(*match.span(), f"{marks} where text was lost in decoding: restore it from the source.")
    for match in doc.matches("(?:锟斤拷)+锟?斤?|锟斤") if "锟" in text else ():
        if not re.search(ABOUT, text[max(0, match.start() - 30) : match.end() + 30]):
            message = f"「{match[0]}」 is what U+FFFD becomes in GBK: text was lost, restore it from the source."
            yield Finding(*match.span(), message)
    if doc.chinese and "?" in text:
        for match in doc.matches(rf"\?(?<={HAN_CHARACTER}\?)\?*(?={HAN_CHARACTER})"):
            before = text[max(0, match.start() - 12) : match.start()]
            clause = re.split("[，。！？；：,;:\n]", before)[-1]
            if clause[-1] in OPEN or (len(match[0]) > 1 and not re.search(ASKING, clause)):
                yield Finding(
                    *match.span(), f"「{match[0]}」 stands where characters were lost: restore them from the source."
                )
    if doc.chinese and "□" in text:
        for match in doc.matches(rf"□(?<={HAN_CHARACTER}□)□*(?={HAN_CHARACTER})"):
            message = (
                f"「{match[0]}」 stands for characters that could not be read: restore them if you have the source."
            )
            yield Finding(*match.span(), message, level=Level.INFO)
