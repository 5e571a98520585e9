from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan.language.script import HAN, HAN_CHARACTER
from jiaokan_rules.anchor import sought
from jiaokan_rules.encoding import listed

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f\U000e0100-\U000e01ef"
)
NEEDS = "".join(
    chr(c) for first, last in re.findall("(.)(?:-(.))?", INVISIBLE) for c in range(ord(first), ord(last or first) + 1)
)
RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# Scripts whose letters are joined or kept apart by U+200C and U+200D: Arabic and its kin, those of India, Mongolian.
JOINING = (
    "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1a00-\u1bff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff"
)
# Scripts that write no space between words, where U+200B says where a line may break.
UNSPACED = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua980-\ua9df"
# What the neighbours may be for a deletion to be safe: Chinese, Latin, digits, marks, white space or nothing.
PLAIN = f"[\\s!-~\u00a0-\u024f\u2010-\u205e\u3000-\u303f\uff00-\uff60{HAN}]?"
ABOUT = "[Uu]\\+[0-9A-Fa-f]{4}|\\\\u[0-9A-Fa-f]{4}|&#|[Zz]ero.?[Ww]idth|零宽|零寬|ZWN?J|ZWSP|BOM"


@rule("ENC005", level=Level.ERROR, needs=NEEDS, chinese=False, markup=True)
def invisible_character(doc: Document) -> Iterator[Finding]:
    """An invisible character: zero-width, soft hyphen, byte order mark inside a text, bidirectional control.

    ## What it does
    Finds characters without width where the script of their neighbours has no use for them. Sound are a byte order mark
    at the start of the text, joiners and selectors in emoji, joiners in Arabic, Indian and other scripts that join,
    selectors after a Chinese character, direction marks in lines with Arabic or Hebrew, U+200B in Thai, Khmer and
    other scripts without spaces, and characters that the text is about.

    ## Why it is bad
    A word with an invisible character in it is another word to a search, a comparison and a model. Bidirectional
    controls show code and text in another order than they have.

    ## Example
    ✗ 网页⟨U+200B⟩上复制来的文⟨U+FEFF⟩字。
    ✓ 网页上复制来的文字。
    ✓ 表情👨⟨U+200D⟩💻由三个字符连成，☺⟨U+FE0F⟩由两个。

    ## Fix safety
    Deleting is safe between Chinese characters, Latin letters, digits, marks and white space; unsafe in code, in other
    scripts, for a soft hyphen at a line's end, for fillers and annotation marks, and for bidirectional controls that
    override the order of what follows.
    """
    text = doc.text
    for match in sought(doc, f"[{INVISIBLE}]+", f"[{INVISIBLE}]"):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if not all(out_of_place(doc, c, start, before, after) for c in set(match[0])):
            continue
        if listed(text, start, end) or re.search(ABOUT, text[max(0, start - 25) : end + 25]):
            continue
        if before and before in "`'\"“‘「" and after in ("`", "'", '"', "”", "’", "」"):
            continue
        sure = (
            re.fullmatch(PLAIN, before)
            and re.fullmatch(PLAIN, after)
            and not re.search("[\u202d\u202e\u3164\ufff9-\ufffb]", match[0])
        )
        if doc.code.overlaps(start, end) or (match[0] == "\u00ad" and after in ("", "\n", "\r")):
            sure = None
        names = ", ".join(
            f"{unicodedata.name(c, 'invisible character')} (U+{ord(c):04X})" for c in dict.fromkeys(match[0])
        )
        where = f"stands after 「{before}」" if before.strip() else "stands at the beginning of a line"
        message = f"An invisible {names} {where}: delete it."
        yield Finding(start, end, message, (Edit(start, end, ""),), Safety.SAFE if sure else Safety.UNSAFE)


def out_of_place(doc: Document, character: str, start: int, before: str, after: str) -> bool:
    """Whether the neighbours of an invisible character give it nothing to do."""
    both = before + after
    if character == "\ufeff":
        return start > 0
    if character in "\u200c\u200d":
        if character == "\u200d" and symbol(before) and symbol(after):
            return False
        return not re.search(f"[{JOINING}]", both)
    if character == "\u200b":
        return not re.search(f"[{UNSPACED}]", both)
    if character in "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069":
        line = doc.lines[doc.line_at(start)]
        return not re.search(f"[{RIGHT_TO_LEFT}]", doc.text[max(line.start, start - 300) : min(line.end, start + 300)])
    if "\ufe00" <= character <= "\ufe0f" or character >= "\U000e0100":
        selects = symbol(before) or re.fullmatch(
            f"(?:{HAN_CHARACTER}|[\u3000-\u303f\uff01-\uff65\u1000-\u109f\u1800-\u18af⁇-⁉‼#*0-9])", before
        )
        return not selects or (character in "\ufe0e\ufe0f" and re.fullmatch(HAN_CHARACTER, before) is not None)
    if character >= "\U000e0001":
        return before != "\U0001f3f4" and not symbol(before)
    if "\u180b" <= character <= "\u180e":
        return not re.search("[\u1800-\u18af]", both)
    if character in "\u115f\u1160\uffa0\u3164":
        return not re.search("[\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc]", both)
    if character == "\u034f":
        return not (unicodedata.combining(before or " ") or unicodedata.combining(after or " "))
    if "\u2061" <= character <= "\u2064":
        return re.search(HAN_CHARACTER, both) is not None
    return character not in "\u17b4\u17b5"


def symbol(character: str) -> bool:
    """Whether a character is a symbol or modifies one: what a joiner may join and a selector may select."""
    return bool(character) and (
        unicodedata.category(character) in ("So", "Sk", "Sm", "Mn", "Me") or character in "\ufe0f〰‼⁉#*"
    )
