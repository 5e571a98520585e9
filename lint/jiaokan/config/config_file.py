"""Find and read configuration files; `validation` checks what they say."""

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

FILE_NAMES = ("jiaokan.toml", "pyproject.toml")  # the first one in a folder counts
TABLE = "tool.jiaokan"
BASELINE = "jiaokan-baseline.jsonl"
INCLUDE = ("*.txt", "*.md", "*.markdown")  # the default of `include`


def read_table(file: Path) -> dict[str, Any] | None:
    """Read the settings of a file; None for a pyproject.toml without the table [tool.jiaokan]."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: this configuration can't be read: {reason(error)}") from error
    # Skip a pyproject.toml that never mentions jiaokan: this saves time, and its errors do not concern jiaokan.
    if file.name == "pyproject.toml" and "jiaokan" not in text:
        return None
    table = parse_toml(file, text)
    if file.name != "pyproject.toml":
        if isinstance(table.get("tool"), dict):
            raise ConfigError(f"{file}: tool: in this file the keys stand at the top, without [{TABLE}].")
        return table
    tool = table.get("tool")
    inner = tool.get("jiaokan") if isinstance(tool, dict) else None
    if inner is not None and not isinstance(inner, dict):
        raise ConfigError(f"{file}: {TABLE}: expected a table, found {inner!r}.")
    return inner


def reason(error: OSError | UnicodeDecodeError) -> str:
    """Why a file can't be read: a sentence without the file's name."""
    return f"{error.strerror or error}." if isinstance(error, OSError) else "It is not UTF-8."


def parse_toml(file: Path, text: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: this is not valid TOML: {error}") from error


def absolute(path: Path | str, cwd: Path) -> Path:
    """An absolute path without `..`. Links are not followed: the name that the user gave counts."""
    return Path(os.path.abspath(cwd / path))


def find_in_folder(folder: Path) -> tuple[Path, dict[str, Any]] | None:
    """The configuration file of one folder with its settings, or None."""
    for name in FILE_NAMES:
        file = folder / name
        if file.is_file() and (table := read_table(file)) is not None:
            return file, table
    return None


def repository(folder: Path) -> Path | None:
    """The root of the repository that contains a folder: the nearest folder upward with a .git."""
    return next((f for f in (folder, *folder.parents) if (f / ".git").exists()), None)


def default_baseline(folder: Path) -> Path:
    """The path of the baseline at the root of the repository of a folder; the file need not exist."""
    return (repository(folder) or folder) / BASELINE


def key_prefix(file: Path) -> str:
    """The text before a key in a message about it."""
    return f"{file}: {TABLE}." if file.name == "pyproject.toml" else f"{file}: "


def compile_globs(globs: Sequence[str]) -> GitIgnoreSpec:
    """Compile globs in the syntax of .gitignore; raises `ConfigError` for an invalid one."""
    # Importing pathspec takes 35 ms: do it only if there is a glob.
    from pathspec import GitIgnoreSpec

    for glob in globs:
        try:
            GitIgnoreSpec.from_lines([glob])
        except (ValueError, re.error) as error:
            raise ConfigError(f"{glob!r} is not a valid glob in the syntax of .gitignore.") from error
    return GitIgnoreSpec.from_lines(globs)


def suggestion(word: object, known: Iterable[str]) -> str:
    """A sentence that proposes the most similar known word, or "" if none is similar."""
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    # Ignore case, so that `brk001` finds BRK001. Two letters in five may differ.
    match = process.extractOne(
        str(word),
        sorted(known),
        scorer=DamerauLevenshtein.normalized_similarity,
        processor=lambda w: w.lower().replace("_", "-"),
        score_cutoff=0.6,
    )
    return f" Did you mean {match[0]!r}?" if match else ""
