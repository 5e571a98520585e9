"""Every rule against the examples in its manual and the cases in tests/cases: what it must find, mend and leave alone.

Corpus rules find nothing in one document: their cases are in test_corpus_rules.py.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from jiaokan import Example, Rule, Safety, testing
from jiaokan.linting.registry import installed_rules

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

RULES = {r.name: r for r in installed_rules(builtin_only=True)}
CASES = Path(__file__).parent / "cases"
KINDS = {"found", "negative", "known-failure"}


class Case(NamedTuple):
    """A text for one rule; `fixed` is None where something must be found that no fix changes."""

    rule: Rule
    text: str
    fixed: str | None
    path: str | None = None
    options: dict[str, Any] = {}  # noqa: RUF012
    at: list[str] | None = None  # the texts that the findings cover, in order
    safe: str | None = None  # the text after the safe fixes alone


def file_cases(*kinds: str, marks: Sequence[pytest.MarkDecorator] = ()) -> list[Any]:
    """The cases of these kinds in tests/cases."""
    params = []
    for file in sorted(CASES.glob("*/*.toml")):
        for kind, cases in tomllib.loads(file.read_text(encoding="utf-8")).items():
            assert kind in KINDS, f"{file}: [[{kind}]]"
            for n, case in enumerate(cases if kind in kinds else ()):
                fixed = case.get("fixed", case["text"] if kind == "negative" else None)
                rest = (case.get("path"), case.get("options", {}), case.get("at"), case.get("safe"))
                case = Case(RULES[file.stem], case["text"], fixed, *rest)
                params.append(pytest.param(case, id=f"{file.stem} {kind} {n}", marks=marks))
    return params


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_the_manual_is_whole_and_its_examples_are_true(rule: Rule) -> None:
    """`jiaokan rule CODE` says all that a reader needs, and nothing that is not so."""
    if rule.name == "undecodable":  # what does not decode can't be shown in a docstring
        testing.check_manual(rule)
    else:
        testing.check_rule(rule)


def test_every_rule_is_in_the_file_of_its_name_beside_those_of_its_family() -> None:
    """Whoever reads a report finds the rule by its name."""
    folders: dict[str, set[str]] = {}
    for rule in RULES.values():
        folder, _, file = rule.module.rpartition(".")
        assert file == rule.name.replace("-", "_"), f"{rule.code} {rule.name} is in {rule.module}: rename one of them."
        folders.setdefault(rule.family, set()).add(folder)
    assert {family: names for family, names in folders.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    "case", [*file_cases("found", "negative"), *file_cases("known-failure", marks=[pytest.mark.xfail(strict=True)])]
)
def test_a_text_is_found_mended_or_left_alone_as_its_case_says(case: Case) -> None:
    about = (case.rule, case.text)
    testing.check_example(case.rule, Example(case.text, case.fixed), path=case.path, **case.options)
    if case.at is not None:
        assert testing.found(*about, path=case.path, **case.options) == case.at
    if case.safe is not None:
        assert testing.fixed(*about, path=case.path, safety=Safety.SAFE, **case.options) == case.safe


@pytest.mark.parametrize("case", file_cases("known-failure"))
def test_places_and_edits_are_true_in_known_failures_too(case: Case) -> None:
    testing.check_text(case.rule, case.text, path=case.path, **case.options)
