"""The files that the paths of a command line name: sorted, each once, and what cannot be read with the reason."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jiaokan.run.gitignore import Ignore, ignores_above, ignores_in, is_ignored

if TYPE_CHECKING:
    from jiaokan.config.settings import Project


class Found(NamedTuple):
    """A file to lint, or a path that could not be followed, with the reason in a sentence."""

    path: str
    error: str = ""


def files(paths: Sequence[str], project: Project) -> Iterator[Found]:
    """The files that the paths name, in their order; a folder stands for the files in it that settings include.

    A file that is named is linted whatever its name is, unless the settings exclude it.
    """
    seen: set[str] = set()
    folders: dict[str, str] = {}
    for path in paths:
        for found in files_of(without_dot(path), project):
            real = real_path(found.path, folders)
            if found.error or real not in seen:
                seen.add(real)
                yield found


def files_among(paths: Sequence[str], known: Collection[str], project: Project) -> Iterator[tuple[Found, str]]:
    """The files among `known` that `files` would yield if all of them existed, each with its path in `known`.

    The paths in `known` are absolute and without links.
    """
    ordered = sorted(known, key=lambda file: file.split(os.sep))
    seen: set[str] = set()
    for path in map(without_dot, paths):
        real = os.path.realpath(path)
        top, inner = path.rstrip("/" + os.sep) or path, os.path.join(real, "")
        if real in known:
            candidates = {path: real}
        elif os.path.isfile(path):
            continue
        else:
            candidates = {join(top, file[len(inner) :]): file for file in ordered if file.startswith(inner)}
        if not (candidates or os.path.exists(path)):
            yield from ((found, "") for found in files_of(path, project))
        elif not is_excluded(path, project):
            for name in candidates if real in known else reached(top, candidates, project):
                if candidates[name] not in seen:
                    seen.add(candidates[name])
                    yield Found(name), candidates[name]


def reached(top: str, paths: Iterable[str], project: Project) -> Iterator[str]:
    """Those of the paths below a folder that a walk of it would reach."""
    # The ignore files that hold in each folder; None where a walk does not go in.
    folders: dict[str, tuple[Ignore, ...] | None] = {"" if top == "." else top: (*ignores_above(top), *ignores_in(top))}

    def ignores_of(folder: str) -> tuple[Ignore, ...] | None:
        if folder not in folders:
            above = ignores_of(os.path.dirname(folder))
            entered = above is not None and enters(folder, project, above)
            folders[folder] = (*above, *ignores_in(folder)) if above is not None and entered else None
        return folders[folder]

    for path in paths:
        ignores = ignores_of(os.path.dirname(path))
        if ignores is not None and includes(path, project, ignores):
            yield path


def without_dot(path: str) -> str:
    return path[2:] if path.startswith("./") and len(path) > 2 else path


def real_path(path: str, folders: dict[str, str]) -> str:
    """A path without links; `folders` keeps those of folders, each of which is followed once."""
    if os.path.islink(path):
        return os.path.realpath(path)
    folder, name = os.path.split(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return os.path.join(folders[folder], name)


def files_of(path: str, project: Project) -> Iterator[Found]:
    """The files that one path of the command line names."""
    if not os.path.exists(path):
        yield Found(path, "It is a broken link." if os.path.islink(path) else "There is no such file or folder.")
    elif is_excluded(path, project):
        return
    elif os.path.isdir(path):
        top = path.rstrip("/" + os.sep) or path
        yield from walk(top, os.path.join(os.path.realpath(top), ""), ignores_above(top), project)
    else:
        yield Found(path)


def is_excluded(path: str, project: Project) -> bool:
    """Whether a path is not linted though it is named."""
    return project.overrides.force_exclude and project.settings_for(path).excludes(path)


def walk(folder: str, root: str, ignores: tuple[Ignore, ...], project: Project) -> Iterator[Found]:
    """The files of a folder and of the folders in it, by name; `root` is the real path of the first, with a slash.

    Passed over are hidden ones, links to folders (they may lead round) and links out of the root (their targets are not
    part of this corpus, and would be rewritten by a fix).
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Found(folder, f"It cannot be read: {error.strerror or error}.")
        return
    if any(entry.name == ".gitignore" for entry in entries):
        ignores = (*ignores, *ignores_in(folder))
    for entry in entries:
        path = join(folder, entry.name)
        if entry.is_symlink() and (entry.is_dir() or not os.path.realpath(path).startswith(root)):
            continue
        if entry.is_dir():
            if enters(path, project, ignores):
                yield from walk(path, root, ignores, project)
        elif entry.is_file() and includes(path, project, ignores):
            yield Found(path)


def join(folder: str, name: str) -> str:
    return name if folder == "." else os.path.join(folder, name)


def enters(path: str, project: Project, ignores: tuple[Ignore, ...]) -> bool:
    """Whether a walk goes into a folder."""
    hidden = os.path.basename(path).startswith(".")
    return not (hidden or is_ignored(path + "/", ignores) or project.settings_for(path).excludes(path))


def includes(path: str, project: Project, ignores: tuple[Ignore, ...]) -> bool:
    """Whether a file that a walk meets is linted."""
    if os.path.basename(path).startswith(".") or is_ignored(path, ignores):
        return False
    settings = project.settings_for(path)
    return settings.includes(path) and not settings.excludes(path)
