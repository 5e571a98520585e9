"""The files that the paths of a command line name: sorted, each once, and what cannot be read with the reason."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jiaokan.config import repository

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from jiaokan.settings import Project


class Found(NamedTuple):
    """A file to lint, or a path that could not be followed, with the reason in a sentence."""

    path: str
    error: str = ""


class Ignore(NamedTuple):
    """The patterns of one .gitignore; they are relative to its folder."""

    folder: str
    spec: GitIgnoreSpec


class Tree(NamedTuple):
    """The folder that a walk began in, and what says which of its files are linted."""

    project: Project
    root: str

    def holds(self, path: str) -> bool:
        return os.path.realpath(path).startswith(os.path.join(self.root, ""))


def files(paths: Sequence[str], project: Project) -> Iterator[Found]:
    """The files that the paths name, in their order; a folder stands for the files in it that settings include.

    A file that is named is linted whatever it is called, unless the settings exclude it.
    """
    seen: set[str] = set()
    folders: dict[str, str] = {}
    for path in paths:
        path = path[2:] if path.startswith("./") and len(path) > 2 else path
        for found in named(path, project):
            real = real_path(found.path, folders)
            if found.error or real not in seen:
                seen.add(real)
                yield found


def real_path(path: str, folders: dict[str, str]) -> str:
    """A path without links; `folders` keeps those of folders, each of which is followed once."""
    if os.path.islink(path):
        return os.path.realpath(path)
    folder, name = os.path.split(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return os.path.join(folders[folder], name)


def named(path: str, project: Project) -> Iterator[Found]:
    """What one path of the command line stands for."""
    if not os.path.exists(path):
        dangling = os.path.islink(path)
        yield Found(path, "It is a link to nothing." if dangling else "There is no such file or folder.")
        return
    if project.overrides.force_exclude and project.settings_for(path).excludes(path):
        return
    if os.path.isdir(path):
        top = path.rstrip("/" + os.sep) or path
        yield from inside(top, Tree(project, os.path.realpath(top)), above(top))
    else:
        yield Found(path)


def inside(folder: str, tree: Tree, ignores: tuple[Ignore, ...]) -> Iterator[Found]:
    """The files of a folder and of the folders in it, by name.

    Passed over are hidden ones, links to folders (they may lead round) and links out of the tree (what they lead to is
    not of this corpus, and would be rewritten by a fix).
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Found(folder, f"It cannot be read: {error.strerror or error}.")
        return
    if any(entry.name == ".gitignore" for entry in entries):
        ignores = (*ignores, *read(os.path.join(folder, ".gitignore"), folder))
    for entry in entries:
        path = entry.name if folder == "." else os.path.join(folder, entry.name)
        if entry.name.startswith(".") or (entry.is_symlink() and not tree.holds(path)):
            continue
        if entry.is_dir():
            if not (
                entry.is_symlink() or ignored(path + "/", ignores) or tree.project.settings_for(path).excludes(path)
            ):
                yield from inside(path, tree, ignores)
        elif entry.is_file() and not ignored(path, ignores):
            settings = tree.project.settings_for(path)
            if settings.includes(path) and not settings.excludes(path):
                yield Found(path)


def above(folder: str) -> tuple[Ignore, ...]:
    """The ignore files that hold in a folder from above it: of its repository, and in the folders between.

    None if the folder is ignored itself: who names it wants it linted.
    """
    here = Path(os.path.abspath(folder))
    root = repository(here)
    if root is None:
        return ()
    found = [*read(str(root / ".git" / "info" / "exclude"), str(root))]
    between = [p for p in here.parents if p == root or root in p.parents]
    for parent in reversed(between):
        found += read(str(parent / ".gitignore"), str(parent))
    return () if here != root and ignored(str(here) + "/", tuple(found)) else tuple(found)


def read(file: str, folder: str) -> Iterator[Ignore]:
    """The patterns of an ignore file, if it is there."""
    try:
        lines = Path(file).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    # pathspec takes 35 ms to import: it waits for a pattern.
    if any(line.strip() and not line.startswith("#") for line in lines):
        from pathspec import GitIgnoreSpec

        yield Ignore(os.path.abspath(folder), GitIgnoreSpec.from_lines(lines))


def ignored(path: str, ignores: tuple[Ignore, ...]) -> bool:
    """Whether the nearest ignore file that says anything about the path leaves it out; a folder's ends in a slash."""
    if not ignores:
        return False
    full = Path(os.path.abspath(path))
    for folder, spec in reversed(ignores):
        relative = full.relative_to(folder).as_posix() + ("/" if path.endswith("/") else "")
        said = spec.check_file(relative).include
        if said is not None:
            return said
    return False
