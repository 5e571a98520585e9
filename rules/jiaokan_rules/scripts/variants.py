"""Which characters have no place in a script, and how a text writes those that it may choose."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from jiaokan import Document
from jiaokan.language import script
from jiaokan.model.document import view
from jiaokan_rules.scripts import table

if TYPE_CHECKING:
    from opencc import OpenCC

SHORT = 500  # code points of a text that may hold too few of the frequent characters that tell its script
REACH = 6  # code points on either side that decide for which traditional character a simplified one stands


def rows(of: script.Script | None) -> tuple[Mapping[str, str], ...]:
    """The certain characters of another script, those that stand for several, and the doubtful ones."""
    kinds = table("variants.tsv")
    return tuple(kinds.get(f"{of}{kind}", {}) for kind in ("", "-several", "-doubtful"))


@cache
def foreign(of: script.Script | None) -> Mapping[str, str]:
    """What has no place in a text of this script, and what it should be."""
    return {c: target for row in rows(of) for c, target in row.items()}


@cache
def known(of: script.Script | None) -> frozenset[str]:
    """The characters of `foreign`."""
    return frozenset(foreign(of))


@cache
def telling(of: script.Script) -> tuple[re.Pattern[str], ...]:
    """Two patterns for `count`: the certain characters of the other script, and those of this one alone."""
    kinds = table("variants.tsv")
    other: script.Script = "traditional" if of == "simplified" else "simplified"
    return tuple(re.compile(f"[{''.join([*kinds[kind], *kinds[f'{kind}-several']])}]+") for kind in (of, other))


def count(characters: re.Pattern[str], text: str) -> int:
    """How many code points of `text` are such characters."""
    return len(text) - len(characters.sub("", text))


@view
def leading(doc: Document) -> script.Script | None:
    """The document's script; of a text too short for the engine to tell, the one that leads three to one in the table."""
    if doc.script or len(doc.text) > SHORT:
        return doc.script
    traditional, simplified = (count(kind, doc.text) for kind in telling("simplified"))
    if simplified >= 3 and simplified >= 3 * traditional:
        return "simplified"
    return "traditional" if traditional >= 3 and traditional >= 3 * simplified else None


@view
def literary(doc: Document) -> bool:
    """Whether the text is in literary Chinese; a modern one has 的 in every 20 to 60 characters.

    A short text may lack it by chance: there the literary particles must show.
    """
    size = len(doc.text)
    particles = sum(doc.text.count(c) for c in "之乎者也矣焉曰而其")
    return 120 * doc.text.count("的") < size and (size > 1000 or size < 60 * particles)


@view
def faithful(doc: Document) -> bool:
    """Whether a traditional text keeps the variants of a print: three of the commonest are enough to tell."""
    return sum(c in doc.text for c in "淸靑旣卽敎爲衞麽却决况强衆鄕") >= 3


def habitual(doc: Document, form: str, right: str, times: Callable[[str], int]) -> bool:
    """Whether a form is the spelling of its document rather than a slip in it.

    Modern simplified text has no such spellings, but for the doubtful characters, which names keep. Literary Chinese
    in simplified characters keeps those that simplification has merged with others; texts in traditional characters
    follow prints with variants of their own.
    """
    certain, _, doubtful = rows(leading(doc))
    if leading(doc) == "traditional":
        old = form.encode("shift_jis", "ignore") or form.encode("big5", "ignore")
        return (bool(old) and faithful(doc)) or (times(form) >= 3 and 4 * times(form) > times(right))
    if literary(doc) and form.encode("big5", "ignore"):  # Big5 has no Japanese forms
        return form not in certain or 2 * times(form) > times(right)
    return form in doubtful and times(form) >= 3 and times(form) > times(right)


def as_written(doc: Document, form: str, standard: str, times: Callable[[str], int]) -> str:
    """The character of the text's own script for `form`: OpenCC writes 爲 and 裏, Taiwan 為 and 裡."""
    if leading(doc) == "simplified":
        return standard
    return max([standard, *forms_of().get(form, [])], key=times)


@cache
def forms_of() -> dict[str, list[str]]:
    """Of each simplified character those that stand for it in traditional text."""
    found: dict[str, list[str]] = {}
    for row in rows("simplified")[:2]:
        for character, target in row.items():
            found.setdefault(target, []).append(character)
    return found


def by_word(doc: Document, at: int, standard: str) -> str:
    """Which of several traditional characters the simplified one at `at` stands for in its word."""
    start = max(0, at - REACH)
    simple = script.simplified(doc.text[start : at + REACH])
    full: str = traditional().convert(simple)
    return full[at - start] if len(full) == len(simple) and full[at - start] != doc.text[at] else standard


@cache
def traditional() -> OpenCC:
    """The converter to traditional characters; opening it takes 40 ms."""
    from opencc import OpenCC

    return OpenCC("s2t")
