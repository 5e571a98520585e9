"""Which rules run and how far their fixes are trusted: by code, name or family; the more specific selector wins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from jiaokan.linting.rule import Rule
from jiaokan.linting.rule_set import ConfiguredRule
from jiaokan.model.finding import Level, Safety

ALL = "ALL"

IGNORED = "ignored-texts"  # the key of a valid table for the entries of `ignore` that name a text


class Overrides(NamedTuple):
    """Settings from the command line; they take precedence over the configuration."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    config: Path | None = None
    isolated: bool = False
    force_exclude: bool = True


def selectors(rules: Iterable[Rule]) -> set[str]:
    """Every valid selector: the codes, names and families of the rules, and ALL."""
    return {word for rule in rules for word in rule.words} | {ALL}


def specificity(rule: Rule, words: Iterable[str]) -> int:
    """How precisely selectors name a rule: 3 by code or name, 2 by family, 1 by ALL, 0 not at all."""
    words = set(words)
    if not words.isdisjoint(rule.names):
        return 3
    return 2 if rule.family in words else int(ALL in words)


def is_selected(rule: Rule, table: Mapping[str, Any], overrides: Overrides) -> bool:
    """Whether a rule runs under a configuration and the command line.

    In each of the two, `ignore` wins over a `select` that is no more specific. What the command line ignores does not
    run. What it selects runs unless the configuration ignores it more specifically: with `--select BRK` a rule of that
    family stays off if the configuration ignores it by its code.
    """
    selected = specificity(rule, (*overrides.select, *overrides.extend_select))
    ignored = specificity(rule, overrides.ignore)
    ignored_in_file = specificity(rule, table.get("ignore", ()))
    if ignored and ignored >= selected:
        return False
    if selected:
        return selected >= ignored_in_file
    if overrides.select:
        return False
    selected_in_file = specificity(rule, (*table.get("select", ()), *table.get("extend-select", ())))
    if ignored_in_file and ignored_in_file >= selected_in_file:
        return False
    return bool(selected_in_file) or (rule.on and "select" not in table)


def configure(rule: Rule, table: Mapping[str, Any], options: Mapping[str, object]) -> ConfiguredRule:
    """A rule with its options, and with the level and the limits of safety that a configuration gives it."""
    levels: Mapping[str, str] = table.get("levels", {})
    word = max(levels, key=lambda w: specificity(rule, (w,)), default="")
    level = Level[levels[word].upper()] if specificity(rule, (word,)) else None
    safe = specificity(rule, table.get("extend-safe-fixes", ()))
    unsafe = specificity(rule, table.get("extend-unsafe-fixes", ()))
    return ConfiguredRule(
        rule,
        options,
        level,
        lift=Safety.SAFE if safe > unsafe else Safety.UNSAFE,
        cap=Safety.UNSAFE if unsafe and unsafe >= safe else Safety.SAFE,
    )
