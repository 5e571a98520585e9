"""Run the parser of Markdown over a text, with what it would take for something else masked."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from jiaokan.model.markdown_events import Reading
from jiaokan.model.markdown_text import BOX

if TYPE_CHECKING:
    from pyromark import Markdown

MARKS_OF_BOXES = (b"!!! ", b"??? ", b"???+ ", b'=== "', b'===+ "', b'===! "', b"=== '")
BOX_TITLE = re.compile(BOX.encode())
FENCE_OPENS = re.compile(rb"(`{3,}(?!`)|~{3,}(?!~))[^\n]*\n")
FENCE = re.compile(rb"(?m)^[ \t>]*(?:`{3,}|~{3,})")
RAW_BLOCK = re.compile(rb"(?i)<(pre|script|style|textarea)(?![A-Za-z0-9-])")
SENTENCE_ENDS = re.compile(r"[。！？…][”’」』）)]?[ \t]*$")
MOST_STRAYS = 4  # marks that were never closed: as many are looked for


@cache
def parser(formulas: bool) -> Markdown:
    from pyromark import Markdown, Options

    options = (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_GFM
        | Options.ENABLE_DEFINITION_LIST
        | Options.ENABLE_WIKILINKS
    )
    return Markdown(options=options | Options.ENABLE_MATH if formulas else options)


def parse(data: bytes) -> Reading:
    """Read a text in UTF-8.

    A mark of code that is never closed is taken for a stray one where prose follows, so that it does not hide a
    document. Boxes (admonitions) are handed to the parser as items of a list, which hold what is indented below them.
    """
    masked = bytearray(data)
    boxes = set()
    # One byte is found much sooner than four.
    may_have_boxes = any(mark[:1] in data and mark in data for mark in MARKS_OF_BOXES)
    for match in BOX_TITLE.finditer(data) if may_have_boxes else ():
        start, end = match.span(1)
        boxes.add(start)
        masked[start:end] = b"-   # ".ljust(end - start, b"_")[: end - start]
    formulas = b"$" in data
    for _ in range(MOST_STRAYS):
        reading = Reading(bytes(masked), boxes)
        reading.read(parser(formulas).events_with_range(masked.decode()))
        if reading.formulas_fail:
            formulas = False
            continue
        stray = stray_mark(reading)
        if stray < 0:
            break
        masked[stray : stray + 3] = b"___"
    return reading


def stray_mark(reading: Reading) -> int:
    """Where code begins that is never closed, and holds prose or other code that is closed; or -1."""
    for start, end in (*reading.fences, *reading.html):
        block = reading.data[start:end]
        if is_open(block):
            inside = block[block.find(b"\n") + 1 :]
            if len(FENCE.findall(inside)) > 1 or is_prose(inside.decode("utf-8", "replace")):
                return start
    return -1


def is_open(block: bytes) -> bool:
    """Whether the end of a block of code is missing."""
    if raw := RAW_BLOCK.match(block):
        return b"</" + raw[1].lower() not in block.lower()
    opens = FENCE_OPENS.match(block)
    if not opens:
        return False
    first, _, last = block.rstrip().rpartition(b"\n")
    closes = last.lstrip(b" \t>")
    return not first or not closes.startswith(opens[1]) or closes.strip(opens[1][:1]) != b""


def is_prose(text: str) -> bool:
    """Whether half of the lines end as sentences of Chinese do."""
    lines = [line for line in text.splitlines() if line.strip()]
    return bool(lines) and 2 * sum(SENTENCE_ENDS.search(line) is not None for line in lines) >= len(lines)
