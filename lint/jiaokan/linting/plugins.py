"""Find and import plugins: packages with an entry point, and single files of a repository."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from jiaokan.errors import ConfigError

if TYPE_CHECKING:
    from jiaokan.linting.rule import Rule

GROUP = "jiaokan.rules"  # of entry points
FILE_PREFIX = "jiaokan_plugin_"  # of the module names of plugin files


class EntryPoint(NamedTuple):
    """An entry point of the group `GROUP`: its name, and the module that holds the rules."""

    name: str
    module: str


BUILTIN = EntryPoint("builtin", "jiaokan_rules")


def entry_points() -> list[EntryPoint]:
    """The entry points of the group `jiaokan.rules` of all installed distributions.

    importlib.metadata takes about 45 ms to import, more than a whole run on a short file. pip installs plain folders on
    sys.path, each with an entry_points.txt, so these files are read directly. importlib.metadata is used only if
    packages may come from somewhere else (a zip file, a frozen program).
    """
    folders = list(dict.fromkeys(path or os.curdir for path in sys.path))
    if any(map(os.path.isfile, folders)) or any(map(has_own_distributions, sys.meta_path)):
        from importlib import metadata

        return [EntryPoint(point.name, point.value) for point in metadata.entry_points(group=GROUP)]
    seen: set[str] = set()
    found: list[EntryPoint] = []
    for folder in folders:
        for name, entry in distributions(folder):
            if name not in seen:  # the first on the path hides the others, as it does for imports
                seen.add(name)
                found += read_entry_points(Path(folder, entry, "entry_points.txt"))
    return found


def has_own_distributions(finder: object) -> bool:
    """Whether an import hook may find distributions that are not folders on sys.path."""
    name = getattr(finder, "__name__", type(finder).__name__)
    return hasattr(finder, "find_distributions") and name not in ("PathFinder", "MetadataPathFinder")


def distributions(folder: str) -> Iterator[tuple[str, str]]:
    """The distributions in a folder of sys.path, each as its normalized name and the name of its metadata folder."""
    try:
        with os.scandir(folder) as scan:
            entries = [entry.name for entry in scan]
    except OSError:
        return
    for entry in entries:
        stem, dot, kind = entry.rpartition(".")
        if dot and kind in ("dist-info", "egg-info"):
            yield stem.partition("-")[0].lower().replace("_", "-").replace(".", "-"), entry


def read_entry_points(file: Path) -> Iterator[EntryPoint]:
    """The entry points of the group in one entry_points.txt (an INI file)."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return
    if GROUP not in text:
        return
    group = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            group = line.strip("[] ")
        elif group == GROUP and "=" in line and line[0] not in "#;":
            name, _, value = line.partition("=")
            # A value may continue with an attribute and extras, which mean nothing here.
            yield EntryPoint(name.strip(), value.partition("[")[0].partition(":")[0].strip())


def import_file(file: Path) -> ModuleType:
    """The module of a plugin file, which is executed once; raises whatever the file raises.

    Not imported by importlib, which would write a __pycache__ into the repository.
    """
    name = f"{FILE_PREFIX}{file.stem}_{crc32(os.fsencode(file)):08x}"
    if name not in sys.modules:
        module = ModuleType(name)
        module.__file__ = str(file)
        sys.modules[name] = module
        try:
            exec(compile(file.read_bytes(), file, "exec"), vars(module))
        except BaseException:
            del sys.modules[name]
            raise
    return sys.modules[name]


def load_file(file: Path, where: str) -> ModuleType:
    """The module of a plugin file; raises `ConfigError` if it fails. `where` names the setting, for the message."""
    try:
        return import_file(file)
    except Exception as error:
        line = getattr(error, "lineno", None) or last_line_in(file, error)
        at = f" (line {line})" if line else ""
        raise ConfigError(f"{where}: the plugin {file}{at} failed: {type(error).__name__}: {error}") from error


def last_line_in(file: Path, error: BaseException) -> int | None:
    """The last line of the file that an exception passed through."""
    line, trace = None, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == str(file):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def is_plugin_file(module: str) -> bool:
    """Whether a module of this name is that of a plugin file."""
    return module.startswith(FILE_PREFIX)


def plugin_source(rule: Rule) -> bytes:
    """The bytes of the plugin file that a rule is in; empty for a rule of an installed package."""
    name = rule.module
    return Path(str(sys.modules[name].__file__)).read_bytes() if is_plugin_file(name) else b""
