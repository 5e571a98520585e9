"""The settings in force for a file: of the nearest configuration, under what the command line says."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jiaokan.config import config_file, selection
from jiaokan.errors import ConfigError as ConfigError
from jiaokan.linting.plugins import distinct, local_code, place
from jiaokan.linting.rule import Rule, load
from jiaokan.linting.rule_set import ConfiguredRule, RuleSet

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

INCLUDE = ("*.txt", "*.md", "*.markdown")


class Overrides(NamedTuple):
    """What the command line says about settings; it has the last word."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    config: Path | None = None
    isolated: bool = False
    force_exclude: bool = True


@dataclass(frozen=True)
class Settings:
    """One configuration with the rules it knows; `table` is as the file has it, checked.

    Its globs are relative to `folder`; those of the command line to `cwd`. `options` are by code.
    """

    source: Path | None
    folder: Path
    table: Mapping[str, Any]
    rules: tuple[Rule, ...]
    overrides: Overrides
    cwd: Path
    options: Mapping[str, Mapping[str, object]]
    _kept: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    def __reduce__(self) -> tuple[object, ...]:
        return Settings, (self.source, self.folder, self.table, self.rules, self.overrides, self.cwd, self.options)

    @cached_property
    def unknown(self) -> str:
        """What is wrong with the selectors of the command line under this configuration, or nothing."""
        known = selection.selectors(self.rules)
        for flag in ("select", "extend-select", "ignore", "extend-ignore"):
            for word in getattr(self.overrides, flag.replace("-", "_")):
                if word not in known:
                    under = f" with the configuration {self.source}" if self.source else ""
                    near = config_file.suggestion(word, known)
                    return f"--{flag}: there is no rule or family {word!r}{under}.{near}"
        return ""

    def rules_for(self, path: Path | str | None) -> RuleSet:
        """The rules that run on a file, by code; without a path, those that run on a file no glob matches."""
        ignores: Mapping[str, list[str]] = self.table.get("per-file-ignores", {})
        globs = () if path is None else tuple(g for g in ignores if self._matches((g,), path))
        if globs not in self._kept:
            ignored = [word for g in globs for word in ignores[g]]
            self._kept[globs] = RuleSet(a for a in self._active if not selection.specificity(a.rule, ignored))
        kept: RuleSet = self._kept[globs]
        return kept

    def digest(self, path: Path | str) -> bytes:
        """What changes when the rules that run on a file do, or how they are set; empty where a corpus rule runs.

        What a corpus rule finds in a file depends on the others.
        """
        rules = self.rules_for(path)
        if ("digest", id(rules)) not in self._kept:
            from hashlib import blake2b

            set_so = [(a.rule.words, sorted(a.options.items()), a.level, a.lift, a.cap) for a in rules]
            known = [(rule.words, local_code(rule)) for rule in self.rules]
            said = repr((set_so, known, sorted(self.table.items()))).encode("utf-8", "surrogatepass")
            corpus = any(a.rule.judge for a in rules)
            self._kept["digest", id(rules)] = b"" if corpus else blake2b(said, digest_size=16).digest()
        kept: bytes = self._kept["digest", id(rules)]
        return kept

    @cached_property
    def _active(self) -> tuple[ConfiguredRule, ...]:
        said = self.overrides
        chosen = (
            r
            for r in self.rules
            if selection.selected(r, self.table, said.select, said.extend_select, (*said.ignore, *said.extend_ignore))
        )
        return tuple(selection.active(r, self.table, self.options.get(r.code, {})) for r in chosen)

    def includes(self, path: Path | str) -> bool:
        """Whether a file found in a folder is linted."""
        if "include" not in self.table:
            return os.fspath(path).lower().endswith(tuple(glob[1:] for glob in INCLUDE))
        return self._matches(tuple(self.table["include"]), path)

    def excludes(self, path: Path | str) -> bool:
        """Whether a file or a folder is never linted."""
        return self._matches(tuple(self.table.get("exclude", ())), path) or self._matches(
            self.overrides.exclude, path, self.cwd
        )

    def encoding_for(self, path: Path | str) -> str | None:
        """The encoding that the configuration gives a file, if any; of several globs that match the last counts."""
        encodings: Mapping[str, str] = self.table.get("encoding", {})
        return next((encodings[g] for g in [*encodings][::-1] if self._matches((g,), path)), None)

    def _matches(self, globs: tuple[str, ...], path: Path | str, folder: Path | None = None) -> bool:
        """Whether a path matches globs in the way of .gitignore: the last one that says anything counts."""
        if not globs:
            return False
        if ("globs", globs) not in self._kept:
            self._kept["globs", globs] = config_file.compiled(globs)
        spec: GitIgnoreSpec = self._kept["globs", globs]
        full = config_file.absolute(path, self.cwd)
        folder = folder or self.folder
        # A file outside the folder has no path that an anchored glob could match, but its name may match another.
        name = full.relative_to(folder).as_posix() if full.is_relative_to(folder) else full.as_posix().lstrip("/")
        return spec.match_file(name) or (spec.match_file(name + "/") and full.is_dir())

    def origin(self, key: str) -> str:
        """Where a setting comes from, by its key (`select`, `levels`, `options.duplicate-block.min-characters`)."""
        said = getattr(self.overrides, key.replace("-", "_"), ()) if key != "config" else ()
        value: Any = self.table
        for part in key.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        replaced = key in ("select", "extend-select") and self.overrides.select
        places = [str(self.source)] if value is not None and self.source and not replaced else []
        if isinstance(said, tuple) and said:
            places.append("command line")
        return " and ".join(places) or "default"

    def as_dict(self) -> dict[str, Any]:
        """The settings in configuration spelling; `select` is None where the defaults run."""
        said, table = self.overrides, self.table
        return {
            "select": list(said.select) or table.get("select"),
            "ignore": [*table.get("ignore", ()), *said.ignore],
            "extend-select": [*(() if said.select else table.get("extend-select", ())), *said.extend_select],
            "extend-ignore": [*table.get("extend-ignore", ()), *said.extend_ignore],
            "include": table.get("include", list(INCLUDE)),
            "exclude": [*table.get("exclude", ()), *said.exclude],
            **{k: table.get(k, {}) for k in ("per-file-ignores", "levels", "options")},
            **{k: table.get(k, []) for k in ("terms", "patterns", "plugins")},
            "encoding": table.get("encoding", {}),
            **{k: table.get(k, []) for k in ("extend-safe-fixes", "extend-unsafe-fixes")},
        }


class Project:
    """The configurations of the files of a run, each read once; raises `ConfigError` where one is wrong."""

    def __init__(self, overrides: Overrides | None = None, cwd: Path | None = None) -> None:
        self.overrides = overrides or Overrides()
        self.cwd = config_file.absolute(cwd or "", Path.cwd())
        self._folders: dict[Path, Settings | None] = {}
        self._near: dict[str, Settings] = {}  # the same by how a folder is written

    def __reduce__(self) -> tuple[object, ...]:
        return again, (self.overrides, self.cwd)

    def settings_for(self, path: Path | str) -> Settings:
        """The settings of the nearest configuration upward from a file, which need not exist.

        Those of a folder are what the folder above says about it.
        """
        if self.overrides.isolated:
            found = self.default
        elif self.overrides.config:
            found = self._named
        else:
            found = self._nearest(os.fspath(path))
        # A folder may hold a configuration with the very rule that the command line asks for.
        if found.unknown and not config_file.absolute(path, self.cwd).is_dir():
            raise ConfigError(found.unknown)
        return found

    def _nearest(self, path: str) -> Settings:
        folder, name = os.path.split(path)
        if name in ("", os.curdir, os.pardir):  # then the folder that it is in is another
            return self._in(config_file.absolute(path, self.cwd).parent) or self.default
        if folder not in self._near:
            self._near[folder] = self._in(config_file.absolute(folder, self.cwd)) or self.default
        return self._near[folder]

    def _in(self, folder: Path) -> Settings | None:
        """The settings that hold in a folder, looked up no further than the root of its repository.

        Outside a repository nothing above the working folder is read: that is somebody else's ground.
        """
        if folder not in self._folders:
            root = config_file.repository(folder)
            found = None
            if root or folder not in self.cwd.parents:
                here = config_file.in_folder(folder)
                found = self._made(*here, root) if here else None
                if not found and folder not in (root, folder.parent):
                    found = self._in(folder.parent)
            self._folders[folder] = found
        return self._folders[folder]

    @cached_property
    def installed(self) -> tuple[Rule, ...]:
        """The rules of the installed packages."""
        return tuple(load(builtin_only=self.overrides.isolated))

    @cached_property
    def default(self) -> Settings:
        """The settings where there is no configuration."""
        rules = distinct((r, place(r)) for r in self.installed)
        return Settings(None, self.cwd, {}, rules, self.overrides, self.cwd, {})

    @cached_property
    def _named(self) -> Settings:
        """The settings of the file that the command line names."""
        file = config_file.absolute(self.overrides.config or "", self.cwd)
        table = config_file.read(file)
        if table is None:
            raise ConfigError(f"{file}: this file has no table [{config_file.TABLE}].")
        return self._made(file, table, config_file.repository(file.parent) or file.parent)

    def _made(self, file: Path, table: dict[str, Any], root: Path | None) -> Settings:
        from jiaokan.config import validation  # msgspec waits for a configuration

        ground = root or (self.cwd if file.is_relative_to(self.cwd) else None)
        rules, options = validation.interpreted(file, table, ground, self.installed)
        return Settings(file, file.parent, table, rules, self.overrides, self.cwd, options)


@cache
def again(overrides: Overrides, cwd: Path) -> Project:
    """The project in a worker process, which reads the configuration once for all that it is given."""
    return Project(overrides, cwd)
