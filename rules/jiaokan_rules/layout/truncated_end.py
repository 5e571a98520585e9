from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiaokan import Document, Finding, Pattern, Safety, rule
from jiaokan.language.typography import FULL_COMMAS, FULL_STOPS
from jiaokan.model.document import view
from jiaokan.model.prose import CHINESE_CHARACTER, is_set_apart, paragraphs_end_in_stops
from jiaokan.model.text_lines import text_lines
from jiaokan_rules.reasons import Reasons

SECTION = Pattern(r"(?<![^\r\n])#{1,6} ")
CLAUSE_BEFORE = Pattern(f"，|[{FULL_STOPS}].")
SENTENCE_END = Pattern(f"[{FULL_STOPS}]")
ATTRIBUTION = Pattern(r"来源|來源|作者|记者|责编|编辑|[摄攝]|如下\Z|[年月日]\Z")
SHORT = 12  # code points: fewer are a signature; so many are shown


@dataclass(frozen=True)
class Ending:
    """The last line of a document, or of a section of Markdown; its text begins at `start`."""

    doc: Document
    start: int
    text: str

    @property
    def last_words(self) -> tuple[int, int]:
        end = self.start + len(self.text)
        return max(self.start, end - SHORT), end


@rule("LAY004", safety=Safety.DISPLAY)
def truncated_end(doc: Document) -> Iterator[Finding]:
    """A text that stops in the middle of a sentence.

    ## What it does
    Looks at the last line of a text whose other paragraphs end in a full stop. If it ends in a comma, or in no mark although
    it holds several clauses, the rest is lost. The last line of a section of Markdown is judged in the same way.

    ## Why it is bad
    The rest is lost: an extraction stopped early, or a page is missing.

    ## Example
    ✗ 会议在北京召开，来自全国各地的三百名代表出席了会议。⏎⏎会议强调，要坚持稳中求进，把各项工作做得更细、更实、更好。⏎⏎代表们一致认为，今年以来经济稳步增长，人民生活不断改善。⏎⏎会议还对下一步的工作作出部署，各地要结合实际抓好

    ✓ 会议在北京召开，来自全国各地的三百名代表出席了会议。⏎⏎会议强调，要坚持稳中求进，把各项工作做得更细、更实、更好。⏎⏎代表们一致认为，今年以来经济稳步增长，人民生活不断改善。⏎⏎人民大会堂，二〇二五年九月

    ## Fix safety
    There is no fix: only the source has the rest.
    """
    for ending in endings(doc):
        if is_open(ending.text) and not COMPLETE.apply(ending):
            start, end = ending.last_words
            shown = doc.text[start:end]
            yield Finding(
                start, end, f"The text stops in the middle of a sentence after 「{shown}」: check the source."
            )


def endings(doc: Document) -> Iterator[Ending]:
    lines = text_lines(doc)
    sections = doc.finditer(SECTION) if doc.markdown else ()
    for after in (*(lines.index_at(match.start()) for match in sections), len(lines)):
        if after:
            yield Ending(doc, lines.starts[after - 1], lines.texts[after - 1])


def is_open(text: str) -> bool:
    """Whether a line ends in a comma, or in no mark although it holds several clauses."""
    if text[-1] in FULL_COMMAS:
        return CHINESE_CHARACTER.match(text[-2:-1]) is not None
    return CHINESE_CHARACTER.match(text[-1]) is not None and CLAUSE_BEFORE.search(text) is not None


def is_short(ending: Ending) -> bool:
    """A signature."""
    return len(ending.text) < SHORT


def is_apart(ending: Ending) -> bool:
    """A heading, a row of a table, an item, a note."""
    return is_set_apart(ending.text)


def is_attribution(ending: Ending) -> bool:
    """Who wrote the text, where it is from, when it was signed."""
    return ATTRIBUTION.search(SENTENCE_END.split(ending.text)[-1]) is not None


def is_among_open_lines(ending: Ending) -> bool:
    """Other paragraphs of the document end without a stop, too: a wrapped text, verse."""
    return not has_stopped_paragraphs(ending.doc)


def stands_above(ending: Ending) -> bool:
    """The beginning of a paragraph that stands above in full: nothing is lost."""
    return ending.doc.text.find(ending.text[:SHORT], 0, ending.start) >= 0


def is_protected(ending: Ending) -> bool:
    """The last words are code or an address."""
    return ending.doc.protected.overlaps(*ending.last_words)


@view
def has_stopped_paragraphs(doc: Document) -> bool:
    return paragraphs_end_in_stops(text_lines(doc).texts)


STOPPED = "会议强调，要坚持稳中求进，把各项工作做得更细、更实、更好。⏎"
ABOVE = f"会议在北京召开，来自全国各地的三百名代表出席了这次会议。⏎{STOPPED}代表们一致认为，今年以来经济稳步增长，生活不断改善。⏎"
COMPLETE = Reasons[Ending](
    "LAY004",
    (is_short, ABOVE + "某某大学，校长室"),
    (is_apart, ABOVE + "注：以上各项数字，都没有计入地方的收入"),
    (is_attribution, ABOVE + "与会者参观了展览，本报驻北京记者综合报道"),
    (is_among_open_lines, STOPPED + "会议还对下一步的工作作出部署，各地要结合实际抓好"),
    (stands_above, ABOVE + "会议强调，要坚持稳中求进，把各项"),
    (is_protected, ABOVE + "部署的全文，在`docs/plan.txt`这个文件"),
)
