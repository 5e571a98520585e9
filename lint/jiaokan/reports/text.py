"""What a person reads: every finding with its place and what the fix makes of it, then the counts by rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from jiaokan.model.finding import Finding, Level, Safety
from jiaokan.reports import View
from jiaokan.reports.window import Window, around, changed, inert, marked, mended, middle, visible
from jiaokan.run.result import FileResult, Run

FOLD = 10  # findings of one rule in one file that are shown in full; of more, the first
SHOWN = 3

COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "blue"}
LABELS = {Safety.SAFE: "fix", Safety.UNSAFE: "unsafe", Safety.DISPLAY: "hint"}
WORDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "info"}

T = TypeVar("T")
K = TypeVar("K")


def render(run: Run, view: View) -> str:
    parts: list[str] = []
    if not view.statistics:
        for result in run.results:
            known = view.early.known(result) if view.early else None
            parts += told(result, view) if known is None else known
    if not view.quiet:
        parts += summary(run, view)
    return inert("".join(line + "\n" for line in parts))


def told(result: FileResult, view: View) -> list[str]:
    """The lines about one file."""
    return [*fixed(result, view), *found(result, view)]


def found(result: FileResult, view: View) -> Iterator[str]:
    shown, folded = fold(result.findings, view, lambda f: (f.code, f.name))
    for finding in shown:
        yield from one(result, finding, view)
    for (code, name), count in folded.items():
        yield f"{view.paint(visible(result.path), bold=True)}: {count} more of {code} {name} (--full shows all)"


def one(result: FileResult, finding: Finding, view: View) -> Iterator[str]:
    line, column = result.document.position(finding.start)
    level = view.paint(finding.level.name.lower(), fg=COLOURS[finding.level])
    place = f"{view.paint(visible(result.path), bold=True)}:{line}:{column}"
    yield f"{place} {level} {view.paint(finding.code, bold=True)} {finding.name} {visible(finding.message)}"
    if view.quiet or not result.text:
        return
    window = around(result.document, finding.start, finding.end)
    yield aside("", window, COLOURS[finding.level], view)
    yield view.paint(" " * 8 + window.carets, fg=COLOURS[finding.level])
    if finding.fix:
        yield outcome(result, finding, view)
    for start, end, message, path in finding.related:
        if path:
            yield f"        in {visible(path)}: {visible(message)}"
        else:
            at = result.document.position(start)[0]
            yield f"        line {at}: {middle(result.text[start:end])}  ({visible(message)})"


def outcome(result: FileResult, finding: Finding, view: View) -> str:
    """The fix, as the place will read when it is made."""
    assert finding.fix
    label = LABELS[finding.fix.safety]
    window = mended(result.document, finding)
    if window is None:
        first = finding.fix.edits[0]
        gone = middle(result.text[first.start : first.end], show=marked)
        return f"{label:>6}  delete 「{gone}」" + more(finding)
    return aside(label, window, "green", view) + more(finding)


def more(finding: Finding) -> str:
    """How many places the fix changes where it changes several; what it says of itself."""
    assert finding.fix
    count = len(finding.fix.edits)
    notes = [f"{count} places"] * (count > 1) + [visible(finding.fix.message)] * bool(finding.fix.message)
    return f"  ({'; '.join(notes)})" if notes else ""


def aside(label: str, window: Window, colour: str, view: View) -> str:
    return f"{label:>6}  {window.before}{view.paint(window.span, fg=colour, bold=True)}{window.after}"


def fixed(result: FileResult, view: View) -> Iterator[str]:
    shown, folded = fold(result.applied, view, lambda a: (a.finding.code, a.finding.name))
    path, word = view.paint(visible(result.path), bold=True), view.paint("fixed", fg="green")
    for applied in shown:
        line, column = result.before.position(applied.start)
        old, new = changed(result.before, applied)
        rule = f"{view.paint(applied.finding.code, bold=True)} {applied.finding.name}"
        yield f"{path}:{line}:{column} {word} {rule} {old} → {new or '(deleted)'}{more(applied.finding)}"
    for (code, name), count in folded.items():
        yield f"{path}: {word} {count} more of {code} {name} (--full shows all)"


def fold(items: Sequence[T], view: View, key: Callable[[T], K]) -> tuple[list[T], dict[K, int]]:
    """What to show, and of each kind that is too many how many are left out."""
    if view.full or len(items) <= FOLD:
        return list(items), {}
    totals = Counter(map(key, items))
    seen: Counter[K] = Counter()
    shown: list[T] = []
    for item in items:
        seen[key(item)] += 1
        if totals[key(item)] <= FOLD or seen[key(item)] <= SHOWN:
            shown.append(item)
    return shown, {k: n - SHOWN for k, n in totals.items() if n > FOLD}


def summary(run: Run, view: View) -> Iterator[str]:
    """Counts by rule, the most frequent first, and what to do about them."""
    findings = [f for r in run.results for f in r.findings]
    applied = sum(len(r.applied) for r in run.results)
    if applied:
        changed_files = sum(r.original is not None for r in run.results)
        yield view.paint(f"Fixed {many(applied, 'finding')} in {many(changed_files, 'file')}.", bold=True)
    if run.known:
        yield f"{run.baseline}: {many(run.known, 'known finding')} left out."
    if run.stale:
        gone = many(run.stale, "finding")
        yield f"{run.baseline}: {gone} no longer there; `jiaokan baseline --prune` takes them out."
    if not findings:
        return
    files = sum(bool(r.findings) for r in run.results)
    yield view.paint(f"{by_level(f.level for f in findings)} in {many(files, 'file')} of {run.files}:", bold=True)
    yield from table(findings)


def by_level(levels: Iterable[Level]) -> str:
    """How many there are of each level, in words."""
    counts = Counter(levels)
    return ", ".join(many(counts[level], word) for level, word in WORDS.items() if counts[level])


def table(findings: list[Finding]) -> Iterator[str]:
    rows = list(by_rule(findings))
    number, code, name = (max(len(row[n]) for row in rows) for n in range(3))
    for row in rows:
        yield f"  {row[0]:>{number}}  {row[1]:<{code}}  {row[2]:<{name}}  {row[3]}".rstrip()


def by_rule(findings: list[Finding]) -> Iterator[tuple[str, str, str, str]]:
    """Of each rule the count, the code, the name and what fixing would repair; of several rules all together too."""
    rules: dict[tuple[str, str], Counter[Safety | None]] = defaultdict(Counter)
    for f in findings:
        rules[f.code, f.name][f.fix.safety if f.fix else None] += 1
    for rule, by in sorted(rules.items(), key=by_count):
        yield (str(by.total()), *rule, repairs(by))
    if len(rules) > 1:
        total = sum(rules.values(), Counter[Safety | None]())
        yield str(total.total()), "", "in all", repairs(total)


def by_count(item: tuple[tuple[str, str], Counter[Safety | None]]) -> tuple[int, tuple[str, str]]:
    return -item[1].total(), item[0]


def repairs(by: Counter[Safety | None]) -> str:
    safe = f"--fix repairs {by[Safety.SAFE]}" if by[Safety.SAFE] else ""
    unsafe = f"--unsafe-fixes {by[Safety.UNSAFE]} more" if safe else f"--unsafe-fixes repairs {by[Safety.UNSAFE]}"
    return ", ".join(filter(None, (safe, unsafe if by[Safety.UNSAFE] else "")))


def many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 or noun == "info" else f"{count} {noun}s"
