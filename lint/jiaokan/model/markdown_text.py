"""What the parser of Markdown takes for text, and is none: macros, boxes, short codes, escapes, components."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.html import ENTITY
from jiaokan.model.markdown_events import is_formula
from jiaokan.model.protection import LINK_TARGET, Span, Spans

LINE, END = r"(?m)^[ \t>]{0,40}", r"(?=[\r\n]|\Z)"
# The title of a box or a tab of MkDocs; what it holds is indented below it.
BOX_TITLE = r"(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][\w-]*(?:[ \t][^\r\n]*)?|===[+!]?[ \t]+[\"'][^\r\n]*"
BOX = rf"{LINE}({BOX_TITLE}){END}"
PARAGRAPH = r"[^\r\n]*(?:(?:\r\n?|\n)[^\r\n]+)*"  # the rest of it
# Lines: boxes, the fences of directives and of blocks, and paragraphs that are programs, as in a session or in MDX.
SYNTAX = (
    rf"[ \t>]{{0,40}}(?=[!?=:/>ie])(?:(?:{BOX_TITLE}){END}|:{{3,}}[^\r\n]*|/{{3,}}(?:[ \t]*{END}|[ \t]+[a-z][^\r\n]*)"
    rf"|(?:>>>[ \t](?:[\w.]+[ \t]?[(=\[]|(?:import|from|for|if|with|def)\b)|import[ \t](?=[^\r\n]*[\"'])"
    rf"|export[ \t](?:const|let|var|function|default|async|class|\{{|\*)){PARAGRAPH})"
)
# What the parser does not take for bold, since a mark stands beside the asterisks: code without Chinese.
UP_TO_HAN, UP_TO_CODE = rf"[^*\r\n]{{0,80}}?{HAN_CHARACTER}", r"[^*\r\n]{0,80}?[,:;!?()|{}\[\]=<>/\\+]"
BOLD_CODE = (
    r"\*\*(?=[0-9A-Za-z:$<./!{\[\\-])(?=[^*\r\n]{0,80}?[A-Za-z])"
    rf"(?!{UP_TO_HAN})(?={UP_TO_CODE})[^*\r\n]{{1,80}}\*\*"
)
FIELD_NAME = r"(?![:：])[^\s:：，。；][^\r\n:：，。；]{0,30}::[ \t]"
FORMULA = re.compile(r"\$(?<![\\$A-Za-z0-9]\$)([^\s$](?:[^$\r\n]{0,300}[^\s$\\])?)\$(?![0-9$])")
BLANK_LINE = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")


class Delimited(NamedTuple):
    """What stands between two marks: at most `longest` code points, over a blank line only where it may."""

    opening: str
    closing: str
    longest: int = 1000
    over_blank_lines: bool = False


DELIMITED = (
    Delimited("{{", "}}"),
    Delimited("{%", "%}"),
    Delimited("{#", "#}"),
    Delimited("<%", "%>"),
    Delimited("%%", "%%"),  # a comment of Obsidian
    Delimited("{/*", "*/}", 4000, True),
    Delimited("\\(", "\\)"),
    Delimited("\\[", "\\]", 2000),
    Delimited("[[", "]]", 300),
)


class Expression(NamedTuple):
    """An expression, and a string without which it matches nowhere."""

    needs: str
    pattern: str


EXPRESSIONS = (
    Expression("[!", r"\[![A-Za-z]+(?:\|[^\]\r\n]{0,100})?\][+-]?"),  # call-outs in quotations
    Expression(":: ", rf"{LINE}(?:[-*+][ \t]+)?{FIELD_NAME}[^\r\n]*"),
    Expression(":: ", r"[\[(][^\[\]()\r\n:]{1,30}::[ \t][^\[\]()\r\n]{1,200}[\])]"),
    Expression("^", rf"\^(?<!\S\^)[^\s\^\[\]]{{1,60}}[ \t]*{END}"),  # labels of blocks
    Expression("{", r"\{(?=:|[.#][\w-]|[A-Za-z-]{1,20}=)[^{}\r\n]{1,300}\}"),  # attributes
    Expression("@", r"\[-?@[^\]\r\n]{1,200}\]"),  # citations
    Expression(":", r":(?<![A-Za-z0-9:]:)(?:[a-z][a-z0-9_+-]{0,40}|[+-]1|100|1234):(?![A-Za-z0-9:/])"),  # emoji
    Expression("&", ENTITY),
    Expression("**", BOLD_CODE),
    Expression("\\", r"\\[!-/:-@\[-`{-~]"),
    Expression("](", LINK_TARGET),  # of what the parser takes for no link, for a blank in the target
)


def own_spans(text: str, apart: Spans, first: int) -> Iterator[Span]:
    """What is no prose from `first` on and does not begin in `apart`, what the parser knows."""
    for kind in DELIMITED:
        if kind.opening[0] in text:  # one character is found much sooner than two
            yield from delimited(text, kind, apart, first)
    yield from formulas(text, apart, first)
    at_start = re.compile(SYNTAX).match(text, first)
    found: list[Iterable[re.Match[str]]] = [
        [at_start] if at_start else [],
        re.compile("\n" + SYNTAX).finditer(text, first),  # begins with its character, and is found the sooner
    ]
    found += (
        re.compile(pattern).finditer(text, first)
        for needs, pattern in EXPRESSIONS
        if needs[0] in text and needs in text
    )
    for match in chain.from_iterable(found):
        start = match.end() - len(match[0].lstrip("\n \t>"))
        if not apart.at(start):
            yield start, match.end()


def formulas(text: str, apart: Spans, first: int) -> Iterator[Span]:
    """Formulas between dollar signs where the parser was told not to look for them: other signs are those of prices."""
    for match in FORMULA.finditer(text, first) if "$" in text else ():
        if is_formula(match[1]) and not apart.at(match.start()):
            yield match.span()


def delimited(text: str, kind: Delimited, apart: Spans, first: int) -> Iterator[Span]:
    opening, closing, longest, over_blank_lines = kind
    start = text.find(opening, first)
    while start >= 0:
        past = start + len(opening)
        if inside := apart.at(start):
            past = max(past, inside[1])
        elif (close := text.find(closing, past, past + longest)) >= 0:
            end = close + len(closing)
            if over_blank_lines or not BLANK_LINE.search(text, start, end):
                yield start, end
                past = end
        start = text.find(opening, past)
