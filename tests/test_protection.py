"""Which parts of a text are no prose: code, URLs, formulas, markup and front matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan import Document
from jiaokan.model.protection import Spans

MARKDOWN = st.text("a好`~$<>()[]!-:#\n\r \t*/@.", max_size=60)


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


def protected_texts(text: str, path: str = "a.md") -> list[str]:
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
        ("网址:https://a.cn/b 好:tada:", ["https://a.cn/b", ":tada:"]),
        ("设 $x, y$ 为", ["$x, y$"]),
        ("价格为$5, 好$6", []),
        ("见[此处](a,b.html)。", ["[", "](a,b.html)"]),
        ("[x]: http://a.cn\n", ["[x]: http://a.cn"]),
        ("[^1]: 这里,是正文\n", ["[^1]:"]),
        ("甲<b class='x,y'>乙</b>", ["<b class='x,y'>", "</b>"]),
        ("---\ntitle: a,b\n---\n甲", ["---\ntitle: a,b\n---"]),
        ("---\r\ntitle: a,b\r\n---\r\n甲", ["---\r\ntitle: a,b\r\n---"]),
        ("甲<!-- a,\n\nb -->乙", ["<!-- a,\n\nb -->"]),
        ("甲<!-- 乙", []),
        ("`<!--` 甲, 乙 `-->`", ["`<!--`", "`-->`"]),
        ("甲\n\n    a, b\n\n    c\n\n乙", ["    a, b\n\n    c\n"]),
        ("甲\r\n\r\n    a, b\r\n乙", ["    a, b\r\n"]),
        ("- 甲\n\n    乙, 丙\n", ["    "]),
        ("- 甲\r\n\r\n    乙, 丙\r\n", ["    "]),
        ("1. 甲\n\n\n    乙, 丙\n", ["    "]),
        ("甲\n    乙, 丙\n", []),
    ],
)
def test_what_is_no_prose_in_markdown(text: str, spans: list[str]) -> None:
    """Code with its commas changed no longer runs; prose taken for code is never linted."""
    assert protected_texts(text) == spans


@pytest.mark.parametrize("text", ["---\na\n---\n", "<!-- 甲 -->", "甲\n\n    乙\n"])
def test_plain_text_has_no_front_matter_comments_or_indented_code(text: str) -> None:
    assert protected_texts(text, "a.txt") == []


@pytest.mark.slow
@pytest.mark.parametrize("unit", [
    "`", "```", "```\n", "```a\n", "~~~\n```\n", "[", "](", "](a", "[a]:", "$", "$a", "$$a", "<", "<a", "<!--", "<!--a-->",
    "(", "www.", "a@", "http://", "    a\n", "\n    \n", "---\n", "\r\n", "\r", "` `` ", "a\n\n    b\n\n", "\t\n",
    "[[", "{{", "{%", "\\(", "\\[", "**a,", "<a =\"", "<a {", "</a", "<pre>", "<code>", "- ", "> ", "!!! a\n", "=== \"a\"\n", ":a:",
    "a:: b\n", "(a:: ", ">>> a(\n", "import '\n", "[^a]: ", "[a][", "&amp;", "$a_好", "|a\n", "|a\n|-\n", "^a ", "%%", "{a=",
])  # fmt: skip
@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.html"])
def test_a_large_file_of_rubbish_is_read(unit: str, path: str) -> None:
    """It must not hold up the run: in time that grew with the square of its size this would take minutes."""
    text = "---\n" * (unit == "---\n") + unit * (200_000 // len(unit))
    doc = Document(text, path)
    assert all(0 <= start < end <= len(text) for start, end in [*doc.protected, *doc.code])
    assert len(doc.lines.texts) == len(doc.lines) >= 1
