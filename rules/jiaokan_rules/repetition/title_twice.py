from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Pattern, Safety, rule
from jiaokan.language.typography import CHINESE_DIGITS
from jiaokan_rules.repetition.blocks import blocks, quote

CHAPTER = Pattern(rf"第[{CHINESE_DIGITS}0-9零〇百千]{{1,7}}[章回卷集篇部幕]")
LONGEST = 40  # code points of a title
CHAPTERS = 2  # chapters with their title twice: one may be a running head above its chapter


@rule("DUP010", safety=Safety.UNSAFE)
def title_twice(doc: Document) -> Iterator[Finding]:
    """The title of a chapter that stands again right below itself.

    ## What it does
    Finds lines that begin with the number of a chapter and stand twice in a row, where two chapters or more have it so.

    ## Why it is bad
    A program that downloads a novel sets the title above each chapter, whose text begins with it; a corpus then has all
    titles twice.

    ## Example
        ✗ 第一章 石桥⏎第一章 石桥⏎桥下的水很清。⏎⏎第二章 渡口⏎第二章 渡口⏎船还没有来。⏎
        ✓ 第一章 石桥⏎桥下的水很清。⏎⏎第二章 渡口⏎船还没有来。⏎
        ✓ 目录⏎第一章 石桥⏎第二章 渡口⏎⏎第一章 石桥⏎桥下的水很清。⏎⏎第二章 渡口⏎船还没有来。⏎

    ## Fix safety
    Unsafe: the second is deleted, with the gap before it.
    """
    found = blocks(doc)
    titles = [n for n, key in enumerate(found.keys) if n and key == found.keys[n - 1] and is_title(key)]
    if len({found.keys[n] for n in titles}) < CHAPTERS:
        return
    for n in titles:
        block = found[n]
        message = f"The title {quote(doc.text[block.start : block.end])} stands twice: delete one."
        yield Finding(block.start, block.end, message, edits=(Edit(block.before, block.end, ""),))


def is_title(key: str) -> bool:
    return len(key) <= LONGEST and CHAPTER.match(key) is not None
