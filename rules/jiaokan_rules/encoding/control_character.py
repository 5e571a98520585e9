from __future__ import annotations

import re

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan_rules.encoding import is_in_code_table

# Form feeds are LAY002's.
CONTROLS = "\0-\x08\x0b\x0e-\x1f\x7f-\x9f\u2028\u2029"
CONTROL = Pattern(rf"\x1b\[[0-9;]{{0,20}}[A-Za-z]|([{CONTROLS}])\1*")
# By their definition the end of a line; the vertical tab is the soft line end of word processors.
LINE_ENDS = "\x0b\x85\u2028\u2029"
NAMES = {
    "\0": "NULL",
    "\x08": "BACKSPACE",
    "\x0b": "LINE TABULATION",
    "\x1a": "SUBSTITUTE",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
    "\u2028": "LINE SEPARATOR",
    "\u2029": "PARAGRAPH SEPARATOR",
}


@rule("ENC004", level=Level.ERROR, chinese=False, edits_protected=True, prose=False, find=CONTROL, mixed_safety=True)
def control_character(match: re.Match[str], doc: Document) -> Finding | None:
    """A control character other than a tab, a line end or a form feed.

    ## What it does
    Finds the control characters of ASCII and of ISO 8859 (U+0080 to U+009F), the line and paragraph separators
    (U+2028, U+2029) and terminal colour sequences, in code too. A table that lists them in their order is sound.

    ## Why it is bad
    They are invisible, end strings and break XML and CSV files; for some programs U+2028 and U+0085 end a line, for
    others they do not.

    ## Example
    ✗ ⟨U+001B⟩[31m警告⟨U+001B⟩[0m：磁盘空间⟨U+0008⟩不足。
    ✓ 警告：磁盘空间不足。
    ✓ 制表符和换行符不在此列。

    ## Fix safety
    Deleting is safe: they carry no text. A separator becomes the line end that it means, or nothing beside another
    line end. Unsafe in code blocks, where a program may need them; between two Latin letters, where a ligature or a
    hyphen may have been lost; for NUL, which PDF extractors write for a glyph that its font has no character for; and for U+0080 to U+009F beside a Latin letter, which are marks of Windows-1252 (“ ” … –).
    """
    start, end = match.span()
    if is_in_code_table(doc.text, start, end):
        return None
    before, after = doc.text[start - 1 : start], doc.text[end : end + 1]
    right, safety = replacement(doc, match[0], before, after)
    if doc.code.overlaps(start, end):
        safety = min(safety, Safety.UNSAFE)
    if before.strip():
        where = f"after 「{before}」"
    else:
        where = "at the beginning of a line" if before in ("", "\n", "\r") else "after white space"
    it = "it" if len(match[0]) == 1 or is_terminal_sequence(match[0]) else "them"
    todo = f"delete {it}" if not right else "write a line end" if right == doc.newline else f"write 「{right}」"
    message = f"{describe(match[0])} {where}: {todo}."
    return Finding(start, end, message, (Edit(start, end, right),), safety)


def is_terminal_sequence(wrong: str) -> bool:
    return wrong[0] == "\x1b" and wrong[1:2] == "["


def describe(wrong: str) -> str:
    """What a message calls a run of control characters."""
    if is_terminal_sequence(wrong):
        return f"Terminal escape sequence (U+001B and 「{wrong[1:]}」)"
    code = f"U+{ord(wrong[0]):04X}"
    name = f"{code}, {NAMES[wrong[0]]}" if wrong[0] in NAMES else code
    return f"Control character ({name})" if len(wrong) == 1 else f"{len(wrong)} control characters ({name})"


def replacement(doc: Document, wrong: str, before: str, after: str) -> tuple[str, Safety]:
    """The replacement of a run of control characters, and its safety."""
    latin = [c.isascii() and c.isalpha() for c in (before, after)]
    if "\x80" <= wrong[0] <= "\x9f" and any(latin):
        mark = wrong[0].encode("latin-1").decode("cp1252", "ignore")
        return mark * len(wrong), Safety.UNSAFE
    if wrong[0] in LINE_ENDS:
        return ("" if before in ("", "\n", "\r") or after in ("", "\n", "\r") else doc.newline), Safety.SAFE
    is_lost = wrong[0] == "\0" or (all(latin) and len(wrong) == 1)
    return "", Safety.UNSAFE if is_lost else Safety.SAFE
