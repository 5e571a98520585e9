"""The rules that run on a file, each with the options, the level and the trust that the settings give it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from jiaokan.linting.markers import IgnoredText
from jiaokan.linting.rule import Rule
from jiaokan.model.document import Document
from jiaokan.model.finding import Finding, Level, Safety

if TYPE_CHECKING:
    from jiaokan.search.scan import Scanner


class ConfiguredRule(NamedTuple):
    """A rule as the settings want it for one file.

    `lift`: the safety that its unsafe fixes are given (one that is only displayed is never lifted); `cap`: the most any
    fix is given.
    """

    rule: Rule
    options: Mapping[str, object] = MappingProxyType({})
    level: Level | None = None
    lift: Safety = Safety.UNSAFE
    cap: Safety = Safety.SAFE

    def findings(self, doc: Document, *more: object) -> list[Finding]:
        """What the rule finds in a document; `more` goes to the rule's function."""
        return [self.adjusted(self.rule.completed(found)) for found in self.rule.run(doc, *more, **self.options)]

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

    def is_for(self, doc: Document) -> bool:
        """Whether the rule is for documents in such a language and format."""
        return (not self.rule.chinese or doc.chinese) and (not self.rule.prose or doc.format.prose)

    def may_match(self, doc: Document) -> bool:
        """Whether a pattern of the rule may match in a document; a rule without patterns may always find something."""
        return not self.rule.find or any(map(doc.may_match, self.rule.find))


class RuleSet(tuple[ConfiguredRule, ...]):
    """The rules that run on a file, and the scanner that finds the candidates of their patterns.

    `ignored`: the texts of the file in which the configuration wants a rule to find nothing.
    """

    ignored: tuple[IgnoredText, ...] = ()

    def ignoring(self, entries: Iterable[IgnoredText]) -> RuleSet:
        """The same rules with other ignored texts."""
        made = RuleSet(self)
        made.ignored = tuple(entries)
        return made

    @classmethod
    def of(cls, rules: Iterable[ConfiguredRule]) -> RuleSet:
        return rules if isinstance(rules, RuleSet) else cls(rules)

    @cached_property
    def per_document(self) -> tuple[ConfiguredRule, ...]:
        """Those that look at a document by itself, and at nothing else."""
        return tuple(some for some in self if not (some.rule.after_suppression or some.rule.reduce))

    @cached_property
    def after_suppression(self) -> tuple[ConfiguredRule, ...]:
        """Those about the suppressions themselves."""
        return tuple(some for some in self if some.rule.after_suppression)

    @cached_property
    def scanner(self) -> Scanner:
        from jiaokan.search.scan import Scanner  # with numpy

        return Scanner()
