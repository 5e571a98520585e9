"""Which rules run and how far they are trusted: codes, names and families, the more specific of which wins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jiaokan.linting.rule import Rule
from jiaokan.linting.rule_set import ConfiguredRule
from jiaokan.model.finding import Level, Safety

ALL = "ALL"


def selectors(rules: Iterable[Rule]) -> set[str]:
    """Every word that stands for a rule or for several."""
    return {word for rule in rules for word in rule.words} | {ALL}


def specificity(rule: Rule, words: Iterable[str]) -> int:
    """How precisely the words name the rule: 3 by code or name, 2 by family, 1 by ALL, 0 not at all."""
    words = set(words)
    if rule.code in words or rule.name in words:
        return 3
    return 2 if rule.family in words else int(ALL in words)


def selected(
    rule: Rule, table: Mapping[str, Any], select: Iterable[str], more: Iterable[str], ignore: Iterable[str]
) -> bool:
    """Whether a rule runs; `select`, `more` (extend-select) and `ignore` are those of the command line.

    In each of the two places an ignore wins over a select that is no more specific. What the command line ignores is
    ignored; what it selects runs, unless the configuration ignores it more specifically: a family is asked for, and
    one rule of it is ignored.
    """
    wanted = specificity(rule, (*select, *more))
    unwanted = specificity(rule, ignore)
    configured = specificity(rule, (*table.get("ignore", ()), *table.get("extend-ignore", ())))
    if unwanted and unwanted >= wanted:
        return False
    if wanted:
        return wanted >= configured
    if select:
        return False
    chosen = specificity(rule, (*table.get("select", ()), *table.get("extend-select", ())))
    if configured and configured >= chosen:
        return False
    return bool(chosen) or (rule.on and "select" not in table)


def active(rule: Rule, table: Mapping[str, Any], options: Mapping[str, object]) -> ConfiguredRule:
    """A rule with its options, its level and the trust in its fixes, as the configuration has them."""
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
