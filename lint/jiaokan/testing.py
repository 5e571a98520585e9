"""For authors of rules: does a rule do what its manual says?

With any test runner; what is wrong is an `AssertionError` that names the rule and the example.

>>> from jiaokan import Edit, Finding, Pattern, rule
>>> @rule("HOUSE002", find=Pattern(r"(?<=[0-9])〇(?=[0-9])"))
... def round_zero(match, doc, *, also_years: bool = True):
...     '''A round zero among Arabic digits.
...
...     ## What it does
...     Finds 〇 between digits.
...
...     ## Why it is bad
...     No program reads the number.
...
...     ## Example
...     ✗ 今年是2〇25年。
...     ✓ 今年是2025年。
...     ✓ 今年是二〇二五年。
...
...     ## Fix safety
...     Safe: between Arabic digits it can be nothing else.
...
...     ## Options
...     `also-years`: look at years too.
...     '''
...     if also_years or doc.text[match.end() + 2 :][:1] != "年":
...         edit = Edit(match.start(), match.end(), "0")
...         yield Finding(match.start(), match.end(), "「〇」 stands among digits: write 「0」.", (edit,))
>>> check_rule(round_zero)
>>> found(round_zero, "今年是2〇25年，二〇二五年。")
['〇']
>>> found(round_zero, "今年是2〇25年。", also_years=False)
[]
>>> fixed(round_zero, "今年是2〇25年。")
'今年是2025年。'
"""

from __future__ import annotations

from collections.abc import Iterable
from inspect import Parameter, signature
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from jiaokan.errors import ConfigError
from jiaokan.linting.fix_checks import UnsoundFix
from jiaokan.linting.fixer import Cycle
from jiaokan.linting.linter import RuleError, fix_document, run_rules
from jiaokan.linting.plugins import load_file
from jiaokan.linting.registry import installed_rules, rules_in_package, unique_rules
from jiaokan.linting.rule import Example, Rule
from jiaokan.linting.rule_set import ConfiguredRule
from jiaokan.model.document import Document
from jiaokan.model.finding import Finding, Safety

HEADINGS = ("## What it does", "## Why it is bad", "## Example", "## Fix safety")


def check_rules(where: str | Path | ModuleType) -> list[Rule]:
    """Check every rule of a package, a module or a plugin file, and return them.

    No two may have one code or name, nor one that a built-in rule has.
    """
    try:
        module = where if isinstance(where, ModuleType) else load_file(Path(where).absolute(), str(where))
        rules = list({id(r): r for r in rules_in_package(module)}.values())
        assert rules, f"{where}: there is no rule in it."
        unique_rules(
            [*((r, "built in") for r in installed_rules(builtin_only=True)), *((r, str(where)) for r in rules)]
        )
    except ConfigError as error:
        raise AssertionError(str(error)) from error
    for rule in rules:
        check_rule(rule)
    return rules


def check_rule(rule: Rule) -> None:
    """Check the manual of a rule and, unless it needs more than one document or the unused markers, its examples."""
    check_manual(rule)
    if not (rule.reduce or rule.after_suppression):
        check_examples(rule)


def check_manual(rule: Rule) -> None:
    """Check that `jiaokan rule CODE` explains the rule: a summary, the four headings, each option with a default."""
    from jiaokan.config.schema import convert_options

    said = f"{rule.code} {rule.name}"
    assert rule.summary, f"{said}: the function has no docstring, which is the rule's manual."
    lines = rule.manual.splitlines()
    for heading in HEADINGS:
        assert heading in lines, f"{said}: the manual lacks the heading {heading!r}."
    for option in signature(rule.check).parameters.values():
        if option.kind is not Parameter.KEYWORD_ONLY:
            continue
        spelt = option.name.replace("_", "-")
        assert option.default is not Parameter.empty, f"{said}: the option {spelt} has no default."
        assert f"`{spelt}`" in rule.manual, f"{said}: the manual does not explain the option `{spelt}`."
    try:
        convert_options(rule, rule.options, "options")
    except ConfigError as error:
        raise AssertionError(f"{said}: its own default is refused: {error}") from error


def check_examples(rule: Rule) -> None:
    """Check that the rule shows something bad and something sound, and that each example comes out as shown."""
    said = f"{rule.code} {rule.name}"
    examples = list(rule.examples)
    assert any(e.before != e.after for e in examples), f"{said}: no example shows what is bad (✗)."
    assert any(e.before == e.after for e in examples), f"{said}: no example shows what is sound (a ✓ of its own)."
    for example in examples:
        check_example(rule, example)
    fixes = any(e.after not in (None, e.before) for e in examples)
    declared = fixes or rule.safety is Safety.DISPLAY
    assert declared, f"{said}: no example shows a fix (✗, then ✓): show one, or declare safety=Safety.DISPLAY."


def check_example(rule: Rule, example: Example, *, path: str | None = None, **options: Any) -> None:
    """Check that the rule leaves a sound text alone, and finds what is bad in another and mends it as shown."""
    before, after = example
    findings = findings_in(rule, before, path, options)
    if before == after:
        assert not findings, wrong(rule, before, f"is sound, but {places(before, findings)} was found.")
    else:
        assert findings, wrong(rule, before, "is bad, but nothing was found.")
        text = fixed(rule, before, path=path, **options)
        shown = before if after is None else after
        assert text == shown, wrong(rule, before, f"was to become\n  {shown!r}, but became\n  {text!r}.")
    check_text(rule, before, path=path, **options)


def check_text(rule: Rule, text: str, /, *, path: str | None = None, **options: Any) -> None:
    """Check that what the rule finds in a text, whatever that is, is well formed.

    Places and edits are inside the text, edits in order and apart, each changes something, their safety is the declared
    one, and when all fixes are applied a second time nothing more changes.
    """
    findings = findings_in(rule, text, path, options)
    for finding in findings:
        where = f"[{finding.start}, {finding.end})"
        assert finding.message, wrong(rule, text, f"the finding at {where} has no message.")
        related = ((r.start, r.end) for r in finding.related if r.path is None)
        for start, end in ((finding.start, finding.end), *related):
            assert 0 <= start <= end <= len(text), wrong(rule, text, f"the place [{start}, {end}) is outside the text.")
        edits = finding.fix.edits if finding.fix else ()
        for start, end, new in edits:
            at = f"the edit [{start}, {end}) to {new!r}"
            assert 0 <= start <= end <= len(text), wrong(rule, text, f"{at} is outside the text.")
            assert text[start:end] != new, wrong(rule, text, f"{at} changes nothing.")
        for one, other in pairwise(edits):
            assert one.end < other.start, wrong(rule, text, f"the edits {one} and {other} touch or are out of order.")
    if findings and not rule.mixed_safety:
        deviating = {f.safety for f in rule.run(Document(text, path), **options) if f.edits} - {None, rule.safety}
        assert not deviating, wrong(
            rule, text, f"has fixes of other safety than {rule.safety.name}: declare mixed_safety."
        )
    for safety in (Safety.SAFE, Safety.UNSAFE):
        once = fixed(rule, text, path=path, safety=safety, **options)
        twice = fixed(rule, once, path=path, safety=safety, **options)
        assert once == twice, wrong(rule, text, f"became\n  {once!r}, and that when fixed again\n  {twice!r}.")


def found(rule: Rule, text: str, /, *, path: str | None = None, **options: Any) -> list[str]:
    """The stretches of a text that a rule finds, in order; options go by the names of the function's parameters."""
    return [text[f.start : f.end] for f in findings_in(rule, text, path, options)]


def fixed(rule: Rule, text: str, /, *, path: str | None = None, safety: Safety = Safety.UNSAFE, **options: Any) -> str:
    """The text with every fix of the rule at or above `safety`."""
    try:
        return fix_document(Document(text, path), [ConfiguredRule(rule, options)], safety).text
    except (Cycle, RuleError, UnsoundFix) as error:
        raise AssertionError(wrong(rule, text, str(error))) from error


def findings_in(rule: Rule, text: str, path: str | None, options: dict[str, Any]) -> list[Finding]:
    try:
        return run_rules([Document(text, path)], [ConfiguredRule(rule, options)])[0]
    except RuleError as error:
        raise AssertionError(wrong(rule, text, str(error))) from error


def places(text: str, findings: Iterable[Finding]) -> str:
    return ", ".join(f"{text[f.start : f.end]!r} at {f.start}" for f in findings)


def wrong(rule: Rule, text: str, what: str) -> str:
    return f"{rule.code} {rule.name}:\n  {text!r}\n  {what}"
