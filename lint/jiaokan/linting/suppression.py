"""What a text says not to report: jiaokan's markers in Markdown comments, and 〔原文如此〕 or [sic] in any text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from jiaokan.linting.marker_protection import MarkerProtection
from jiaokan.linting.markers import IgnoredText, Marker, Place, markers
from jiaokan.linting.rule import Rule
from jiaokan.model.document import Document
from jiaokan.model.finding import Finding, Safety

Reason = Literal["unused", "unknown", "malformed", "unpaired", "entry"]
ANY = "*"  # what a marker without brackets selects

SIC = r"[ \t]?[〔【（(\[［](?:原文如此|[sS][iI][cC])[〕】）)\]］]"
SIC_BEGINS = frozenset(" \t〔【（([［")


class Unused(NamedTuple):
    """A marker that suppressed nothing, or that cannot; or an entry of the configuration (the reason "entry").

    `names` are those of its selectors that this is about (none: the marker as a whole), `rest` those that stay.
    `places` are the marker and the one that ends its region. `near` is the name of a rule that is like an unknown
    one, "" if none is, or the text of an entry.
    """

    reason: Reason
    names: tuple[str, ...]
    rest: tuple[str, ...]
    places: tuple[Place, ...]
    near: str = ""


class Segment(NamedTuple):
    """[start, end], both included, with the marker that counts there."""

    start: int
    end: int
    marker: int


class Suppression:
    """The suppressions of one document, and which of them suppressed something.

    `rules` are all the rules there are, so that a marker may name one as it was called before; where they are None, no
    name counts as unknown.
    """

    def __init__(self, doc: Document, rules: Collection[Rule] | None, ignored: Sequence[IgnoredText] = ()) -> None:
        self.doc = doc
        self.rules = rules
        self.ignored = ignored
        self.present_name = {alias: rule.name for rule in rules or () for alias in rule.aliases}
        self.markers = list(markers(doc))
        self.used: set[tuple[int, str]] = set()  # numbers of markers, each with a name in it that suppressed a finding
        covers: dict[str, list[Segment]] = {}
        for n, marker in enumerate(self.markers):
            for name in marker.names or (ANY,):
                if marker.covers:
                    covers.setdefault(self.canonical(name), []).append(Segment(*marker.covers, n))
        for n, entry in enumerate(ignored, len(self.markers)):
            for span in entry.occurrences(doc.text):
                covers.setdefault(self.canonical(entry.rule), []).append(Segment(*span, n))
        self.segments = {name: disjoint(spans) for name, spans in covers.items()}
        self.starts = {name: [s.start for s in spans] for name, spans in self.segments.items()}
        self.protection = MarkerProtection(doc.text, self.markers) if self.markers else None

    def canonical(self, name: str) -> str:
        """The present name of a rule; `name` may be an alias."""
        return self.present_name.get(name, name)

    def covering(self, finding: Finding, offset: int) -> Iterator[tuple[int, str]]:
        """The markers that suppress a finding of this rule at an offset: the number of each, and the name in it."""
        for name in (finding.code, finding.name, finding.code.rstrip("0123456789"), ANY):
            at = bisect_right(self.starts.get(name, ()), offset) - 1
            if at >= 0 and self.segments[name][at].end >= offset:
                yield self.segments[name][at].marker, name

    def unsuppressed(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings that nothing suppresses."""
        for finding in findings:
            covering = list(self.covering(finding, finding.start)) if self.segments else []
            self.used.update(covering)
            if not covering and not says_sic(self.doc.text, finding.end):
                yield finding

    def display_unsettling(self, finding: Finding) -> Finding:
        """The finding, its fix only displayed where it would change what a marker covers.

        Such a fix reaches into text where its rule is suppressed, or moves text under or from under a marker.
        """
        protection = self.protection
        if not self.segments and protection is None:
            return finding
        for edit in finding.edits:
            if (protection and protection.moved(edit)) or any(self.covering(finding, edit.start)):
                return finding._replace(safety=Safety.DISPLAY)
        return finding

    def unused(self, ran: Sequence[Rule]) -> Iterator[Unused]:
        """The markers that were of no use to the rules that ran."""
        words = selectable(ran)
        for n, marker in enumerate(self.markers):
            if marker.problem:
                yield Unused(marker.problem, (), (), marker.places)
            elif marker.names:
                yield from self.unused_names(n, marker, words)
            elif ran and (n, ANY) not in self.used:
                yield Unused("unused", (), (), marker.places)

    def unused_entries(self, ran: Sequence[Rule]) -> Iterator[Unused]:
        """The entries of the configuration that were of no use; one for several files only where its text stands."""
        words = selectable(ran)
        for n, entry in enumerate(self.ignored, len(self.markers)):
            if entry.rule in words and (n, self.canonical(entry.rule)) not in self.used:
                place = next(entry.occurrences(self.doc.text), (0, 0) if entry.names_one_file else None)
                if place:
                    yield Unused("entry", (entry.rule,), (), (Place(*place, None),), near=entry.text)

    def unused_names(self, n: int, marker: Marker, words: frozenset[str]) -> Iterator[Unused]:
        """The useless names in marker number `n`: those of no rule, and those that suppressed nothing."""
        unknown = () if self.rules is None else sorted_out(marker.names, words | selectable(self.rules))
        if unknown:
            near = nearest(unknown[0], words | selectable(self.rules or ()))
            yield Unused("unknown", unknown, sorted_out(marker.names, unknown), marker.places, near=near)
        idle = tuple(x for x in marker.names if x in words and (n, self.canonical(x)) not in self.used)
        if idle:
            yield Unused("unused", idle, sorted_out(marker.names, idle), marker.places)


def sorted_out(names: Iterable[str], others: Container[str]) -> tuple[str, ...]:
    """The names that are not among the others."""
    return tuple(name for name in names if name not in others)


def selectable(rules: Iterable[Rule]) -> frozenset[str]:
    """Every code, name and family of some rules."""
    return frozenset(word for rule in rules for word in rule.words)


def nearest(word: str, known: Iterable[str]) -> str:
    """The most similar known word, "" if none is similar; the case does not count."""
    from difflib import get_close_matches

    by_spelling = {one.lower(): one for one in sorted(known)}
    found = get_close_matches(word.lower().replace("_", "-"), by_spelling, 1, 0.6)
    return by_spelling[found[0]] if found else ""


def says_sic(text: str, end: int) -> bool:
    """Whether the text itself says that what ends there stands so in the original."""
    return text[end : end + 1] in SIC_BEGINS and re.compile(SIC).match(text, end) is not None


def disjoint(spans: list[Segment]) -> list[Segment]:
    """Disjoint segments in order; where spans overlap, the one that begins last counts."""
    out: list[Segment] = []
    stack: list[Segment] = []
    at = 0

    def emit(end: int, marker: int) -> None:
        nonlocal at
        if end >= at:
            out.append(Segment(at, end, marker))
            at = end + 1

    for span in sorted(spans):
        while stack and stack[-1].end < span.start:
            top = stack.pop()
            emit(top.end, top.marker)
        if stack:
            emit(span.start - 1, stack[-1].marker)
        at = max(at, span.start)
        stack.append(span)
    while stack:
        top = stack.pop()
        emit(top.end, top.marker)
    return out
