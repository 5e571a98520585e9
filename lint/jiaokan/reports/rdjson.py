"""Findings for reviewdog, with suggestions: its diagnostic format, whose columns are bytes of UTF-8.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any

from jiaokan.linting.fixer import change
from jiaokan.model.document import Document
from jiaokan.model.finding import Finding, Fix, Level, Safety
from jiaokan.reports import View
from jiaokan.reports.json import dump, dump_array
from jiaokan.reports.place import Root, report_root
from jiaokan.reports.tool import NAME, homepage
from jiaokan.reports.window import visible
from jiaokan.run.result import FileResult, Run

SEVERITIES = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.INFO: "INFO"}
LONGEST = 5_000  # code points that a suggestion may replace: nobody reads more in a review
STEP = 1_024

Range = Callable[[int, int], dict[str, Any]]


def render(run: Run, view: View) -> str:
    address = homepage()
    source = {"name": NAME, **({"url": address} if address else {})}
    return f'{{"source": {dump(source)}, "diagnostics": {dump_array(diagnostics(run)).rstrip()}}}\n'


def diagnostics(run: Run) -> Iterator[dict[str, Any]]:
    root = report_root()
    for result in run.results:
        path = root.name(result.path)
        for error in result.errors:
            yield {"message": visible(error), "location": {"path": path}, "severity": SEVERITIES[Level.ERROR]}
        range_of = ranges(result.document)
        for finding in result.findings:
            row: dict[str, Any] = {
                "message": visible(finding.message),
                "location": {"path": path, "range": range_of(finding.start, finding.end)},
                "severity": SEVERITIES[finding.level],
                "code": {"value": finding.code},
            }
            if finding.fix and finding.fix.safety > Safety.DISPLAY:
                row["suggestions"] = list(suggestions(result, finding, finding.fix, range_of))
            if finding.related:
                row["related_locations"] = list(related(finding, path, range_of, root))
            yield row


def suggestions(result: FileResult, finding: Finding, fix: Fix, range_of: Range) -> Iterator[dict[str, Any]]:
    """One for the whole fix: its edits belong together, and reviewdog would offer each alone."""
    start, end = fix.edits[0].start, fix.edits[-1].end
    if end - start <= LONGEST:
        yield {"range": range_of(start, end), "text": change(result.text, finding)[2]}


def related(finding: Finding, path: str, range_of: Range, root: Root) -> Iterator[dict[str, Any]]:
    for start, end, message, other in finding.related:
        place = {"path": root.name(other)} if other else {"path": path, "range": range_of(start, end)}
        yield {"message": visible(message), "location": place}


def ranges(doc: Document) -> Range:
    """A function that gives the range of a span of `doc`.

    The bytes are counted once for the whole text, since a line may be as long as it.
    """
    text = doc.text
    sums = [0, *accumulate(size(text[at : at + STEP]) for at in range(0, len(text), STEP))]

    def before(offset: int) -> int:
        whole = offset // STEP
        return sums[whole] + size(text[whole * STEP : offset])

    def position(offset: int) -> dict[str, int]:
        line, column = doc.position(offset)
        return {"line": line, "column": before(offset) - before(offset - column + 1) + 1}

    def range_of(start: int, end: int) -> dict[str, Any]:
        return {"start": position(start), "end": position(end)} if text else {"start": {"line": 1}}

    return range_of


def size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
