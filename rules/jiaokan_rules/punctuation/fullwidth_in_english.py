from __future__ import annotations

import re

from jiaokan import Document, Edit, Finding, Pattern, Safety, rule
from jiaokan.language.typography import FULL_MARKS
from jiaokan.model.prose import CHINESE_CHARACTER

HALF = {"，": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!"}
MARK = Pattern("[，。；：？！](?<=[A-Za-z)].)(?=[A-Za-z \"'(]|[ \t]*(?![^\r\n]))")
WORD, SMALL_WORD = Pattern("[A-Za-z][A-Za-z'-]+"), Pattern("(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])")
# Words that hold an English sentence together: names and formulas have none.
FUNCTION_WORD = Pattern(
    "(?<![A-Za-z])(?:the|is|are|was|be|and|or|to|of|in|on|it|this|that|not|for|with|you|we|they|can|will|please|if)(?![A-Za-z])"
)
ADDRESS = Pattern(r"\([^()\s]{1,200}\)|[A-Za-z]{2,6}://[!-~]+")
CLAUSE_END = Pattern(f"[{FULL_MARKS},.;:?!]")
# Words without a capital in the line, and words before the mark: lists of names have fewer.
LEAST_WORDS, CLAUSE_WORDS = 4, 2


@rule("PUN011", safety=Safety.UNSAFE, find=MARK)
def fullwidth_in_english(match: re.Match[str], doc: Document) -> Finding | None:
    """A full-width mark in an English sentence.

    ## What it does
    Finds ， 。 ； ： ？ ！ in a line of English without a Chinese character: four words without a
    capital, one of them such as the, is or to. English
    words and names in a Chinese sentence take its marks.

    ## Why it is bad
    A tokenizer takes the words beside the mark for one, and a sentence splitter for English finds no end.

    ## Example
    ✗ 提示如下：⏎The camera is in use，please check it。
    ✓ 提示如下：⏎The camera is in use, please check it.
    ✓ 他回答说 OK，于是大家打开 Word，把 plan B 写进了报告。

    ## Fix safety
    Unsafe: a mark that belongs to the Chinese around the line may be meant.
    """
    start, end = match.span()
    before, after = doc.line_context(start, end)
    line = ADDRESS.sub("", before + match[0] + after)
    if CHINESE_CHARACTER.search(line) or not FUNCTION_WORD.search(line) or len(SMALL_WORD.findall(line)) < LEAST_WORDS:
        return None
    if len(WORD.findall(CLAUSE_END.split(before)[-1])) < CLAUSE_WORDS:
        return None
    half = HALF[match[0]]
    edit = Edit(start, end, half + " " if after[:1].isalnum() else half)
    return Finding(start, end, f"「{match[0]}」 is a full-width mark in English: write 「{half}」.", (edit,))
