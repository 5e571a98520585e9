"""Inputs that a search found, or that begin one: none of them breaks a law again."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

INPUTS = sorted((Path(__file__).parent / "interesting").iterdir())
LAWS = runpy.run_path(str(Path(__file__).parent.parent / "tools" / "laws.py"))


@pytest.mark.parametrize("file", INPUTS, ids=lambda file: file.name)
def test_no_law_is_broken(file: Path) -> None:
    LAWS["check"](file.read_bytes())
