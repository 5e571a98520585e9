"""Tables of what characters become: rows of a kind, its characters, and their targets in the same order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def write(out: Path, head: str, kinds: Mapping[str, Mapping[str, str]]) -> None:
    lines = [f"{kind}\t{''.join(row)}\t{''.join(row.values())}" for kind, row in kinds.items()]
    out.write_text("\n".join([f"# {head}", *lines, ""]), encoding="utf-8")
    print({kind: len(row) for kind, row in kinds.items()})
