from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.anchor import compiled

LOOK_ALIKES = dict(
    zip("ーロエカハニタトチオヒヌミㄧ", "一口工力八二夕卜千才匕又三一", strict=True)
)  # the last is Bopomofo
KANA = "ぁ-ヺーｦ-ﾟㄅ-ㄯ"
BESIDE = "[〇㐀-鿿豈-龎!-~—…·０-９，。；：！？、“”‘’（）《》「」『』\\s]"


@rule("SCR004", level=Level.ERROR, safety=Safety.UNSAFE, needs="".join(LOOK_ALIKES))
def kana_look_alike(doc: Document) -> Iterator[Finding]:
    """A kana where a Chinese character of the same shape belongs.

    ## What it does
    Finds single kana that look like a Chinese character (ー 一, ロ 口, エ 工, カ 力, ハ 八, ニ 二, タ 夕 …), and the Bopomofo
    letter ㄧ for 一, among Chinese characters, where the line has no Japanese and no Bopomofo in it.

    ## Why it is bad
    A reader trained on Japanese writes them. They look right and are found by no search.

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
    text = doc.text
    alike = f"[{''.join(LOOK_ALIKES)}]"
    for match in doc.matches(compiled(f"{alike}(?<![{KANA}].){alike}?(?![{KANA}])")):
        start, end = match.span()
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if not (re.fullmatch(BESIDE, before or "\n") and re.fullmatch(BESIDE, after or "\n")):
            continue
        if not re.search(HAN_CHARACTER, before + after):
            continue
        line = doc.lines[doc.line_at(start)]
        side = max(line.start, start - 300), min(line.end, end + 300)
        if re.search(f"[{KANA}]{{3}}|[ぁ-ゖ]|[ㄅ-ㄯ]{2}|片假名|平假名|假名|注音", text[slice(*side)]):
            continue
        right = "".join(LOOK_ALIKES[c] for c in match[0])
        if len(right) == 2 and not set(right) <= set("一二三八千"):
            continue
        window = max(side[0], start - 5), min(side[1], end + 5)
        whole = plain(text[slice(*window)])
        safety = Safety.SAFE if in_word(whole, start - window[0], end - window[0]) else Safety.UNSAFE
        kind = "Bopomofo" if match[0] == "ㄧ" else "kana"
        message = f"「{match[0]}」 is {kind} in Chinese text: write 「{right}」."
        yield Finding(start, end, message, (Edit(start, end, right),), safety)


def plain(text: str) -> str:
    return "".join(LOOK_ALIKES.get(c, c) for c in text)


def in_word(text: str, start: int, end: int) -> bool:
    """Whether each character of [start, end) is in a word of two characters or more of the likeliest cut."""
    from jiaokan.language import lexicon

    at, spans = 0, []
    for word in lexicon.cut(text).words:
        spans.append((at, at + len(word)))
        at += len(word)
    return all(any(a <= i < b and b - a > 1 for a, b in spans) for i in range(start, end))
