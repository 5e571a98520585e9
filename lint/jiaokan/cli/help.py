"""The help of `check`, which has many options: in groups, in the order in which they are looked for."""

from __future__ import annotations

import click

# Options by their parameters; the last group takes what no group names.
GROUPS = {
    "Which files": ("since", "changed_lines", "staged", "exclude", "no_force_exclude", "stdin_filename"),
    "Which rules": (
        "select",
        "extend_select",
        "ignore",
        "extend_ignore",
        "baseline",
        "no_baseline",
        "config",
        "isolated",
    ),
    "Repairs": ("fix", "unsafe_fixes", "diff"),
    "Output": ("outputs", "full", "statistics", "quiet", "exit_zero", "profile"),
    "Running": (),
}
EXAMPLES = """\b
Examples:
  jiaokan check                            lint this folder
  jiaokan check --diff texts               show what --fix would do
  jiaokan check --fix a.txt                repair what is safe to repair
  jiaokan check --select BRK,DUP a.txt     run two families of rules only
  jiaokan check --since origin/main        lint what a branch has changed
  jiaokan check --output-format text --output-format json=report.json
  jiaokan check --fix - < in.txt > out.txt

Exit status: 0 nothing is left, 1 findings are left, 2 jiaokan could not do its work.
"""


class GroupedCommand(click.Command):
    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = {p.name: row for p in self.get_params(ctx) if (row := p.get_help_record(ctx)) and p.name != "paths"}
        width = max(len(names) for names, _ in rows.values())
        for title, members in GROUPS.items():
            named = [name for name in members if name in rows] if members else list(rows)
            group = [rows.pop(name) for name in named]
            with formatter.section(title):
                formatter.write_dl([(names.ljust(width), text) for names, text in group], col_max=width)
