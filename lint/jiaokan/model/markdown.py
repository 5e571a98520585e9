"""Markdown: code, comments, what else is no prose, and the blocks, as a parser with offsets reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from jiaokan.model import protection
from jiaokan.model.block import Block, Kind
from jiaokan.model.byte_offsets import code_points
from jiaokan.model.html import comments, line_spans, tags, verbatim_elements
from jiaokan.model.markdown_events import Reading
from jiaokan.model.markdown_parsing import parse
from jiaokan.model.markdown_text import own_spans
from jiaokan.model.markup import Markup
from jiaokan.model.protection import Span, Spans

# The first line of YAML that is no comment has a key: else the dashes are a line, and prose follows.
YAML = (
    r"---[ \t]*\r?\n(?=(?:[ \t]*(?:#[^\n]*)?\r?\n){0,50}[ \t]*[^\s:#][^\n:]{0,100}:)"
    r"(?:(?!(?:---|\.\.\.)[ \t]*\r?$)[^\n]*\n){0,300}(?:---|\.\.\.)[ \t]*(?=\r?$)"
)
TOML = r"\+\+\+[ \t]*\r?\n(?:(?!\+\+\+[ \t]*\r?$)[^\n]*\n){0,300}\+\+\+[ \t]*(?=\r?$)"
JSON = r"\{[ \t]*\r?\n[ \t]*\"(?:(?!\}[ \t]*\r?$)[^\n]*\n){0,300}\}[ \t]*(?=\r?$)"
FRONT_MATTER = re.compile(f"\ufeff?(?:{YAML}|{TOML}|{JSON})", re.M)
RAW_BLOCK = re.compile(r"<(?:pre|script|style|textarea)(?![A-Za-z0-9-])", re.I)
INDENTED = re.compile(r"(?m)^(?: {4}|\t)[^\n]*")
BR = re.compile(r"<[^<>]{1,40}>[ \t]{0,5}(?:\r\n?|\n)")  # a tag <br> that ends its line
CELL, TEXT = re.compile("<t[dhr][ >]", re.I), re.compile(r">[^<]*\w|\A[^<]*\w")


def read_markdown(text: str) -> Markup:
    """What the parser says of a text; what can be said without it, if the parser breaks."""
    try:
        return read_by_parser(text)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of the parser is no Exception
        return read_without_parser(text)


def read_by_parser(text: str) -> Markup:
    front = front_matter(text)
    first = front[0][1] if front else int(text.startswith("\ufeff"))
    data = text[first:].encode("utf-8", "replace")
    reading = parse(data)
    points = code_points(data, reading.offsets(), first)

    def spans(found: Iterable[Span]) -> list[Span]:
        return [(points[start], points[end]) for start, end in found]

    html = spans(reading.html)
    code = [*front, *spans(reading.code), *(span for span in html if RAW_BLOCK.match(text, span[0]))]
    inline, syntax = spans(reading.inline_code), spans(reading.protected)
    hidden = list(comments(text, Spans([*code, *inline]), first)) if "<!--" in text else []
    apart = Spans([*code, *inline, *hidden, *syntax])
    found = list(tags(text, apart, first)) if "<" in text else []
    elements = list(verbatim_elements(found))
    syntax += ((tag.start, tag.end) for tag in found)
    syntax += own_spans(text, apart, first)
    syntax += protection.in_any_text(text)
    code += line_spans(text, elements)
    breaks = spans(reading.hard_breaks)
    breaks += (match.span() for tag in found if tag.name == "br" and (match := BR.match(text, tag.start, tag.end + 9)))
    inline += ((start, end) for start, end, _ in elements)

    def read_blocks() -> list[Block]:
        leaves = zip(block_spans(data, reading, first), (kind for _, _, kind in reading.blocks), strict=True)
        found = [*((span, Kind.DATA) for span in front), *leaves, *html_blocks(text, html, Spans(code))]
        return [Block(*trimmed(text, *span), kind) for span, kind in sorted(found, key=lambda block: block[0])]

    return Markup(code, hidden, inline, syntax, breaks, read_blocks)


def read_without_parser(text: str) -> Markup:
    """Everything indented counts as code: what is missed here costs less than code that is changed."""
    code = [*front_matter(text), *protection.fences(text), *(match.span() for match in INDENTED.finditer(text))]
    inline = list(protection.inline_code(text))
    apart = Spans([*code, *inline])
    hidden = list(comments(text, apart))
    return Markup(code, hidden, inline, [*protection.spans(text, apart), *own_spans(text, apart, 0)])


def block_spans(data: bytes, reading: Reading, first: int) -> list[Span]:
    """The blocks in code points."""
    points = code_points(data, (offset for start, end, _ in reading.blocks for offset in (start, end)), first)
    return [(points[start], points[end]) for start, end, _ in reading.blocks]


def trimmed(text: str, start: int, end: int) -> Span:
    """A span without the white space at its end."""
    return start, start + len(text[start:end].rstrip())


def front_matter(text: str) -> list[Span]:
    """The metadata at the head of a text, in YAML, TOML or JSON."""
    match = FRONT_MATTER.match(text) if text.startswith(("---", "+++", "{", "\ufeff")) else None
    return [match.span()] if match else []


def html_blocks(text: str, html: Sequence[Span], code: Spans) -> Iterator[tuple[Span, Kind]]:
    """The blocks of HTML that hold text."""
    for start, end in html:
        block = text[start:end]
        if not code.at(start) and TEXT.search(block):
            yield (start, end), Kind.ROW if CELL.search(block) else Kind.PROSE
