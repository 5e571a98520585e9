"""Rules from outside the engine: packages that name themselves in an entry point, and single files of a repository."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from jiaokan.errors import ConfigError

if TYPE_CHECKING:
    from jiaokan.linting.rule import Rule

GROUP = "jiaokan.rules"
LOCAL = "jiaokan_plugin_"


class Point(NamedTuple):
    """An entry point: the name it is given and the module that it names."""

    name: str
    module: str


BUILTIN = Point("builtin", "jiaokan_rules")


def points() -> list[Point]:
    """The entry points `jiaokan.rules` of all installed distributions.

    importlib.metadata takes about 45 ms to import, more than a whole run on a short file needs. What pip installs is
    plain folders on sys.path, each with its entry_points.txt, and these are read here directly. Only where packages
    come from somewhere else (a zip file, a frozen program) is importlib.metadata asked.
    """
    folders = list(dict.fromkeys(p or os.curdir for p in sys.path))
    if any(map(os.path.isfile, folders)) or any(foreign(f) for f in sys.meta_path):
        from importlib.metadata import entry_points

        return [Point(p.name, p.value) for p in entry_points(group=GROUP)]
    seen: set[str] = set()
    found: list[Point] = []
    for folder in folders:
        for name, entry in distributions(folder):
            if name not in seen:  # the first on the path hides the rest, as it does for imports
                seen.add(name)
                found += declared(Path(folder, entry, "entry_points.txt"))
    return found


def foreign(finder: object) -> bool:
    """Whether an import hook knows distributions that are no folders on sys.path."""
    name = getattr(finder, "__name__", type(finder).__name__)
    return hasattr(finder, "find_distributions") and name not in ("PathFinder", "MetadataPathFinder")


def distributions(folder: str) -> Iterator[tuple[str, str]]:
    """Each distribution of a folder: its normalised name and the folder with its metadata."""
    try:
        with os.scandir(folder) as scan:
            entries = [entry.name for entry in scan]
    except OSError:
        return
    for entry in entries:
        stem, dot, kind = entry.rpartition(".")
        if dot and kind in ("dist-info", "egg-info"):
            yield stem.partition("-")[0].lower().replace("_", "-").replace(".", "-"), entry


def declared(file: Path) -> Iterator[Point]:
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
            # A value may go on with an attribute and extras, which mean nothing here.
            yield Point(name.strip(), value.partition("[")[0].partition(":")[0].strip())


def module_of(file: Path) -> ModuleType:
    """The module made of a plugin file, executed once; it leaves no __pycache__ in the repository."""
    name = f"{LOCAL}{file.stem}_{crc32(os.fsencode(file)):08x}"
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
    """The module of a plugin file; `where` begins the message if it fails."""
    try:
        return module_of(file)
    except Exception as error:
        line = getattr(error, "lineno", None) or line_in(file, error)
        at = f" (line {line})" if line else ""
        raise ConfigError(f"{where}: the plugin {file}{at} failed: {type(error).__name__}: {error}") from error


def local_code(rule: Rule) -> bytes:
    """The plugin file of the repository that a rule stands in, nothing for a rule from elsewhere."""
    name = place(rule)
    return Path(str(sys.modules[name].__file__)).read_bytes() if name.startswith(LOCAL) else b""


def line_in(file: Path, error: BaseException) -> int | None:
    """The last line of the file that an exception passed through."""
    line, trace = None, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == str(file):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def place(rule: Rule) -> str:
    """Where a rule comes from."""
    return rule.check.__module__


def distinct(rules: Iterable[tuple[Rule, str]]) -> tuple[Rule, ...]:
    """The rules, each given with where it comes from, by code; raises `ConfigError` where two have one code or name."""
    seen: dict[str, tuple[Rule, str]] = {}
    for rule, origin in rules:
        for word in (rule.code, rule.name):
            other, there = seen.setdefault(word, (rule, origin))
            if other is not rule:
                raise ConfigError(
                    f"Two rules are called {word!r}: {rule.code} {rule.name} ({origin}) and "
                    f"{other.code} {other.name} ({there}). Rename one of them."
                )
    return tuple(sorted({r.code: r for r, _ in seen.values()}.values(), key=lambda r: r.code))
