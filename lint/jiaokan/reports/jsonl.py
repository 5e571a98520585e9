"""The objects of the JSON report, one a line."""

from __future__ import annotations

from jiaokan.reports import View
from jiaokan.reports.json import dump, finding_objects
from jiaokan.run.result import FileResult, Run


def part(result: FileResult, view: View) -> str:
    return "".join(dump(row) + "\n" for row in finding_objects(result))


def end(run: Run, view: View) -> str:
    return ""
