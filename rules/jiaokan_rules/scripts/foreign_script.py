from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from jiaokan import Document, Finding, Pattern, Safety, rule

# Letters from Cyrillic to Cherokee, and Hangul. Greek letters are signs of mathematics; kana are SCR004's.
LETTERS = "\u0400-\u13ff\u1700-\u17ff\u1a00-\u1cff\ua840-\uabff\uac00-\ud7a3"
# The scripts' own marks, joiners and single spaces between words belong to the run.
RUN = Pattern(f"[{LETTERS}](?:[ \u200c\u200d]?[{LETTERS}])*")
OPENING = "（(“‘「『《〈【[〔/=＝:：—-"
CLOSING = "）)”’」』》〉】]〕/"
CLAUSE_END = Pattern("[，。；！？]")
HAN_OR_CELL = Pattern("[㐀-鿿|]")
# What names a language, a spelling or a translation near by says why the run is there.
NAMED = Pattern(
    "(?:[俄韩韓泰梵藏蒙外原]|[鲜鮮拉来來尔爾地甸兰蘭亚亞])[语語文]|字母|音[标標节節]|拼[写寫]|[写寫]作|[写寫]成|[译譯][名文自]"
    "|[原本]名|自称|自稱|[称稱][为為]|意[为為思]|符号|符號|[读讀]作|[发發]音|Unicode"
)
# The name of any language directly before it does, and so does a meaning in quotation marks behind it.
LANGUAGE = Pattern("[一-鿿][语語文](?:[的中里裡叫称稱]|[单單]?[词詞]|字)?[ “「『]*$")
GLOSS = Pattern(" ?[是即]?(?:[“「『]|[问問]候)")
GLOSSARY = Pattern(" [一-鿿；、，;, ]{1,12}$")  # what stands behind the word in a list of words
REACH = 14  # code points of its line on either side of a run that may explain it
MOST_WORDS = 6  # a document with more different words of a script quotes that language on purpose


@rule("SCR007", safety=Safety.DISPLAY)
def foreign_script(doc: Document) -> Iterator[Finding]:
    """A word in a foreign script in the middle of Chinese prose.

    ## What it does
    Finds words in Hangul, Devanagari, Thai, Arabic, Hebrew, Cyrillic and other scripts in the middle of Chinese prose.
    They are sound in brackets or quotation marks, after a colon, beside the name of a language or country that uses the
    script, in a line of their own, and in a document that has many of them.

    ## Why it is bad
    OCR engines built on language models invent such words where a page is hard to read. What the page says is lost.

    ## Example
    ✓ 白岳峰（백악봉）是这一带最高的山，每年都有很多人来。
    ✓ 俄语里的 мир 有两个意思。乌尔都语 شکریہ 是“谢谢”。⏎цветок 花
    ✗ 会议指出，음악要进一步扩大对外开放，提高利用外资的水平。
    ✗ 今年以来，ความ全市的经济稳步增长，人民生活不断改善。

    ## Fix safety
    There is no fix: only the source says what belongs there.
    """
    matches = list(doc.matches(RUN))
    words: defaultdict[str, set[str]] = defaultdict(set)
    for match in matches:
        words[script_of(match[0])].add(match[0])
    for match in matches:
        script = script_of(match[0])
        before, after = doc.line_context(*match.span(), REACH)
        if len(words[script]) <= MOST_WORDS and is_amid_chinese(before, after) and not is_explained(before, after):
            message = f"「{match[0][:20]}」 ({script.title()} script) is out of place here: check the source."
            yield Finding(*match.span(), message)


def script_of(run: str) -> str:
    """The script of a run's first character, by the first word of its Unicode name."""
    return unicodedata.name(run[0], "unknown").split()[0]


def is_amid_chinese(before: str, after: str) -> bool:
    """Whether Chinese or a cell of a table stands beside a run, and no opening mark directly before it."""
    return bool(HAN_OR_CELL.search(before + after)) and before.rstrip()[-1:] not in tuple(OPENING)


def is_explained(before: str, after: str) -> bool:
    """Whether the words around a run name a language, or a bracket or quotation around it opens in the same clause."""
    if NAMED.search(before + after) or LANGUAGE.search(before) or GLOSS.match(after):
        return True
    if not before.strip() and GLOSSARY.match(after):
        return True
    opened = max(before.rfind(c) for c in OPENING)
    closed = max(before.rfind(c) for c in CLOSING)
    return opened > closed and not CLAUSE_END.search(before[opened:]) and any(c in after for c in CLOSING)
