"""Check a configuration against the rules that exist. Import it only where there is a configuration."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import UNSET

from jiaokan.config import config_file, schema
from jiaokan.config.schema import Table, child
from jiaokan.config.selection import IGNORED, selectors
from jiaokan.errors import ConfigError
from jiaokan.linting import data_rules, plugins, registry
from jiaokan.linting.markers import IgnoredText
from jiaokan.linting.rule import Rule
from jiaokan.search.literals import Literals

SELECTOR_KEYS = ("select", "ignore", "extend-select", "extend-ignore", "extend-safe-fixes", "extend-unsafe-fixes")
GLOB_KEYS = ("include", "exclude", "per-file-ignores", "encoding")


class Validated(NamedTuple):
    """A valid configuration: its settings, the rules that exist under it, and by code the options of rules."""

    table: dict[str, Any]
    rules: tuple[Rule, ...]
    options: dict[str, dict[str, object]]


def validate(file: Path, raw: Mapping[str, Any], plugin_root: Path | None, installed: Iterable[Rule]) -> Validated:
    """Check the settings `raw` that `file` contains; raises `ConfigError` with the file and the key.

    Plugins must lie in the folder `plugin_root`; where it is None, none is loaded.
    """
    try:
        table = schema.convert(raw, Table)
        rules = registry.unique_rules(
            [
                *((r, r.module) for r in installed),
                *((r, f"{file.parent / name}") for name in table.plugins for r in load_plugin(file, name, plugin_root)),
                *rules_from_data(table),
            ]
        )
        check_selectors(raw, selectors(rules))
        check_ignored(table, selectors(rules))
        for key in GLOB_KEYS:
            check_globs(raw.get(key, ()), key)
        for glob, encoding in table.encoding.items():
            check_encoding(encoding, child("encoding", glob))
        options = options_by_code(table, rules)
    except ConfigError as error:
        raise ConfigError(f"{config_file.key_prefix(file)}{error}") from error
    return Validated(merged_table(raw, table), rules, options)


def merged_table(raw: Mapping[str, Any], table: Table) -> dict[str, Any]:
    """The settings with both lists of ignored rules in one, and the entries that name a text apart."""
    merged = {key: value for key, value in raw.items() if key != "extend-ignore"}
    if "ignore" in raw or table.extend_ignore:
        merged["ignore"] = [*(word for word in table.ignore if isinstance(word, str)), *table.extend_ignore]
    if entries := [entry for entry in table.ignore if not isinstance(entry, str)]:
        merged[IGNORED] = [IgnoredText(entry.path, entry.rule, entry.text, entry.reason) for entry in entries]
    return merged


def check_selectors(raw: Mapping[str, Any], known: set[str]) -> None:
    used = [(key, word) for key in (*SELECTOR_KEYS, "levels") for word in raw.get(key, ())]
    ignores: Mapping[str, list[str]] = raw.get("per-file-ignores", {})
    used += [(child("per-file-ignores", glob), word) for glob, words in ignores.items() for word in words]
    for key, word in used:
        if isinstance(word, str) and word not in known:
            near = config_file.suggestion(word, known)
            raise ConfigError(f"{key}: there is no rule or family {word!r}.{near}")


def check_ignored(table: Table, known: set[str]) -> None:
    """Check the entries of `ignore` that name a text."""
    for n, entry in enumerate(table.ignore):
        if isinstance(entry, str):
            continue
        if entry.rule not in known:
            near = config_file.suggestion(entry.rule, known)
            raise ConfigError(f"ignore[{n}].rule: there is no rule or family {entry.rule!r}.{near}")
        check_globs([entry.path], f"ignore[{n}].path")


def check_globs(globs: Iterable[str], key: str) -> None:
    for glob in globs:
        if not glob.strip():
            raise ConfigError(f"{key}: an empty glob matches nothing.")
        if ".." in glob.split("/"):
            raise ConfigError(f"{key}: {glob!r} reaches outside the folder of this file.")
        if glob.startswith("!") and (key in ("per-file-ignores", "encoding") or key.startswith("ignore[")):
            raise ConfigError(f"{key}: {glob!r} stands alone, where ! can negate no other glob: name the files.")
        try:
            config_file.compile_globs([glob])
        except ConfigError as error:
            raise ConfigError(f"{key}: {error}") from error


def check_encoding(name: str, key: str) -> None:
    if not is_text_encoding(name):
        from encodings.aliases import aliases

        near = config_file.suggestion(name, filter(is_text_encoding, {*aliases, *aliases.values()}))
        raise ConfigError(f"{key}: there is no text encoding {name!r}.{near}")


def is_text_encoding(name: str) -> bool:
    """Whether Python decodes text with it; hex and rot13, for example, are codecs of another kind."""
    try:
        return codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError):
        return False


def options_by_code(table: Table, rules: Iterable[Rule]) -> dict[str, dict[str, object]]:
    """The options that the configuration gives to rules, by code, as keyword arguments."""
    by_word = {word: rule for rule in rules for word in rule.names}
    options: dict[str, dict[str, object]] = {}
    for word, values in table.options.items():
        key = child("options", word)
        if word not in by_word:
            near = config_file.suggestion(word, by_word)
            raise ConfigError(f"{key}: expected the code or the name of a rule, found {word!r}.{near}")
        rule = by_word[word]
        if rule.code in options:
            raise ConfigError(f"{key}: {rule.code} and {rule.name} are one rule: keep one of the two tables.")
        options[rule.code] = schema.convert_options(rule, values, key)
    return options


def load_plugin(file: Path, name: str, root: Path | None) -> list[Rule]:
    """The rules of a plugin that a configuration file gives as a path relative to itself."""
    path = (file.parent / name).resolve()
    if root is None:
        raise ConfigError(
            f"plugins: {name!r} is not loaded, since this configuration lies neither in a repository nor in "
            f"the working folder. Work in its folder, or name it with --config."
        )
    if not path.is_relative_to(root.resolve()):
        raise ConfigError(f"plugins: {name!r} lies outside {root}: a plugin must be a file inside it.")
    if not path.is_file():
        raise ConfigError(f"plugins: there is no file {name!r} in {file.parent}.")
    rules = list(registry.rules_in_module(plugins.load_file(path, "plugins")))
    if not rules:
        raise ConfigError(f"plugins: {name!r} contains no rule: expected a function decorated with @rule.")
    return rules


def rules_from_data(table: Table) -> Iterator[tuple[Rule, str]]:
    """A rule for each entry of `terms` and `patterns`, with the key of the entry."""
    every = Literals([form for entry in table.terms for form in entry.wrong])
    for n, entry in enumerate(table.terms):
        key = f"terms[{n}]"
        if entry.right in entry.wrong:
            raise ConfigError(f"{key}.wrong: {entry.right!r} is both wrong and right.")
        terms = data_rules.Terms(entry.wrong, entry.right, entry.message, every)
        yield data_rules.terms_rule(entry.code, terms, entry.level, entry.safety), key
    for n, item in enumerate(table.patterns):
        key = f"patterns[{n}]"
        pattern = compile_pattern(item, key)
        safety = "display" if item.replacement is UNSET else item.safety  # it makes no fix
        yield data_rules.pattern_rule(item.code, pattern, item.level, safety), key


def compile_pattern(entry: schema.Pattern, key: str) -> data_rules.Pattern:
    replacement = None if entry.replacement is UNSET else entry.replacement
    try:
        made = data_rules.Pattern(entry.pattern, entry.message, replacement)
    except (re.error, OverflowError, RecursionError) as error:
        raise ConfigError(f"{key}.pattern: {entry.pattern!r} is not a valid regular expression: {error}.") from error
    if made.pattern.fullmatch(""):
        raise ConfigError(f"{key}.pattern: {entry.pattern!r} matches the empty string, and so everywhere.")
    if replacement is not None:
        try:
            made.pattern.sub(replacement, "")
        except (re.error, IndexError) as error:
            raise ConfigError(f"{key}.replacement: {replacement!r} is not a valid replacement: {error}.") from error
    return made
