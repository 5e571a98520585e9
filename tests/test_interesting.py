"""Inputs that a search found, or that begin one: none of them breaks a law again."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from conftest import ROOT

INPUTS = sorted((ROOT / "tests" / "interesting").iterdir())
LAWS = runpy.run_path(str(ROOT / "tools" / "laws.py"))


@pytest.mark.parametrize("file", INPUTS, ids=lambda file: file.name)
def test_no_law_is_broken(file: Path) -> None:
    LAWS["check"](file.read_bytes())
