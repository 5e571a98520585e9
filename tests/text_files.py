"""Files that a test writes."""

from __future__ import annotations

from pathlib import Path


def write(path: str | Path, text: str | bytes) -> None:
    """Write a file and the folders above it; text goes out as UTF-8 with its line ends as they are."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text if isinstance(text, bytes) else text.encode())
