"""A summary for the page of a job or a comment on a pull request: counts by rule, then findings while they fit."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from jiaokan.model.finding import Level
from jiaokan.reports import View
from jiaokan.reports.text import WORDS, by_level, by_rule, many
from jiaokan.reports.tool import NAME
from jiaokan.reports.window import visible
from jiaokan.run.result import Run

MOST = 65_000  # UTF-16 units: a comment on GitHub has at most 65,536, the page of a job more
ROOM = 20_000  # for what the tool could not do and for the counts, each: the findings get the rest
LAST = 100  # kept for the line that says how much is left out


def render(run: Run, view: View) -> str:
    findings = [f for result in run.results for f in result.findings]
    out = [title(run)]
    if run.interrupted:
        out += ["", "**The run was interrupted: not every file was linted.**"]
    if run.errors:
        out += ["", "**What could not be done:**", ""]
        out += fitting([f"- {escaped(path)}: {escaped(message)}" for path, message in run.errors], ROOM)
    if findings:
        out += ["", "| findings | rule | name | fixes |", "|---:|---|---|---|"]
        out += fitting([f"| {' | '.join(map(escaped, cells))} |" for cells in by_rule(findings)], ROOM)
    if findings and not view.statistics:
        out += ["", "| place | level | rule | message |", "|---|---|---|---|"]
        out += fitting(list(places(run)), MOST - sum(map(length, out)))
    return "".join(line + "\n" for line in out)


def title(run: Run) -> str:
    levels = [f.level for result in run.results for f in result.findings]
    files = many(run.files, "file")
    if not levels:
        return f"### {NAME}: no findings in {files}"
    return f"### {NAME}: {by_level(levels)} in {sum(bool(r.findings) for r in run.results)} of {files}"


def places(run: Run) -> Iterator[str]:
    """A row for each finding, the errors first."""
    for level in sorted(Level, reverse=True):
        for result in run.results:
            for finding in result.findings:
                if finding.level == level:
                    line, column = result.document.position(finding.start)
                    place = f"{escaped(result.path)}:{line}:{column}"
                    rule = escaped(f"{finding.code} {finding.name}")
                    yield f"| {place} | {WORDS[level]} | {rule} | {escaped(finding.message)} |"


def fitting(lines: Sequence[str], room: int) -> list[str]:
    """The lines that there is room for, and how many are left out."""
    ends = list(accumulate(map(length, lines)))
    if not ends or ends[-1] <= room:
        return list(lines)
    count = bisect_right(ends, room - LAST)
    return [*lines[:count], "", f"{len(lines) - count:,} more are left out here; the formats text and json tell all."]


def length(line: str) -> int:
    """With its line end, in the units that GitHub counts in."""
    return len(line.encode("utf-16-le", "surrogatepass")) // 2 + 1


def escaped(text: str) -> str:
    """The text as it is, whatever it holds: no markup, no link, nobody who is called, no issue that is told of it.

    A space of no width after a sign keeps GitHub and GitLab from reading it as the name of a person or an issue.
    """
    plain = re.sub(r"[!-/:-@\[-`{-~]", r"\\\g<0>", visible(text))
    return re.sub(r'[@#!$~%&](?=\w|\\")|GH\\-(?=\d)|(?<=:\\/)\\/', r"\g<0>&#8203;", plain)
