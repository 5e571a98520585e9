"""Which rules there are: those of the installed packages, and each found again by its module."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from jiaokan.errors import ConfigError
from jiaokan.linting.plugins import BUILTIN, entry_points, import_file, is_plugin_file

if TYPE_CHECKING:
    from jiaokan.linting.rule import Rule


def rules_in_module(module: ModuleType) -> Iterator[Rule]:
    from jiaokan.linting.rule import Rule

    return (value for value in vars(module).values() if isinstance(value, Rule))


def rules_in_package(package: ModuleType) -> Iterator[Rule]:
    """Every rule of a package and of the packages inside it; a plain module is searched by itself."""
    yield from rules_in_module(package)
    for info in pkgutil.walk_packages(getattr(package, "__path__", []), package.__name__ + "."):
        yield from rules_in_module(import_module(info.name))


def rule_in_module(name: str, file: str, code: str) -> Rule:
    """A rule by its module and its code, in a process that may not have imported the module."""
    module = import_file(Path(file)) if is_plugin_file(name) else import_module(name)
    return next(rule for rule in rules_in_module(module) if rule.code == code)


def installed_rules(*, builtin_only: bool = False) -> list[Rule]:
    """Every rule of the installed packages that name themselves in the entry points `jiaokan.rules`, by code."""
    found: dict[int, Rule] = {}  # by identity: a package may import a rule from a module of its own
    for point in [BUILTIN] if builtin_only else entry_points():
        try:
            found |= {id(rule): rule for rule in rules_in_package(import_module(point.module))}
        except Exception as error:
            what = f"{type(error).__name__}: {error}{last_place_in(point.module, error)}"
            raise ConfigError(f"The installed plugin {point.name!r} ({point.module}) failed: {what}") from error
    return sorted(found.values(), key=lambda rule: rule.code)


def last_place_in(package: str, error: BaseException) -> str:
    """The last module of a package, with the line, that an exception passed through, in brackets for a message."""
    place, trace = "", error.__traceback__
    while trace:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if f"{module}.".startswith(f"{package}."):
            place = f" ({module}, line {trace.tb_lineno})"
        trace = trace.tb_next
    return place


def unique_rules(rules: Iterable[tuple[Rule, str]]) -> tuple[Rule, ...]:
    """The rules, each given with where it comes from, by code; raises `ConfigError` where two have one code or name."""
    seen: dict[str, tuple[Rule, str]] = {}
    for rule, origin in rules:
        for word in rule.names:
            other, there = seen.setdefault(word, (rule, origin))
            if other is not rule:
                raise ConfigError(
                    f"Two rules are called {word!r}: {rule.code} {rule.name} ({origin}) and "
                    f"{other.code} {other.name} ({there}). Rename one of them."
                )
    return tuple(sorted({rule.code: rule for rule, _ in seen.values()}.values(), key=lambda rule: rule.code))
