"""Which characters have no place in a script, and how a document writes characters of several forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from jiaokan import Document
from jiaokan.language.script import Script, simplified
from jiaokan.model.document import view
from jiaokan_rules.scripts import replacements

if TYPE_CHECKING:
    from opencc import OpenCC

Count = Callable[[str], int]  # how often a character occurs

SHORT = 500  # code points of a text that may hold too few of the frequent characters that tell its script
REACH = 6  # code points on either side that decide for which traditional character a simplified one stands
FEW = 40  # characters: up to here, counting each in the text is faster than counting all


@dataclass(frozen=True)
class ForeignForms:
    """The characters that have no place in a text of one script, each with the character that belongs there.

    `certain` ones have one counterpart. Of the `ambiguous`, several characters of one script share one of the other
    (发 for 發 and 髮). `doubtful` ones are also correct in some words of simplified text (乾隆), or in names.
    """

    certain: Mapping[str, str]
    ambiguous: Mapping[str, str]
    doubtful: Mapping[str, str]

    @cached_property
    def standard(self) -> Mapping[str, str]:
        return {**self.certain, **self.ambiguous, **self.doubtful}

    @cached_property
    def undoubted(self) -> frozenset[str]:
        """The characters that show that a text is in the other script."""
        return frozenset({**self.certain, **self.ambiguous})


@cache
def foreign_forms(script: Script) -> ForeignForms:
    """The table of tools/make_variants.py for texts of a script."""
    kinds = replacements("variants.tsv")
    return ForeignForms(*(kinds.get(f"{script}{kind}", {}) for kind in ("", "-several", "-doubtful")))


def foreign_and_own(text: str, script: Script) -> tuple[int, int]:
    """How many code points of `text` belong to the other script alone, and how many to this one alone.

    Japanese forms have no place in either: they count as foreign.
    """
    foreign, own = foreign_forms(script).undoubted, own_forms(script)
    return sum(map(foreign.__contains__, text)), sum(map(own.__contains__, text))


@cache
def own_forms(script: Script) -> frozenset[str]:
    """The characters that show that a text is in this script."""
    other = foreign_forms("traditional" if script == "simplified" else "simplified")
    return other.undoubted - foreign_forms(script).undoubted


def stands_for(word: str, at: int, form: str) -> bool:
    """Whether `form` is the traditional form of the character at `at` of a simplified word: 乾 in 饼干, not in 干道."""
    full: str = traditional_converter().convert(word)
    return len(full) == len(word) and full[at] == form


@view
def prevailing_script(doc: Document) -> Script | None:
    """The document's script; in a short text without a dominant one, the script that leads three to one in the table."""
    if doc.script or len(doc.text) > SHORT:
        return doc.script
    traditional, simplified = foreign_and_own(doc.text, "simplified")
    if simplified >= 3 and simplified >= 3 * traditional:
        return "simplified"
    return "traditional" if traditional >= 3 and traditional >= 3 * simplified else None


@view
def is_literary(doc: Document) -> bool:
    """Whether the text is in literary Chinese; a modern text has 的 in every 20 to 60 characters.

    A short text may lack 的 by chance: there the literary particles must be frequent.
    """
    size = len(doc.text)
    particles = sum(doc.text.count(c) for c in "之乎者也矣焉曰而其")
    return 120 * doc.text.count("的") < size and (size > 1000 or size < 60 * particles)


@view
def keeps_old_variants(doc: Document) -> bool:
    """Whether a traditional text keeps the variants of an old print: it has three of the commonest ones."""
    return sum(c in doc.text for c in "淸靑旣卽敎爲衞麽却决况强衆鄕") >= 3


def counter(doc: Document, characters: Collection[str]) -> Count:
    """A function that counts one of these characters in the document."""
    return doc.text.count if len(characters) <= FEW else Counter(doc.text).__getitem__


def is_habitual(doc: Document, form: str, count: Count) -> bool:
    """Whether a form is the spelling of its document rather than a slip in it.

    Modern simplified text has no such spellings, but for the doubtful characters, which names keep. Literary Chinese
    in simplified characters keeps those that simplification merged with others; texts in traditional characters
    follow prints with variants of their own.
    """
    script = prevailing_script(doc)
    if script is None:
        return True
    forms = foreign_forms(script)
    times, standard_times = count(form), count(forms.standard[form])
    if script == "traditional":
        is_old = bool(form.encode("shift_jis", "ignore") or form.encode("big5", "ignore"))
        return (is_old and keeps_old_variants(doc)) or (times >= 3 and 4 * times > standard_times)
    if is_literary(doc) and form.encode("big5", "ignore"):  # Big5 has no Japanese forms
        return form not in forms.certain or 2 * times > standard_times
    return form in forms.doubtful and times >= 3 and times > standard_times


def usual_form(form: str, script: Script, count: Count) -> str:
    """The character that stands for `form` in the document: OpenCC writes 爲 and 裏, Taiwan 為 and 裡."""
    standard = foreign_forms(script).standard[form]
    return standard if script == "simplified" else max([standard, *traditional_forms().get(form, [])], key=count)


@cache
def traditional_forms() -> dict[str, list[str]]:
    """For each simplified character, the traditional ones that become it."""
    forms = foreign_forms("simplified")
    sources: dict[str, list[str]] = {}
    for character, target in (*forms.certain.items(), *forms.ambiguous.items()):
        sources.setdefault(target, []).append(character)
    return sources


def form_in_word(doc: Document, at: int, standard: str) -> str:
    """What replaces the form at `at`: `standard`, or if several traditional characters may, the one that its word has."""
    if prevailing_script(doc) != "traditional" or doc.text[at] not in foreign_forms("traditional").ambiguous:
        return standard
    start = max(0, at - REACH)
    simple = simplified(doc.text[start : at + REACH])
    full: str = traditional_converter().convert(simple)
    return full[at - start] if len(full) == len(simple) and full[at - start] != doc.text[at] else standard


@cache
def traditional_converter() -> OpenCC:
    """The converter to traditional characters; opening it takes 40 ms."""
    from opencc import OpenCC

    return OpenCC("s2t")
