from __future__ import annotations

import re
from typing import NamedTuple

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.reasons import Reasons

# What to write for it; None: that depends on the sentence.
WORDS = {
    "and": "和", "or": "或", "of": "的", "in": "在", "is": "是", "are": "是", "the": "", "but": "但", "with": "与",
    "to": None, "by": None, "at": None, "on": None, "from": None, "was": None, "were": None, "has": None, "have": None,
    "which": None, "also": None, "between": None, "into": None, "through": None,
}  # fmt: skip
ALONE = {"and", "or", "of", "the", "with", "from"}  # the others, without spaces, are slang or a code: 很in
LEFT = f"(?:{HAN_CHARACTER}|[”’》）%])"
RIGHT = f"(?:{HAN_CHARACTER}|[“‘《（])"
STRAY = Pattern(rf"(?<={LEFT}) ?(?<![A-Za-z])({'|'.join(WORDS)})(?![A-Za-z]) ?(?={RIGHT})")
# Talk about the word or the keyword itself: 用 for 循环, 单词 of 的用法, and 运算符.
NAMED_BEFORE = Pattern(
    "(?:[用词詞字叫作即个個写、]|关键字|關鍵字|命令|参数|选项|方法|函数|运算符|介词|连词|冠词|加上) ?$"
)
NAMED_AFTER = Pattern(
    " ?(?:关键字|关键词|關鍵字|运算|運算|操作符|操作子|语句|語句|子句|介词|连词|冠词|一词|一詞|这个词|[字词詞]|单词"
    "|的(?:意思|用法|区别)|循环|迴圈|语法|条件|表达式|方法|函数|模块|命令|参数|选项|属性|标签|节点|类型|分支|查询)"
)
TITLE_BEFORE = Pattern("[《〈][^》〉]*$")
QUOTATION_BEFORE, QUOTATION_AFTER = Pattern("[“‘「『][^”’」』，。；]*$"), Pattern("[^“‘「『，。；]*[”’」』]")
WORDS_BEFORE, WORDS_AFTER = Pattern(f"{HAN_CHARACTER}{{2}}[”’》）%]?$"), Pattern(f"[“‘《（]?{HAN_CHARACTER}{{2}}")


class Stray(NamedTuple):
    """An English word, with the spaces around it, and what stands before and after it in its line."""

    match: re.Match[str]
    before: str
    after: str

    @property
    def word(self) -> str:
        return self.match[1]


def is_slang(stray: Stray) -> bool:
    """It is joined to Chinese without spaces."""
    spaced = stray.match[0].startswith(" ") and stray.match[0].endswith(" ")
    return not spaced and stray.word not in ALONE


def is_in_title(stray: Stray) -> bool:
    """It lies inside a title."""
    return TITLE_BEFORE.search(stray.before) is not None


def is_quoted(stray: Stray) -> bool:
    """It lies inside a quotation that holds no other mark."""
    return QUOTATION_BEFORE.search(stray.before) is not None and QUOTATION_AFTER.match(stray.after) is not None


def is_named_after(stray: Stray) -> bool:
    """What follows says that it is a word, or a part of a program."""
    return NAMED_AFTER.match(stray.after) is not None


def is_named_before(stray: Stray) -> bool:
    """What comes before says that it is a word, or a part of a program."""
    return stray.word not in ("and", "or", "of", "the") and NAMED_BEFORE.search(stray.before) is not None


def is_between_single_characters(stray: Stray) -> bool:
    """No two Chinese characters stand before it, or after it."""
    return not (WORDS_BEFORE.search(stray.before) or WORDS_AFTER.match(stray.after))


EXCUSES = Reasons(
    "LAT001",
    (is_slang, "这身打扮很in你说呢。"),
    (is_in_title, "电影《我们 and 你们》上映。"),
    (is_quoted, "他说“我们 and 你们”不好听。"),
    (is_named_after, "这里判断 in 操作符的结果。"),
    (is_named_before, "这里使用 with 打开文件。"),
    (is_between_single_characters, "甲 and 乙，都不错。"),
)


@rule("LAT001", level=Level.ERROR, safety=Safety.UNSAFE, find=STRAY)
def stray_english(match: re.Match[str], doc: Document) -> Finding | None:
    """An English function word left in Chinese prose.

    ## What it does
    Finds a conjunction, preposition, article or auxiliary of English, in small letters, that stands alone between
    Chinese characters. Titles and quotations, names (R&D, Science and Technology), code, and text about the word itself
    (in 操作符) are sound.

    ## Why it is bad
    Translation and language models let such words slip in where 和 or 的 stood; a name or a phrase is broken by it.

    ## Example
    ✗ 群众感受到隐蔽战线的无声较量 and 忠诚守护。
    ✓ 群众感受到隐蔽战线的无声较量和忠诚守护。
    ✓ 电影《我 and 你》上映，研发（R&D）投入增长，使用 in 操作符判断。

    ## Fix safety
    Unsafe: the fix writes the likeliest Chinese word, but another may fit better, and the word order may have to
    change.
    """
    word, (start, end) = match[1], match.span()
    if EXCUSES.apply(Stray(match, *doc.line_context(start, end))):
        return None
    new = WORDS[word]
    if new is None:
        return Finding(start, end, f"「{word}」 is an English word in a Chinese sentence: write it in Chinese.")
    what = f"write 「{new}」" if new else "delete it"
    message = f"「{word}」 is an English word in a Chinese sentence: {what}."
    return Finding(start, end, message, (Edit(start, end, new),))
