from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan_rules.encoding import listed

# Form feeds are page furniture (LAY002).
CONTROLS = "\0-\x08\x0b\x0e-\x1f\x7f-\x9f\u2028\u2029"
# By their definition the end of a line; the vertical tab is the soft line end of word processors.
LINE_ENDS = "\x0b\x85\u2028\u2029"
NEEDS = "".join(map(chr, [*range(9), 11, *range(14, 32), *range(127, 160), 0x2028, 0x2029]))
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


@rule("ENC004", level=Level.ERROR, needs=NEEDS, chinese=False, markup=True)
def control_character(doc: Document) -> Iterator[Finding]:
    """A control character other than a tab, a line end or a form feed.

    ## What it does
    Finds the control characters of ASCII and of ISO 8859 (U+0080 to U+009F), the line and paragraph separators
    (U+2028, U+2029) and terminal colour sequences, in code too. A table that lists them in their order is sound.

    ## Why it is bad
    They are invisible, end strings and break XML and CSV files; some programs take U+2028 or U+0085 for a line end
    and others do not.

    ## Example
    ✗ ⟨U+001B⟩[31m警告⟨U+001B⟩[0m：磁盘空间⟨U+0008⟩不足。
    ✓ 警告：磁盘空间不足。
    ✓ 制表符和换行符不在此列。

    ## Fix safety
    Deleting is safe: they carry no text. A separator becomes the line end that it means, or nothing beside another.
    Unsafe in code blocks, where a program may want them, between two Latin letters, where a ligature or a hyphen may
    have been lost, and for U+0080 to U+009F beside a Latin letter, which are marks of Windows-1252 (“ ” … –).
    """
    text = doc.text
    for match in re.finditer(rf"\x1b\[[0-9;]{{0,20}}[A-Za-z]|([{CONTROLS}])\1*", text):
        start, end = match.span()
        if listed(text, start, end):
            continue
        before, after = text[start - 1 : start], text[end : end + 1]
        right, safety = repair(doc, match[0], before, after)
        if doc.code.overlaps(start, end):
            safety = min(safety, Safety.UNSAFE)
        code = f"U+{ord(match[0][0]):04X}"
        name = f"{code}, {NAMES[match[0][0]]}" if match[0][0] in NAMES else code
        what = f"A control character ({name})" if end - start == 1 else f"A run of {end - start} controls ({name})"
        if match[0][0] == "\x1b" and end - start > 1:
            what = f"A terminal sequence ({name})"
        where = f" stands after 「{before}」" if before.strip() else " stands at the beginning of a line"
        todo = "delete it" if not right else "write a line end" if right == doc.newline else f"write 「{right}」"
        yield Finding(start, end, f"{what}{where}: {todo}.", (Edit(start, end, right),), safety)


def repair(doc: Document, wrong: str, before: str, after: str) -> tuple[str, Safety]:
    """What to put in the place of a control character, and how sure that is."""
    latin = [c.isascii() and c.isalpha() for c in (before, after)]
    if "\x80" <= wrong[0] <= "\x9f" and any(latin):
        mark = wrong[0].encode("latin-1").decode("cp1252", "ignore")
        return mark * len(wrong), Safety.UNSAFE
    if wrong[0] in LINE_ENDS:
        return ("" if before in ("", "\n", "\r") or after in ("", "\n", "\r") else doc.newline), Safety.SAFE
    return "", Safety.UNSAFE if all(latin) and len(wrong) == 1 else Safety.SAFE
