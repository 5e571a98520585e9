"""One document through the rules: findings in one order, and fixes until nothing changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jiaokan.document import Document
from jiaokan.finding import Finding, Level, Safety
from jiaokan.rule import Rule


@dataclass(frozen=True)
class Active:
    """A rule as the settings want it for one file: its options, its level, how far its fixes are trusted.

    `lift`: the safety that its unsafe fixes are given (a hint is never lifted); `cap`: the most any fix is given.
    """

    rule: Rule
    options: Mapping[str, object] = field(default_factory=dict)
    level: Level | None = None
    lift: Safety = Safety.UNSAFE
    cap: Safety = Safety.SAFE

    def findings(self, doc: Document, *more: object) -> Iterator[Finding]:
        for finding in self.rule.findings(doc, *more, **self.options):
            fix = finding.fix
            level = finding.level if self.level is None else self.level
            if fix and fix.safety > Safety.SHOW:
                # What is only worth a remark is not worth a change that nobody asked for.
                cap = Safety.UNSAFE if level is Level.INFO else self.cap
                fix = fix._replace(safety=min(cap, max(fix.safety, self.lift)))
            yield finding._replace(level=level, fix=fix)


def check(doc: Document, rules: Iterable[Active]) -> list[Finding]:
    """The findings of all rules that apply, by place."""
    found = [f for active in rules if active.rule.applies(doc) for f in active.findings(doc)]
    return sorted(found, key=lambda f: (f.start, f.end, f.code))
