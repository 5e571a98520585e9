"""Documents through the rules: findings in one order, suppressions, and fixes until nothing changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from jiaokan.linting.fix_checks import demote_unsafe_deletion, demote_where_no_prose, validate_fix
from jiaokan.linting.fixer import Fixed, fix_until_stable
from jiaokan.linting.markers import MARK
from jiaokan.linting.rule import Rule
from jiaokan.linting.rule_set import ConfiguredRule, RuleSet
from jiaokan.linting.suppression import Suppression
from jiaokan.model.document import Document
from jiaokan.model.finding import Finding, Safety
from jiaokan.model.slices import large


class RuleError(Exception):
    """A rule that broke on a document; the other rules are not to suffer from it."""

    def __init__(self, rule: Rule, path: str | None, error: Exception) -> None:
        super().__init__(f"The rule {rule.code} {rule.name} broke: {type(error).__name__}: {error}")
        self.rule = rule.name
        self.path = path


Broken = dict[str, RuleError]  # by the name of the rule


def lint_documents(
    docs: Sequence[Document],
    rules: Iterable[ConfiguredRule],
    known: Collection[Rule] | None = None,
    broken: Sequence[Broken] | None = None,
    *,
    arrays: bool = False,
) -> list[list[Finding]]:
    """The findings in each document that no suppression covers, by place, those about suppressions among them.

    `known` are all the rules there are, running or not, so that a marker that names none of them is found. A rule that
    breaks is put down in the document's place in `broken`; without it, its `RuleError` is raised. `arrays`: search the
    documents together with numpy, which changes nothing but the time.
    """
    rules = RuleSet.of(rules)
    if arrays:
        search_together(docs, rules)
    errors: Sequence[Broken | None] = broken or [None] * len(docs)
    every = zip(docs, run_rules(docs, rules, errors), errors, strict=True)
    return [apply_suppressions(doc, rules, known, found, error) for doc, found, error in every]


def search_together(docs: Sequence[Document], rules: RuleSet) -> None:
    """Have the questions about characters and patterns answered for all documents but large ones at once."""
    from jiaokan.search.scan import BatchScan  # with numpy

    some = [doc for doc in docs if not large(doc.text)]
    batch = rules.scanner.batch([doc.text for doc in some])
    for nth, doc in enumerate(some):
        doc.search_in(BatchScan(batch, nth))


def run_rules(
    docs: Sequence[Document], rules: Iterable[ConfiguredRule], broken: Sequence[Broken | None] | None = None
) -> list[list[Finding]]:
    """What the rules find in each document, by place; suppressions, and the rules about them, are left out.

    A rule looks at all documents before the next one does, while its tables and patterns are in the processor's cache:
    that takes a quarter off the time.
    """
    found: list[list[Finding]] = [[] for _ in docs]
    every = list(zip(docs, found, broken or [None] * len(docs), strict=True))
    kinds = [(doc.chinese, doc.format.prose) for doc, _, _ in every]
    for some in RuleSet.of(rules).per_document:
        needs = some.rule.chinese, some.rule.prose
        for (doc, here, error), has in zip(every, kinds, strict=True):
            if needs[0] <= has[0] and needs[1] <= has[1]:
                here += findings_of(some, doc, error)
    return list(map(in_order, found))


def findings_of(some: ConfiguredRule, doc: Document, broken: Broken | None, *more: object) -> list[Finding]:
    """What a rule for such texts finds; if it breaks, nothing, and its error is kept in `broken`, or raised without."""
    try:
        if not some.may_match(doc):
            return []
        if doc.timer:
            found = doc.timer.timed(f"{some.rule.code} {some.rule.name}", some.findings, doc, *more)
        else:
            found = some.findings(doc, *more)
        if found and not doc.format.prose:
            return [demote_where_no_prose(doc, finding) for finding in found]
        if not found or some.rule.edits_protected:
            return found
        return [demote_unsafe_deletion(doc, finding) for finding in found]
    except Exception as error:
        wrapped = RuleError(some.rule, doc.path, error)
        if broken is None:
            raise wrapped from error
        broken.setdefault(some.rule.name, wrapped)
        return []


def apply_suppressions(
    doc: Document, rules: RuleSet, known: Collection[Rule] | None, found: list[Finding], broken: Broken | None
) -> list[Finding]:
    """The findings in a document that no suppression covers, and those about the suppressions."""
    if not found and MARK not in doc.text and not rules.ignored:
        return found
    suppression = Suppression(doc, known, rules.ignored)
    kept = [suppression.display_unsettling(finding) for finding in suppression.unsuppressed(found)]
    if not rules.after_suppression or not (suppression.markers or rules.ignored):
        return kept
    # A rule that broke found nothing, so that nothing can be said about its suppressions either.
    ran = [some.rule for some in rules.per_document if some.rule.name not in (broken or ())]
    unused = [*suppression.unused(ran), *suppression.unused_entries(ran)]
    more = [f for some in rules.after_suppression if some.is_for(doc) for f in findings_of(some, doc, broken, unused)]
    return in_order([*kept, *suppression.unsuppressed(more)])


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
    free = {some.rule.name for some in rules if some.rule.edits_protected}

    def validated(present: Document, findings: list[Finding]) -> list[Finding]:
        for finding in findings:
            if finding.edits and finding.safety >= floor:
                validate_fix(present, finding, edits_protected=finding.name in free)
        return findings

    def lint(text: str) -> list[Finding]:
        if text is doc.text and found is not None:
            return validated(doc, found)
        present = doc if text is doc.text else with_text(doc, text)
        (findings,) = lint_documents([present], rules, known, None if broken is None else [broken])
        return validated(present, findings)

    return fix_until_stable(doc.text, lint, floor)


def with_text(doc: Document, text: str) -> Document:
    """The document with another text, of which nothing is known yet."""
    return replace(doc, text=text)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.start, f.end, f.code))
