"""The README is what people try first: what it shows must be so."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from command_line import jiaokan as run_jiaokan
from conftest import ROOT

import jiaokan
from jiaokan import testing
from jiaokan.config.settings import Project

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


def test_the_commands_print_what_is_shown(folder: Path) -> None:
    shutil.copytree(ROOT / "examples", folder / "examples")
    shown = re.findall(r"^\$ jiaokan ([^\n]*)\n((?:(?!\$ ).*\n)*)", "".join(blocks("console")), re.M)
    assert len(shown) >= 3
    for command, output in shown:
        assert run_jiaokan(*shlex.split(command)).output == output


def test_the_family_of_every_rule_is_listed() -> None:
    listed = re.findall(r"^\| ([A-Z]{3}) \|", README, re.M)
    assert {r.family for r in Project().default.rules} <= set(listed)


def test_the_rules_that_are_named_exist() -> None:
    table = README[README.index("| family |") : README.index("`jiaokan rules` lists")]
    named = set(re.findall(r"`([a-z-]+)`", table))
    assert named <= {r.name for r in Project().default.rules}


def test_the_configuration_is_one(tmp_path: Path) -> None:
    (block,) = blocks("toml")
    assert tomllib.loads(block)
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text(block, encoding="utf-8")
    rule = next(b for b in blocks("python") if "@rule" in b)
    (tmp_path / "lint_rules.py").write_text(rule, encoding="utf-8")
    testing.check_rules(tmp_path / "lint_rules.py")
    settings = Project(cwd=tmp_path).settings_for(tmp_path / "a.txt")
    assert {"TERM001", "HOUSE001", "HOUSE002"} <= {r.code for r in settings.rules}
    text = "　　今年是2〇25年，大家都很高兴。\n"
    assert jiaokan.fix(text, settings=settings).text == text.replace("〇", "0")


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    code = next(b for b in blocks("python") if "import jiaokan\n" in b)
    exec(code, {})
    out = capsys.readouterr().out
    assert "SCR001 5 「戶」" in out
    assert "雾。\n [Applied" in out


def test_the_rule_that_a_contributor_is_shown_is_a_good_one(tmp_path: Path) -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    code, cases = (re.findall(rf"^ *```{kind}\n(.*?)^ *```$", page, re.M | re.S)[0] for kind in ("python", "toml"))
    (tmp_path / "rules.py").write_text(dedent(code), encoding="utf-8")
    (shown,) = testing.check_rules(tmp_path / "rules.py")
    for kind, texts in tomllib.loads(dedent(cases)).items():
        for case in texts:
            assert testing.found(shown, case["text"]) == case.get("at", [])
            assert testing.fixed(shown, case["text"]) == (case["fixed"] if kind == "found" else case["text"])


def test_the_view_that_a_contributor_is_shown_works() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {"__name__": "rules"}
    exec(re.findall(r"^```python\n(.*?)^```$", page, re.M | re.S)[0], names)
    assert names["titles"](jiaokan.Document("他读完《红楼梦》，又读《围城》。")) == {"《红楼梦》", "《围城》"}
