"""A diff makes the new text of the old one, whoever applies it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaokan.reports import View, render
from jiaokan.reports.diff import changes, unified
from jiaokan.run.result import FileResult, Run


def test_a_diff_on_a_terminal_is_harmless_and_exact_in_a_pipe() -> None:
    result = FileResult("a.txt", "乙\x1b[2J\n", (), "甲\x1b[2J\n", ())
    run = Run((result,), 1, 3)
    assert "\x1b[2J" in render("diff", run, View())
    assert "\x1b" not in render("diff", run, View(terminal=True))


LINES = st.lists(st.sampled_from(["甲", "乙", "丙", "", "甲乙", "\r"]), max_size=14).map("\n".join)


TEXTS = st.one_of(LINES, LINES.map(lambda t: t + "\n"))


def patched(old: str, diff: str) -> str:
    """What a patch tool makes of a text: a second, independent reading of the format."""
    source = old.split("\n")
    out: list[str] = []
    at = 0
    body = [line for line in diff.split("\n")[2:-1] if line != "\\ No newline at end of file"]
    for line in body:
        if header := re.fullmatch(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@", line):
            start = int(header[1]) - (header[2] != "0")
            out += source[at:start]
            at = start
        elif line[0] == "+":
            out.append(line[1:])
        else:
            assert source[at] == line[1:], "context and deletions must be what the old text has"
            at += 1
            if line[0] == " ":
                out.append(line[1:])
    return "\n".join(out + source[at:])


@pytest.mark.slow
@given(TEXTS, TEXTS)
@settings(max_examples=300)
def test_a_diff_makes_the_new_text_of_the_old(old: str, new: str) -> None:
    if old.endswith("\n") and new.endswith("\n"):
        assert patched(old, "".join(unified("a", old, new))) == new


@pytest.mark.parametrize(("old", "new"), [("甲", "甲\n"), ("甲\n", "甲"), ("甲", "乙"), ("", "甲"), ("甲\n", "")])
def test_a_missing_final_newline_is_marked(old: str, new: str) -> None:
    diff = "".join(unified("a", old, new))
    assert diff.count("\\ No newline at end of file") == sum(bool(t) and not t.endswith("\n") for t in (old, new))


@pytest.mark.slow
def test_a_large_diff_is_made() -> None:
    old = ["甲\n", "\n"] * 20_000
    new = ["甲\n"] * 20_000
    assert changes(old, new)
    numbers = [f"{i}\n" for i in range(50_000)]
    assert len(changes(numbers, [n if i % 2 else "new\n" for i, n in enumerate(numbers)])) == 25_000
