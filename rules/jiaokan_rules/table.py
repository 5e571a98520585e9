"""The tables that lie beside the rules."""

from __future__ import annotations

from pathlib import Path


def rows(module: str, name: str) -> list[list[str]]:
    """The rows of a table beside a module (its `__file__`), cut at tabs; a line that begins with # is a comment."""
    return [line.split("\t") for line in lines(module, name)]


def by_character(module: str, name: str) -> dict[str, str]:
    """The rows of a long table by the character that each begins with, not cut: few are ever asked for."""
    return {line[0]: line for line in lines(module, name)}


def lines(module: str, name: str) -> list[str]:
    text = Path(module).with_name(name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and line[0] != "#"]
