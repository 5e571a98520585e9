"""The files that the paths of a command line name: sorted, each once, and what cannot be read with the reason."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jiaokan.config.config_file import repository

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from jiaokan.config.settings import Project


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
        for found in named(bare(path), project):
            real = real_path(found.path, folders)
            if found.error or real not in seen:
                seen.add(real)
                yield found


def bare(path: str) -> str:
    return path[2:] if path.startswith("./") and len(path) > 2 else path


def among(paths: Sequence[str], known: Collection[str], project: Project) -> Iterator[tuple[Found, str]]:
    """What `files` would give of the files `known` if they were all there, each also as it is known.

    They are known by their paths from the root, without links.
    """
    ordered = sorted(known, key=lambda file: file.split(os.sep))
    seen: set[str] = set()
    for path in map(bare, paths):
        real = os.path.realpath(path)
        top, inner = path.rstrip("/" + os.sep) or path, os.path.join(real, "")
        if real in known:
            there = {path: real}
        elif os.path.isfile(path):
            continue
        else:
            there = {joined(top, f[len(inner) :]): f for f in ordered if f.startswith(inner)}
        if not (there or os.path.exists(path)):
            yield from ((found, "") for found in named(path, project))
        elif not left_out(path, project):
            for spelt in there if real in known else met(top, there, project):
                if there[spelt] not in seen:
                    seen.add(there[spelt])
                    yield Found(spelt), there[spelt]


def met(top: str, paths: Iterable[str], project: Project) -> Iterator[str]:
    """Those of the paths below a folder that a walk of it would come to."""
    # What is ignored in each folder; None where a walk does not go in.
    folders: dict[str, tuple[Ignore, ...] | None] = {"" if top == "." else top: (*above(top), *own(top))}

    def entered(folder: str) -> tuple[Ignore, ...] | None:
        if folder not in folders:
            ignores = entered(os.path.dirname(folder))
            goes = ignores is not None and enters(folder, project, ignores)
            folders[folder] = (*ignores, *own(folder)) if ignores is not None and goes else None
        return folders[folder]

    for path in paths:
        ignores = entered(os.path.dirname(path))
        if ignores is not None and takes(path, project, ignores):
            yield path


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
    if left_out(path, project):
        return
    if os.path.isdir(path):
        top = path.rstrip("/" + os.sep) or path
        yield from inside(top, Tree(project, os.path.realpath(top)), above(top))
    else:
        yield Found(path)


def left_out(path: str, project: Project) -> bool:
    """Whether a path is not linted though it is named."""
    return project.overrides.force_exclude and project.settings_for(path).excludes(path)


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
        ignores = (*ignores, *own(folder))
    for entry in entries:
        path = joined(folder, entry.name)
        if entry.is_symlink() and not tree.holds(path):
            continue
        if entry.is_dir():
            if not entry.is_symlink() and enters(path, tree.project, ignores):
                yield from inside(path, tree, ignores)
        elif entry.is_file() and takes(path, tree.project, ignores):
            yield Found(path)


def joined(folder: str, name: str) -> str:
    return name if folder == "." else os.path.join(folder, name)


def enters(path: str, project: Project, ignores: tuple[Ignore, ...]) -> bool:
    """Whether a walk goes into a folder."""
    hidden = os.path.basename(path).startswith(".")
    return not (hidden or ignored(path + "/", ignores) or project.settings_for(path).excludes(path))


def takes(path: str, project: Project, ignores: tuple[Ignore, ...]) -> bool:
    """Whether a file that a walk meets is linted."""
    if os.path.basename(path).startswith(".") or ignored(path, ignores):
        return False
    settings = project.settings_for(path)
    return settings.includes(path) and not settings.excludes(path)


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


def own(folder: str) -> Iterator[Ignore]:
    """What the ignore file in a folder says, if there is one."""
    return read(os.path.join(folder, ".gitignore"), folder)


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
