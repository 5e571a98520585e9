from __future__ import annotations

import re

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan.model.prose import CHINESE_CHARACTER
from jiaokan_rules.scripts import word_at

LOOK_ALIKES = dict(
    zip("ーロエカハニタトチオヒヌミㄧ", "一口工力八二夕卜千才匕又三一", strict=True)
)  # the last is Bopomofo
TO_HAN = str.maketrans(LOOK_ALIKES)
NUMERALS = set("一二三八千")  # two look-alikes side by side are numerals only
KANA = "ぁ-ヺーｦ-ﾟㄅ-ㄯ"
ALIKE = f"[{''.join(LOOK_ALIKES)}]"
ONE_OR_TWO = Pattern(f"{ALIKE}(?<![{KANA}].){ALIKE}?(?![{KANA}])")
NEIGHBOUR = Pattern("[〇㐀-鿿豈-龎!-~—…·０-９，。；：！？、“”‘’（）《》「」『』\\s]?")
JAPANESE_OR_BOPOMOFO = Pattern(f"[{KANA}]{{3}}|[ぁ-ゖ]|[ㄅ-ㄯ]{{2}}|片假名|平假名|假名|注音")
SIDE = 300  # code points of the line on either side that are searched for Japanese and Bopomofo
REACH = 5  # code points on either side that the word is made of


@rule("SCR004", level=Level.ERROR, safety=Safety.UNSAFE, find=ONE_OR_TWO, mixed_safety=True)
def kana_look_alike(match: re.Match[str], doc: Document) -> Finding | None:
    """A kana where a Chinese character of the same shape belongs.

    ## What it does
    Finds single kana that look like a Chinese character (ー 一, ロ 口, エ 工, カ 力, ハ 八, ニ 二, タ 夕 …), and the Bopomofo
    letter ㄧ for 一, beside Chinese characters, in lines without Japanese and Bopomofo.

    ## Why it is bad
    OCR engines trained on Japanese write them. They look right, and no search finds the word.

    ## Example
    ✗ 全国人ロ有十四亿，在这么多人里面，エ人占了很大的ー部分。
    ✓ 全国人口有十四亿，在这么多人里面，工人占了很大的一部分。
    ✗ 这个エ程从去年开工到现在，一共投资ニ十亿元。
    ✓ 这个工程从去年开工到现在，一共投资二十亿元。
    ✓ 动画《カードキャプター》很受欢迎。
    ✓ “ロ”是片假名，读作“罗”。

    ## Fix safety
    Safe where the character makes a word with its neighbours; else unsafe: ー is also written for a dash.
    """
    start, end = match.span()
    neighbours = doc.text[max(0, start - 1) : start], doc.text[end : end + 1]
    if not (all(map(NEIGHBOUR.fullmatch, neighbours)) and CHINESE_CHARACTER.search("".join(neighbours))):
        return None
    before, after = doc.line_context(start, end, SIDE)
    if JAPANESE_OR_BOPOMOFO.search(before + match[0] + after):
        return None
    right = match[0].translate(TO_HAN)
    if len(right) == 2 and not set(right) <= NUMERALS:
        return None
    before, after = before[-REACH:].translate(TO_HAN), after[:REACH].translate(TO_HAN)
    words = (word_at(before + right + after, at).text for at in range(len(before), len(before) + len(right)))
    safety = Safety.SAFE if all(len(word) > 1 for word in words) else Safety.UNSAFE
    kind = "Bopomofo" if match[0] == "ㄧ" else "kana"
    message = f"「{match[0]}」 is {kind} in Chinese text: write 「{right}」."
    return Finding(start, end, message, (Edit(start, end, right),), safety)
