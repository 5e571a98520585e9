"""A page of HTML: scripts, styles and comments, tags and entities, and the blocks of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jiaokan.model import protection
from jiaokan.model.block import Block, Kind
from jiaokan.model.html import ENTITY, Tag, comments, line_spans, tags, verbatim_elements
from jiaokan.model.markdown_text import DELIMITED, delimited
from jiaokan.model.markup import Markup
from jiaokan.model.protection import Spans

INDENT = re.compile(r"(?m)^[ \t]+|[ \t]+$")  # belongs to the source, not to the text
TEMPLATES = tuple(kind for kind in DELIMITED if kind.opening in ("{{", "{%", "<%", "\\(", "\\["))
KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "title"), Kind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), Kind.LIST_ITEM),
    **dict.fromkeys(("td", "tr"), Kind.ROW),
    **dict.fromkeys(("caption", "figcaption"), Kind.CAPTION),
    "th": Kind.TABLE_HEAD,
}
# Elements that stand in a line, and do not end a block.
INLINE = frozenset(
    "a abbr b bdi bdo big br cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)


def read_html(text: str) -> Markup:
    """What a page of HTML holds beside its text."""
    hidden = list(comments(text, Spans(())))
    found = list(tags(text, Spans(hidden)))
    elements = list(verbatim_elements(found))
    code = list(line_spans(text, elements))
    inline = [(start, end) for start, end, _ in elements]
    apart = Spans([*inline, *hidden])
    other = [(tag.start, tag.end) for tag in found]
    other += (match.span() for match in re.finditer(ENTITY, text))
    other += (match.span() for match in INDENT.finditer(text))
    for kind in TEMPLATES:
        other += delimited(text, kind, apart, 0)
    other += protection.in_any_text(text)
    return Markup(code, hidden, inline, other, read_blocks=lambda: list(blocks(text, found, Spans(code))))


def blocks(text: str, found: Sequence[Tag], code: Spans) -> Iterator[Block]:
    """The text between the tags that begin or end a block; its kind is that of the block that was opened last."""
    past, kind = 0, Kind.PROSE
    first = -1  # where the text of this block begins
    last = 0
    for tag in (*found, Tag(len(text), len(text), "", False)):
        between = text[past : tag.start]
        if between.strip() and not code.at(past):
            start = past + len(between) - len(between.lstrip())
            first, last = (start if first < 0 else first), past + len(between.rstrip())
        past = tag.end
        if tag.name in INLINE:
            continue
        if first >= 0:
            yield Block(first, last, kind)
            first = -1
        kind = Kind.PROSE if tag.closing else KINDS.get(tag.name, Kind.PROSE)
