from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.anchor import compiled, lines_of, matches
from jiaokan_rules.spots import Spots, matched

# What to write for it; None: that depends on the sentence.
WORDS = {
    "and": "和", "or": "或", "of": "的", "in": "在", "is": "是", "are": "是", "the": "", "but": "但", "with": "与",
    "to": None, "by": None, "at": None, "on": None, "from": None, "was": None, "were": None, "has": None, "have": None,
    "which": None, "also": None, "between": None, "into": None, "through": None,
}  # fmt: skip
ALONE = {"and", "or", "of", "the", "with", "from"}  # the others, without spaces, are slang or a code: 很in
LEFT = rf"(?:{HAN_CHARACTER}|[”’》）%])"
RIGHT = rf"(?:{HAN_CHARACTER}|[“‘《（])"
STRAY = rf"(?<={LEFT}) ?(?<![A-Za-z])({'|'.join(WORDS)})(?![A-Za-z]) ?(?={RIGHT})"
# Any short word in small letters between Chinese, from its first letter on.
FIRST = f"[{''.join(sorted({word[0] for word in WORDS}))}]"
ANCHOR = Spots(
    rf"{FIRST}(?:(?<={LEFT}.)|(?<={LEFT} .))[a-z]{{1,6}} ?(?={RIGHT})",
    {0: FIRST, -1: LEFT, 1: "[a-z]"},
    {0: FIRST, -1: " ", -2: LEFT, 1: "[a-z]"},
)
# Talk about the word or the keyword itself: 用 for 循环, 单词 of 的用法, and 运算符.
NAMED = r"(?:[用词詞字叫作即个個写、]|关键字|關鍵字|命令|参数|选项|方法|函数|运算符|介词|连词|冠词|加上) ?$"
WORD = r"关键字|关键词|關鍵字|运算|運算|操作符|操作子|语句|語句|子句|介词|连词|冠词|一词|一詞|这个词|[字词詞]|单词|的(?:意思|用法|区别)"
NOUN = rf" ?(?:{WORD}|循环|迴圈|语法|条件|表达式|方法|函数|模块|命令|参数|选项|属性|标签|节点|类型|分支|查询)"

SIGNS = [f"{LEFT}{a}{FIRST}[a-z]{b}{RIGHT}" for a in ("", " ") for b in ("", " ")]


@rule("LAT001", level=Level.ERROR, safety=Safety.UNSAFE, needs="nrfesymthod", signs=SIGNS)
def stray_english(doc: Document) -> Iterator[Finding]:
    """An English function word left in Chinese prose.

    ## What it does
    Finds a conjunction, preposition, article or auxiliary of English, in small letters, that stands alone between Chinese
    characters. Titles and quotations, names (R&D, Science and Technology), code and talk about the word itself (in 操作符) are left
    alone.

    ## Why it is bad
    Translation and model-based readers let such words slip in where 和 or 的 stood; a name or a phrase is broken by it.

    ## Example
    ✗ 群众感受到隐蔽战线的无声较量 and 忠诚守护。
    ✓ 群众感受到隐蔽战线的无声较量和忠诚守护。
    ✓ 电影《我 and 你》上映，研发（R&D）投入增长，使用 in 操作符判断。

    ## Fix safety
    Unsafe: the likely Chinese word is put in its place, but another may fit better, and the order of words may differ.
    """
    for match in matches(doc, STRAY, lines_of(doc.text, matched(doc, ANCHOR))):
        word, start, end = match[1], match.start(), match.end()
        spaced = match[0].startswith(" ") and match[0].endswith(" ")
        if not spaced and word not in ALONE:
            continue
        before, after = doc.beside(start, end)
        if (
            quoted(before, after)
            or compiled(NOUN).match(after)
            or (compiled(NAMED).search(before) and word not in ("and", "or", "of", "the"))
        ):
            continue
        if not compiled(f"{HAN_CHARACTER}{{2}}[”’》）%]?$").search(before) and not compiled(
            f"[“‘《（]?{HAN_CHARACTER}{{2}}"
        ).match(after):
            continue
        new = WORDS[word]
        if new is None:
            yield Finding(start, end, f"「{word}」 is an English word in a Chinese sentence: write it in Chinese.")
        else:
            what = f"write 「{new}」" if new else "delete it"
            message = f"「{word}」 is an English word in a Chinese sentence: {what}."
            yield Finding(start, end, message, (Edit(start, end, new),))


def quoted(before: str, after: str) -> bool:
    """Whether the place lies inside a title, or inside a quotation that holds no other mark."""
    return compiled("[《〈][^》〉]*$").search(before) is not None or (
        compiled("[“‘「『][^”’」』，。；]*$").search(before) is not None
        and compiled("[^“‘「『，。；]*[”’」』]").match(after) is not None
    )
