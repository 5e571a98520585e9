from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Safety, rule
from jiaokan_rules.breaks.judge import AHEAD, breaks, mend


@rule("BRK002", needs="\n\r", ahead=AHEAD)
def break_in_sentence(doc: Document) -> Iterator[Finding]:
    """A line or paragraph break inside a sentence, between two words.

    ## What it does
    Finds paragraphs that end in a comma or an opening mark, or without any mark where the document closes all its
    others, and that the next one carries on. In a document that indents its paragraphs, a line at the margin carries on
    the one above. Headings, by-lines, items and verse are left alone.

    ## Why it is bad
    A sentence in two pieces is read, cut and counted as two.

    ## Example
    ✗ 大家在会上说，只有修好了路，通上了水，我们才能把家乡的发展建立在更为安全、⏎⏎更为可靠的基础之上，让住在山里的老人和出门做工的年轻人都放心。
    ✓ 大家在会上说，只有修好了路，通上了水，我们才能把家乡的发展建立在更为安全、更为可靠的基础之上，让住在山里的老人和出门做工的年轻人都放心。

    ✓ 代表们在会上讨论了三个问题：⏎⏎第一个问题是怎样让更多的老人在家里吃上热饭。

    ## Fix safety
    The fix takes the break out. It is safe after the mark of an enumeration, with which no paragraph ends, and where the
    document writes the same four characters elsewhere without a break; else text may be missing between the two, or a
    stop may be misprinted, and the fix is unsafe.
    """
    for b in breaks(doc):
        if b.kind == "sentence":
            before, after = doc.text[max(0, b.start - 6) : b.start], doc.text[b.end : b.end + 6]
            message = f"The sentence goes on across the break, 「{before}」 with 「{after}」: join the lines."
            yield Finding(
                b.start, b.end, message, (mend(doc, b.start, b.end),), Safety.SAFE if b.sure else Safety.UNSAFE
            )
