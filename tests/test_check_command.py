"""`jiaokan check`: what is linted, what is printed where, and the exit status."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from command_line import check, jiaokan
from house_rules import BAD

from jiaokan.reports import FORMATS


def test_findings_are_printed_and_fail_the_run(house: Path) -> None:
    result = check("bad.txt", "good.txt")
    assert result.exit_code == 1
    assert "bad.txt:2:4 error HOUSE001" in result.stdout
    assert "bad.txt:2:7 warning HOUSE002" in result.stdout
    assert "good.txt" not in result.stdout
    assert result.stderr == ""


def test_without_a_path_the_folder_is_linted(house: Path) -> None:
    assert "bad.txt:2:4 error HOUSE001" in check().stdout


def test_a_clean_run_is_silent(house: Path) -> None:
    result = check("good.txt")
    assert (result.exit_code, result.output) == (0, "")


def test_info_never_fails_a_run(house: Path) -> None:
    (house / "note.txt").write_text("请注意。\n", encoding="utf-8")
    result = check("note.txt")
    assert result.exit_code == 0
    assert "info NOTE001" in result.stdout


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_has_the_same_exit_status(house: Path, format: str) -> None:
    assert check("bad.txt", "--output-format", format).exit_code == 1
    assert check("good.txt", "--output-format", format).exit_code == 0
    assert check("nowhere.txt", "--output-format", format).exit_code == 2
    assert check("bad.txt", "--output-format", format, "--exit-zero").exit_code == 0
    assert check("nowhere.txt", "--output-format", format, "--exit-zero").exit_code == 2


def test_json_on_stdout_is_one_document_whatever_else_happens(house: Path) -> None:
    result = check("bad.txt", "nowhere.txt", "--output-format", "json")
    rows = json.loads(result.stdout)
    assert [(r["code"], r["line"], r["column"], r["start"]) for r in rows] == [
        ("HOUSE001", 2, 4, 8),
        ("HOUSE002", 2, 7, 11),
    ]
    assert "nowhere.txt" in result.stderr


def test_a_path_that_is_not_there_does_not_hide_the_others(house: Path) -> None:
    result = check("nowhere.txt", "bad.txt")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("jiaokan: nowhere.txt: ")
    assert "HOUSE001" in result.stdout


def test_a_file_that_may_not_be_read_does_not_hide_the_others(house: Path, ordinary_user: None) -> None:
    (house / "secret.txt").write_text(BAD, encoding="utf-8")
    (house / "secret.txt").chmod(0)
    result = check("secret.txt", "bad.txt")
    assert "bad.txt:2:4 error HOUSE001" in result.stdout
    assert "Usage" not in result.stderr


@pytest.mark.parametrize(("option", "what"), [("--config", "configuration"), ("--baseline", "baseline")])
def test_what_can_not_be_read_is_named_once(house: Path, option: str, what: str) -> None:
    for name in ("folder", "nowhere", "bad.bin"):
        (house / "folder").mkdir(exist_ok=True)
        (house / "bad.bin").write_bytes(b"\xff")
        result = check(option, name, "bad.txt")
        assert result.exit_code == 2
        assert re.fullmatch(rf"jiaokan: \S*{name}: this {what} can't be read: [^':]+\.\n", result.stderr)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--output-format", "xml"],
        ["--output-format", "json", "--output-format", "text"],
        ["--output-format", "json=out", "--output-format", "sarif=./out"],
        ["--diff", "--output-format", "json"],
        ["-", "bad.txt"],
        ["--jobs", "0"],
        ["--time-limit", "nan"],
        ["--time-limit", "inf"],
        ["--nonsense"],
        ["--select", "HOUSE009"],
        ["--config", "nowhere.toml"],
    ],
)
def test_a_command_that_makes_no_sense_says_so(house: Path, arguments: list[str]) -> None:
    result = check("bad.txt", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (["--select", "HOUSE001"], {"HOUSE001"}),
        (["--select", "HOUSE001,HOUSE002"], {"HOUSE001", "HOUSE002"}),
        (["--select", "HOUSE001", "--select", "HOUSE002"], {"HOUSE001", "HOUSE002"}),
        (["--ignore", "HOUSE002"], {"HOUSE001"}),
        (["--extend-ignore", "HOUSE"], set()),
        (["--select", "NOTE001", "--extend-select", "HOUSE002"], {"HOUSE002"}),
        (["--isolated", "--select", "trailing-space"], set()),
    ],
)
def test_rules_are_chosen_by_code_and_family(house: Path, arguments: list[str], codes: set[str]) -> None:
    result = check("bad.txt", "--output-format", "json", *arguments)
    assert {row["code"] for row in json.loads(result.stdout)} == codes


def test_excluded_files_stay_out_unless_they_are_forced_in(house: Path) -> None:
    (house / "drafts").mkdir()
    (house / "drafts" / "draft.txt").write_text(BAD, encoding="utf-8")
    assert "draft.txt" not in check().output
    assert "draft.txt" not in check("drafts/draft.txt").output
    assert "draft.txt" in check("drafts/draft.txt", "--no-force-exclude").output
    assert "bad.txt" not in check("--exclude", "bad.*,other").output


@pytest.mark.slow
def test_the_result_is_the_same_whatever_the_number_of_processes(house: Path) -> None:
    for n in range(20):
        (house / f"n{n}.txt").write_text(BAD * (n + 1), encoding="utf-8")
    alone = check("--jobs", "1", "--full", "--no-cache")
    assert alone.stdout == check("--jobs", "3", "--full").stdout
    assert alone.stdout.count("HOUSE001") > 200
    jiaokan("baseline")
    (house / "n3.txt").write_text(BAD * 9, encoding="utf-8")  # of which four are known
    alone = check("--jobs", "1", "--full")
    assert alone.stdout == check("--jobs", "3", "--full").stdout
    assert alone.stdout.count("error HOUSE001") == 5


def test_statistics_count_by_rule_and_show_no_finding(house: Path) -> None:
    lines = check("--statistics", "bad.txt").stdout.splitlines()
    assert lines[0] == "1 error, 1 warning in 1 file of 1:"
    assert "--fix repairs 1" in lines[1]


def test_a_wrong_configuration_names_the_file_and_the_key(house: Path) -> None:
    (house / "jiaokan.toml").write_text('selct = ["HOUSE"]\n', encoding="utf-8")
    result = check("bad.txt")
    assert result.exit_code == 2
    assert "jiaokan.toml" in result.stderr
    assert "select" in result.stderr
    assert result.stdout == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be taken away there")
def test_a_working_folder_that_is_gone_is_said_in_one_line(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (house / "gone").mkdir()
    monkeypatch.chdir(house / "gone")
    (house / "gone").rmdir()
    for arguments in (["check"], ["check", "--isolated", str(house / "bad.txt")], ["baseline"], ["rules"]):
        result = jiaokan(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("jiaokan: the working folder cannot be read: ")
        assert result.stderr.count("\n") == 1


def test_a_profile_says_where_the_time_went(house: Path) -> None:
    result = check("--profile", "bad.txt")
    assert result.exit_code == 1
    assert "s in rules and views, 1 files" in result.stderr
    assert "HOUSE001" in result.stderr or "more" in result.stderr
    assert "rules and views" not in result.stdout
