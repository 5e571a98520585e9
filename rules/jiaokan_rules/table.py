"""The tables that lie beside the rules."""

from __future__ import annotations

from pathlib import Path


def rows(module: str, name: str) -> list[list[str]]:
    """The rows of a table beside a module (its `__file__`), cut at tabs; a line that begins with # is a comment."""
    lines = Path(module).with_name(name).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and line[0] != "#"]
