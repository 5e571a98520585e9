"""Where things are in a text, and which parts of it are no prose."""

from __future__ import annotations

import re
import time
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan import Document
from jiaokan.model.protection import Spans
from jiaokan.model.slices import Packed

LINES = st.text("a好\n\r\u2028\x0b\x0c\x85𠀀 ", max_size=30)
MARKDOWN = st.text("a好`~$<>()[]!-:#\n\r \t*/@.", max_size=60)


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
    with patch("jiaokan.model.slices.PACK", 2), patch("jiaokan.model.slices.KEPT", 2):
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


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6))), st.integers(0, 36), st.integers(0, 6))
def test_spans_know_what_they_overlap(given_: list[tuple[int, int]], start: int, size: int) -> None:
    spans = Spans((a, a + n) for a, n in given_)
    held = {x for a, n in given_ for x in range(a, a + n)}
    assert {x for a, b in spans for x in range(a, b)} == held
    assert spans.overlaps(start, start + size) == any(x in held for x in range(start, start + size)) or size == 0
    assert bool(spans.at(start)) == (start in held)


@given(MARKDOWN, st.sampled_from(["a.md", "a.txt"]))
def test_protected_spans_lie_in_the_text(text: str, path: str) -> None:
    doc = Document(text, path)
    for start, end in [*doc.protected, *doc.code]:
        assert 0 <= start < end <= len(text)


def protected(text: str, path: str = "a.md") -> list[str]:
    return [text[a:b] for a, b in Document(text, path).protected]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("甲 `a, b` 乙", ["`a, b`"]),
        ("``a ` b`` 乙", ["``a ` b``"]),
        ("`` 甲 `a` 乙", ["`a`"]),
        ("`甲\n\n乙`", []),
        ("甲\n```\na\n```\n乙", ["```\na\n```"]),
        ("甲\r\n```\r\na\r\n```\r\n乙", ["```\r\na\r\n```"]),
        ("````\n```\n````\n乙", ["````\n```\n````"]),
        ("~~~ py\n```\n~~~\n乙", ["~~~ py\n```\n~~~"]),
        ("````\n甲\n\n```\na\n```\n", ["```\na\n```"]),
        ("见 https://a.cn/x,y 。", ["https://a.cn/x,y"]),
        ("写信给 a.b@c.com，", ["a.b@c.com"]),
        ("设 $x, y$ 为", ["$x, y$"]),
        ("价格为$5, 好$6", []),
        ("见[此处](a,b.html)。", ["(a,b.html)"]),
        ("[x]: http://a.cn\n", ["[x]: http://a.cn"]),
        ("[^1]: 这里,是正文\n", []),
        ("甲<b class='x,y'>乙</b>", ["<b class='x,y'>", "</b>"]),
        ("---\ntitle: a,b\n---\n甲", ["---\ntitle: a,b\n---"]),
        ("---\r\ntitle: a,b\r\n---\r\n甲", ["---\r\ntitle: a,b\r\n---"]),
        ("甲<!-- a,\n\nb -->乙", ["<!-- a,\n\nb -->"]),
        ("甲<!-- 乙", []),
        ("`<!--` 甲, 乙 `-->`", ["`<!--`", "`-->`"]),
        ("甲\n\n    a, b\n\n    c\n\n乙", ["    a, b\n\n    c\n"]),
        ("甲\r\n\r\n    a, b\r\n乙", ["    a, b\r\n"]),
        ("- 甲\n\n    乙, 丙\n", []),
        ("- 甲\r\n\r\n    乙, 丙\r\n", []),
        ("1. 甲\n\n\n    乙, 丙\n", []),
        ("甲\n    乙, 丙\n", []),
    ],
)
def test_what_is_no_prose_in_markdown(text: str, spans: list[str]) -> None:
    """Code with its commas changed no longer runs; prose taken for code is never linted."""
    assert protected(text) == spans


@pytest.mark.parametrize("text", ["---\na\n---\n", "<!-- 甲 -->", "甲\n\n    乙\n"])
def test_plain_text_has_no_front_matter_comments_or_indented_code(text: str) -> None:
    assert protected(text, "a.txt") == []


@pytest.mark.parametrize("unit", [
    "`", "```", "```\n", "```a\n", "~~~\n```\n", "[", "](", "](a", "[a]:", "$", "$a", "$$a", "<", "<a", "<!--", "<!--a-->",
    "(", "www.", "a@", "http://", "    a\n", "\n    \n", "---\n", "\r\n", "\r", "` `` ", "a\n\n    b\n\n", "\t\n",
])  # fmt: skip
@pytest.mark.parametrize("path", ["a.md", "a.txt"])
def test_no_text_takes_long(unit: str, path: str) -> None:
    """One file of rubbish in a corpus must not hold up the run."""
    text = "---\n" * (unit == "---\n") + unit * (200_000 // len(unit))
    doc = Document(text, path)
    start = time.process_time()
    assert doc.protected is not None
    assert doc.code is not None
    assert doc.lines
    assert time.process_time() - start < 2
