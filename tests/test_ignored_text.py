"""An entry of `ignore` with a text does in plain text what a marker does in Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import check, error_line, finding_lines, findings


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        tmp_path.joinpath(name).write_text("今天开会,讨论了规划。\n明天开会,讨论方案。\n", encoding="utf-8")
    return tmp_path


def configure(project: Path, *entries: str) -> None:
    listed = ", ".join("{ " + entry + " }" for entry in entries)
    text = f'select = ["PUN001", "SUP001"]\nignore = [{listed}]\n'
    project.joinpath("jiaokan.toml").write_text(text, encoding="utf-8")


def test_an_entry_covers_its_text_in_the_files_of_its_path(project: Path) -> None:
    configure(project, 'path = "a.*", rule = "halfwidth-punctuation", text = "今天开会,", reason = "原文如此"')
    assert finding_lines("a.txt", "b.txt") == ["a.txt:2", "b.txt:1", "b.txt:2"]


def test_a_fix_leaves_the_text_of_an_entry(project: Path) -> None:
    configure(project, 'path = "*.txt", rule = "PUN", text = "今天开会,"')
    check("--fix", "a.txt")
    assert project.joinpath("a.txt").read_text(encoding="utf-8") == "今天开会,讨论了规划。\n明天开会，讨论方案。\n"


@pytest.mark.parametrize("text", ["讨论", "没有这句"])
def test_an_entry_that_suppresses_nothing_is_reported(project: Path, text: str) -> None:
    configure(project, f'path = "a.txt", rule = "PUN001", text = "{text}"')
    assert "SUP001" in [row["code"] for row in findings("a.txt")]
    assert "SUP001" not in [row["code"] for row in findings("b.txt")]


def test_an_entry_for_several_files_may_be_of_use_in_one_of_them(project: Path) -> None:
    project.joinpath("b.txt").write_text("大家都来了。\n", encoding="utf-8")
    configure(project, 'path = "*.txt", rule = "PUN001", text = "开会,"')
    assert finding_lines("a.txt", "b.txt") == []


@pytest.mark.parametrize(
    ("entry", "error"),
    [
        (
            'path = "a.txt", rule = "PUN01", text = "x"',
            "ignore[0].rule: there is no rule or family 'PUN01'. Did you mean",
        ),
        (
            'path = "a.txt", rulle = "PUN001", text = "x"',
            "ignore[0].rulle: there is no key 'rulle'. Did you mean 'rule'?",
        ),
        ('path = "a.txt", rule = "PUN001"', "ignore[0]: the key 'text' is missing."),
        ('path = "a.txt", rule = "PUN001", text = ""', "ignore[0].text: expected"),
        ('path = "../a.txt", rule = "PUN001", text = "x"', "ignore[0].path: '../a.txt' reaches outside"),
        ('path = "!a.txt", rule = "PUN001", text = "x"', "ignore[0].path: '!a.txt' stands alone"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_key(project: Path, entry: str, error: str) -> None:
    configure(project, entry)
    assert error in error_line("a.txt")
