"""The uses of invisible characters: each condition says what a run of them does where it stands."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from jiaokan import Document, Pattern
from jiaokan.model.prose import CHINESE_CHARACTER
from jiaokan_rules.encoding import is_in_code_table
from jiaokan_rules.reasons import Reasons

# Pairs: invisible characters, and the letters that need them.
LETTERS_SERVED = (
    # U+200C separates letters and U+200D joins them: in Arabic and its kin, in the scripts of India, in Mongolian.
    (
        Pattern("[\u200c\u200d]"),
        Pattern(
            "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1a00-\u1bff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff]"
        ),
    ),
    # U+200B lets a line break in scripts that write no space between words.
    (Pattern("\u200b"), Pattern("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua980-\ua9df]")),
    # U+180B to U+180E select the form of a Mongolian letter; a filler stands for a missing letter of a Hangul syllable.
    (Pattern("[\u180b-\u180e]"), Pattern("[\u1800-\u18af]")),
    (
        Pattern("[\u115f\u1160\uffa0\u3164]"),
        Pattern("[\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc]"),
    ),
)
DIRECTION_MARKS = Pattern("[\u200e\u200f\u061c\u202a-\u202c\u2066-\u2069]")
RIGHT_TO_LEFT = Pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
VARIANT_SELECTORS = Pattern("[\ufe00-\ufe0d\U000e0100-\U000e01ef]")
SELECTORS = Pattern("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
SELECTORS_AND_TAGS = Pattern("[\ufe00-\ufe0f\U000e0001-\U000e01ef]")
# Characters, neither symbols nor Chinese, with a text form and an emoji form, or with forms by their place in a square.
WITH_FORMS = Pattern("[\u3000-\u303f\uff01-\uff65\u1000-\u109f\u1800-\u18af⁇-⁉‼ℹ#*0-9]")
OPERATORS = Pattern("[\u2061-\u2064]")
ABOUT = Pattern(r"[Uu]\+[0-9A-Fa-f]{4}|\\u[0-9A-Fa-f]{4}|&#|[Zz]ero.?[Ww]idth|零宽|零寬|ZWN?J|ZWSP|BOM")


@dataclass(frozen=True)
class InvisibleRun:
    """Invisible characters at [start, end) of a document, in code points.

    `before` and `after` are the visible characters beside them, "" at an end of the text.
    """

    doc: Document
    start: int
    end: int
    characters: str
    before: str
    after: str

    def has(self, some: Pattern) -> bool:
        return some.search(self.characters) is not None


def is_symbol(character: str) -> bool:
    """Whether a character is a symbol or modifies one: what a joiner may join and a selector may select."""
    return bool(character) and (
        unicodedata.category(character) in ("So", "Sk", "Sm", "Mn", "Me") or character in "\ufe0f〰‼⁉#*"
    )


def is_byte_order_mark(run: InvisibleRun) -> bool:
    """A byte order mark begins the text."""
    return run.start == 0 and "\ufeff" in run.characters


def joins_symbols(run: InvisibleRun) -> bool:
    """A joiner makes one emoji of two."""
    return "\u200d" in run.characters and is_symbol(run.before) and is_symbol(run.after)


def serves_letters(run: InvisibleRun) -> bool:
    """The script of a letter beside it needs the character."""
    beside = run.before + run.after
    return any(run.has(characters) and letters.search(beside) for characters, letters in LETTERS_SERVED)


def sets_direction(run: InvisibleRun) -> bool:
    """The line has letters that run from right to left."""
    return run.has(DIRECTION_MARKS) and any(map(RIGHT_TO_LEFT.search, run.doc.line_context(run.start, run.end, 300)))


def selects_form(run: InvisibleRun) -> bool:
    """The character before it has several forms: a symbol, one of them a flag of a region, or a Chinese character."""
    if is_symbol(run.before):
        return run.has(SELECTORS_AND_TAGS)
    if CHINESE_CHARACTER.match(run.before):
        return run.has(VARIANT_SELECTORS)
    return run.has(SELECTORS) and WITH_FORMS.match(run.before) is not None


def orders_combining_marks(run: InvisibleRun) -> bool:
    """U+034F keeps combining marks in their order."""
    beside = run.before + run.after
    return "\u034f" in run.characters and any(map(unicodedata.combining, beside))


def is_operator(run: InvisibleRun) -> bool:
    """It is an invisible operator of a formula, such as a multiplication sign or a comma."""
    return run.has(OPERATORS) and CHINESE_CHARACTER.search(run.before + run.after) is None


def is_listed(run: InvisibleRun) -> bool:
    """It stands in a table of code points."""
    return is_in_code_table(run.doc.text, run.start, run.end)


def is_subject(run: InvisibleRun) -> bool:
    """The text around it is about code points."""
    return ABOUT.search(run.doc.text, max(0, run.start - 25), run.end + 25) is not None


def is_quoted(run: InvisibleRun) -> bool:
    """Nothing else stands between quotation marks or backticks."""
    return run.before in tuple("`'\"“‘「") and run.after in tuple("`'\"”’」")


SOUND = Reasons(
    "ENC005",
    (is_byte_order_mark, "\ufeff第一行是标题。"),
    (joins_symbols, "表情👨\u200d💻由三个字符连成。"),
    (serves_letters, "ภาษา\u200bไทย"),
    (sets_direction, "שלום\u200f!"),
    (selects_form, "葛\U000e0100城在东边。"),
    (orders_combining_marks, "a\u0308\u034f\u0304"),
    (is_operator, "f\u2061(x)"),
    (is_listed, "¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³"),
    (is_subject, "正则里写上[\u200b]（U+200B）就能匹配。"),
    (is_quoted, "这里的“\u200b”看不见。"),
)
