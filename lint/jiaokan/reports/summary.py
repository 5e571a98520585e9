"""The end of a report that a person reads: counts by rule, the most frequent first, and what fixing would repair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from jiaokan.model.finding import Finding, Level, Safety
from jiaokan.reports import View
from jiaokan.reports.window import escape_ci_commands
from jiaokan.run.result import FileResult, Run, Tally

WORDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "info"}


def end(run: Run, view: View) -> str:
    """The summary of a run, if the view has one."""
    return "" if view.quiet else escape_ci_commands("".join(line + "\n" for line in summary_lines(run, view)))


def summary_lines(run: Run, view: View) -> Iterator[str]:
    tally = run.tally
    if tally.fixed:
        yield view.paint(f"Fixed {many(tally.fixed, 'finding')} in {many(tally.changed, 'file')}.", bold=True)
    if run.known:
        yield f"{run.baseline}: {many(run.known, 'known finding')} left out."
    if run.stale:
        stale = many(run.stale, "finding")
        yield f"{run.baseline}: {stale} no longer there; `jiaokan baseline --prune` takes them out."
    if tally.findings:
        counts = f"{level_counts(levels(tally))} in {many(tally.files, 'file')} of {run.files}:"
        yield view.paint(counts, bold=True)
        rows = rule_rows(tally)
        number, code, name = (max(len(row[n]) for row in rows) for n in range(3))
        for row in rows:
            yield f"  {row[0]:>{number}}  {row[1]:<{code}}  {row[2]:<{name}}  {row[3]}".rstrip()


def errors_first(run: Run) -> Iterator[tuple[FileResult, Finding]]:
    """The findings of a run, each with its file: the errors first, then the warnings."""
    for level in WORDS:
        for result in run.results:
            yield from ((result, finding) for finding in result.findings if finding.level == level)


def levels(tally: Tally) -> Counter[Level]:
    """How many findings there are of each level."""
    counts: Counter[Level] = Counter()
    for (_, _, level, _), count in tally.findings.items():
        counts[level] += count
    return counts


def level_counts(counts: Mapping[Level, int]) -> str:
    """Counts by level in words: `2 errors, 1 info`."""
    return ", ".join(many(counts[level], word) for level, word in WORDS.items() if counts.get(level))


def rule_rows(tally: Tally) -> list[tuple[str, str, str, str]]:
    """For each rule the count, the code, the name and what fixing would repair; of several rules a row for all."""
    rules: dict[tuple[str, str], Counter[Safety | None]] = {}
    for (code, name, _, safety), count in tally.findings.items():
        rules.setdefault((code, name), Counter())[safety] += count
    by_count = sorted(rules.items(), key=lambda item: (-item[1].total(), item[0]))
    rows = [(str(by.total()), *rule, repairs(by)) for rule, by in by_count]
    if len(rules) > 1:
        total = sum(rules.values(), Counter[Safety | None]())
        rows.append((str(total.total()), "", "in all", repairs(total)))
    return rows


def repairs(by: Mapping[Safety | None, int]) -> str:
    """How many findings `--fix` and `--unsafe-fixes` would repair, in words; `by`: counts by the safety of the fix."""
    safe, unsafe = by.get(Safety.SAFE, 0), by.get(Safety.UNSAFE, 0)
    parts = [f"--fix repairs {safe}"] * bool(safe)
    if unsafe:
        parts.append(f"--unsafe-fixes {unsafe} more" if safe else f"--unsafe-fixes repairs {unsafe}")
    return ", ".join(parts)


def many(count: int, noun: str) -> str:
    """A count with its noun, in the plural if need be; `info` has none."""
    return f"{count} {noun}" if count == 1 or noun == "info" else f"{count} {noun}s"
