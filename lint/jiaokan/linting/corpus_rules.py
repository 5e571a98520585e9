"""Corpus rules: facts are collected from one document at a time, findings come of those of all together.

The two halves meet only through the facts, so that they run as well in one process, in a pool or on machines apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jiaokan.linting.linter import Broken, RuleError
from jiaokan.linting.rule_set import ConfiguredRule
from jiaokan.model.document import Document
from jiaokan.model.finding import Finding


class Facts(NamedTuple):
    """What one corpus rule noted of one document."""

    rule: str
    noted: object


def collected(doc: Document, rules: Iterable[ConfiguredRule], broken: Broken) -> tuple[Facts, ...]:
    """The facts of the corpus rules among `rules`; one that breaks is kept in `broken`."""
    facts = []
    for active in rules:
        if active.rule.reduce and active.rule.name not in broken and active.is_for(doc):
            try:
                noted = active.rule.check(doc, **active.options)
            except Exception as error:
                broken[active.rule.name] = RuleError(active.rule, doc.path, error)
            else:
                if noted is not None:
                    facts.append(Facts(active.rule.name, noted))
    return tuple(facts)


def judged(
    documents: Sequence[tuple[Sequence[Facts], Iterable[ConfiguredRule]]],
) -> tuple[dict[int, list[Finding]], Broken]:
    """The findings of the corpus rules by the index of the document, and the rules that broke.

    A document comes as its facts and the rules that hold for it; the options of a rule are those of the first
    document it has facts of.
    """
    noted: dict[str, list[tuple[int, ConfiguredRule, object]]] = {}
    for index, (facts, rules) in enumerate(documents):
        actives = {active.rule.name: active for active in rules} if facts else {}
        for name, fact in facts:
            noted.setdefault(name, []).append((index, actives[name], fact))
    found: dict[int, list[Finding]] = {}
    broken: Broken = {}
    for name, entries in noted.items():
        first = entries[0][1]
        try:
            assert first.rule.reduce
            for at, hit in first.rule.reduce([fact for _, _, fact in entries], **first.options):
                index, active, _ = entries[at]
                found.setdefault(index, []).append(active.adjusted(active.rule.completed(hit)))
        except Exception as error:
            broken[name] = RuleError(first.rule, None, error)
    return found, broken
