"""A rule whose fix would damage a text is stopped and named; the file is left alone and the others are fixed."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import check
from text_files import write

from jiaokan import Document, Edit, Finding, Safety, UnsoundFix, rule
from jiaokan.linting.linter import fix_document
from jiaokan.linting.rule_set import ConfiguredRule

TEXT = "甲 https://a.example/b `代码` 乙\n"

OUTSIDE = (Edit(0, 999, ""),)
BACKWARDS = (Edit(1, 0, "丙"),)
OVERLAPPING = (Edit(0, 1, "丙"), Edit(0, 1, "丁"))
OUT_OF_ORDER = (Edit(29, 30, "丙"), Edit(0, 1, "丁"))
IN_A_URL = (Edit(10, 11, "，"),)
INTO_CODE = (Edit(24, 24, "丙"),)
BEFORE_CODE = (Edit(0, 24, "丙"),)
INSTEAD_OF_A_URL = (Edit(0, 21, "丙"),)


def fixed(edits: tuple[Edit, ...], edits_protected: bool = False) -> str:
    @rule("TEST001", chinese=False, edits_protected=edits_protected)
    def harmful(doc: Document) -> list[Finding]:
        """Harmful."""
        return [Finding(0, 1, "Wrong.", edits)] if doc.text == TEXT else []

    return fix_document(Document(TEXT), [ConfiguredRule(harmful)], Safety.SAFE).text


@pytest.mark.parametrize(
    "edits", [OUTSIDE, BACKWARDS, OVERLAPPING, OUT_OF_ORDER, IN_A_URL, INTO_CODE, BEFORE_CODE, INSTEAD_OF_A_URL]
)
def test_a_harmful_fix_is_not_applied(edits: tuple[Edit, ...]) -> None:
    with pytest.raises(UnsoundFix, match="TEST001 harmful broke"):
        fixed(edits)


def test_what_is_protected_may_go_with_what_is_around_it() -> None:
    assert fixed((Edit(0, len(TEXT), ""),)) == ""
    assert fixed((Edit(0, 2, ""),)) == TEXT[2:]
    assert fixed((Edit(0, 22, "丙 https://a.example/b "),)) == "丙" + TEXT[1:]


def test_a_rule_about_markup_may_change_it() -> None:
    assert fixed(IN_A_URL, edits_protected=True) == TEXT[:10] + "，" + TEXT[11:]


@pytest.mark.parametrize("edit", [Edit(0, 24, ""), Edit(23, 24, ""), Edit(24, 24, " ")])
def test_a_deletion_that_reaches_into_code_is_only_shown(edit: Edit) -> None:
    assert fixed((edit,)) == TEXT
    assert fixed((edit,), edits_protected=True) != TEXT


HARMFUL = """
from jiaokan import Edit, Finding, rule

@rule("HARM001", chinese=False)
def harmful(doc):
    '''Harmful.'''
    at = doc.text.find("://")
    if at >= 0:
        yield Finding(at, at + 1, "Wrong.", (Edit(at, at + 1, "："),))
"""


def test_the_file_stays_and_the_others_are_fixed(folder: Path) -> None:
    write("harmful.py", HARMFUL)
    write("jiaokan.toml", 'plugins = ["./harmful.py"]\n')
    bad = "今天的会议很重要,大家都来了。\n"
    write("a.txt", "见 https://a.example/b 。\n" + bad)
    write("b.txt", bad)
    result = check("--fix")
    assert result.exit_code == 2
    assert "a.txt: The rule HARM001 harmful broke: its fix changes code, a URL" in result.stderr
    assert Path("a.txt").read_text(encoding="utf-8").endswith(bad)
    assert Path("b.txt").read_text(encoding="utf-8") == bad.replace(",", "，")
    assert "PUN001" in result.stdout
