"""The seconds that each rule and each shared view took in a run, the slowest first."""

from __future__ import annotations

from jiaokan.reports import View
from jiaokan.run.result import Run

LEAST = 0.001  # of the whole: what takes less is shown as one row


def render(run: Run, view: View) -> str:
    whole = sum(run.spent.values()) or 1.0
    rows = sorted(run.spent.items(), key=lambda row: (-row[1], row[0]))
    shown = [row for row in rows if row[1] >= LEAST * whole]
    rest = sum(seconds for _, seconds in rows[len(shown) :])
    if rest:
        shown.append((f"{len(rows) - len(shown)} more", rest))
    lines = [f"{whole:.3f} s in rules and views, {run.files} files, {run.characters:,} characters:"]
    lines += [f"{seconds:9.3f} s {100 * seconds / whole:5.1f}%  {name}" for name, seconds in shown]
    return "\n".join(lines) + "\n"
