"""The .gitignore files of a repository, and which paths they leave out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jiaokan.config.config_file import repository

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Ignore(NamedTuple):
    """The patterns of one .gitignore; they are relative to its folder."""

    folder: str
    spec: GitIgnoreSpec


def ignores_above(folder: str) -> tuple[Ignore, ...]:
    """The ignore files of the repository and of the folders from its root down to a folder, without the folder's own.

    None if they ignore the folder itself: it was named, so it is linted.
    """
    here = Path(os.path.abspath(folder))
    root = repository(here)
    if root is None:
        return ()
    found = [*read(str(root / ".git" / "info" / "exclude"), str(root))]
    for parent in reversed([p for p in here.parents if p == root or root in p.parents]):
        found += ignores_in(str(parent))
    return () if here != root and is_ignored(str(here) + "/", tuple(found)) else tuple(found)


def ignores_in(folder: str) -> Iterator[Ignore]:
    """The ignore file in a folder, if there is one."""
    return read(os.path.join(folder, ".gitignore"), folder)


def read(file: str, folder: str) -> Iterator[Ignore]:
    """The patterns of an ignore file, if there are any."""
    try:
        lines = Path(file).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    # pathspec takes 35 ms to import: it waits for a pattern.
    if any(line.strip() and not line.startswith("#") for line in lines):
        from pathspec import GitIgnoreSpec

        yield Ignore(os.path.abspath(folder), GitIgnoreSpec.from_lines(lines))


def is_ignored(path: str, ignores: tuple[Ignore, ...]) -> bool:
    """Whether the nearest ignore file that mentions a path leaves it out; the path of a folder ends in a slash."""
    if not ignores:
        return False
    full = Path(os.path.abspath(path))
    for folder, spec in reversed(ignores):
        relative = full.relative_to(folder).as_posix() + ("/" if path.endswith("/") else "")
        include = spec.check_file(relative).include
        if include is not None:
            return include
    return False
