"""A summary for the page of a job or a comment on a pull request: counts by rule, then findings while they fit."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from jiaokan.reports import View
from jiaokan.reports.summary import WORDS, errors_first, level_counts, levels, many, rule_rows
from jiaokan.reports.tool import NAME
from jiaokan.reports.window import visible
from jiaokan.run.result import Run

MOST = 65_000  # UTF-16 units: a comment on GitHub has at most 65,536, the page of a job more
ROOM = 20_000  # for what the tool could not do and for the counts, each: the findings get the rest
LAST = 100  # kept for the line that says how much is left out


def render(run: Run, view: View) -> str:
    tally = run.tally
    out = [title(run)]
    if run.interrupted:
        out += ["", "**The run was interrupted: not every file was linted.**"]
    if tally.errors:
        out += ["", "**What could not be done:**", ""]
        out += fit([f"- {escape(path)}: {escape(message)}" for path, message in tally.errors], ROOM)
    if tally.findings:
        out += ["", "| findings | rule | name | fixes |", "|---:|---|---|---|"]
        out += fit([f"| {' | '.join(map(escape, cells))} |" for cells in rule_rows(tally)], ROOM)
    if tally.findings and not view.statistics:
        out += ["", "| place | level | rule | message |", "|---|---|---|---|"]
        out += fit(list(finding_rows(run)), MOST - sum(map(length, out)))
    return "".join(line + "\n" for line in out)


def title(run: Run) -> str:
    files = many(run.files, "file")
    if not run.tally.findings:
        return f"### {NAME}: no findings in {files}"
    return f"### {NAME}: {level_counts(levels(run.tally))} in {run.tally.files} of {files}"


def finding_rows(run: Run) -> Iterator[str]:
    """A row for each finding, the errors first."""
    for result, finding in errors_first(run):
        line, column = result.document.position(finding.start)
        place = f"{escape(result.path)}:{line}:{column}"
        rule = escape(f"{finding.code} {finding.name}")
        yield f"| {place} | {WORDS[finding.level]} | {rule} | {escape(finding.message)} |"


def fit(lines: Sequence[str], room: int) -> list[str]:
    """The lines that fit into `room`, and a note on the number left out; measured by `length`."""
    ends = list(accumulate(map(length, lines)))
    if not ends or ends[-1] <= room:
        return list(lines)
    count = bisect_right(ends, room - LAST)
    return [*lines[:count], "", f"{len(lines) - count:,} more are left out here; the formats text and json have all."]


def length(line: str) -> int:
    """The length of a line and its line end in UTF-16 code units, which GitHub counts."""
    return len(line.encode("utf-16-le", "surrogatepass")) // 2 + 1


def escape(text: str) -> str:
    """Escape markup, links, and mentions of persons and issues.

    A space of no width after a sign keeps GitHub and GitLab from reading it as the name of a person or an issue.
    """
    plain = re.sub(r"[!-/:-@\[-`{-~]", r"\\\g<0>", visible(text))
    return re.sub(r'[@#!$~%&](?=\w|\\")|GH\\-(?=\d)|(?<=:\\/)\\/', r"\g<0>&#8203;", plain)
