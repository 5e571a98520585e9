"""The examples show what they are named for: `make demo` is the first thing a visitor sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiaokan.runner import run
from jiaokan.settings import Overrides, Project

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.*"))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_an_example_shows_its_defect_and_little_else(file: Path) -> None:
    (result,) = run([str(file)], Project(Overrides(isolated=True))).results
    assert {f.name for f in result.findings} == {file.stem}
