from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from jiaokan import Document, Finding, Line, Pattern, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import INDENT
from jiaokan.model.prose import CHINESE_CHARACTER

SCRIPTS = 3  # unrelated scripts in a run without a space: no language mixes them so
# The phonetic alphabet, the marks set over letters, and letters from Greek to Cherokee and of the scripts added later.
FOREIGN_LETTERS = Pattern(
    "[\u0250-\u02af\u0300-\u036f\u0370-\u13ff\u1700-\u17ff\u1a00-\u1cff\u2c00-\u2dff\ua000-\ua71f\ua840-\uabff]"
    f"{{{SCRIPTS},}}"
)
# Pieces of one or two Chinese characters between letters, digits and signs.
MIXED = Pattern(
    rf"(?:(?<!{HAN_CHARACTER}){HAN_CHARACTER}{{1,2}}(?!{HAN_CHARACTER})|[A-Za-z0-9#&*@$%^~\\|<>=+!?]){{9,}}"
)
SIGN = r"[#&*@$^~\\|<>=+!?]"
SIGNS, SIGN_AFTER_CHINESE = Pattern(SIGN), Pattern(HAN_CHARACTER + SIGN)
PIECE = Pattern(rf"{HAN_CHARACTER}+|[A-Za-z]+|[0-9]+|{SIGN}+|%+")
# Counters and other text that is common between figures: 111年3月31日, 3:30至4:30.
COUNTERS = frozenset("年月日号時时分秒点點元角至到第十百千万億亿约減减加乘除以和与或等于大小")
# What an OCR engine writes for characters that it cannot read; #topics# and headings have words between.
UNREAD = Pattern(rf"##*{HAN_CHARACTER}{{0,3}}(?:#+{HAN_CHARACTER}{{0,3}})+")
BETWEEN_SIGNS = Pattern(f"(?<=#){HAN_CHARACTER}+(?=#)")
CHINESE_LINE = Pattern(rf"^[{INDENT}]*({HAN_CHARACTER}{{12,80}})[{INDENT}]*(?=\r?$)", re.M)
LEAST, MOST = 5, 0.62  # different characters of an ornament, the second to one of its characters
WORDS = 0.3  # of an ornament's characters may be in words of two or more


@rule("DOC002", safety=Safety.DISPLAY, chinese=False)
def gibberish(doc: Document) -> Iterator[Finding]:
    """A run of characters that is not readable text.

    ## What it does
    Finds letters of three or more unrelated scripts in one run (glyph numbers of a PDF font decoded as letters); single
    characters, letters, figures and signs in turn that make no words; placeholders for characters that were not
    recognised (#一#学##); and lines of the same few characters in no order, which OCR engines make of an ornament.

    ## Why it is bad
    It has no meaning, and a model learns noise from it.

    ## Example
    ✗ 会议纪要ࣴ๮ިҽԖ由办公室整理。

    ✗ 报纸第一版R电尼2#足#记R222

    ✗ 进遗造进遗进进进适遗武意意进意进意进运

    ✓ 车牌京A12345，型号H7N9，请拨010-12345678转8号。

    ✓ 雷长老法号圆明风长老法号圆通雨长老法号圆觉

    ✓ 哈哈哈哈哈哈哈哈哈哈哈哈哈哈

    ## Fix safety
    There is no fix: see the source for what stands there, or delete it.
    """
    found = [match.span() for match in doc.matches(FOREIGN_LETTERS) if mixes_scripts(match[0])]
    if doc.chinese:
        found += (span for line in lines_with_signs(doc) for span in alternating_runs(doc, line))
        found += (match.span() for match in doc.matches(UNREAD) if has_lone_characters(match[0]))
        ornaments = (match.span(1) for match in doc.finditer(CHINESE_LINE) if is_ornament(match[1]))
        found += (span for span in ornaments if not doc.protected.overlaps(*span))
    last = 0
    for start, end in sorted(found):
        if start >= last:
            last = end
            message = f"「{doc.text[start:end][:30]}」 is not readable text: see the source for what stands there, or delete it."
            yield Finding(start, end, message)


def mixes_scripts(letters: str) -> bool:
    """Whether the letters are of several unrelated scripts."""
    # The first word of a character's name is its script; those that have none are of no language either.
    scripts = {unicodedata.name(letter, "NONE").split(" ")[0] for letter in letters} - {"COMBINING", "MODIFIER"}
    # The phonetic alphabet, which is Latin, includes Greek letters.
    european = "LATIN" in scripts and scripts <= {"LATIN", "GREEK", "CYRILLIC"}
    return len(scripts) >= SCRIPTS and not european


def lines_with_signs(doc: Document) -> Iterator[Line]:
    """The lines in which a sign follows a Chinese character."""
    numbers = {doc.line_at(match.start()) for match in doc.finditer(SIGN_AFTER_CHINESE)}
    return map(doc.lines.__getitem__, sorted(numbers))


def alternating_runs(doc: Document, line: Line) -> Iterator[tuple[int, int]]:
    for match in MIXED.finditer(doc.text, line.start, line.end):
        if alternates(match[0]) and not doc.protected.overlaps(*match.span()):
            yield match.span()


def alternates(run: str) -> bool:
    """Whether Chinese characters, letters, digits and signs take turns without making words."""
    pieces = PIECE.findall(run)
    signs = [piece for piece in pieces if SIGNS.match(piece) and piece.strip("*")]  # ** is bold
    strange = [piece for piece in pieces if CHINESE_CHARACTER.match(piece) and not COUNTERS.issuperset(piece)]
    if len(strange) < 3 or len(signs) < 2 or 2 * len(pieces) < len(run):
        return False
    from jiaokan.language import lexicon

    return not any(len(piece) > 1 and lexicon.known(piece) for piece in strange)


def has_lone_characters(run: str) -> bool:
    """Whether single characters stand between signs for those that could not be read."""
    between = BETWEEN_SIGNS.findall(run)
    return any(len(piece) == 1 for piece in between) and (len(between) > 2 or "##" in run)


def has_frame(line: str) -> bool:
    """Whether three different characters come again at least twice in the same order, as in a list of names and titles."""
    threes = Counter(line[n : n + 3] for n in range(len(line) - 2))
    return any(times >= 3 and len(set(three)) == 3 for three, times in threes.items())


def is_ornament(line: str) -> bool:
    """Whether the few characters of a line repeat without order and make no words."""
    if not LEAST <= len(set(line)) <= MOST * len(line) or has_frame(line):
        return False
    from jiaokan.language import lexicon

    return sum(len(word) for word in lexicon.cut(line).words if len(word) > 1) <= WORDS * len(line)
