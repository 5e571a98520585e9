"""Annotations on GitHub: workflow commands, as a step of a job prints them.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections import Counter

from jiaokan.model.finding import Finding, Level
from jiaokan.reports import View
from jiaokan.reports.place import Root, last_line, report_root
from jiaokan.reports.summary import errors_first, level_counts
from jiaokan.reports.tool import NAME
from jiaokan.reports.window import visible
from jiaokan.run.result import FileResult, Run

MOST = 10  # annotations of each level that GitHub shows of a step
COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def render(run: Run, view: View) -> str:
    root = report_root()
    lines = [command("error", message, file=root.name(path), title=NAME) for path, message in run.errors[:MOST]]
    room = dict.fromkeys(COMMANDS, MOST) | {Level.ERROR: MOST - len(lines)}
    left = Counter({Level.ERROR: len(run.errors) - len(lines)})
    for result, finding in errors_first(run):
        if room[finding.level]:
            room[finding.level] -= 1
            lines.append(annotation(result, finding, root))
        else:
            left[finding.level] += 1
    if left.total():
        lines.append(
            f"{NAME}: {level_counts(left)} more. GitHub shows {MOST} annotations of each level in a step; "
            "the formats text and sarif have all."
        )
    return "".join(line + "\n" for line in lines)


def annotation(result: FileResult, finding: Finding, root: Root) -> str:
    line, column = result.document.position(finding.start)
    place = {"line": line, "endLine": last_line(result.document, finding.start, finding.end)}
    if result.text and line == place["endLine"]:  # GitHub takes columns only within one line
        place |= {"col": column, "endColumn": column + finding.end - finding.start}
    title = f"{finding.code} {finding.name}"
    return command(COMMANDS[finding.level], finding.message, file=root.name(result.path), **place, title=title)


def command(name: str, message: str, **properties: object) -> str:
    given = ",".join(f"{key}={encode(str(value), ':,')}" for key, value in properties.items())
    return f"::{name} {given}::{encode(message)}"


def encode(text: str, more: str = "") -> str:
    """Encode the characters that end a value, and make invisible ones visible."""
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return visible(text)
