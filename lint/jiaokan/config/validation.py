"""What a configuration says, held against the rules there are. Imported only where there is configuration."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from msgspec import UNSET

from jiaokan.config import config_file, schema
from jiaokan.config.schema import Table, checked, child
from jiaokan.config.selection import selectors
from jiaokan.errors import ConfigError
from jiaokan.linting import data_rules, plugins
from jiaokan.linting.rule import Rule, in_module
from jiaokan.search.literals import Literals

SELECTORS = ("select", "ignore", "extend-select", "extend-ignore", "extend-safe-fixes", "extend-unsafe-fixes")
GLOBS = ("include", "exclude", "per-file-ignores", "encoding")


def interpreted(
    file: Path, raw: Mapping[str, Any], ground: Path | None, installed: Iterable[Rule]
) -> tuple[tuple[Rule, ...], dict[str, dict[str, object]]]:
    """The rules that hold under a configuration and, by code, their options; raises `ConfigError`.

    `ground`: the folder that plugins must lie in, or None where none may be loaded.
    """
    where = config_file.prefix(file)
    if file.name != "pyproject.toml" and isinstance(raw.get("tool"), Mapping):
        raise ConfigError(f"{where}tool: in this file the keys stand at the top, without [{config_file.TABLE}].")
    table = cast(Table, checked(raw, Table, where))
    rules = plugins.distinct(
        [
            *((r, plugins.place(r)) for r in installed),
            *((r, f"{file.parent / p}") for p in table.plugins for r in local(file, p, ground, where)),
            *data(table, where),
        ]
    )
    known = selectors(rules)
    for key in SELECTORS:
        check_words(raw.get(key, ()), known, where, key)
    for glob, words in table.per_file_ignores.items():
        check_words(words, known, where, child("per-file-ignores", glob))
    for word in table.levels:
        check_words([word], known, where, "levels")
    for key in GLOBS:
        check_globs(raw.get(key, ()), where, key)
    for glob, name in table.encoding.items():
        check_encoding(name, where, child("encoding", glob))
    return rules, options(table, rules, where)


def check_words(words: Iterable[str], known: set[str], where: str, key: str) -> None:
    for word in words:
        if word not in known:
            near = config_file.suggestion(word, known)
            raise ConfigError(f"{where}{key}: there is no rule or family {word!r}.{near}")


def check_globs(globs: Iterable[str], where: str, key: str) -> None:
    for glob in globs:
        if not glob.strip():
            raise ConfigError(f"{where}{key}: a glob that is empty matches nothing.")
        if ".." in glob.split("/"):
            raise ConfigError(f"{where}{key}: {glob!r} reaches outside the folder of this file.")
        if glob.startswith("!") and key in ("per-file-ignores", "encoding"):
            raise ConfigError(f"{where}{key}: {glob!r} stands alone, where ! has nothing to take back: name the files.")
        try:
            config_file.compiled([glob])
        except ConfigError as error:
            raise ConfigError(f"{where}{key}: {error}") from error


def check_encoding(name: str, where: str, key: str) -> None:
    if not is_text(name):
        from encodings.aliases import aliases

        near = config_file.suggestion(name, filter(is_text, sorted({*aliases, *aliases.values()})))
        raise ConfigError(f"{where}{key}: there is no text encoding {name!r}.{near}")


def is_text(encoding: str) -> bool:
    """Whether it is an encoding of text (hex and rot13, for two, are codecs of another kind)."""
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except (LookupError, ValueError):
        return False


def options(table: Table, rules: Iterable[Rule], where: str) -> dict[str, dict[str, object]]:
    """By code, the options of the rules that are given any, by the names of their parameters."""
    by_word = {word: r for r in rules for word in (r.code, r.name)}
    found: dict[str, dict[str, object]] = {}
    for word, values in table.options.items():
        key = child("options", word)
        if word not in by_word:
            near = config_file.suggestion(word, by_word)
            raise ConfigError(f"{where}{key}: expected the code or the name of a rule, found {word!r}.{near}")
        rule = by_word[word]
        if rule.code in found:
            raise ConfigError(f"{where}{key}: {rule.code} and {rule.name} are one rule: keep one of the two tables.")
        found[rule.code] = schema.checked_options(rule, values, where, key)
    return found


def local(file: Path, plugin: str, ground: Path | None, where: str) -> list[Rule]:
    """The rules of a plugin given by its path."""
    path = (file.parent / plugin).resolve()
    if ground is None:
        raise ConfigError(
            f"{where}plugins: {plugin!r} is not loaded, since this configuration lies neither in a repository nor in "
            f"the working folder. Work in its folder, or name it with --config."
        )
    if not path.is_relative_to(ground.resolve()):
        raise ConfigError(f"{where}plugins: {plugin!r} lies outside {ground}: a plugin must be a file inside it.")
    if not path.is_file():
        raise ConfigError(f"{where}plugins: there is no file {plugin!r} in {file.parent}.")
    rules = list(in_module(plugins.load_file(path, f"{where}plugins")))
    if not rules:
        raise ConfigError(f"{where}plugins: {plugin!r} holds no rule: expected a function decorated with @rule.")
    return rules


def data(table: Table, where: str) -> Iterable[tuple[Rule, str]]:
    """The rules of the entries of terms and patterns, each with where it stands."""
    every = Literals([form for entry in table.terms for form in entry.wrong])
    for n, entry in enumerate(table.terms):
        key = f"{where}terms[{n}]"
        if entry.right in entry.wrong:
            raise ConfigError(f"{key}.wrong: {entry.right!r} is both wrong and right.")
        terms = data_rules.Terms(entry.wrong, entry.right, entry.message, every)
        yield data_rules.terms_rule(entry.code, terms, entry.level, entry.safety), key
    for n, item in enumerate(table.patterns):
        key = f"{where}patterns[{n}]"
        replacement = None if item.replacement is UNSET else item.replacement
        pattern = compiled(item.pattern, item.message, replacement, key)
        yield data_rules.pattern_rule(item.code, pattern, item.level, item.safety), key


def compiled(pattern: str, message: str, replacement: str | None, key: str) -> data_rules.Pattern:
    try:
        made = data_rules.Pattern(pattern, message, replacement)
    except (re.error, OverflowError, RecursionError) as error:
        raise ConfigError(f"{key}.pattern: {pattern!r} is no regular expression: {error}.") from error
    if made.pattern.fullmatch(""):
        raise ConfigError(f"{key}.pattern: {pattern!r} matches where there is nothing, and so everywhere.")
    if replacement is not None:
        try:
            made.pattern.sub(replacement, "")
        except (re.error, IndexError) as error:
            raise ConfigError(f"{key}.replacement: {replacement!r} can't be filled in: {error}.") from error
    return made
