"""Rules and settings as text for a person: the manual of a rule, the list of rules, the settings in force."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import get_terminal_size
from textwrap import wrap

import click

from jiaokan.config.config_file import suggestion
from jiaokan.config.selection import selectors, specificity
from jiaokan.config.settings import Settings
from jiaokan.linting.rule import Rule

STANDALONE = ("## ", "✗", "✓", "- ", "`")  # the beginnings of lines that do not continue a paragraph


def matching_rules(settings: Settings, words: Sequence[str]) -> list[Rule]:
    """The rules with one of these codes, names or families, in upper or lower case."""
    known = {w.lower(): w for w in selectors(settings.rules)}
    return [r for r in settings.rules if specificity(r, [known.get(w.lower(), w) for w in words])]


def suggest_rule(settings: Settings, word: str) -> str:
    return suggestion(word, selectors(settings.rules))


def rule_page(rule: Rule, settings: Settings) -> str:
    """The manual of a rule; `click.echo` drops the bold type where there is no terminal."""
    title = click.style(f"{rule.code} {rule.name}", bold=True)
    facts = [rule.level.name.lower(), f"fix: {safety_name(rule)}", "on" if is_on(rule, settings) else "off"]
    facts += ["corpus rule"] * bool(rule.reduce)
    lines = [f"{title}  ({', '.join(facts)})", ""]
    lines += ["\n".join(wrap_manual(rule.manual)).rstrip()]
    if options := {key: value for key, value in rule.options.items() if value is not None}:
        from jiaokan.cli.toml_writer import to_toml

        lines += ["", click.style("Configuration", bold=True), to_toml({"options": {rule.name: options}}).rstrip()]
    return "\n".join(lines) + "\n"


def wrap_manual(manual: str) -> Iterator[str]:
    """The lines of a manual: headings bold, paragraphs wrapped to the terminal, examples and lists as they are."""
    columns = min(get_terminal_size().columns, 100)
    paragraph: list[str] = []
    for line in map(str.strip, [*manual.splitlines(), ""]):
        if paragraph and (not line or line.startswith(STANDALONE)):
            indent = "  " if paragraph[0].startswith("- ") else ""
            text = " ".join(paragraph)
            yield from wrap(text, columns, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
            paragraph = []
        if line.startswith("## "):
            yield click.style(line.removeprefix("## "), bold=True)
        elif line.startswith(("✗", "✓")) or not line:
            yield line
        else:
            paragraph.append(line)


def safety_name(rule: Rule) -> str:
    """The declared safety of a rule's fixes: safe, unsafe, display (never applied) or mixed (it depends)."""
    return "mixed" if rule.mixed_safety else rule.safety.name.lower()


def is_on(rule: Rule, settings: Settings) -> bool:
    """Whether a rule runs on a file no glob matches."""
    return any(active.rule.code == rule.code for active in settings.rules_for(None))


def rule_table(settings: Settings) -> str:
    """All rules, one a line."""
    rows = [
        (r.code, r.name, r.level.name.lower(), safety_name(r), "on" if is_on(r, settings) else "off", r.summary)
        for r in settings.rules
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    return "".join("  ".join([*map(str.ljust, row, widths), row[-1]]) + "\n" for row in rows)


def rules_json(settings: Settings) -> str:
    rows = (
        {
            "code": r.code,
            "name": r.name,
            "family": r.family,
            "level": r.level.name.lower(),
            "fix": safety_name(r),
            "on": is_on(r, settings),
            "summary": r.summary,
            "options": dict(r.options),
        }
        for r in settings.rules
    )
    return "[" + ",\n ".join(json.dumps(row, ensure_ascii=False, default=str) for row in rows) + "]\n"


def settings_page(settings: Settings, path: Path) -> str:
    """Every setting as TOML with its origin as a comment, then the rules that run on `path`."""
    from jiaokan.cli.toml_writer import to_toml

    lines = [f"# configuration: {settings.source or 'none: the defaults hold'}"]
    texts = [(key, to_toml({key: value}) or f"# {key}: the defaults\n") for key, value in settings.as_dict().items()]
    texts.sort(key=lambda item: item[1].startswith("["))  # in TOML tables come after other keys
    for key, text in texts:
        first, _, rest = text.partition("\n")
        lines += [f"{first}  # {settings.origin(key)}", *rest.splitlines()]
    if encoding := settings.encoding_for(path):
        lines.append(f"# read as: {encoding}")
    lines.append(f"# rules that run: {' '.join(active.rule.code for active in settings.rules_for(path))}")
    return "\n".join(lines) + "\n"
