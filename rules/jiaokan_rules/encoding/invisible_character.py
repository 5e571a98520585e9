from __future__ import annotations

import re
import unicodedata

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan.language.script import HAN
from jiaokan_rules.encoding.invisible_run import SOUND, InvisibleRun

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f\U000e0100-\U000e01ef"
)
RUN = Pattern(f"[{INVISIBLE}]+")
# A neighbour beside which a deletion is safe: Chinese, Latin, a digit, a mark, white space or nothing.
SAFE_NEIGHBOUR = Pattern(f"[\\s!-~\u00a0-\u024f\u2010-\u205e\u3000-\u303f\uff00-\uff60{HAN}]?")
# Deleting these may change what the text says: they override its order, fill a gap or delimit an annotation.
RISKY = frozenset("\u202d\u202e\u3164\ufff9\ufffa\ufffb")


@rule("ENC005", level=Level.ERROR, chinese=False, edits_protected=True, prose=False, find=RUN, mixed_safety=True)
def invisible_character(match: re.Match[str], doc: Document) -> Finding | None:
    """An invisible character: zero-width, soft hyphen, byte order mark inside a text, bidirectional control.

    ## What it does
    Finds characters without width that do nothing for the characters beside them. These are sound: a byte order mark
    at the start of the text, joiners and selectors in emoji, joiners in Arabic, Indian and other scripts that join
    letters, selectors after a Chinese character, direction marks in lines with Arabic or Hebrew, U+200B in Thai, Khmer
    and other scripts without spaces, and characters that the text is about.

    ## Why it is bad
    A search, a comparison and a model take a word with an invisible character in it for a different word.
    Bidirectional controls display code and text in another order than the stored one.

    ## Example
    ✗ 网页⟨U+200B⟩上复制来的文⟨U+FEFF⟩字。
    ✓ 网页上复制来的文字。
    ✓ 表情👨⟨U+200D⟩💻由三个字符连成，☺⟨U+FE0F⟩和ℹ⟨U+FE0F⟩由两个。

    ## Fix safety
    Deleting is safe between Chinese characters, Latin letters, digits, marks and white space. It is unsafe in code, in
    other scripts, for a soft hyphen at the end of a line, for fillers and annotation marks, and for bidirectional
    controls that override the order of what follows.
    """
    start, end = match.span()
    run = InvisibleRun(doc, start, end, match[0], doc.text[max(0, start - 1) : start], doc.text[end : end + 1])
    if SOUND.apply(run):
        return None
    names = (f"{unicodedata.name(c, 'character')} (U+{ord(c):04X})" for c in dict.fromkeys(match[0]))
    where = f"after 「{run.before}」" if run.before.strip() else "at the beginning of a line"
    message = f"Invisible {', '.join(names)} {where}: delete it."
    safety = Safety.SAFE if is_safe_to_delete(run) else Safety.UNSAFE
    return Finding(start, end, message, (Edit(start, end, ""),), safety)


def is_safe_to_delete(run: InvisibleRun) -> bool:
    """Whether deleting a run leaves the visible text as it is."""
    if run.doc.code.overlaps(run.start, run.end) or not RISKY.isdisjoint(run.characters):
        return False
    if run.characters == "\u00ad" and run.after in ("", "\n", "\r"):  # a word is hyphenated here at a line end
        return False
    return bool(SAFE_NEIGHBOUR.fullmatch(run.before) and SAFE_NEIGHBOUR.fullmatch(run.after))
