"""Corpus rules, which compare documents: collect facts from each document, then reduce the facts of all to findings.

The two steps share nothing but the facts, so that they run in one process, in a pool or on several machines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jiaokan.linting.linter import Broken, RuleError
from jiaokan.linting.rule_set import ConfiguredRule
from jiaokan.model.document import Document
from jiaokan.model.finding import Finding


class Facts(NamedTuple):
    """The facts that one corpus rule collected from one document."""

    rule: str  # its name
    value: object  # what its `check` returned, which its `reduce` receives


def collect_facts(doc: Document, rules: Iterable[ConfiguredRule], broken: Broken) -> tuple[Facts, ...]:
    """The facts of the corpus rules among `rules`. The error of a rule that breaks goes into `broken`."""
    facts = []
    for configured in rules:
        rule = configured.rule
        if rule.reduce and rule.name not in broken and configured.is_for(doc):
            try:
                value = rule.check(doc, **configured.options)
            except Exception as error:
                broken[rule.name] = RuleError(rule, doc.path, error)
            else:
                if value is not None:
                    facts.append(Facts(rule.name, value))
    return tuple(facts)


def reduce_facts(
    documents: Sequence[tuple[Sequence[Facts], Iterable[ConfiguredRule]]],
) -> tuple[dict[int, list[Finding]], Broken]:
    """The findings of the corpus rules by the index of their document, and the rules that broke.

    A document is given as its facts and its configured rules. A rule gets the options of the first document with facts
    of the rule; its findings get the level and the safety that the settings of their own document give.
    """
    by_rule: dict[str, list[tuple[int, ConfiguredRule, object]]] = {}  # document, rule and facts, in order
    for index, (facts, rules) in enumerate(documents):
        configured_rules = {configured.rule.name: configured for configured in rules} if facts else {}
        for name, value in facts:
            by_rule.setdefault(name, []).append((index, configured_rules[name], value))
    findings: dict[int, list[Finding]] = {}
    broken: Broken = {}
    for name, entries in by_rule.items():
        _, first, _ = entries[0]
        try:
            assert first.rule.reduce
            for nth, finding in first.rule.reduce([value for _, _, value in entries], **first.options):
                index, configured, _ = entries[nth]
                findings.setdefault(index, []).append(configured.adjusted(configured.rule.completed(finding)))
        except Exception as error:
            broken[name] = RuleError(first.rule, None, error)
    return findings, broken
