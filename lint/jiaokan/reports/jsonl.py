"""The findings that are left, one JSON object a line: the rows of the JSON report."""

from __future__ import annotations

from jiaokan.reports import View
from jiaokan.reports.json import row, written
from jiaokan.run.result import Run


def render(run: Run, view: View) -> str:
    return "".join(written(row(r, f)) + "\n" for r in run.results for f in r.findings)
