"""The findings of a run as one JSON array, without those that were fixed; the schema is public (docs/stability.md)."""

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
    return dump_array(found for result in run.results for found in finding_objects(result))


def dump_array(objects: Iterable[dict[str, Any]]) -> str:
    """A JSON array with an object on each line."""
    return "[" + ",\n ".join(map(dump, objects)) + "]\n"


def dump(value: dict[str, Any]) -> str:
    """A JSON object on one line. Escapes what a parser may take for a line end, or CI for a command."""
    text = re.sub("[\x85\u2028\u2029]", lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=False))
    return re.sub(BUILD_COMMAND, r"\1\\u005b", text)  # safe, since a command can only stand inside a string


def finding_objects(result: FileResult) -> Iterator[dict[str, Any]]:
    """An object for each finding of a file."""
    doc = Document(result.text, result.path)  # not `result.document`, whose views live as long as the result
    for finding in result.findings:
        yield finding_object(result.path, doc, finding)


def finding_object(path: str, doc: Document, finding: Finding) -> dict[str, Any]:
    """A finding with its offsets in code points, and its lines and columns from 1."""
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
    safety = "show" if fix.safety is Safety.DISPLAY else fix.safety.name.lower()  # the public name until 1.0
    return {"safety": safety, "message": fix.message, "edits": [edit._asdict() for edit in fix.edits]}


def related_objects(path: str, finding: Finding) -> Iterator[dict[str, Any]]:
    for start, end, message, other in finding.related:
        yield {"path": other or path, "start": start, "end": end, "message": message}
