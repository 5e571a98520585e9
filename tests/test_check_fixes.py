"""`--fix` and `--diff`: what is safe is written, all else only when it is asked for, and a diff writes nothing."""

from __future__ import annotations

from pathlib import Path

from command_line import check
from house_rules import BAD


def test_fix_writes_what_is_safe_and_reports_it(house: Path) -> None:
    result = check("--fix", "bad.txt")
    assert (house / "bad.txt").read_text(encoding="utf-8") == BAD.replace("旧词", "新词")
    assert "bad.txt:2:4 fixed HOUSE001" in result.stdout
    assert "这里有旧词和疑 → 这里有新词和疑" in result.stdout
    assert result.exit_code == 1, "the unsafe one is left"


def test_unsafe_fixes_leave_nothing_and_exit_with_zero(house: Path) -> None:
    result = check("--fix", "--unsafe-fixes", "bad.txt")
    assert result.exit_code == 0
    assert (house / "bad.txt").read_text(encoding="utf-8") == "第一行。\n这里有新词和问题。\n"
    assert check("bad.txt").output == ""


def test_unsafe_fixes_alone_is_a_mistake(house: Path) -> None:
    result = check("--unsafe-fixes", "bad.txt")
    assert result.exit_code == 2
    assert "--fix" in result.stderr


def test_a_diff_writes_nothing(house: Path) -> None:
    result = check("--diff", "bad.txt", "good.txt")
    assert (house / "bad.txt").read_text(encoding="utf-8") == BAD
    assert result.exit_code == 1
    assert result.stdout == (
        "--- bad.txt\n+++ bad.txt\n@@ -1,2 +1,2 @@\n 第一行。\n-这里有旧词和疑问。\n+这里有新词和疑问。\n"
    )
    assert check("--diff", "--exit-zero", "bad.txt").exit_code == 0
    empty = check("--diff", "good.txt")
    assert (empty.exit_code, empty.output) == (0, "")


def test_a_diff_of_what_only_unsafe_fixes_change_is_empty_without_them(house: Path) -> None:
    (house / "doubt.txt").write_text("疑问。\n", encoding="utf-8")
    assert check("--diff", "doubt.txt").exit_code == 0
    assert "+问题。" in check("--diff", "--unsafe-fixes", "doubt.txt").stdout
