"""The marks of Chinese text, each set once: stops, commas, quotation marks, brackets, blanks, list items, headings.

Sets of characters are plain strings: put them between [ and ] in an expression, or ask `character in FULL_STOPS`. None
holds a character that means something inside [...] unless its comment says so. Names say what a mark does, not what it
looks like; FULL marks are those of Chinese, HALF ones those of ASCII.
"""

from __future__ import annotations

# What ends a sentence, a clause, an item of an enumeration.
FULL_STOPS = "。！？"
HALF_STOPS = "!?"  # the dot is left out: it stands in figures too
STOPS = FULL_STOPS + HALF_STOPS
ELLIPSIS = "…"
FULL_COMMAS = "，、"
FULL_COLONS = "：；"
FULL_MARKS = "，。、；：！？"
FULL_OF_HALF = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
HALF_MARKS = ",;:?!"

# What comes in pairs.
QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』"}
FULL_BRACKETS = {"（": "）", "《": "》", "〈": "〉", "【": "】", "〔": "〕", "［": "］"}
PAIRS = QUOTES | FULL_BRACKETS
OPENING_QUOTES, CLOSING_QUOTES = "".join(QUOTES), "".join(QUOTES.values())
OPENING_BRACKETS, CLOSING_BRACKETS = "".join(FULL_BRACKETS), "".join(FULL_BRACKETS.values())
OPENING, CLOSING = OPENING_QUOTES + OPENING_BRACKETS, CLOSING_QUOTES + CLOSING_BRACKETS

PROSE_ENDS = FULL_STOPS + ELLIPSIS + FULL_COLONS + "”’）》」』"  # what a line of prose may end in

# White space inside a line and at its end.
BLANKS = " \t\u3000\u00a0"
INDENT = " \t\u3000"
LINE_END = r"(?:\r\n|\n|\r(?!\n))"

# Numerals, and the beginnings of lines that are not running prose.
CHINESE_DIGITS = "一二三四五六七八九十"
BULLETS = "•·■◆●▲△○□◎☆★"
HEADING = r"#{1,6}[ \t]"  # of Markdown, at the beginning of a line

# Every mark that common Chinese text uses; ［］ and 〖〗 are not among them.
COMMON_MARKS = FULL_MARKS + OPENING_QUOTES + CLOSING_QUOTES + "（）《》〈〉【】〔〕" + ELLIPSIS + "—"

# What a terminal would obey or a person would not see: controls, format characters, separators but for the space and
# the ideographic space (Cc Cf Co Cs Zl Zp Zs), variation selectors and fillers, and what XML refuses. Unassigned code
# points are left alone: which they are depends on the version of Unicode.
UNSEEN = (
    r"[\x00-\x1f\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    r"\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3164\ud800-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
