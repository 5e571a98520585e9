"""The findings that are left, one JSON object a line: the rows of the JSON report."""

from __future__ import annotations

import json
import re

from jiaokan.reports import View
from jiaokan.reports.json import row
from jiaokan.result import Run


def render(run: Run, view: View) -> str:
    return "".join(line(row(r, f)) + "\n" for r in run.results for f in r.findings)


def line(of: dict[str, object]) -> str:
    """An object without any character that some reader takes for the end of the line."""
    written = json.dumps(of, ensure_ascii=False)
    return re.sub("[\x85\u2028\u2029]", lambda m: f"\\u{ord(m[0]):04x}", written)
