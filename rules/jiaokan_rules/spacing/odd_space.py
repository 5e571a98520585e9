from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from unicodedata import name

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.anchor import compiled, matches
from jiaokan_rules.spacing import letter_spaced_runs, quotes_lost
from jiaokan_rules.spots import Spots, lines_with, matched

KINDS = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
ODD = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
SET = "\u2000-\u200a\u202f\u205f\u1680"  # widths of a typesetter: nothing in plain text asks for them
# Two or more together are a gap that is meant to be seen, as before a name or behind a heading.
INSIDE = Spots(
    rf"[{ODD}](?<={HAN_CHARACTER}.)(?=(?:{HAN_CHARACTER}|[，。、；：！？]))",
    {0: f"[{ODD}]", -1: HAN_CHARACTER, 1: f"(?:{HAN_CHARACTER}|[，。、；：！？])"},
)
LATIN = "[!-/:-~]"  # no digits: a newspaper sets a date behind 电 with such a space
GAP = rf"[{ODD} ](?<=[^\s|].)[{ODD} ]{{0,2}}(?=[^\s|])"  # wider ones are meant to be seen
# What a gap that can be replaced holds: a typesetter's space, or one that stands, with the others, beside Latin.
BESIDE = rf"(?:(?=[{ODD} ]{{0,2}}{LATIN})|(?<={LATIN}.)|(?<={LATIN}[{ODD} ].)|(?<={LATIN}[{ODD} ]{{2}}.))"
IN_GAP = {c: c + BESIDE if c in "\u00a0\u3000" else c for c in KINDS if c != "\t"}
REPLACEABLE = Spots(
    "",
    {0: f"[{SET}]"},
    {0: "[\xa0\u3000]", 1: LATIN},
    {0: "[\xa0\u3000]", 1: f"[{ODD} ]", 2: f"(?:{LATIN}|[{ODD} ])"},
    {0: "[\xa0\u3000]", -1: LATIN},
    {0: "[\xa0\u3000]", -1: f"[{ODD} ]", -2: f"(?:{LATIN}|[{ODD} ])"},
)
FEW = 3  # ideographic spaces inside the lines of a document: more of them stand for its marks
WINDOW = 80  # code points to either side that are looked at

SIGNS = (
    rf"{HAN_CHARACTER}[{ODD}](?:{HAN_CHARACTER}|[，。、；：！？])",
    f"[{SET}]",
    rf"[{ODD} ]{LATIN}.*[\u3000\xa0]",
    rf"{LATIN}[{ODD} ].*[\u3000\xa0]",
)


@rule("SPC008", needs="\t\u00a0\u1680\u2002\u2003\u2009\u200a\u202f\u205f\u3000", signs=SIGNS)
def odd_space(doc: Document) -> Iterator[Finding]:
    """A space of an unusual kind inside a line of prose.

    ## What it does
    Finds a no-break, thin, wide or ideographic space or a tab that tears a word or stands before a mark in a Chinese
    sentence: a warning each. No-break and typesetters' spaces beside Latin letters, digits and dashes are invisible and
    harmless: one remark of level info names the first of a document and its fix changes all. Indents, gaps
    between names, halves of headlines and table cells, and what a newspaper sets behind 电 are left alone.

    ## Why it is bad
    The same line typed twice is no longer the same, searches miss it, and tokenizers see a sign of their own.

    ## Example
    ✗ 会议指出，要加快部⟨U+00A0⟩署新一代基础设施建设，提高服务质量和水平，推动发展⟨U+3000⟩。
    ✓ 会议指出，要加快部署新一代基础设施建设，提高服务质量和水平，推动发展。
    ✓ 　　本报记者　杨明方

    ## Fix safety
    Safe where the space tears a word or precedes a mark: it goes. Unsafe beside Latin: it becomes an ordinary space.
    """
    inside = list(torn(doc)) if doc.shows(SIGNS[0]) else []
    yield from inside
    taken = {hit.start for hit in inside}
    if not any(map(doc.shows, SIGNS[1:])):
        return
    gaps = [
        m
        for m in matches(doc, GAP, lines_with(doc, REPLACEABLE, IN_GAP))
        if m[0].strip(" ") != "" and m.start() not in taken and replaceable(doc.text, m)
    ]
    if not gaps:
        return
    spare = own_gap(doc)
    lines = {doc.line_at(m.start()) for m in gaps}
    lines = {n for n in lines if running(doc.lines.texts[n])}
    found = [m for m in gaps if m[0] != spare and doc.line_at(m.start()) in lines]
    if found:
        first = found[0]
        kinds = ", ".join(sorted({name(c, "TAB").lower() for m in found for c in m[0] if c != " "}))
        count = f"{len(found)} times" if len(found) > 1 else "once"
        message = f"A space of another kind ({kinds}) stands in the text {count}: write an ordinary one."
        edits = tuple(Edit(*m.span(), " ") for m in found)
        yield Finding(first.start(), first.end(), message, edits, Safety.UNSAFE, Level.INFO)


def torn(doc: Document) -> Iterator[Finding]:
    """Single odd spaces inside a Chinese sentence, where an ordinary one would be as wrong."""
    places = [m.start() for m in matched(doc, INSIDE) if not doc.protected.overlaps(*m.span())]
    if not places or quotes_lost(doc):
        return
    spare = own_gap(doc)
    fits = cache(lambda number: sentence(doc.lines.texts[number]))
    runs = letter_spaced_runs(doc)
    starts = [run.start for run in runs]
    for at in places:
        line = doc.lines[doc.line_at(at)]
        nth = bisect_right(starts, at) - 1
        if doc.text[at] == spare or (nth >= 0 and at < runs[nth].end) or not fits(doc.line_at(at)):
            continue
        from jiaokan_rules.spacing.space_in_chinese import verdict

        before, after = doc.text[max(line.start, at - WINDOW) : at], doc.text[at + 1 : min(line.end, at + WINDOW)]
        if verdict(before, after, False, doc.script == "simplified") is Safety.SAFE:
            kind = name(doc.text[at], "TAB").lower()
            message = f"「{before[-6:]}」 and 「{after[:6]}」 are parted by a stray {kind}: delete it."
            yield Finding(at, at + 1, message, (Edit(at, at + 1, ""),))


def own_gap(doc: Document) -> str:
    """The ideographic space, where the document sets it inside its lines as a way of its own, else nothing."""
    return "\u3000" if len(compiled(r"\u3000(?<=\S.)(?=\S)").findall(doc.text)) > FEW else ""


def replaceable(text: str, gap: re.Match[str]) -> bool:
    """Whether a gap is no tab, and holds a typesetter's space or stands beside a Latin letter or mark."""
    beside = text[gap.start() - 1] + text[gap.end()]
    return "\t" not in gap[0] and compiled(f"[{SET}]|{LATIN}").search(gap[0] + beside) is not None


def running(line: str) -> bool:
    """Whether a line is text in Chinese, not a table or the listing of a program's output."""
    return (
        compiled(f"[│|]|   |[{ODD} ]{{4}}").search(line.strip()) is None
        and compiled(HAN_CHARACTER).search(line) is not None
    )


def sentence(line: str) -> bool:
    """Whether a line is running prose without several such gaps, as cells and rows of names have."""
    from jiaokan_rules.spacing.space_in_chinese import prose

    return prose(line) and len(compiled(f"[{ODD}]").findall(line.strip())) <= 3
