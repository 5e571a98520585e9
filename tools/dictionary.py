"""The dictionary of jieba 0.42.1 (dict.txt, MIT licence), which several tables are made from."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path


def entries() -> Iterator[tuple[str, int, str]]:
    """Each word with its count and its part of speech."""
    spec = find_spec("jieba")
    assert spec and spec.origin, "pip install jieba"
    for line in (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, part = line.split()
        yield word, int(count), part
