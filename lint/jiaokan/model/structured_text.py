"""Whether the lines of a text are those of data, code, subtitles, a log or other markup, by the share of lines alike.

A normal text with some such lines is prose; so is a page with a table. No word of a text counts, only its structure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from jiaokan.model.columns import is_columns
from jiaokan.model.line_shapes import shape_of, shapes_of
from jiaokan.model.structure import LONGEST_WORD

MARK = re.compile("[，。！？；：、“”「」《》（）…—,.!?;:()\"'=|]")
REPEATED_KEY = re.compile(r"([A-Za-z_][\w./-]{0,40}):")
SAID = re.compile("[。！？；：，][”」』）]?$|^[ \t\u3000]*[\u3400-\u9fff，、。]{8}")  # a line that is Chinese, no code
SENTENCE_END = re.compile("[。！？][”」』）]?$")

Shapes = Counter[str]


def kind_of(lines: Sequence[str]) -> str | None:
    """The kind of a text that is no prose: markup, data, code, subtitles, log or list; None of prose."""
    shapes = shapes_of(lines)
    size = len(lines)
    return next((kind for kind, answer in KINDS if answer(shapes, size, lines)), None)


def share(shapes: Shapes, *names: str) -> int:
    return sum(shapes[name] for name in names)


def is_subtitles(shapes: Shapes, size: int, lines: Sequence[str]) -> bool:
    """Times, each above a line or two; or a time at the beginning of most lines."""
    timed, size_of_blocks = shapes["timing"], 6
    return 0 < timed < size <= size_of_blocks * timed or (
        shapes["lyric"] > 1 and 5 * (shapes["lyric"] + shapes["section"]) >= 3 * size
    )


def is_log(shapes: Shapes, size: int, lines: Sequence[str]) -> bool:
    return shapes["log"] > 2 and 5 * shapes["log"] >= 4 * size


def is_diff(shapes: Shapes, size: int, lines: Sequence[str]) -> bool:
    """Hunks whose lines are all old, new or kept."""
    if not any(line.startswith("@@ -") for line in lines):
        return False
    kept = sum(line[0] in " +-@\\" for line in lines) + sum(line.startswith(("diff --git", "index ")) for line in lines)
    return 20 * kept >= 19 * size


def is_git_log(shapes: Shapes, size: int, lines: Sequence[str]) -> bool:
    """Commits with their author, and messages that are set in."""
    inside = sum(line.startswith("    ") for line in lines)
    return shapes["commit"] > 1 and lines[0].startswith("commit ") and 10 * (shapes["commit"] + inside) >= 9 * size


def is_json(shapes: Shapes, size: int, lines: Sequence[str]) -> bool:
    """Objects and arrays, one a line or over several."""
    inside = share(shapes, "record", "member", "bracket")
    opened = lines[0].lstrip("\ufeff \t")[:1] in ("{", "[")
    closed = lines[-1].rstrip(" \t,;")[-1:] in ("}", "]")
    quoted = shapes["record"] > 1 or shapes["member"] > 0 or (size == 1 and '":' in lines[0].replace(" ", ""))
    return opened and closed and quoted and 10 * inside >= 9 * size


def is_settings(shapes: Shapes, size: int, lines: Sequence[str]) -> bool:
    """Keys with values: YAML, INI, properties, BibTeX, catalogues of messages. A dialogue has its speakers again."""
    if shapes["catalogue"] > 1:
        return 10 * share(shapes, "catalogue", "member") >= 7 * size
    keys = share(shapes, "setting", "mapping", "member")
    around = share(shapes, "section", "bracket", "item", "named", "comment", "record", "entry")
    if (
        keys < 3 - (size == 2)
        or 10 * (keys + around) < 9 * size
        or 2 * keys < size - shapes["item"] - shapes["comment"]
    ):
        return False
    if shapes["mapping"] and not shapes["setting"]:
        speakers = Counter(found[1] for line in lines if (found := REPEATED_KEY.match(line)))
        said = sum(bool(SENTENCE_END.search(line)) for line in lines)
        return (not speakers or 2 * len(speakers) > sum(speakers.values())) and 2 * said < size
    return True


def is_dump(shapes: Shapes, size: int, lines: Sequence[str]) -> bool:
    return shapes["dump"] > 2 and 5 * shapes["dump"] >= 4 * size


def is_labelled(shapes: Shapes, size: int, lines: Sequence[str]) -> bool:
    """Labels of fastText, or texts side by side with their translations."""
    beside = sum(" ||| " in line for line in lines)
    return 2 * shapes["label"] >= size or (beside > 1 and 10 * beside >= 9 * size)


def is_table(shapes: Shapes, size: int, lines: Sequence[str]) -> bool:
    return is_columns(lines)


def is_code(shapes: Shapes, size: int, lines: Sequence[str]) -> bool:
    """Most lines that are no comments are statements, or what stands behind a prompt."""
    code = share(shapes, "code", "prompt", "bracket", "setting", "member")
    telling = share(shapes, "code", "prompt")
    # A star begins a pointer and a line of a comment; a name before a colon may be a label or an argument.
    neutral = share(shapes, "comment", "star", "mapping", "named", "item", "record", "wiki")
    least = 2 if shapes["prompt"] > 1 or size - neutral <= 3 else 3
    if telling < 1 or code < least or 2 * code < size - neutral:
        return False
    said = sum(bool(SAID.search(line)) for line in lines if not shape_of(line))
    return 10 * said <= size or (shapes["prompt"] > 1 and 4 * said <= size)


# What stands at the beginning of lines of a format of markup, one of each at least.
MARKUP_SIGNS = (
    ("{|", "|}"),  # a table of wikitext
    ("[source", "----"),  # a block of AsciiDoc
    ("\\documentclass", "\\"),
    ("\\begin{document}", "\\"),
)


def is_known_markup(shapes: Shapes, size: int, lines: Sequence[str]) -> bool:
    """Blocks and directives of Org, reStructuredText, AsciiDoc, wikitext and LaTeX, or a declaration of XML."""
    first = lines[0].lstrip("\ufeff \t").lower()
    if first.startswith(("<?xml", "<tei", "<!doctype")) and not first.startswith("<!doctype html"):
        return True
    if shapes["org"] > 1 or (shapes["rst"] and any(line.startswith(".. ") and "::" in line for line in lines)):
        return True
    return any(all(any(line.startswith(sign) for line in lines) for sign in signs) for signs in MARKUP_SIGNS)


USUAL_WORD = 3.5  # code points, at most, of a line on average
LEAST_WORDS = 8


def is_word_list(shapes: Shapes, size: int, lines: Sequence[str]) -> bool:
    """Short lines without marks, most of them different, of several lengths: those of verse are alike."""
    if size < LEAST_WORDS or any(len(line) > LONGEST_WORD for line in lines):
        return False
    lengths = Counter(map(len, lines))
    if 5 * len(set(lines)) < 4 * size:
        return False
    if 2 * lengths[1] >= size or max(lengths.values()) == size or sum(map(len, lines)) > USUAL_WORD * size:
        return False
    return not any(MARK.search(line) or " " in line.strip() or "\u3000" in line for line in lines)


# In this order: what is sure comes first; a program has lines that look like settings.
KINDS: tuple[tuple[str, Callable[[Shapes, int, Sequence[str]], bool]], ...] = (
    ("subtitles", is_subtitles),
    ("markup", is_known_markup),
    ("data", is_diff),
    ("data", is_git_log),
    ("data", is_dump),
    ("data", is_json),
    ("data", is_labelled),
    ("log", is_log),
    ("code", is_code),
    ("data", is_settings),
    ("data", is_table),
    ("list", is_word_list),
)
