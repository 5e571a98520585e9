"""Where configuration stands and how it is read; what it says is judged in `tables` and `settings`."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiaokan.errors import ConfigError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# The first one found in a folder counts.
NAMES = ("jiaokan.toml", "pyproject.toml")
TABLE = "tool.jiaokan"
BASELINE = "jiaokan-baseline.jsonl"


def read(file: Path) -> dict[str, Any] | None:
    """The table of jiaokan's settings in a file, or None if a pyproject.toml has none."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: this configuration can't be read: {reason(error)}") from error
    # A pyproject.toml that never mentions jiaokan is not parsed: it costs nothing, and its errors are not ours.
    if file.name == "pyproject.toml" and "jiaokan" not in text:
        return None
    table = parse(file, text)
    if file.name != "pyproject.toml":
        return table
    tool = table.get("tool")
    inner = tool.get("jiaokan") if isinstance(tool, dict) else None
    if inner is not None and not isinstance(inner, dict):
        raise ConfigError(f"{file}: {TABLE}: expected a table, found {inner!r}.")
    return inner


def reason(error: OSError | UnicodeDecodeError) -> str:
    """Why a file can't be read, in a sentence without its name."""
    return f"{error.strerror or error}." if isinstance(error, OSError) else "It is not UTF-8."


def parse(file: Path, text: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: this is not valid TOML: {error}") from error


def absolute(path: Path | str, cwd: Path) -> Path:
    """A path from the root, without `..`; links are not followed: what counts is where a file is named to be."""
    return Path(os.path.abspath(cwd / path))


def in_folder(folder: Path) -> tuple[Path, dict[str, Any]] | None:
    """The configuration that stands in a folder itself: its file and its table."""
    for name in NAMES:
        file = folder / name
        if file.is_file() and (table := read(file)) is not None:
            return file, table
    return None


def repository(folder: Path) -> Path | None:
    """The root of the repository that holds a folder: the nearest folder upward with a .git."""
    return next((f for f in (folder, *folder.parents) if (f / ".git").exists()), None)


def baseline(folder: Path) -> Path:
    """Where the baseline that holds in a folder is, or would be: at the root of its repository."""
    return (repository(folder) or folder) / BASELINE


def prefix(file: Path) -> str:
    """What stands before a key in a message about it."""
    return f"{file}: {TABLE}." if file.name == "pyproject.toml" else f"{file}: "


def compiled(globs: Sequence[str]) -> GitIgnoreSpec:
    """Globs in the way of .gitignore; raises `ConfigError` for one that is none."""
    # pathspec takes 35 ms to import: it waits for a glob.
    from pathspec import GitIgnoreSpec

    for glob in globs:
        try:
            GitIgnoreSpec.from_lines([glob])
        except (ValueError, re.error) as error:
            raise ConfigError(f"{glob!r} is no glob as .gitignore has them.") from error
    return GitIgnoreSpec.from_lines(globs)


def suggestion(word: object, known: Iterable[str]) -> str:
    """A sentence with the nearest known word, or nothing where none is near."""
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    words = sorted(known)
    # Upper and lower case are one here: `brk001` is near to BRK001. Two letters in five may be wrong.
    match = process.extractOne(
        str(word),
        words,
        scorer=DamerauLevenshtein.normalized_similarity,
        processor=lambda w: w.lower().replace("_", "-"),
        score_cutoff=0.6,
    )
    return f" Did you mean {match[0]!r}?" if match else ""
