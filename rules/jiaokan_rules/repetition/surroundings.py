"""The text around doubled text, in simplified characters, as the lexicon needs it."""

from __future__ import annotations

from jiaokan import Document
from jiaokan.language.lexicon import look_up, paired, readable
from jiaokan.language.script import simplified
from jiaokan.model.document import view

REACH = 6  # code points of the clause on each side: words are rarely longer
PAGES = 20_000  # code points on each side: not a whole book, so that time stays linear
RARE = -14.0  # log-probability (natural): rarer entries (同发, 划在) are hardly words


@view
def simplified_text(doc: Document) -> str:
    """The text in simplified characters; code points keep their places."""
    return simplified(doc.text) if doc.script == "traditional" else doc.text


def pages_around(doc: Document, at: int) -> str:
    """The text around an offset, `PAGES` code points on each side, where the same words may recur."""
    return simplified_text(doc)[max(0, at - PAGES) : at + PAGES]


def begins_word(stem: str, after: str) -> bool:
    """Whether `stem` begins a word that goes on with `after`: 大学 in 大学生, 平 in 平等."""
    if len(stem) == 1 and after and paired(readable(stem + after[0])) is None:
        return False
    found = (look_up(stem + after[:n]) for n in range(1, min(3, len(after)) + 1))
    return any(entry is not None and entry.log_probability > RARE for entry in found)
