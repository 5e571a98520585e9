from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from jiaokan import Document, Finding, Safety, rule

# Letters from Cyrillic to Cherokee, and Hangul. Greek letters are signs of mathematics; kana are SCR004's.
LETTERS = "\u0400-\u13ff\u1700-\u17ff\u1a00-\u1cff\ua840-\uabff\uac00-\ud7a3"
# The scripts' own marks, joiners and single spaces between words belong to the run.
RUN = f"[{LETTERS}](?:[ \u200c\u200d]?[{LETTERS}])*"
OPENING = "（(“‘「『《〈【[〔/=＝:：—-"
CLOSING = "）)”’」』》〉】]〕/"
# What names a language, a spelling or a translation near by says why the run is there.
NAMED = (
    "(?:[俄韩韓泰梵藏蒙外原]|[鲜鮮拉来來尔爾地甸兰蘭亚亞])[语語文]|字母|音[标標节節]|拼[写寫]|[写寫]作|[写寫]成|[译譯][名文自]"
    "|[原本]名|自称|自稱|[称稱][为為]|意[为為思]|符号|符號|[读讀]作|[发發]音|Unicode"
)
DISTINCT = 6  # words of one script: a document with more of them quotes that language on purpose


@rule("SCR007", safety=Safety.DISPLAY, signs=(f"[{LETTERS}]",))
def foreign_script(doc: Document) -> Iterator[Finding]:
    """A run of a script that has no business in a Chinese text.

    ## What it does
    Finds words in Hangul, Devanagari, Thai, Arabic, Hebrew, Cyrillic and other scripts in the middle of Chinese prose.
    In brackets or quotation marks, after a colon, beside the name of a language or country that writes so, in a
    line of their own, and in a document that has many of them, they are sound.

    ## Why it is bad
    Readers built on language models invent such words where a page is hard to read. What the page says is lost.

    ## Example
    ✓ 白岳峰（백악봉）是这一带最高的山，每年都有很多人来。
    ✓ 俄语里的 мир 有两个意思。
    ✗ 会议指出，음악要进一步扩大对外开放，提高利用外资的水平。
    ✗ 今年以来，ความ全市的经济稳步增长，人民生活不断改善。

    ## Fix safety
    There is no fix: only the source says what belongs there.
    """
    text = doc.text
    if not doc.holds(f"[{LETTERS}]"):
        return
    foreign = set(re.findall(f"[{LETTERS}]", text))
    found = list(doc.matches(RUN))
    many = {
        name for name in map(script_of, foreign) if len({m[0] for m in found if script_of(m[0]) == name}) > DISTINCT
    }
    for match in found:
        start, end = match.span()
        line = doc.lines[doc.line_at(start)]
        before, after = text[max(line.start, start - 14) : start], text[end : min(line.end, end + 14)]
        name = script_of(match[0])
        if name in many or re.search(NAMED, before + after) or enclosed(before, after):
            continue
        if not re.search("[㐀-鿿|]", before + after) or before.rstrip()[-1:] in tuple(OPENING):
            continue
        message = f"「{match[0][:20]}」 ({name.title()} script) has no business in this text: see the source."
        yield Finding(start, end, message)


def script_of(run: str) -> str:
    """The script of a run's first character, by the first word of its Unicode name."""
    return unicodedata.name(run[0], "unknown").split()[0]


def enclosed(before: str, after: str) -> bool:
    """Whether a bracket or quotation opens before the run, in the same clause, and closes after it."""
    opened = max(before.rfind(c) for c in OPENING)
    closed = max(before.rfind(c) for c in CLOSING)
    return opened > closed and not re.search("[，。；！？]", before[opened:]) and any(c in after for c in CLOSING)
