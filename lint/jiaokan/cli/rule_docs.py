"""Rules and settings as a person reads them: the manual of a rule, the table of all, what is in force."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from shutil import get_terminal_size
from textwrap import wrap

import click

from jiaokan.config.config_file import suggestion
from jiaokan.config.selection import selectors, specificity
from jiaokan.config.settings import Settings
from jiaokan.linting.rule import Rule

ALONE = ("## ", "✗", "✓", "- ", "`")  # what begins a line of its own

NO_FIX = "There is no fix"
FIXES = {0: "hint", 1: "unsafe", 2: "safe"}


def named(settings: Settings, words: Sequence[str]) -> list[Rule]:
    """The rules that one of the words names, by code, name or family, whatever its case."""
    known = {w.lower(): w for w in selectors(settings.rules)}
    return [r for r in settings.rules if specificity(r, [known.get(w.lower(), w) for w in words])]


def nearest(settings: Settings, word: str) -> str:
    return suggestion(word, selectors(settings.rules))


def page(rule: Rule, settings: Settings) -> str:
    """The manual of a rule; bold headings vanish where no terminal reads it."""
    title = click.style(f"{rule.code} {rule.name}", bold=True)
    lines = [f"{title}  ({rule.level.name.lower()}, {fix(rule)}, {state(rule, settings)})", ""]
    lines += ["\n".join(set_out(rule.manual)).rstrip()]
    if rule.options:
        lines += ["", click.style(f"In the configuration, under options.{rule.name}", bold=True)]
        lines += [f"{key} = {toml(value)}" for key, value in rule.options.items()]
    return "\n".join(lines) + "\n"


def set_out(manual: str) -> Iterator[str]:
    """The manual with its headings bold and its paragraphs, not its examples and lists, wrapped for the terminal."""
    columns = min(get_terminal_size().columns, 100)
    paragraph: list[str] = []
    for line in map(str.strip, [*manual.splitlines(), ""]):
        if paragraph and (not line or line.startswith(ALONE)):
            yield from wrap(" ".join(paragraph), columns, break_long_words=False, break_on_hyphens=False)
            paragraph = []
        if line.startswith("## "):
            yield click.style(line.removeprefix("## "), bold=True)
        elif line.startswith(("✗", "✓")) or not line:
            yield line
        else:
            paragraph.append(line)


def fix(rule: Rule) -> str:
    """How far the rule's fixes are trusted by default. Whether it makes any its examples tell, or else its manual.

    A corpus rule, which makes none, is told as such.
    """
    if rule.judge:
        return "corpus"
    examples = list(rule.examples)
    mends = any(e.after not in (None, e.before) for e in examples) or not (examples or NO_FIX in rule.manual)
    return f"fix: {FIXES[rule.safety]}" if mends else "no fix"


def state(rule: Rule, settings: Settings) -> str:
    return "on" if rule.code in {a.rule.code for a in settings.rules_for(None)} else "off"


def table(settings: Settings) -> str:
    """All rules, a line each."""
    on = {a.rule.code for a in settings.rules_for(None)}
    rows = [
        (r.code, r.name, r.level.name.lower(), fix(r).removeprefix("fix: "), "on" if r.code in on else "off", r.summary)
        for r in settings.rules
    ]
    return columns(rows)


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows with their columns aligned; the last one runs free."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    lines = ([*map(str.ljust, row, widths), row[-1]] for row in rows)
    return "".join("  ".join(line) + "\n" for line in lines)


def as_json(settings: Settings) -> str:
    on = {a.rule.code for a in settings.rules_for(None)}
    rows = (
        {
            "code": r.code,
            "name": r.name,
            "family": r.family,
            "level": r.level.name.lower(),
            "fix": fix(r).removeprefix("fix: "),
            "on": r.code in on,
            "summary": r.summary,
            "options": dict(r.options),
        }
        for r in settings.rules
    )
    return "[" + ",\n ".join(json.dumps(row, ensure_ascii=False, default=str) for row in rows) + "]\n"


def settings_page(settings: Settings, path: Path) -> str:
    """Every setting with its value and its origin, then the rules that run on `path`."""
    rows = [(f"{key} = {toml(value)}", f"# {settings.origin(key)}") for key, value in settings.as_dict().items()]
    encoding = settings.encoding_for(path)
    rules = " ".join(a.rule.code for a in settings.rules_for(path))
    source = settings.source or "none: the defaults hold"
    head = f"# configuration: {source}\n"
    return head + columns(rows) + (f"# read as: {encoding}\n" if encoding else "") + f"# rules that run: {rules}\n"


def toml(value: object) -> str:
    """A value in configuration spelling."""
    if isinstance(value, dict) and value:
        return "{ " + ", ".join(f"{json.dumps(k, ensure_ascii=False)} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, (list, tuple, set, frozenset)):
        return "[" + ", ".join(map(toml, ordered(value))) + "]"
    return '"the defaults"' if value is None else json.dumps(value, ensure_ascii=False, default=str)


def ordered(values: Iterable[object]) -> list[object]:
    return sorted(values, key=str) if isinstance(values, (set, frozenset)) else list(values)
