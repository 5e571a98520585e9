from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from jiaokan import Document, Finding, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.anchor import compiled, sought
from jiaokan_rules.spots import KIND_BEYOND, Batch, Parted, Spots, asked, batched, kinds_of, matched

# The phonetic alphabet, the marks set over letters, and letters from Greek to Cherokee and of the scripts added later.
LETTERS = "\u0250-\u02af\u0300-\u036f\u0370-\u13ff\u1700-\u17ff\u1a00-\u1cff\u2c00-\u2dff\ua000-\ua71f\ua840-\uabff"
SCRIPTS = 3  # unrelated scripts in a run without a space: no language mixes them so
# Pieces of one or two Han between letters, figures and signs.
MIXED = rf"(?:(?<!{HAN_CHARACTER}){HAN_CHARACTER}{{1,2}}(?!{HAN_CHARACTER})|[A-Za-z0-9#&*@$%^~\\|<>=+!?]){{9,}}"
SIGNS = r"[#&*@$^~\\|<>=+!?]"
BESIDE = Spots(f"{SIGNS}(?<={HAN_CHARACTER}.)", {0: SIGNS, -1: HAN_CHARACTER})
# What an engine writes for characters that it cannot read; #topics# and headings have words between.
UNREAD = rf"##*{HAN_CHARACTER}{{0,3}}(?:#+{HAN_CHARACTER}{{0,3}})+"
# Counters and what else stands between figures by right: 111年3月31日, 3:30至4:30.
COUNTERS = frozenset("年月日号時时分秒点點元角至到第十百千万億亿约減减加乘除以和与或等于大小")
BLANK = " \t\u3000"
SHORTEST, LONGEST = 12, 80  # characters of an ornament
LEAST, MOST = 5, 0.62  # different ones, the second to one of its characters
RUN = rf"[{BLANK}]*({HAN_CHARACTER}{{{SHORTEST},{LONGEST}}})[{BLANK}]*(?=\r?$)"

# A run of letters, one of signs, one of what could not be read; a line that holds Chinese characters alone.
TRACES = (
    f"[{LETTERS}][{LETTERS}]",
    f"{HAN_CHARACTER}{SIGNS}",
    f"#{HAN_CHARACTER}#",
    rf"[\n \t\u3000]{HAN_CHARACTER}{HAN_CHARACTER}.*{HAN_CHARACTER}[ \t\u3000\r\n]",
)


@rule("DOC002", safety=Safety.DISPLAY, chinese=False, signs=TRACES, ahead=(batched,))
def gibberish(doc: Document) -> Iterator[Finding]:
    """A run of characters that is no language.

    ## What it does
    Finds letters of three or more unrelated scripts in one run (the glyph numbers of a PDF font read as letters); single
    characters, letters, figures and signs that take turns without making words; signs for characters that were not
    read (#一#学##); and lines of the same few characters
    in no order, as readers make of an ornament.

    ## Why it is bad
    It says nothing, and nothing can be learned from it.

    ## Example
    ✗ 会议纪要ࣴ๮ިҽԖ由办公室整理。

    ✗ 报纸第一版R电尼2#足#记R222

    ✗ 进遗造进遗进进进适遗武意意进意进意进运

    ✓ 车牌京A12345，型号H7N9，请拨010-12345678转8号。

    ✓ 哈哈哈哈哈哈哈哈哈哈哈哈哈哈

    ## Fix safety
    There is no fix: see the source for what stands there, or delete it.
    """
    last = 0
    looks = (foreign, turns, unread, ornaments) if doc.chinese else (foreign,)
    found = [match for look, sign in zip(looks, TRACES, strict=False) if doc.shows(sign) for match in look(doc)]
    for start, end in sorted(match.span(match.lastindex or 0) for match in found):
        if start < last:
            continue
        last = end
        message = f"「{doc.text[start:end][:30]}」 is no language: see the source for what stands there, or delete it."
        yield Finding(start, end, message)


def foreign(doc: Document) -> Iterator[re.Match[str]]:
    """Runs of letters of several scripts."""
    letter = f"[{LETTERS}]"
    for match in sought(doc, f"{letter}{{{SCRIPTS},}}", letter, dict.fromkeys(range(1, SCRIPTS), letter)):
        # The first word of a character's name is its script; those that have none are of no language either.
        scripts = {unicodedata.name(c, "NONE").split(" ")[0] for c in match[0]}
        scripts -= {"COMBINING", "MODIFIER"}
        # The phonetic alphabet, which is Latin, takes Greek letters in by right.
        if (
            len(scripts) >= SCRIPTS
            and not ("LATIN" in scripts and scripts <= {"LATIN", "GREEK", "CYRILLIC"})
            and not doc.protected.overlaps(*match.span())
        ):
            yield match


def turns(doc: Document) -> Iterator[re.Match[str]]:
    """Runs in which Han, letters, figures and signs take turns and the Han make no words."""
    # Few lines have such a sign beside a Han; only these are worth the look.
    beside = {doc.line_at(m.start()) for m in matched(doc, BESIDE)}
    signs, runs = compiled(SIGNS), compiled(f"{SIGNS}+")
    lines = [
        line
        for line in map(doc.lines.__getitem__, sorted(beside))
        if sum(run.strip("*") != "" for run in runs.findall(line.text)) > 1  # ** is bold
    ]
    for match in (m for line in lines for m in compiled(MIXED).finditer(doc.text, line.start, line.end)):
        if len(signs.findall(match[0])) < 2 or doc.protected.overlaps(*match.span()):
            continue
        pieces = compiled(rf"{HAN_CHARACTER}+|[A-Za-z]+|[0-9]+|{SIGNS}+|%+").findall(match[0])
        han = [p for p in pieces if compiled(HAN_CHARACTER).match(p)]
        strange = [p for p in han if not COUNTERS.issuperset(p)]
        read = sum(signs.match(p) is not None and p.strip("*") != "" for p in pieces)  # ** is bold
        if len(strange) < 3 or read < 2 or 2 * len(pieces) < len(match[0]):
            continue
        from jiaokan.language import lexicon

        if not any(len(p) > 1 and lexicon.known(p) for p in strange):
            yield match


def unread(doc: Document) -> Iterator[re.Match[str]]:
    """Characters that an engine could not read, with the few between them that it did."""
    if "#" not in doc.text or not compiled(f"#{HAN_CHARACTER}#").search(doc.text):
        return
    for match in doc.matches(UNREAD):
        between = re.findall(rf"(?<=#){HAN_CHARACTER}+(?=#)", match[0])
        if any(len(p) == 1 for p in between) and (len(between) > 2 or "##" in match[0]):
            yield match


def alone(doc: Document) -> Iterable[int]:
    """Where lines begin that may hold Han alone, few of them different."""
    ends = asked(doc, runs)
    if ends is not None:
        return [doc.text.rfind("\n", 0, at) + 1 for at in ends]
    texts = doc.lines.texts
    lines = (n for n, text in enumerate(texts) if len(text) >= SHORTEST and text.strip(BLANK).isalnum())
    return map(doc.lines.starts.__getitem__, lines)


def runs(batch: Batch) -> Parted:
    """Where runs of Han end that have nothing but blanks or the ends of their line on both sides, and few different Han."""
    import numpy as np

    ends, kind = batch.scanned
    if batch.beyond:
        ends, kind = ends[kind < KIND_BEYOND], kind[kind < KIND_BEYOND]
    blank = np.zeros(len(kind), np.bool_)
    for some in kinds_of(f"[\n{BLANK}]")[0]:
        blank |= kind == some
    nth = (blank[:-1] & (blank[1:] | (kind[1:] == ord("\r")))).nonzero()[0]
    last = ends.take(nth + 1)
    sizes = last - ends.take(nth) - 1
    long = (sizes >= SHORTEST) & (sizes <= LONGEST)
    sizes, last = sizes[long], last[long]
    # The characters of all runs, each with the number of its run before it.
    at = np.arange(sizes.sum()) + (last - sizes.cumsum()).repeat(sizes)
    each = np.arange(len(sizes)).repeat(sizes) << 16 | batch.codes.take(at)
    each.sort()
    different = np.bincount(each[np.diff(each, prepend=-1) > 0] >> 16, minlength=len(sizes))
    return Parted(batch, last[different <= MOST * sizes])


def ornaments(doc: Document) -> Iterator[re.Match[str]]:
    """Lines without a mark whose few characters come again in no order and make no words."""
    for start in alone(doc):
        match = compiled(RUN, re.M).match(doc.text, start) if doc.text[start - 1 : start] in ("", "\n") else None
        if not match:
            continue
        line = match[1]
        if not LEAST <= len(set(line)) <= MOST * len(line) or doc.protected.overlaps(*match.span(1)):
            continue
        from jiaokan.language import lexicon

        if sum(len(w) for w in lexicon.cut(line).words if len(w) > 1) <= 0.3 * len(line):
            yield match
