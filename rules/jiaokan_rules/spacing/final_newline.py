from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, rule


@rule("SPC007", chinese=False)
def final_newline(doc: Document) -> Iterator[Finding]:
    """A file that does not end in exactly one newline.

    ## What it does
    Finds a file without a newline at its end, and one that ends in empty lines. It adds the line end that the file uses
    most.

    ## Why it is bad
    Concatenated files run into each other, and tools that count lines miss the last one.

    ## Example
    ✗ 正文。
    ✓ 正文。⏎
    ✗ 正文。⏎⏎⏎
    ✓ 正文。⏎
    ✓ 第一行⏎第二行⏎

    ## Fix safety
    Safe: only line ends are added or deleted.
    """
    text = doc.text
    if text[-1:] == "\n" and text[-2:-1] not in ("\n", "\r", ""):
        return
    body = len(text.rstrip("\r\n"))
    if body == 0 or text == "\ufeff":
        return
    if body == len(text):
        yield Finding(body, body, "The file ends without a newline: add one.", (Edit(body, body, doc.newline),))
        return
    first = body + (2 if text.startswith("\r\n", body) else 1)
    if first < len(text):
        yield Finding(first, len(text), "The file ends in empty lines: delete them.", (Edit(first, len(text), ""),))
