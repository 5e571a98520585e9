"""Every rule against the examples in its manual and the cases in tests/cases: what it must find, mend and leave alone.

Corpus rules find nothing in one document: their cases are in test_corpus.py.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from jiaokan import Document, Rule, Safety
from jiaokan.finding import Edit
from jiaokan.fixing import Fixed, settle
from jiaokan.linter import Active, check
from jiaokan.rule import load

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

RULES = {r.name: r for r in load(builtin_only=True)}
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


def manual_cases() -> list[Any]:
    return [
        pytest.param(Case(rule, before, after), id=f"{rule.name}: {before[:40]}")
        for rule in RULES.values()
        if not (rule.last or rule.judge)
        for before, after in rule.examples
    ]


def file_cases(*, strict: bool = True) -> list[Any]:
    """The cases of tests/cases; with `strict` a known failure must fail, else it is a text like any other."""
    params = []
    for file in sorted(CASES.glob("*/*.toml")):
        for kind, cases in tomllib.loads(file.read_text(encoding="utf-8")).items():
            assert kind in KINDS, f"{file}: [[{kind}]]"
            for n, case in enumerate(cases):
                fixed = case.get("fixed", case["text"] if kind == "negative" else None)
                rest = (case.get("path"), case.get("options", {}), case.get("at"), case.get("safe"))
                case = Case(RULES[file.stem], case["text"], fixed, *rest)
                marks = [pytest.mark.xfail(strict=True)] if strict and kind == "known-failure" else []
                params.append(pytest.param(case, id=f"{file.stem} {kind} {n}", marks=marks))
    return params


def fixed(case: Case, floor: Safety = Safety.UNSAFE) -> Fixed:
    active = [Active(case.rule, case.options)]
    return settle(case.text, lambda text: check(Document(text, case.path), active), floor)


@pytest.mark.parametrize("case", [*manual_cases(), *file_cases()])
def test_case(case: Case) -> None:
    doc = Document(case.text, case.path)
    findings = check(doc, [Active(case.rule, case.options)])
    if case.at is not None:
        assert [case.text[f.start : f.end] for f in findings] == case.at
    if case.fixed == case.text:
        assert not findings
    else:
        assert findings
        assert fixed(case).text == (case.text if case.fixed is None else case.fixed)
    if case.safe is not None:
        assert fixed(case, Safety.SAFE).text == case.safe


@pytest.mark.parametrize("case", [*manual_cases(), *file_cases(strict=False)])
def test_offsets_and_edits_are_true(case: Case) -> None:
    """A reader is sent to the right place, and edits are in order, disjoint and no larger than the change."""
    for f in check(Document(case.text, case.path), [Active(case.rule, case.options)]):
        assert 0 <= f.start <= f.end <= len(case.text)
        assert f.message
        last = -1
        for start, end, new in f.fix.edits if f.fix else ():
            assert last < start <= end <= len(case.text)
            assert case.text[start:end] != new
            last = end
        assert all(isinstance(e, Edit) for e in (f.fix.edits if f.fix else ()))


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda r: r.name)
def test_every_rule_explains_itself(rule: Rule) -> None:
    """`jiaokan rule CODE` leaves no reader without the four headings and an example of each kind."""
    for heading in ("## What it does", "## Why it is bad", "## Fix safety"):
        assert heading in rule.manual, f"{rule.name} lacks {heading}"
    if not (rule.last or rule.judge) and rule.name != "undecodable":
        examples = list(rule.examples)
        assert any(e.before != e.after for e in examples), f"{rule.name} shows nothing bad"
        assert any(e.before == e.after for e in examples), f"{rule.name} shows nothing sound"


def test_a_short_text_and_a_long_one_are_looked_through_alike() -> None:
    """CHR001 has two ways to look for its words, for the sake of speed alone."""
    misread_character = import_module("jiaokan_rules.characters.misread_character")
    text = "他灰头士脸地走了进来。她多年患有颈锥病。大家束手无茉，两村只有一街之隔，离家越走越近。𠮷\ud800\0"
    short = list(misread_character.each_pair(text))
    assert short
    assert sorted(short) == sorted(misread_character.some_pairs(text))
