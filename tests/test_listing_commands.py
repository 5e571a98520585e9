"""`jiaokan rule`, `rules` and `config`: what a rule does, which rules there are, and which settings are in force."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from command_line import jiaokan

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def test_a_rule_is_explained_by_code_name_and_family() -> None:
    by_code, by_name = jiaokan("rule", "SPC004"), jiaokan("rule", "trailing-space")
    assert by_code.exit_code == 0
    assert by_code.stdout == by_name.stdout
    assert by_code.stdout.startswith("SPC004 trailing-space  (warning, fix: safe, on)\n")
    assert "What it does" in by_code.stdout and "Fix safety" in by_code.stdout
    assert "##" not in by_code.stdout
    assert "SPC006 blank-lines" in jiaokan("rule", "SPC").stdout


def test_the_list_says_how_safe_the_fixes_of_a_rule_are() -> None:
    safety = {line.split()[0]: line.split()[3] for line in jiaokan("rules").stdout.splitlines()}
    assert [safety[code] for code in ("ENC002", "DUP003", "SPC004")] == ["display", "unsafe", "safe"]


def test_a_rule_that_does_not_exist_brings_the_nearest() -> None:
    result = jiaokan("rule", "trailing-spaces")
    assert result.exit_code == 2
    assert result.stderr.endswith(" lists them. Did you mean 'trailing-space'?\n")


def test_all_rules_are_listed(house: Path) -> None:
    lines = jiaokan("rules").stdout.splitlines()
    assert any(line.startswith("SPC004 ") and " off " in line for line in lines), "this project selects others"
    assert any(line.startswith("HOUSE001 ") and " on " in line for line in lines)
    rows = json.loads(jiaokan("rules", "--output-format", "json").stdout)
    assert len(rows) == len(lines)
    assert {"code", "name", "family", "level", "fix", "on", "summary", "options"} == set(rows[0])


def test_the_settings_in_force_and_where_they_come_from(house: Path) -> None:
    out = jiaokan("config", "bad.txt", "--ignore", "NOTE001").stdout
    assert f"# configuration: {house / 'jiaokan.toml'}" in out
    exclude = next(line for line in out.splitlines() if line.startswith("exclude = "))
    assert exclude == f"exclude = [  # {house / 'jiaokan.toml'}"
    assert "command line" in next(line for line in out.splitlines() if line.startswith("ignore = "))
    assert "# rules that run: HOUSE001 HOUSE002\n" in out
    assert "the defaults" in jiaokan("config", "--isolated").stdout
    written = tomllib.loads(out)
    assert written["ignore"] == ["NOTE001"] and written["exclude"] == ["drafts/"]
    assert [rule["code"] for rule in written["patterns"]] == ["HOUSE001", "HOUSE002", "NOTE001"]
