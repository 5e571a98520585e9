"""Rules from outside: of an installed package, and of a file that the configuration names."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from command_line import check, jiaokan
from conftest import ROOT, Built
from text_files import write

EXAMPLE = ROOT / "examples" / "plugin"
PROMOTION = "　　雨停以后，山谷里起了雾。\n长按二维码，关注我们\n"
OWN_RULE = '''
from jiaokan import Document, Finding, rule

@rule("MINE001")
def fog(doc: Document):
    """Fog."""
    for match in doc.matches("雾"):
        yield Finding(match.start(), match.end(), "「雾」 is fog: wait.")
'''


@pytest.mark.slow
def test_the_example_package_is_found_once_it_is_installed(built: Built, tmp_path: Path) -> None:
    """The model that others copy must work as it stands, with nothing but pip."""
    venv.create(tmp_path / "env", with_pip=True)
    bin = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(bin / "python"), "-m", "pip", "install", "--quiet", str(built.wheel), str(EXAMPLE)]
    subprocess.run(pip, check=True, capture_output=True, timeout=280)
    (tmp_path / "a.txt").write_text(PROMOTION, encoding="utf-8")

    def checked(*more: str) -> subprocess.CompletedProcess[str]:
        command = [str(bin / "jiaokan"), "check", "a.txt", *more]
        env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", timeout=60)

    done = checked()
    assert "a.txt:2:1 warning PROMO001 promotion-line" in done.stdout
    assert done.returncode == 1
    assert "PROMO001" not in checked("--isolated").stdout
    assert "PROMO001" not in checked("--ignore", "promotion-line").stdout


@pytest.mark.slow
def test_the_tests_of_the_example_hold() -> None:
    """Whoever copies the model copies its tests too."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(EXAMPLE)]
    done = subprocess.run(command, cwd=EXAMPLE, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stdout


@pytest.fixture
def own_rule(folder: Path) -> Path:
    write("my_rules.py", OWN_RULE)
    write("jiaokan.toml", 'plugins = ["./my_rules.py"]\n')
    write("a.txt", "　　雨停以后，山谷里起了雾。\n")
    return folder


def test_a_rule_of_a_file_of_the_project_runs(own_rule: Path) -> None:
    result = check("a.txt")
    assert "a.txt:1:13 warning MINE001 fog" in result.stdout
    assert result.exit_code == 1
    assert "MINE001" in jiaokan("rules").stdout


def test_isolated_runs_no_code_of_the_project(own_rule: Path) -> None:
    """Whoever lints a repository that is not theirs must not run what it holds."""
    write("my_rules.py", "raise SystemExit('it ran')\n")
    result = check("--isolated", "a.txt")
    assert (result.exit_code, result.output) == (0, "")


def test_a_rule_that_breaks_is_named_and_the_others_still_run(own_rule: Path) -> None:
    broken = (
        '\n@rule("MINE002")\ndef broken(doc: Document):\n    """Broken."""\n    raise ValueError("no")\n    yield\n'
    )
    write("my_rules.py", OWN_RULE + broken)
    result = check("a.txt")
    assert result.exit_code == 2
    assert "MINE001" in result.stdout
    assert "broken" in result.stderr and "a.txt" in result.stderr
