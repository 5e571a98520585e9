"""One document through the rules: findings in one order, and fixes until nothing changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from jiaokan.linting.fix_checks import demote_unsafe_deletion, prove
from jiaokan.linting.fixer import Fixed, fix_until_stable
from jiaokan.linting.markers import MARK
from jiaokan.linting.rule import Rule
from jiaokan.linting.suppression import Suppression
from jiaokan.model.document import Ahead, Document, signs
from jiaokan.model.finding import Finding, Level, Safety
from jiaokan.search import arrays

if TYPE_CHECKING:
    from jiaokan.search.sieve import Sieve


class ConfiguredRule(NamedTuple):
    """A rule as the settings want it for one file: its options, its level, how far its fixes are trusted.

    `lift`: the safety that its unsafe fixes are given (a hint is never lifted); `cap`: the most any fix is given.
    """

    rule: Rule
    options: Mapping[str, object] = MappingProxyType({})
    level: Level | None = None
    lift: Safety = Safety.UNSAFE
    cap: Safety = Safety.SAFE

    def findings(self, doc: Document, *more: object) -> list[Finding]:
        found = self.rule.run(doc, *more, **self.options)
        return [self.adjusted(self.rule.completed(finding)) for finding in found]

    def adjusted(self, finding: Finding) -> Finding:
        """A finding of the rule with the level and the safety that the settings give it."""
        level = finding.level if self.level is None else self.level
        safety = finding.safety
        if finding.edits and safety > Safety.DISPLAY:
            # What is only worth a remark is not worth a change that nobody asked for.
            cap = Safety.UNSAFE if level is Level.INFO else self.cap
            safety = min(cap, max(safety, self.lift))
        if level is finding.level and safety is finding.safety:
            return finding
        return finding._replace(level=level, safety=safety)


WORTH_A_SIEVE = 20  # texts that the same rules look at: the tables take as long to make as these to lint


class RuleSet(tuple[ConfiguredRule, ...]):
    """The rules that run on a file, with what tells which of them may find something in it."""

    texts = 0  # that they have looked at

    @classmethod
    def of(cls, rules: Iterable[ConfiguredRule]) -> RuleSet:
        return rules if isinstance(rules, RuleSet) else cls(rules)

    @cached_property
    def plain(self) -> tuple[ConfiguredRule, ...]:
        """Those that look at each document by itself, and at nothing else."""
        return tuple(active for active in self if not (active.rule.last or active.rule.judge))

    @cached_property
    def sieve(self) -> Sieve:
        from jiaokan.search.sieve import Sieve

        return Sieve([active.rule for active in self.plain])

    def looking(self, doc: Document) -> Iterator[int]:
        """Which of them may find something in a document."""
        self.texts += 1
        if self.texts <= WORTH_A_SIEVE or not arrays.at_hand():
            yield from (n for n, active in enumerate(self.plain) if active.rule.applies(doc))
            return
        lacks = doc.clock.timed("sieve", self.sieve.lacks, doc) if doc.clock else self.sieve.lacks(doc)
        doc.views[signs.__wrapped__] = self.sieve.shown(lacks)  # type: ignore[attr-defined]
        chinese = doc.chinese
        for n, (active, needs) in enumerate(zip(self.plain, self.sieve.needs, strict=True)):
            if (chinese or not active.rule.chinese) and needs.met(lacks):
                yield n


class RuleError(Exception):
    """A rule that broke on a document; the other rules are not to suffer from it."""

    def __init__(self, rule: Rule, path: str | None, error: Exception) -> None:
        super().__init__(f"The rule {rule.code} {rule.name} broke: {type(error).__name__}: {error}")
        self.rule = rule.name
        self.path = path


Broken = dict[str, RuleError]  # by the name of the rule


def findings_of(active: ConfiguredRule, doc: Document, broken: Broken | None, *more: object) -> list[Finding]:
    """What one rule finds; if it breaks, nothing, and the error is kept in `broken` or raised where that is None."""
    try:
        if doc.clock:
            return doc.clock.timed(f"{active.rule.code} {active.rule.name}", active.findings, doc, *more)
        return active.findings(doc, *more)
    except Exception as error:
        wrapped = RuleError(active.rule, doc.path, error)
        if broken is None:
            raise wrapped from error
        broken.setdefault(active.rule.name, wrapped)
        return []


def check(doc: Document, rules: Iterable[ConfiguredRule], broken: Broken | None = None) -> list[Finding]:
    """The findings of all rules that apply, by place; suppressions, and the rules about them, are left out."""
    return run_rules_together([doc], rules, [broken])[0]


def run_rules_together(
    docs: Sequence[Document], rules: Iterable[ConfiguredRule], broken: Sequence[Broken | None]
) -> list[list[Finding]]:
    """The same for several documents.

    A rule looks at all of them before the next one does, while its tables and patterns are in the processor's cache:
    that takes a quarter off the time.
    """
    rules = RuleSet.of(rules)
    looking: list[list[int]] = [[] for _ in rules.plain]
    for n, doc in enumerate(docs):
        for which in rules.looking(doc):
            looking[which].append(n)
    found: list[list[Finding]] = [[] for _ in docs]
    asking: dict[Ahead[Any], set[int]] = {}
    for active, some in zip(rules.plain, looking, strict=True):
        for view in active.rule.ahead if arrays.at_hand() else ():
            asking.setdefault(view, set()).update(some)
    for active, some in zip(rules.plain, looking, strict=True):
        for view in active.rule.ahead:
            with suppress(Exception):  # the document that is to blame will say so when it is asked alone
                view.ready(docs[n] for n in sorted(asking.pop(view, ())))
        for n in some:
            if more := findings_of(active, docs[n], broken[n]):
                found[n] += (
                    more if active.rule.markup else (demote_unsafe_deletion(docs[n], finding) for finding in more)
                )
    return list(map(in_order, found))


def lint_document(
    doc: Document, rules: Iterable[ConfiguredRule], known: Collection[Rule] | None = None, broken: Broken | None = None
) -> list[Finding]:
    """The findings that no suppression covers, by place; then the rules about suppressions have their say.

    `known` are all the rules there are, running or not, so that a marker that names none of them is found.
    """
    return lint_together([doc], rules, known, [broken])[0]


def lint_together(
    docs: Sequence[Document],
    rules: Iterable[ConfiguredRule],
    known: Collection[Rule] | None,
    broken: Sequence[Broken | None],
) -> list[list[Finding]]:
    """The same for several documents."""
    rules = RuleSet.of(rules)
    found = run_rules_together(docs, rules, broken)
    return [apply_suppressions(doc, rules, known, some, by) for doc, some, by in zip(docs, found, broken, strict=True)]


def apply_suppressions(
    doc: Document, rules: RuleSet, known: Collection[Rule] | None, found: list[Finding], broken: Broken | None
) -> list[Finding]:
    """Those of the findings in a document that no suppression covers, with what is found in the suppressions."""
    if not found and MARK not in doc.text:
        return found
    suppression = Suppression(doc)
    kept = list(suppression.kept(found))
    last = [active for active in rules if active.rule.last and active.rule.applies(doc)]
    if not last or not suppression.markers:
        return kept
    # A rule that broke said nothing, so that nothing can be said about its suppressions either.
    ran = [active.rule for active in rules.plain if active.rule.name not in (broken or ())]
    unused = list(suppression.unused(ran, known))
    more = [f for active in last for f in findings_of(active, doc, broken, unused)]
    return in_order([*kept, *suppression.kept(more, guarded=False)])


def fix_document(
    doc: Document,
    rules: Iterable[ConfiguredRule],
    floor: Safety = Safety.SAFE,
    known: Collection[Rule] | None = None,
    broken: Broken | None = None,
    found: list[Finding] | None = None,
) -> Fixed:
    """The text with all fixes at or above `floor`, and what is left; `found` is what is known to be found in it.

    Raises `Cycle` where they never come to rest and `UnsoundFix` where one breaks its promise.
    """
    rules = RuleSet.of(rules)
    markup = {active.rule.name for active in rules if active.rule.markup}

    def look(text: str) -> list[Finding]:
        present = doc if text is doc.text else replaced(doc, text)
        first = found if present is doc else None
        findings = lint_document(present, rules, known, broken) if first is None else first
        for finding in findings:
            if finding.fix and finding.fix.safety >= floor:
                prove(present, finding, markup=finding.name in markup)
        return findings

    return fix_until_stable(doc.text, look, floor)


def replaced(doc: Document, text: str) -> Document:
    return replace(doc, text=text)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.start, f.end, f.code))
