"""The findings that are left, as one JSON array; the schema is public (docs/stability.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from jiaokan.model.document import Document
from jiaokan.model.finding import Finding, Fix, Safety
from jiaokan.reports import View
from jiaokan.reports.window import BUILD_COMMAND
from jiaokan.run.result import FileResult, Run


def render(run: Run, view: View) -> str:
    return dump_array(row for result in run.results for row in rows(result))


def dump_array(rows: Iterable[dict[str, Any]]) -> str:
    return "[" + ",\n ".join(map(dump, rows)) + "]\n"


def dump(value: dict[str, Any]) -> str:
    """An object on one line, with escapes for what some parser takes for the end of the line, or CI for a command."""
    text = re.sub("[\x85\u2028\u2029]", lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=False))
    return re.sub(BUILD_COMMAND, r"\1\\u005b", text)  # only a string holds one


def rows(result: FileResult) -> Iterator[dict[str, Any]]:
    """An object for each finding of a file."""
    doc = Document(result.text, result.path)  # that of the result would be kept as long as the result
    for finding in result.findings:
        yield row(result.path, doc, finding)


def row(path: str, doc: Document, finding: Finding) -> dict[str, Any]:
    line, column = doc.position(finding.start)
    end_line, end_column = doc.position(finding.end)
    return {
        "path": path,
        "record": None,  # reserved for the records of JSONL and Parquet files, and for their fields
        "field": None,
        "code": finding.code,
        "name": finding.name,
        "level": finding.level.name.lower(),
        "message": finding.message,
        "start": finding.start,
        "end": finding.end,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "fix": fix_object(finding.fix) if finding.fix else None,
        "related": list(related_objects(path, finding)),
    }


def fix_object(fix: Fix) -> dict[str, Any]:
    safety = "show" if fix.safety is Safety.DISPLAY else fix.safety.name.lower()  # as JSON has it until 1.0
    return {"safety": safety, "message": fix.message, "edits": [edit._asdict() for edit in fix.edits]}


def related_objects(path: str, finding: Finding) -> Iterator[dict[str, Any]]:
    for start, end, message, other in finding.related:
        yield {"path": other or path, "start": start, "end": end, "message": message}
