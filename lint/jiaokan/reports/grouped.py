"""What a person reads, file by file: under each name its findings, a line each, then the counts by rule."""

from __future__ import annotations

from collections.abc import Iterator

from jiaokan.reports import View
from jiaokan.reports.text import COLOURS, WORDS, fold, summary
from jiaokan.reports.window import inert, visible
from jiaokan.run.result import FileResult, Run


def render(run: Run, view: View) -> str:
    parts: list[str] = []
    if not view.statistics:
        for result in run.results:
            if result.findings:
                parts += [view.paint(visible(result.path), bold=True), *found(result, view), ""]
    if not view.quiet:
        parts += summary(run, view)
    return inert("".join(line + "\n" for line in parts))


def found(result: FileResult, view: View) -> Iterator[str]:
    shown, folded = fold(result.findings, view, lambda f: (f.code, f.name))
    places = ["{}:{}".format(*result.document.position(f.start)) for f in shown]
    wide = max(map(len, places))
    level = max(map(len, WORDS.values()))
    for finding, place in zip(shown, places, strict=True):
        word = view.paint(f"{WORDS[finding.level]:<{level}}", fg=COLOURS[finding.level])
        rule = f"{view.paint(finding.code, bold=True)} {finding.name}"
        yield f"  {place:>{wide}}  {word}  {rule}  {visible(finding.message)}"
    for (code, name), count in folded.items():
        yield f"  {'':>{wide}}  {count} more of {code} {name} (--full shows all)"
