"""The report for a person, file by file: under each name its findings, a line each, then the counts by rule."""

from __future__ import annotations

from collections.abc import Iterator

from jiaokan.reports import View
from jiaokan.reports.summary import WORDS
from jiaokan.reports.summary import end as end
from jiaokan.reports.text import COLOURS, fold
from jiaokan.reports.window import escape_ci_commands, visible
from jiaokan.run.result import FileResult


def part(result: FileResult, view: View) -> str:
    if view.statistics or not result.findings:
        return ""
    lines = [view.paint(visible(result.path), bold=True), *finding_lines(result, view), ""]
    return escape_ci_commands("".join(line + "\n" for line in lines))


def finding_lines(result: FileResult, view: View) -> Iterator[str]:
    shown, folded = fold(result.findings, view, lambda f: (f.code, f.name))
    places = ["{}:{}".format(*result.document.position(f.start)) for f in shown]
    place_width = max(map(len, places))
    level_width = max(map(len, WORDS.values()))
    for finding, place in zip(shown, places, strict=True):
        word = view.paint(f"{WORDS[finding.level]:<{level_width}}", fg=COLOURS[finding.level])
        rule = f"{view.paint(finding.code, bold=True)} {finding.name}"
        yield f"  {place:>{place_width}}  {word}  {rule}  {visible(finding.message)}"
    for (code, name), count in folded.items():
        yield f"  {'':>{place_width}}  {count} more of {code} {name} (--full shows all)"
