"""Findings in a merge request on GitLab: a code quality report.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from jiaokan.model.finding import Level
from jiaokan.reports import View
from jiaokan.reports.json import dump_array
from jiaokan.reports.place import last_line, report_root
from jiaokan.reports.tool import NAME
from jiaokan.reports.window import visible
from jiaokan.run.identity import identified
from jiaokan.run.result import Run

SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.INFO: "info"}
FAILURE = "critical"  # what the tool could not do is worse than any finding, since findings may be missing


def render(run: Run, view: View) -> str:
    return dump_array(issues(run))


def issues(run: Run) -> Iterator[dict[str, Any]]:
    root = report_root()
    for result in run.results:
        path = root.name(result.path)
        for error in result.errors:
            yield issue(NAME, error, FAILURE, path, 1, 1, NAME, error)
        for finding, identity, count in identified(result):
            first = result.document.position(finding.start)[0]
            last = last_line(result.document, finding.start, finding.end)
            rule, severity = f"{finding.code} {finding.name}", SEVERITIES[finding.level]
            yield issue(rule, finding.message, severity, path, first, last, identity.digest, str(count))


def issue(rule: str, message: str, severity: str, path: str, first: int, last: int, *identity: str) -> dict[str, Any]:
    """An issue at lines [first, last]; `identity` is unique in the file, and stays when lines are moved."""
    name = "\0".join((path, *identity)).encode("utf-8", "surrogatepass")
    return {
        "description": visible(message),
        "check_name": rule,
        "fingerprint": blake2b(name, digest_size=16).hexdigest(),
        "severity": severity,
        "location": {"path": path, "lines": {"begin": first, "end": last}},
    }
