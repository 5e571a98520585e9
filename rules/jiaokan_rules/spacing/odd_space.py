from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import name

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import FULL_MARKS
from jiaokan.model.document import view
from jiaokan.model.prose import is_chinese_without_wide_gaps, is_long_and_stopped
from jiaokan.model.protection import Spans
from jiaokan_rules.mojibake_spans import garbled
from jiaokan_rules.spacing.letter_spacing import letter_spaced_runs
from jiaokan_rules.spacing.lost_quotes import has_lost_quotes
from jiaokan_rules.spacing.stray_space import judge, space_at

TYPESET = "\u1680\u2000-\u200a\u202f\u205f"  # widths of a typesetter: nothing in plain text asks for them
WIDE = f"\u00a0{TYPESET}\u3000"
ODD = f"\t{WIDE}"
ODD_SPACE = Pattern(f"[{ODD}]")
TORN = Pattern(rf"[{ODD}](?<={HAN_CHARACTER}.)(?=(?:{HAN_CHARACTER}|[{FULL_MARKS}]))")
# Wider gaps are meant to be seen, as before a name or after a heading.
GAP = Pattern(rf"(?<=[^\s|])(?=[{WIDE} ]{{1,3}}[^\s|]) ? ?[{WIDE}][{WIDE} ]{{0,2}}")
# No digits: a newspaper sets a date after 电 with such a space.
TYPESET_OR_LATIN = Pattern(f"[{TYPESET}!-/:-~]")
IDEOGRAPHIC_INSIDE = Pattern(r"\u3000(?<=\S.)(?=\S)")
FEW = 3  # ideographic spaces inside the lines of a document: more of them stand for its marks


@rule("SPC008", mixed_safety=True)
def odd_space(doc: Document) -> Iterator[Finding]:
    """A space of an unusual kind inside a line of prose.

    ## What it does
    Finds a no-break, thin, wide or ideographic space or a tab that breaks a word or stands before a mark in a Chinese
    sentence, each as a warning. No-break and typesetters' spaces beside Latin letters, digits and dashes are harmless:
    one finding of level info marks the first of a document, and its fix changes all. Indents, gaps between names,
    halves of headlines and table cells, and the space after 电 in newspapers are left alone.

    ## Why it is bad
    Two lines that look the same differ, searches miss one of them, and tokenizers make a token of the space.

    ## Example
    ✗ 会议指出，要加快部⟨U+00A0⟩署新一代基础设施建设，提高服务质量和水平，推动发展⟨U+3000⟩。
    ✓ 会议指出，要加快部署新一代基础设施建设，提高服务质量和水平，推动发展。
    ✓ 　　本报记者　杨明方

    ## Fix safety
    Safe if the space breaks a word or precedes a mark: it is deleted. Unsafe beside Latin: it becomes an ordinary space.
    """
    torn = list(torn_sentences(doc))
    yield from torn
    starts = {finding.start for finding in torn}
    is_text = cache(lambda n: is_chinese_without_wide_gaps(doc.lines.texts[n]))
    found = (match for match in doc.matches(GAP) if match.start() not in starts and is_replaceable(doc, match))
    gaps = [match for match in found if is_text(doc.line_at(match.start()))]
    if gaps:
        kinds = ", ".join(sorted({kind(c) for match in gaps for c in match[0] if c != " "}))
        count = f"{len(gaps)} times" if len(gaps) > 1 else "once"
        message = f"The text has an unusual space ({kinds}) {count}: write an ordinary one."
        edits = tuple(Edit(*match.span(), " ") for match in gaps)
        yield Finding(*gaps[0].span(), message, edits, Safety.UNSAFE, Level.INFO)


def torn_sentences(doc: Document) -> Iterator[Finding]:
    """Single odd spaces inside a Chinese sentence, where an ordinary one would be as wrong."""
    found = [match.start() for match in doc.matches(TORN)]
    if not found or has_lost_quotes(doc):
        return
    runs = Spans((run.start, run.end) for run in letter_spaced_runs(doc))
    is_prose = cache(lambda n: is_prose_with_few_odd_spaces(doc.lines.texts[n]))
    for at in found:
        if doc.text[at] in own_gap(doc) or runs.overlaps(at, at + 1) or not is_prose(doc.line_at(at)):
            continue
        space = space_at(doc, at)
        if judge(space) is Safety.SAFE:
            message = f"「{space.before[-6:]}」 and 「{space.after[:6]}」 have a stray {kind(doc.text[at])} between them: delete it."
            yield Finding(at, at + 1, message, (Edit(at, at + 1, ""),))


def kind(space: str) -> str:
    """The name of a space in Unicode; a tab has none."""
    return name(space, "TAB").lower()


@view
def own_gap(doc: Document) -> str:
    """The ideographic space, where the document sets it inside its lines as a way of its own, else nothing."""
    return "\u3000" if len(list(doc.finditer(IDEOGRAPHIC_INSIDE))) > FEW else ""


def is_replaceable(doc: Document, gap: re.Match[str]) -> bool:
    """Whether a gap holds a typesetter's space, or is beside a Latin letter or mark, and is not a habit of the document."""
    if garbled(doc).overlaps(*gap.span()):
        return False
    around = doc.text[gap.start() - 1 : gap.end() + 1]
    return TYPESET_OR_LATIN.search(around) is not None and gap[0] != own_gap(doc)


def is_prose_with_few_odd_spaces(line: str) -> bool:
    """Whether a line is running prose without several such gaps, as cells and rows of names have."""
    return is_long_and_stopped(line) and len(ODD_SPACE.findall(line.strip())) <= 3
