"""Inputs that a search found, or that begin one: none of them breaks a law again."""

from __future__ import annotations

from pathlib import Path

import pytest

import jiaokan
from jiaokan import Safety
from jiaokan.source import SourceError, decode

INPUTS = sorted((Path(__file__).parent / "interesting").iterdir())


@pytest.mark.parametrize("file", INPUTS, ids=lambda file: file.name)
@pytest.mark.parametrize("safety", [Safety.SAFE, Safety.UNSAFE])
def test_no_law_is_broken(file: Path, safety: Safety) -> None:
    kind, *data = file.read_bytes()
    path = ("a.txt", "a.md")[kind % 2]
    try:
        text = decode(bytes(data), path).document.text
    except SourceError:
        return
    fixed = jiaokan.fix(text, path=path, safety=safety)
    assert not jiaokan.fix(fixed.text, path=path, safety=safety).applied
