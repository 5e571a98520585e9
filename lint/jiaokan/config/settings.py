"""The settings of a file: those of the nearest configuration, under the overrides of the command line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiaokan.config import config_file, selection
from jiaokan.config.selection import Overrides as Overrides
from jiaokan.errors import ConfigError as ConfigError
from jiaokan.linting.plugins import plugin_source
from jiaokan.linting.registry import installed_rules, unique_rules
from jiaokan.linting.rule import Rule
from jiaokan.linting.rule_set import ConfiguredRule, RuleSet

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from jiaokan.linting.markers import IgnoredText

OVERRIDDEN = ("select", "extend-select", "ignore", "exclude")  # the keys that the command line has too


@dataclass(frozen=True)
class Settings:
    """One valid configuration, the rules that exist under it, and the overrides of the command line.

    `table` has the settings in configuration spelling. Its globs are relative to `folder`, those of the command line to
    `cwd`. `options` are by code.
    """

    source: Path | None
    folder: Path
    table: Mapping[str, Any]
    rules: tuple[Rule, ...]
    overrides: Overrides
    cwd: Path
    options: Mapping[str, Mapping[str, object]]

    # Memos; the first two are by the globs of per-file-ignores and of ignored texts that match a file.
    _rule_sets: dict[tuple[str, ...], RuleSet] = field(default_factory=dict, init=False, repr=False, compare=False)
    _digests: dict[tuple[str, ...], bytes] = field(default_factory=dict, init=False, repr=False, compare=False)
    _specs: dict[tuple[str, ...], GitIgnoreSpec] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __reduce__(self) -> tuple[object, ...]:
        return Settings, tuple(getattr(self, f.name) for f in fields(self) if f.init)

    @cached_property
    def selector_error(self) -> str:
        """The error for a selector of the command line that names no rule of this configuration, or ""."""
        known = selection.selectors(self.rules)
        for flag in ("select", "extend-select", "ignore"):
            for word in self._override(flag):
                if word not in known:
                    under = f" with the configuration {self.source}" if self.source else ""
                    near = config_file.suggestion(word, known)
                    return f"--{flag}: there is no rule or family {word!r}{under}.{near}"
        return ""

    def _override(self, key: str) -> tuple[str, ...]:
        found: tuple[str, ...] = getattr(self.overrides, key.replace("-", "_"))
        return found

    def rules_for(self, path: Path | str | None) -> RuleSet:
        """The rules that run on a file, by code; without a path, those that run on a file no glob matches."""
        globs = self._ignoring_globs(path)
        if globs not in self._rule_sets:
            ignored = [word for glob in globs for word in self.table.get("per-file-ignores", {}).get(glob, ())]
            running = (active for active in self._selected if not selection.specificity(active.rule, ignored))
            entries = (entry for entry in self.table.get(selection.IGNORED, ()) if entry.path in globs)
            self._rule_sets[globs] = RuleSet(running).ignoring(entries)
        return self._rule_sets[globs]

    def digest(self, path: Path | str) -> bytes:
        """A digest of everything in the settings that the findings in a file depend on.

        It is empty if a corpus rule runs: its findings in a file depend on other files.
        """
        globs = self._ignoring_globs(path)
        if globs not in self._digests:
            from hashlib import blake2b

            running = self.rules_for(path)
            configured = [(a.rule.words, sorted(a.options.items()), a.level, a.lift, a.cap) for a in running]
            known = [(rule.words, plugin_source(rule)) for rule in self.rules]
            text = repr((configured, known, sorted(self.table.items()))).encode("utf-8", "surrogatepass")
            corpus = any(active.rule.reduce for active in running)
            self._digests[globs] = b"" if corpus else blake2b(text, digest_size=16).digest()
        return self._digests[globs]

    @cached_property
    def _selected(self) -> tuple[ConfiguredRule, ...]:
        """The rules that run on a file no glob matches."""
        return tuple(
            selection.configure(rule, self.table, self.options.get(rule.code, {}))
            for rule in self.rules
            if selection.is_selected(rule, self.table, self.overrides)
        )

    def _ignoring_globs(self, path: Path | str | None) -> tuple[str, ...]:
        """The globs of per-file-ignores and of ignored texts that match a file."""
        entries: list[IgnoredText] = self.table.get(selection.IGNORED, [])
        globs = dict.fromkeys([*self.table.get("per-file-ignores", {}), *(entry.path for entry in entries)])
        return () if path is None else tuple(glob for glob in globs if self._matches((glob,), path, self.folder))

    def includes(self, path: Path | str) -> bool:
        """Whether a file found in a folder is linted."""
        if "include" not in self.table:
            return os.fspath(path).lower().endswith(tuple(glob[1:] for glob in config_file.INCLUDE))
        return self._matches(tuple(self.table["include"]), path, self.folder)

    def excludes(self, path: Path | str) -> bool:
        """Whether a file or a folder is never linted."""
        excluded = self._matches(tuple(self.table.get("exclude", ())), path, self.folder)
        return excluded or self._matches(self.overrides.exclude, path, self.cwd)

    def encoding_for(self, path: Path | str) -> str | None:
        """The encoding that the configuration gives a file, if any; of several globs that match the last counts."""
        encodings: Mapping[str, str] = self.table.get("encoding", {})
        return next((encodings[g] for g in [*encodings][::-1] if self._matches((g,), path, self.folder)), None)

    def _matches(self, globs: tuple[str, ...], path: Path | str, folder: Path) -> bool:
        """Whether a path matches globs relative to a folder, as in .gitignore: the last glob that matches counts."""
        if not globs:
            return False
        if globs not in self._specs:
            self._specs[globs] = config_file.compile_globs(globs)
        spec = self._specs[globs]
        full = config_file.absolute(path, self.cwd)
        # A file outside the folder has no path that an anchored glob could match, but its name may match another.
        name = full.relative_to(folder).as_posix() if full.is_relative_to(folder) else full.as_posix().lstrip("/")
        return spec.match_file(name) or (spec.match_file(name + "/") and full.is_dir())

    def origin(self, key: str) -> str:
        """Where a setting comes from, by its key (`select`, `levels`, `options.duplicate-block.min-characters`)."""
        value: Any = self.table
        for part in key.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        replaced = key in ("select", "extend-select") and self.overrides.select
        in_file = value is not None and self.source and not replaced
        in_command = key in OVERRIDDEN and self._override(key)
        places = [str(self.source)] * bool(in_file) + ["command line"] * bool(in_command)
        return " and ".join(places) or "default"

    def as_dict(self) -> dict[str, Any]:
        """The settings in configuration spelling; `select` is None where the defaults run."""
        from jiaokan.config.schema import defaults

        merged = {**defaults(), **self.table}
        if entries := merged.pop(selection.IGNORED, []):
            merged["ignore"] = [*merged["ignore"], *(entry._asdict() for entry in entries)]
        if self.overrides.select:
            merged |= {"select": [], "extend-select": []}
        for key in OVERRIDDEN:
            if words := self._override(key):
                merged[key] = [*(merged[key] or ()), *words]
        return merged


class Project:
    """The configurations for the files of a run, each read once; raises `ConfigError` for an invalid one."""

    def __init__(self, overrides: Overrides | None = None, cwd: Path | None = None) -> None:
        self.overrides = overrides or Overrides()
        self.cwd = config_file.absolute(cwd or "", Path.cwd())
        self._by_folder: dict[Path, Settings | None] = {}
        self._by_spelling: dict[str, Settings] = {}  # the same by a folder's name as given, relative or not

    def __reduce__(self) -> tuple[object, ...]:
        return project_of_process, (self.overrides, self.cwd)

    def settings_for(self, path: Path | str) -> Settings:
        """The settings of the nearest configuration upward from a file, which need not exist.

        A folder has the settings of the folder above it.
        """
        if self.overrides.isolated:
            found = self.default
        elif self.overrides.config:
            found = self._named
        else:
            found = self._nearest(os.fspath(path))
        # The configuration inside a folder may define the very rule that the command line selects.
        if found.selector_error and not config_file.absolute(path, self.cwd).is_dir():
            raise ConfigError(found.selector_error)
        return found

    def _nearest(self, path: str) -> Settings:
        folder, name = os.path.split(path)
        if name in ("", os.curdir, os.pardir):  # the path names a folder: take the one above
            return self._in_folder(config_file.absolute(path, self.cwd).parent) or self.default
        if folder not in self._by_spelling:
            self._by_spelling[folder] = self._in_folder(config_file.absolute(folder, self.cwd)) or self.default
        return self._by_spelling[folder]

    def _in_folder(self, folder: Path) -> Settings | None:
        """The settings for the files of a folder; the search ends at the root of its repository.

        Outside a repository nothing above the working folder is read: it may belong to others.
        """
        if folder not in self._by_folder:
            root = config_file.repository(folder)
            found = None
            if root or folder not in self.cwd.parents:
                here = config_file.find_in_folder(folder)
                found = self._validated(*here, root) if here else None
                if not found and folder not in (root, folder.parent):
                    found = self._in_folder(folder.parent)
            self._by_folder[folder] = found
        return self._by_folder[folder]

    @cached_property
    def installed(self) -> tuple[Rule, ...]:
        """The rules of the installed packages."""
        return unique_rules((rule, rule.module) for rule in installed_rules(builtin_only=self.overrides.isolated))

    @cached_property
    def default(self) -> Settings:
        """The settings without a configuration."""
        return Settings(None, self.cwd, {}, self.installed, self.overrides, self.cwd, {})

    @cached_property
    def _named(self) -> Settings:
        """The settings of the file that the command line names."""
        file = config_file.absolute(self.overrides.config or "", self.cwd)
        table = config_file.read_table(file)
        if table is None:
            raise ConfigError(f"{file}: this file has no table [{config_file.TABLE}].")
        return self._validated(file, table, config_file.repository(file.parent) or file.parent)

    def _validated(self, file: Path, raw: dict[str, Any], root: Path | None) -> Settings:
        from jiaokan.config import validation  # only here: it imports msgspec

        plugin_root = root or (self.cwd if file.is_relative_to(self.cwd) else None)
        table, rules, options = validation.validate(file, raw, plugin_root, self.installed)
        return Settings(file, file.parent, table, rules, self.overrides, self.cwd, options)


@cache
def project_of_process(overrides: Overrides, cwd: Path) -> Project:
    """The project in a worker process: it reads the configuration once for all batches."""
    return Project(overrides, cwd)
