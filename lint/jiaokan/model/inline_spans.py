"""What is no prose inside a line, in a text of any format: addresses, code, data, formulas, faces, commands typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan.model.addresses import address_spans
from jiaokan.model.code_shapes import PROMPT, STATEMENT_END
from jiaokan.model.code_tokens import token_spans

AT_PROMPT = re.compile(rf"(?m:^)[ \t]{{0,8}}(?:{PROMPT})[^\n]*")
PROMPT_SIGNS = (">>> ", "\n... ", "$ ", "> ", "]: ", "# ")
BOX = re.compile(r"(?m:^)[^\n\u2500-\u257f]*[\u2500-\u257f][^\n]*[\u2500-\u257f][^\n]*|^[ \t]*[├└│┌┐┘┤][^\n]*")


def inline_spans(text: str) -> Iterator[tuple[int, int]]:
    """Spans inside lines that are no prose; they may overlap."""
    yield from address_spans(text)
    yield from token_spans(text)
    if any(sign in text for sign in PROMPT_SIGNS):
        yield from (match.span() for match in AT_PROMPT.finditer(text))


# A line of code in a plain text begins with a Latin letter or a sign of its own, and ends as statements do.
CODE_LINE = re.compile(
    rf"\n[ \t]*(?:(?:#include|import [a-z]|from \w+ import|def \w+\(|print\(|[A-Za-z_][\w.]*\([^\n（），。]*\);|"
    rf"\}}|\"[^\"\n]{{1,40}}\": ?[\"\[{{\d])[^\n，。]*|(?=[A-Za-z_*}}]){STATEMENT_END})(?m:$)"
)


def code_lines(text: str) -> Iterator[tuple[int, int]]:
    """Whole lines of a plain text that are code."""
    if any(sign in text for sign in '(;{#"'):
        for match in CODE_LINE.finditer("\n" + text):
            yield match.start(), match.end() - 1
