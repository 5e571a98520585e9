"""The help of `check`: its many options in groups, sorted by how often they are needed."""

from __future__ import annotations

import click

# The options of each group by parameter; "Running" takes all others.
GROUPS = {
    "Which files": ["since", "changed_lines", "staged", "exclude", "no_force_exclude", "stdin_filename"],
    "Which rules": ["select", "extend_select", "ignore", "baseline", "no_baseline", "config", "isolated"],
    "Repairs": ["fix", "unsafe_fixes", "diff"],
    "Output": ["outputs", "full", "statistics", "quiet", "exit_zero", "profile"],
    "Running": [],
}
EXAMPLES = """\b
Examples:
  jiaokan check                            lint this folder
  jiaokan check --diff texts               show what --fix would change
  jiaokan check --fix a.txt                apply safe fixes
  jiaokan check --select BRK,DUP a.txt     run two families of rules only
  jiaokan check --since origin/main        lint what a branch has changed
  jiaokan check --output-format text --output-format json=report.json
  jiaokan check --fix - < in.txt > out.txt

Exit status: 0 no findings are left, 1 findings are left, 2 jiaokan failed.
"""


class GroupedCommand(click.Command):
    """A command whose help shows its options under the headings of `GROUPS`."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = {p.name: row for p in self.get_params(ctx) if (row := p.get_help_record(ctx)) and p.name != "paths"}
        width = max(len(names) for names, _ in rows.values())
        for title, members in GROUPS.items():
            group = [rows.pop(name) for name in members or list(rows) if name in rows]
            with formatter.section(title):
                formatter.write_dl([(names.ljust(width), text) for names, text in group], col_max=width)
