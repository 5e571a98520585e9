from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Safety, rule
from jiaokan_rules.rows.line_breaks import line_breaks
from jiaokan_rules.rows.page_rows import join_lines


@rule("BRK002", mixed_safety=True)
def break_in_sentence(doc: Document) -> Iterator[Finding]:
    """A line or paragraph break inside a sentence, between two words.

    ## What it does
    Finds paragraphs that end in a comma or an opening mark, or without any mark in a document that closes all its
    others, where the next paragraph continues the sentence. In a document that indents its paragraphs, a line at the
    margin continues the one above. Lines directly under each other that end in a comma, inside brackets or in open words
    make one sentence, if one of them is long. Headings, by-lines, items, rows of tables, notes and verse are left alone.

    ## Why it is bad
    Segmenters, search and statistics take a sentence in two pieces for two sentences.

    ## Example
    ✗ 大家在会上说，只有修好了路，通上了水，我们才能把家乡的发展建立在更为安全、⏎⏎更为可靠的基础之上，让住在山里的老人和出门做工的年轻人都放心。
    ✓ 大家在会上说，只有修好了路，通上了水，我们才能把家乡的发展建立在更为安全、更为可靠的基础之上，让住在山里的老人和出门做工的年轻人都放心。

    ✗ 工程队先后修好了东沟桥、西岭隧道、青石崖护坡、⏎柳河渡口、杏花村便道等十多处工程。
    ✓ 工程队先后修好了东沟桥、西岭隧道、青石崖护坡、柳河渡口、杏花村便道等十多处工程。

    ✓ 代表们在会上讨论了三个问题：⏎⏎第一个问题是怎样让更多的老人在家里吃上热饭。

    ## Fix safety
    The fix deletes the break. It is safe after 「、」, which ends no paragraph, and where the document writes the same
    four characters elsewhere without a break. Else it is unsafe: text may be missing between the two lines, or a stop
    may be misprinted.
    """
    for b in line_breaks(doc):
        if b.kind == "sentence":
            before, after = doc.text[max(0, b.start - 6) : b.start], doc.text[b.end : b.end + 6]
            message = f"Line break inside a sentence, between 「{before}」 and 「{after}」: join the lines."
            yield Finding(
                b.start, b.end, message, (join_lines(doc, b.start, b.end),), Safety.SAFE if b.sure else Safety.UNSAFE
            )
