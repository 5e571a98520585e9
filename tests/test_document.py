"""Where things are in a text: lines, positions and line ends."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan import Document
from jiaokan.model.slices import Packed

LINES = st.text("a好\n\r\u2028\x0b\x0c\x85𠀀 ", max_size=30)


@given(LINES)
def test_lines_end_at_lf_crlf_and_cr_only(text: str) -> None:
    doc = Document(text)
    expected = re.split("\r\n|\n|\r", text)
    assert [line.text for line in doc.lines] == (expected[:-1] if expected[-1] == "" else expected)
    assert all(text[line.start : line.end] == line.text for line in doc.lines)


@given(LINES)
@pytest.mark.parametrize("large", [0, 1000])
def test_lines_are_a_sequence_like_a_list_whatever_the_size(large: int, text: str) -> None:
    """Of a large text they are cut out when they are asked for."""
    with patch("jiaokan.model.slices.LARGE", large), patch("jiaokan.model.slices.LONG", 2):
        lines = Document(text).lines
        listed = list(lines)
        size = len(listed)
        assert [line.text for line in listed] == list(lines.texts) == [text[line.start : line.end] for line in listed]
        expected = re.split("\r\n|\n|\r", text)
        assert list(lines.texts) == (expected if expected[-1] else expected[:-1])
        assert len(lines) == size
        assert [lines[n] for n in range(-size, size)] == [*listed, *listed]
        spans = [slice(a, b) for a in range(-1, size) for b in range(size)]
        assert [lines[span] for span in spans] == [listed[span] for span in spans]
        with pytest.raises(IndexError):
            lines[size]


@given(st.lists(st.text("a好", max_size=3), max_size=9))
def test_packed_texts_are_a_sequence_like_a_list(texts: list[str]) -> None:
    with patch("jiaokan.model.slices.PACK", 2), patch("jiaokan.model.slices.CACHED", 2):
        packed, size = Packed(texts), len(texts)
        assert len(packed) == size
        assert list(packed) == texts
        assert [packed[n] for n in range(-size, size)] == [*texts, *texts]
        assert [packed[a:b] for a in range(size) for b in range(size)] == [
            texts[a:b] for a in range(size) for b in range(size)
        ]
        for beyond in (size, -size - 1):
            with pytest.raises(IndexError):
                packed[beyond]


@given(LINES)
def test_a_position_leads_back_to_its_offset(text: str) -> None:
    """An editor jumps to line and column: they must be those of the finding."""
    doc = Document(text)
    ends = [m.end() for m in re.finditer("\r\n|\n|\r", text)]
    starts = [0, *ends]
    for offset in range(len(text) + 1):
        line, column = doc.position(offset)
        assert starts[line - 1] + column - 1 == offset
        assert line == 1 + sum(end <= offset for end in ends)
        if offset < len(text):
            assert doc.line_at(offset) == line - 1


def test_the_newline_is_the_one_that_leads() -> None:
    assert [Document(t).newline for t in ("a", "a\r\nb\r\nc\n", "a\rb", "a\nb")] == ["\n", "\r\n", "\r", "\n"]
