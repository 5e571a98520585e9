"""Annotations on GitHub: workflow commands, as a step of a job prints them.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Iterator

from jiaokan.model.finding import Finding, Level
from jiaokan.reports import View
from jiaokan.reports.place import Tree, last_line, tree
from jiaokan.reports.text import by_level
from jiaokan.reports.tool import NAME
from jiaokan.reports.window import visible
from jiaokan.run.result import FileResult, Run

MOST = 10  # annotations of each level that GitHub shows of a step
COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def render(run: Run, view: View) -> str:
    root = tree()
    lines = [command("error", message, file=root.name(path), title=NAME) for path, message in run.errors[:MOST]]
    room = dict.fromkeys(COMMANDS, MOST) | {Level.ERROR: MOST - len(lines)}
    left: list[Level] = [Level.ERROR] * (len(run.errors) - len(lines))
    for result, finding in by_weight(run):
        if room[finding.level]:
            room[finding.level] -= 1
            lines.append(annotation(result, finding, root))
        else:
            left.append(finding.level)
    if left:
        lines.append(
            f"{NAME}: {by_level(left)} more. GitHub shows {MOST} annotations of each level in a step; "
            "the formats text and sarif tell all."
        )
    return "".join(line + "\n" for line in lines)


def by_weight(run: Run) -> Iterator[tuple[FileResult, Finding]]:
    """The findings, the errors first."""
    for level in COMMANDS:
        for result in run.results:
            yield from ((result, finding) for finding in result.findings if finding.level == level)


def annotation(result: FileResult, finding: Finding, root: Tree) -> str:
    line, column = result.document.position(finding.start)
    place = {"line": line, "endLine": last_line(result.document, finding.start, finding.end)}
    if result.text and line == place["endLine"]:  # GitHub takes columns only within one line
        place |= {"col": column, "endColumn": column + finding.end - finding.start}
    title = f"{finding.code} {finding.name}"
    return command(COMMANDS[finding.level], finding.message, file=root.name(result.path), **place, title=title)


def command(name: str, message: str, **properties: object) -> str:
    given = ",".join(f"{key}={escaped(str(value), ':,')}" for key, value in properties.items())
    return f"::{name} {given}::{escaped(message)}"


def escaped(text: str, more: str = "") -> str:
    """The text on one line, with the characters encoded that end a value."""
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return visible(text)
