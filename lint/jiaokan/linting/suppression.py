"""What a text says not to report: jiaokan's markers in Markdown comments, and 〔原文如此〕 or [sic] in any text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from jiaokan.linting.marker_protection import MarkerProtection
from jiaokan.linting.markers import Place, markers
from jiaokan.linting.rule import Rule
from jiaokan.model.document import Document
from jiaokan.model.finding import Finding, Safety

Reason = Literal["unused", "unknown", "malformed", "unpaired"]
ANY = "*"  # what a marker without brackets selects

SIC = r"[ \t]?[〔【（(\[［](?:原文如此|[sS][iI][cC])[〕】）)\]］]"
SIC_BEGINS = frozenset(" \t〔【（([［")


class Unused(NamedTuple):
    """A marker that suppressed nothing, or that cannot.

    `names` are those of its selectors that this is about (none: the marker as a whole), `rest` those that stay.
    `places` are the marker and the one that ends its region; `sure`: every rule it can mean was run.
    """

    reason: Reason
    names: tuple[str, ...]
    rest: tuple[str, ...]
    places: tuple[Place, ...]
    sure: bool = True


class Segment(NamedTuple):
    """[start, end], both included, with the marker that counts there."""

    start: int
    end: int
    marker: int


class Suppression:
    """The suppressions of one document, and which of them were of use."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.markers = list(markers(doc))
        self.used: set[tuple[int, str]] = set()
        covers: dict[str, list[Segment]] = {}
        for n, marker in enumerate(self.markers):
            for name in marker.names or (ANY,):
                if marker.covers:
                    covers.setdefault(name, []).append(Segment(*marker.covers, n))
        self.segments = {name: flat(spans) for name, spans in covers.items()}
        self.starts = {name: [s.start for s in spans] for name, spans in self.segments.items()}
        self.guard = MarkerProtection(doc.text, self.markers) if self.markers else None

    def covering(self, finding: Finding, offset: int) -> Iterator[tuple[int, str]]:
        """The markers, and the name in them, that suppress a finding of this rule at an offset."""
        for name in (finding.code, finding.name, finding.code.rstrip("0123456789"), ANY):
            at = bisect_right(self.starts.get(name, ()), offset) - 1
            if at >= 0 and self.segments[name][at].end >= offset:
                yield self.segments[name][at].marker, name

    def kept(self, findings: Iterable[Finding], *, guarded: bool = True) -> Iterator[Finding]:
        """The findings that nothing suppresses; `guarded`: a fix that changes what a marker covers is only shown."""
        for finding in findings:
            hits = list(self.covering(finding, finding.start)) if self.segments else []
            self.used.update(hits)
            if hits or sic(self.doc.text, finding.end):
                continue
            if guarded and self.guard and finding.fix and self.unsettling(finding):
                finding = finding._replace(safety=Safety.DISPLAY)
            yield finding

    def unsettling(self, finding: Finding) -> bool:
        """Whether a fix reaches into text where its rule is suppressed, or moves text under or from under a marker."""
        return any(
            (self.guard and self.guard.moved(edit)) or any(self.covering(finding, edit.start))
            for edit in (finding.fix.edits if finding.fix else ())
        )

    def unused(self, ran: Sequence[Rule], known: Collection[Rule] | None) -> Iterator[Unused]:
        """The markers that were of no use to the rules that ran.

        `known` are all the rules there are; where it is None, what is unknown is not told.
        """
        here = selectable(ran)
        everything = selectable(known or ())
        # A marker for all rules may be there for one that did not run this time.
        complete = known is not None and {r.code for r in known if r.on and not r.last} <= {r.code for r in ran}
        for n, marker in enumerate(self.markers):
            if marker.problem:
                yield Unused(marker.problem, (), (), marker.places)
                continue
            names = marker.names
            unknown = tuple(x for x in names if everything and x not in everything and x not in here)
            if unknown:
                yield Unused("unknown", unknown, tuple(x for x in names if x not in unknown), marker.places)
            idle = tuple(x for x in names if x in here and (n, x) not in self.used)
            if idle:
                yield Unused("unused", idle, tuple(x for x in names if x not in idle), marker.places)
            elif not names and ran and (n, ANY) not in self.used:
                yield Unused("unused", (), (), marker.places, complete)


def selectable(rules: Iterable[Rule]) -> frozenset[str]:
    """Every code, name and family of some rules."""
    return frozenset(word for rule in rules for word in rule.words)


def sic(text: str, end: int) -> bool:
    """Whether the text itself says that what ends there stands so in the original."""
    return text[end : end + 1] in SIC_BEGINS and re.compile(SIC).match(text, end) is not None


def flat(spans: list[Segment]) -> list[Segment]:
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
