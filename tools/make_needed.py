"""Write lint/jiaokan/search/needed.json: the characters that the patterns of the built-in rules need.

    python tools/make_needed.py

To read an expression takes 0.3 ms, and a run on one small file would have to read some hundred. A pattern that is not
in the table is read when it is asked for, so that a table which is out of date costs time and nothing else.
"""

from __future__ import annotations

import gc
import json
from pathlib import Path

from jiaokan import Pattern
from jiaokan.linting.registry import installed_rules
from jiaokan.search.windows import needed_characters

OUT = Path(__file__).parent.parent / "lint/jiaokan/search/needed.json"
LONGEST = 3000  # code points of an expression: rules that list more characters look for these themselves


def main() -> None:
    installed_rules(builtin_only=True)
    patterns = [thing for thing in gc.get_objects() if isinstance(thing, Pattern) and len(thing.expression) <= LONGEST]
    rows = {f"{p.flags} {p.expression}": "".join(sorted(needed_characters(p.demands) or ())) for p in patterns}
    OUT.write_text(json.dumps(dict(sorted(rows.items())), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
