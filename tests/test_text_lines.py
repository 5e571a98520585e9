"""The lines that hold text, of a small document and of a large one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan import Document, Pattern
from jiaokan.model import text_lines as model
from jiaokan.model.slices import LARGE
from jiaokan.model.text_lines import BLANK, TextLines, column_width, page_lines, text_lines

PAGE = "\ufeff　　春天来了。\r\n\u3000 \r\n \t他说：“good”\u2002 \n\n\u2002\n𠮷野家\f"


def expected(text: str, blank: str | None) -> list[tuple[int, int, int, str]]:
    """Number, line start, text start and text of each line that holds text, by its definition."""
    found, start = [], 0
    for number, line in enumerate(re.split("(?<=\n)|(?<=\r)(?!\n)", text)):
        if held := line.rstrip("\r\n").strip(blank):
            found.append((number, start, start + len(line.rstrip("\r\n").rstrip(blank)) - len(held), held))
        start += len(line)
    return found


@pytest.mark.parametrize(("view", "blank"), [(text_lines, None), (page_lines, BLANK)])
@given(text=st.one_of(st.just(PAGE), st.text(alphabet="\ufeff\u3000 \t\f\u2002\x85\r\n春，a𠮷")))
def test_blank_lines_are_no_text_lines(view: object, blank: str | None, text: str) -> None:
    lines = text_lines(doc := Document(text)) if view is text_lines else page_lines(doc := Document(text))
    found = list(zip(lines.numbers, lines.line_starts, lines.starts, lines.texts, strict=True))
    assert found == expected(text, blank)
    assert lines.indented == any(lines.indent(index) for index in range(len(lines)))
    assert list(lines.columns) == [
        column_width(doc.text[start:end]) for start, end in zip(lines.line_starts, lines.ends, strict=True)
    ]
    assert lines.first_characters == "".join(held[0] for held in lines.texts)
    assert lines.last_characters == "".join(held[-1] for held in lines.texts)


def test_lines_by_their_edges_and_by_place() -> None:
    lines = page_lines(Document("甲，\n\n　乙。\n丙，"))
    assert lines.ending_with(Pattern("，")) == [0, 2]
    assert lines.beginning_with(Pattern("[乙丙]")) == [1, 2]
    assert list(lines.overlapping(0, 6)) == [0, 1]
    assert [lines.index_at(offset) for offset in (0, 2, 3, 4, 8)] == [0, 0, 1, 1, 2]


def test_other_white_space_is_text_on_a_page_only() -> None:
    doc = Document("\u2002\n甲\n")
    assert page_lines(doc).texts == ["\u2002", "甲"]
    assert text_lines(doc).texts == ["甲"]
    assert text_lines(doc := Document("甲\n")) is page_lines(doc)


def test_characters_that_may_be_text() -> None:
    white = {chr(code) for code in range(0x110000) if chr(code).isspace()} - set("\r\n")
    assert white ^ set(BLANK) == model.SOMETIMES_TEXT


@pytest.mark.slow
def test_a_large_text_has_the_same_lines() -> None:
    text = PAGE + "\n"
    few, many = page_lines(Document(text)), page_lines(doc := Document(text * (LARGE // len(text) + 1)))
    assert not isinstance(many.texts, list)
    assert list(many.texts[: len(few)]) == few.texts
    assert many.columns[: len(few)] == few.columns
    assert many.last_characters == "".join(text[-1] for text in many.texts)
    assert isinstance(text_lines(doc), TextLines)
