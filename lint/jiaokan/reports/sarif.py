"""Findings in SARIF 2.1.0, the format of code scanning on GitHub and of many viewers.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jiaokan.linting.rule import Rule
from jiaokan.model.document import Document
from jiaokan.model.finding import Finding, Fix, Level, Safety
from jiaokan.reports import View
from jiaokan.reports.json import dump
from jiaokan.reports.place import Root, report_root
from jiaokan.reports.tool import NAME, homepage, release
from jiaokan.reports.window import visible
from jiaokan.run.identity import Identity, identified
from jiaokan.run.result import FileResult, Run

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
FINGERPRINT = "jiaokanIdentity/v1"

LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
FIXES = {Safety.UNSAFE: "Unsafe fix, which may change the meaning", Safety.SAFE: "Safe fix"}

Object = dict[str, Any]


def render(run: Run, view: View) -> str:
    root = report_root()
    found = {f.code: f.name for result in run.results for f in result.findings}
    codes = {code: index for index, code in enumerate(sorted(found))}
    files = Files(run, root)
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver([descriptor(code, found[code], run.rules.get(code)) for code in codes])},
                "invocations": [invocation(run, files)],
                "originalUriBaseIds": {
                    ROOT: {"description": message("The repository, or the folder that was linted.")}
                },
                "artifacts": files.artifacts(),
                "results": [
                    finding_result(result, *each, codes, files) for result in run.results for each in identified(result)
                ],
                "columnKind": "unicodeCodePoints",
                "newlineSequences": ["\r\n", "\n", "\r"],
            }
        ],
    }
    return dump(log) + "\n"


def message(text: str) -> Object:
    """A message, or any description, as SARIF has it."""
    return {"text": text}


def driver(rules: Sequence[Object]) -> Object:
    version, address = release(), homepage()
    made: Object = {"name": NAME, "version": version}
    if re.fullmatch(r"\d+\.\d+\.\d+", version):
        made["semanticVersion"] = version
    if address:
        made["informationUri"] = address
    return made | {"rules": rules}


def descriptor(code: str, name: str, rule: Rule | None) -> Object:
    """The description of a rule; of one that the settings do not have, its name."""
    made: Object = {"id": code, "name": name, "shortDescription": message(f"{code} {name}")}
    if rule:
        does = re.search(r"^## What it does\s+(.*?)(?=^## |\Z)", rule.manual, re.M | re.S)
        made |= {
            "shortDescription": message(visible(rule.summary)),
            "fullDescription": message(visible(" ".join((does[1] if does else rule.summary).split()))),
            "help": {"text": rule.manual, "markdown": markdown(rule.manual)},
            "defaultConfiguration": {"level": LEVELS[rule.level]},
            "properties": {"tags": ["text", rule.family]},
        }
    return made


def markdown(manual: str) -> str:
    """A manual with its examples in fences: they are lines, not markup."""
    return re.sub(r"(?:^[ \t]*[✗✓].*(?:\n|\Z))+", lambda m: f"~~~~text\n{m[0].rstrip()}\n~~~~\n", manual, flags=re.M)


class Files:
    """The files of a report, each with its address, and with a number and a document if it has findings."""

    def __init__(self, run: Run, root: Root) -> None:
        self.root = root
        self.documents = {result.path: result.document for result in run.results if result.findings}
        self.numbers = {path: index for index, path in enumerate(self.documents)}
        self.addresses = {result.path: self.address(result.path) for result in run.results}

    def address(self, path: str) -> Object:
        return {"uri": self.root.uri(path), **({"uriBaseId": ROOT} if self.root.holds(path) else {})}

    def artifacts(self) -> list[Object]:
        kinds = {True: "text/markdown", False: "text/plain"}
        return [{"location": self.addresses[path], "mimeType": kinds[d.markdown]} for path, d in self.documents.items()]

    def location(self, path: str) -> Object:
        """The address of a file, with its index among the artifacts if it is one."""
        address: Object = self.addresses.get(path) or self.address(path)
        return address | ({"index": self.numbers[path]} if path in self.numbers else {})

    def place(self, path: str, start: int, end: int) -> Object:
        doc = self.documents.get(path)
        spot = region(doc, start, end) if doc else {"charOffset": start, "charLength": end - start}
        return {"physicalLocation": {"artifactLocation": self.location(path), "region": spot}}


def region(doc: Document, start: int, end: int) -> Object:
    if not doc.text:
        return {"startLine": 1}
    line, column = doc.position(start)
    end_line, end_column = doc.position(end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": start,
        "charLength": end - start,
    }


def finding_result(
    result: FileResult, finding: Finding, identity: Identity, count: int, codes: Mapping[str, int], files: Files
) -> Object:
    made: Object = {
        "ruleId": finding.code,
        "ruleIndex": codes[finding.code],
        "level": LEVELS[finding.level],
        "message": message(visible(finding.message)),
        "locations": [files.place(result.path, finding.start, finding.end)],
        "partialFingerprints": {FINGERPRINT: f"{identity.digest}:{count}"},
    }
    if finding.related:
        made["relatedLocations"] = [
            {
                "id": index,
                "message": message(visible(related.message)),
                **files.place(related.path or result.path, related.start, related.end),
            }
            for index, related in enumerate(finding.related)
        ]
    if finding.fix and finding.fix.safety > Safety.DISPLAY:
        made["fixes"] = [fix_object(finding.fix, result, files)]
    return made


def fix_object(fix: Fix, result: FileResult, files: Files) -> Object:
    safety = FIXES[fix.safety]
    description = f"{safety}: {visible(fix.message)}" if fix.message else f"{safety}."
    replacements = [
        {"deletedRegion": region(result.document, start, end), **({"insertedContent": {"text": new}} if new else {})}
        for start, end, new in fix.edits
    ]
    change = {"artifactLocation": files.location(result.path), "replacements": replacements}
    return {"description": message(description), "artifactChanges": [change]}


def invocation(run: Run, files: Files) -> Object:
    """Whether the tool did its work, and what it could not do."""
    notes = list(notifications(run, files))
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}


def notifications(run: Run, files: Files) -> Iterator[Object]:
    for path, error in run.errors:
        place = {"physicalLocation": {"artifactLocation": files.location(path)}}
        yield {"level": "error", "message": message(visible(error)), "locations": [place]}
    if run.interrupted:
        yield {"level": "error", "message": message("The run was interrupted: not every file was linted.")}
