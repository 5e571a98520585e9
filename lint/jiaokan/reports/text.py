"""The report for a person: every finding with its place and the text after its fix, then the counts by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from jiaokan.linting.fixer import Applied
from jiaokan.model.finding import Finding, Level, Safety
from jiaokan.reports import View
from jiaokan.reports.summary import end as end
from jiaokan.reports.window import (
    Window,
    applied_change,
    escape_ci_commands,
    middle,
    preview_fix,
    show_spaces,
    visible,
    window_of,
)
from jiaokan.run.result import FileResult

FOLD = 10  # findings of one rule in one file: up to here all are shown
SHOWN = 3  # the number shown if there are more
INDENT = 8  # columns before the text of a place

COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "blue"}
LABELS = {Safety.SAFE: "fix", Safety.UNSAFE: "unsafe", Safety.DISPLAY: "display"}

T = TypeVar("T")
K = TypeVar("K")


def part(result: FileResult, view: View) -> str:
    if view.statistics:
        return ""
    lines = [*fixed_lines(result, view), *finding_lines(result, view)]
    return escape_ci_commands("".join(line + "\n" for line in lines))


def fixed_lines(result: FileResult, view: View) -> Iterator[str]:
    """A line for each fix that was applied."""
    shown, folded = fold(result.applied, view, lambda a: (a.finding.code, a.finding.name))
    path, word = view.paint(visible(result.path), bold=True), view.paint("fixed", fg="green")
    for applied in shown:
        line, column = result.before.position(applied.start)
        yield f"{path}:{line}:{column} {word} {fixed_line(result, applied, view)}"
    for (code, name), count in folded.items():
        yield f"{path}: {word} {count} more of {code} {name} (--full shows all)"


def fixed_line(result: FileResult, applied: Applied, view: View) -> str:
    old, new = applied_change(result.before, applied)
    rule = f"{view.paint(applied.finding.code, bold=True)} {applied.finding.name}"
    return f"{rule} {old} → {new or '(deleted)'}{fix_notes(applied.finding)}"


def finding_lines(result: FileResult, view: View) -> Iterator[str]:
    """The findings that are left, each with its place in the text."""
    shown, folded = fold(result.findings, view, lambda f: (f.code, f.name))
    for finding in shown:
        yield headline(result, finding, view)
        if not view.quiet and result.text:
            yield from place_lines(result, finding, view)
    for (code, name), count in folded.items():
        yield f"{view.paint(visible(result.path), bold=True)}: {count} more of {code} {name} (--full shows all)"


def headline(result: FileResult, finding: Finding, view: View) -> str:
    line, column = result.document.position(finding.start)
    level = view.paint(finding.level.name.lower(), fg=COLOURS[finding.level])
    place = f"{view.paint(visible(result.path), bold=True)}:{line}:{column}"
    return f"{place} {level} {view.paint(finding.code, bold=True)} {finding.name} {visible(finding.message)}"


def place_lines(result: FileResult, finding: Finding, view: View) -> Iterator[str]:
    """The place of a finding, marked, the text after its fix, and the places that it is related to."""
    window = window_of(result.document, finding.start, finding.end)
    yield window_line(" " * INDENT, window, COLOURS[finding.level], view)
    yield view.paint(" " * INDENT + window.carets, fg=COLOURS[finding.level])
    if finding.fix:
        yield fix_line(result, finding, finding.fix.safety, view)
    for place in finding.related:
        if place.path:
            yield f"        in {visible(place.path)}: {visible(place.message)}"
        else:
            line = result.document.position(place.start)[0]
            yield f"        line {line}: {middle(result.text[place.start : place.end])}  ({visible(place.message)})"


def fix_line(result: FileResult, finding: Finding, safety: Safety, view: View) -> str:
    """The place of a finding as it reads after the fix."""
    label = f"{LABELS[safety]:>6}".ljust(INDENT)
    window = preview_fix(result.document, finding)
    if window is None:
        first = finding.edits[0]
        deleted = middle(result.text[first.start : first.end], show=show_spaces)
        return f"{label}delete 「{deleted}」{fix_notes(finding)}"
    return window_line(label, window, "green", view) + fix_notes(finding)


def fix_notes(finding: Finding) -> str:
    """Notes on a fix: the number of places that it changes, if more than one, and its message."""
    if not finding.fix:
        return ""
    count = len(finding.fix.edits)
    notes = [f"{count} places"] * (count > 1) + [visible(finding.fix.message)] * bool(finding.fix.message)
    return f"  ({'; '.join(notes)})" if notes else ""


def window_line(label: str, window: Window, colour: str, view: View) -> str:
    return f"{label}{window.before}{view.paint(window.span, fg=colour, bold=True)}{window.after}"


def fold(items: Sequence[T], view: View, key: Callable[[T], K]) -> tuple[list[T], dict[K, int]]:
    """The items to show, and by kind, given by `key`, the number of items left out."""
    if view.full or len(items) <= FOLD:
        return list(items), {}
    totals = Counter(map(key, items))
    seen: Counter[K] = Counter()
    shown: list[T] = []
    for item in items:
        kind = key(item)
        seen[kind] += 1
        if totals[kind] <= FOLD or seen[kind] <= SHOWN:
            shown.append(item)
    return shown, {kind: count - SHOWN for kind, count in totals.items() if count > FOLD}
