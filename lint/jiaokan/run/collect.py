"""The results of a run as they come: passed on as soon as nothing can change them, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from jiaokan.linting.corpus_rules import reduce_facts
from jiaokan.linting.linter import in_order
from jiaokan.linting.rule import Rule
from jiaokan.linting.suppression import Suppression
from jiaokan.run.result import FileResult, Run, Tally

if TYPE_CHECKING:
    from jiaokan.baseline.baseline import Baseline
    from jiaokan.config.settings import Project
    from jiaokan.git.changes import ChangedFiles

Receive = Callable[[FileResult], None]


def collect(
    results: Iterable[FileResult],
    project: Project,
    baseline: Baseline | None = None,
    changed: ChangedFiles | None = None,
    receive: Receive | None = None,
    keep: bool = True,
) -> Run:
    """The run of all results, with the findings of corpus rules, without those that are known or touch nothing changed.

    Results wait for the end of the run only where others may change them; those that need not wait are passed on to
    `receive` at once.
    """
    collector = Collector(project, receive, keep)
    wait = baseline is not None or (changed is not None and bool(changed.lines))
    waiting: list[FileResult] = []
    interrupted = False
    try:
        for result in results:
            collector.count(result)
            wait = wait or bool(result.facts)
            if wait:
                waiting.append(result)
            else:
                collector.add(result)
    except KeyboardInterrupt:
        interrupted = True
        if isinstance(results, Generator):
            results.close()
    waiting = with_corpus_findings(waiting, project)
    rest = collector.run([result for result in waiting if result.reportable])
    if baseline:  # first: what is not shown is no reason to call an entry stale
        rest = baseline.match(rest, project).run
    if changed:
        rest = changed.only_changed(rest, waiting)
    for result in rest.results:
        collector.add(result)
    made = collector.run(collector.kept)
    return made._replace(interrupted=interrupted, known=rest.known, stale=rest.stale, baseline=rest.baseline)


class Collector:
    """Counts the results of a run, and passes on and keeps those that a report says something about."""

    def __init__(self, project: Project, receive: Receive | None, keep: bool) -> None:
        self.project = project
        self.receive = receive
        self.kept: list[FileResult] = []
        self.passed_on = None if keep else Tally()
        self.rules: dict[str, Rule] = {}
        self.linted: list[str] = []
        self.characters = 0
        self.spent: Counter[str] = Counter()

    def count(self, result: FileResult) -> None:
        if result.characters is not None:
            self.linted.append(result.path)
            self.characters += result.characters
        self.spent.update(result.spent)

    def add(self, result: FileResult) -> None:
        """Take a result that nothing can change any more."""
        if not result.reportable:
            return
        self.rules.update((rule.code, rule) for rule in self.project.settings_for(result.path).rules)
        if self.passed_on:
            self.passed_on.add(result)
        else:
            self.kept.append(result)
        if self.receive:
            self.receive(result)

    def run(self, results: Sequence[FileResult]) -> Run:
        return Run(
            tuple(results),
            len(self.linted),
            self.characters,
            dict(self.spent),
            rules=self.rules,
            linted=tuple(self.linted),
            passed_on=self.passed_on,
        )


def with_corpus_findings(results: list[FileResult], project: Project) -> list[FileResult]:
    """The results with what the corpus rules find from the facts of all of them."""
    if not any(result.facts for result in results):
        return results
    results = list(results)
    found, broken = reduce_facts([(r.facts, project.settings_for(r.path).rules_for(r.path)) for r in results])
    for index, more in found.items():
        result = results[index]
        suppression = Suppression(result.document, project.settings_for(result.path).rules)
        kept = map(suppression.display_unsettling, suppression.unsuppressed(more))
        results[index] = replace(result, findings=tuple(in_order([*result.findings, *kept])))
    for name, error in broken.items():
        first = next(n for n, r in enumerate(results) if any(facts.rule == name for facts in r.facts))
        results[first] = replace(results[first], errors=(*results[first].errors, str(error)))
    return results
