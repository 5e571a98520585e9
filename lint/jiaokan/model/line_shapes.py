"""The shapes that lines of data, code, subtitles, logs and other markup have, and lines of prose have not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from jiaokan.model.code_shapes import ASSIGNMENT, CALL, PROMPT, QUOTED, STATEMENT, STATEMENT_END

LONG = 300  # code points of a line of which not all is looked at
LEVEL = "(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)"
LOG = "|".join(
    (
        r"\[?\d{4}[-/.]\d\d[-/.]\d\d[ T]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?\S{0,6}[ \t\]]",
        r"(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d ",
        r"\d{1,3}(?:\.\d{1,3}){3} \S+ \S+ \[",
        rf"\[?{LEVEL}\b[\]: \t]",
        rf"\[?\d\d:\d\d:\d\d(?:[.,]\d{{1,6}})?\]? \[?(?:{LEVEL}|[\w./-]{{2,40}}\])",
    )
)
# The names of the shapes, in the order in which they are tried.
EXPRESSIONS = {
    "timing": r"[ \t]*(?:\d{1,3}:)?\d{1,2}:\d\d[,.]\d{1,3} {0,3}-->|WEBVTT|\{\d+\}\{\d+\}",
    "lyric": r"\[\d{1,3}:\d\d(?:[.:]\d{1,3})?\]|\[\d+,\d+\]|\[(?:ti|ar|al|by|offset|re|ve|au|length|la|id):|"
    r"(?:Dialogue|Style|Comment|Format): ?[^,\n]{0,40},",
    "log": LOG,
    "hunk": r"@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@|diff --git |(?:---|\+\+\+) [^\n]*[/.]\S|index [0-9a-f]{7,40}\.\.",
    "commit": r"commit [0-9a-f]{7,40}\b|Author: [^\n]*<[^\n]*>$|(?:Author|Commit)?Date: +\S+|Merge: [0-9a-f]{7}",
    "dump": r"[0-9a-fA-F]{4,16}:?[ \t]+(?:[0-9a-fA-F]{2,8}[ \t]+){3}|[A-Za-z0-9+/]{48,80}={0,2}$|"
    r"-----(?:BEGIN|END) [A-Z ]+-----$",
    "record": r"[ \t]*(?:\{[ \t]*[\"'].*\}|\[[ \t]*[\"{\['\d-].*[\"}\]'\d])\]?[,;]?[ \t]*$",
    "member": rf"[ \t]*{QUOTED}[ \t]*:[ \t]*\S|[ \t]*{QUOTED},?$",
    "bracket": r"[ \t]*[\[\]{}()]{1,4}[,;]?[ \t]*$",
    "catalogue": r"msg(?:id|str|ctxt|id_plural)\b|#[:.,~|] ",
    "entry": r"@[A-Za-z]+\{",
    "label": "__label__",
    "rst": r"\.\. +[\w-]+::|\.\. +(?:_[^:\n]+:|\[[^\]\n]+\] )|[ \t]+:[a-z][\w-]*:(?: |$)",
    "org": r"\#\+[A-Za-z_]+|\*+ (?:TODO|DONE) |[ \t]*:[A-Z]+:[ \t]*$|[ \t]*(?:DEADLINE|SCHEDULED): <",
    "wiki": r"\{\||\|-|\|\}|![^!\n]|==+[^=\n]+==+[ \t]*$|'''|\{\{|\[\[|#REDIRECT",
    "star": r"\*+ ?\S",
    "tex": r"\\(?:documentclass|usepackage|begin|end|(?:sub)*section|chapter|title|author|maketitle|item|newcommand)\b",
    "prompt": PROMPT,
    "section": r"\[\w[\w. :\"'-]{0,60}\][ \t]*$",
    "setting": rf"[ \t]*(?:export )?{ASSIGNMENT}",
    "mapping": r"[ \t]*(?:- )?[A-Za-z_][\w./-]{0,40}:(?:[ \t]|$)",
    "item": r"[ \t]*- \S",
    "named": r"[ \t]*(?:- )?[^\s:=<>!，。：；、,;]{1,20}(?::(?: |$)| ?=(?!=) ?)",  # a key in Chinese, or a label
    "comment": r"[ \t]*(?:#|//|/\*|\*/|\* |--[ -]|;|%|<!--|\"\"\"|'''|REM\b)",
    "code": rf"[ \t]*(?:{STATEMENT}|{CALL})|{STATEMENT_END}",
}
SHAPES = re.compile("|".join(f"(?P<{name}>{expression})" for name, expression in EXPRESSIONS.items()))


def shapes_of(lines: Iterable[str]) -> Counter[str]:
    """How many lines have each shape; "" counts those without one."""
    return Counter(map(shape_of, lines))


def shape_of(line: str) -> str:
    """The name of the shape of a line, "" of one without; of a long line, the beginning and the end tell."""
    found = SHAPES.match(line if len(line) <= LONG else line[: LONG // 2] + line[-LONG // 2 :])
    return (found.lastgroup or "") if found else ""
