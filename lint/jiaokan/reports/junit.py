"""Findings as failed tests, in the XML of JUnit that most CI systems show: a suite a file, a case a finding."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from jiaokan.model.finding import Level
from jiaokan.reports import View
from jiaokan.reports.place import report_root
from jiaokan.reports.summary import WORDS, many
from jiaokan.reports.tool import NAME
from jiaokan.reports.window import BUILD_COMMAND, visible
from jiaokan.run.result import FileResult, Run


def render(run: Run, view: View) -> str:
    root = report_root()
    suites = [suite(result, visible(root.name(result.path))) for result in run.results]
    suites = [s for s in suites if len(s)] or [passing_suite(run)]
    whole = Element("testsuites", {"name": NAME, **totals(suites)})
    whole.extend(suites)
    indent(whole)
    xml = re.sub(BUILD_COMMAND, r"\1&#91;", tostring(whole, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}\n'


def totals(suites: list[Element]) -> dict[str, str]:
    return {key: str(sum(int(s.attrib[key]) for s in suites)) for key in ("tests", "failures", "errors", "skipped")}


def suite(result: FileResult, path: str) -> Element:
    infos = sum(f.level == Level.INFO for f in result.findings)
    cases = len(result.findings) + len(result.errors)
    made = new_suite(path, cases, len(result.findings) - infos, len(result.errors), infos)
    for error in result.errors:
        case = SubElement(made, "testcase", name=NAME, classname=path, file=path, time="0")
        SubElement(case, "error", type=NAME, message=visible(error))
    for finding in result.findings:
        line, column = result.document.position(finding.start)
        name = f"{finding.code} {finding.name} {line}:{column}"
        case = SubElement(made, "testcase", name=name, classname=path, file=path, line=str(line), time="0")
        message = visible(finding.message)
        if finding.level == Level.INFO:  # it fails no run, so it fails no test
            SubElement(case, "skipped", type=finding.code, message=message)
        else:
            failure = SubElement(case, "failure", type=finding.code, message=message)
            failure.text = f"{path}:{line}:{column} {WORDS[finding.level]} {finding.code} {finding.name} {message}"
    return made


def passing_suite(run: Run) -> Element:
    """A case that passes: some parsers refuse a report without any."""
    made = new_suite(NAME, 1, 0, 0, 0)
    SubElement(made, "testcase", name=f"no findings in {many(run.files, 'file')}", classname=NAME, time="0")
    return made


def new_suite(name: str, tests: int, failures: int, errors: int, skipped: int) -> Element:
    counts = {"tests": tests, "failures": failures, "errors": errors, "skipped": skipped}
    return Element("testsuite", {"name": name, **{key: str(count) for key, count in counts.items()}, "time": "0"})
