"""The examples show what they are named for: `make demo` is the first thing a visitor sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import check
from conftest import ROOT

from jiaokan.config.settings import Overrides, Project
from jiaokan.run.session import run

FOLDER = ROOT / "examples"
EXAMPLES = sorted(FOLDER.glob("*.*"))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_an_example_shows_its_defect_and_little_else(file: Path) -> None:
    (result,) = run([str(file)], Project(Overrides(isolated=True))).results
    assert {f.name for f in result.findings} == {file.stem}


@pytest.mark.parametrize("more", [[], ["--diff"]])
def test_the_demo_does_not_fail_on_what_it_shows(more: list[str]) -> None:
    result = check("--isolated", "--exit-zero", FOLDER, *more)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "break-in-word" in result.stdout
