"""Whether a regular expression can be made to backtrack without bound, and whether that shows in the whole.

    python benchmarks/expressions.py

The expressions are those that all rules bring up over their own examples, the cases and the texts of tests/. Each is
given to recheck (from npm; `make expressions` installs it), which looks for a text on which it takes more than linear
time. Such texts are then linted amid sound text, in two sizes.
Exit status 1 where the exponent between the two is 1.2 or more. It prints Markdown.
"""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

from jiaokan import Linter, Settings, lint

ROOT = Path(__file__).parent.parent
SOUND = "　　图书馆新馆今年九月开放，馆内设有三百个阅览座位，周末延长到晚上十点闭馆。\n"
SIZES = 5_000, 40_000  # code points
LEAST = 0.2  # seconds at the larger size: less is noise
MOST = 1.2
SECONDS = 8  # for one expression
CHECK = """
const {checkSync} = require('recheck');
const rows = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const answers = rows.map(([source, flags]) => {
  const found = checkSync(source, flags, {timeout: %d});
  return {status: found.status, summary: found.complexity?.summary ?? found.error?.kind ?? '',
          attack: found.attack ? {pumps: found.attack.pumps, suffix: found.attack.suffix} : null};
});
console.log(JSON.stringify(answers));
"""


def texts() -> Iterator[str]:
    for rule in Linter(isolated=True).settings_for().rules:
        yield from (example.before for example in rule.examples)
    for file in sorted((ROOT / "tests").rglob("*.toml")):
        yield file.read_text(encoding="utf-8")
    for file in sorted((ROOT / "tests" / "interesting").iterdir()):
        yield file.read_text(encoding="utf-8", errors="replace")


def expressions(settings: Settings) -> dict[tuple[str, int], str]:
    """Source and flags of what is compiled while the texts are linted, with the module that has it compiled."""
    found: dict[tuple[str, int], str] = {}
    compiled = re._compile  # type: ignore[attr-defined]

    def noted(pattern: Any, flags: int) -> Any:
        made = compiled(pattern, flags)
        caller = sys._getframe(2).f_globals.get("__name__", "")
        if caller.startswith("jiaokan"):
            source = made.pattern if isinstance(made.pattern, str) else made.pattern.decode("latin-1")
            found.setdefault((source, made.flags), caller)
        return made

    re._compile = noted  # type: ignore[attr-defined]
    try:
        for text in texts():
            for path in ("a.txt", "a.md"):
                lint(text, path=path, settings=settings)
    finally:
        re._compile = compiled  # type: ignore[attr-defined]
    return found


def in_javascript(source: str) -> str:
    """The same expression as JavaScript writes it, with the flag u."""
    source = re.sub(r"\(\?P<", "(?<", source)
    source = re.sub(r"\(\?P=(\w+)\)", r"\\k<\1>", source)
    source = re.sub(r"^\(\?[a-z]+\)", "", source)  # told by the flags
    source = re.sub(r"\\U([0-9a-fA-F]{8})", r"\\u{\1}", source)
    source = source.replace(r"\Z", "$").replace(r"\A", "^")
    return re.sub(r"\\([^\w^$\\.*+?()\[\]{}|/-]|_)", r"\1", source)


def flags_of(flags: int) -> str:
    return "u" + "".join(letter for flag, letter in ((re.M, "m"), (re.I, "i"), (re.S, "s")) if flags & flag)


def checked(found: dict[tuple[str, int], str]) -> list[dict[str, Any]]:
    rows = [(in_javascript(source), flags_of(flags)) for source, flags in found]
    done = subprocess.run(
        ["node", "-e", CHECK % (1000 * SECONDS)], input=json.dumps(rows).encode(), capture_output=True, check=True
    )
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def attack(found: dict[str, Any], size: int) -> str:
    """The text that recheck found, of about `size` code points."""
    pumps: list[dict[str, str]] = found["pumps"]
    whole = sum(len(pump["pump"]) for pump in pumps) or 1
    return "".join(p["prefix"] + p["pump"] * (size // whole) for p in pumps) + str(found["suffix"])


def exponent(settings: Settings, found: dict[str, Any], path: str) -> tuple[float, float]:
    """How the time of all rules together grows, and the seconds at the larger size."""
    spent = []
    for size in SIZES:
        body = attack(found, size // 2)
        sound = SOUND * (size // 2 // len(SOUND))
        start = process_time()
        lint(sound + body + "\n" + sound, path=path, settings=settings)
        spent.append(max(process_time() - start, 0.001))
    return math.log(spent[1] / spent[0]) / math.log(SIZES[1] / SIZES[0]), spent[1]


def main() -> int:
    settings = Linter(isolated=True, select=["ALL"]).settings_for()
    found = expressions(settings)
    answers = checked(found)
    kinds = Counter(f"{answer['status']} {answer['summary']}".strip() for answer in answers)
    print("| what recheck says | expressions |\n| --- | --- |")
    for kind, count in kinds.most_common():
        print(f"| {kind} | {count} |")
    print("\n| expression of | recheck | exponent of all rules together | seconds at the larger size |")
    print("| --- | --- | --- | --- |")
    bad = 0
    rows = []
    for module, answer in zip(found.values(), answers, strict=True):
        if answer["attack"]:
            grown, spent = max(exponent(settings, answer["attack"], path) for path in ("a.txt", "a.md"))
            rows.append((grown, module, answer["summary"], spent))
            bad += grown >= MOST and spent >= LEAST
    for grown, module, summary, spent in sorted(rows, reverse=True)[:8]:
        print(f"| {module} | {summary} | {grown:.2f} | {spent:.2f} |")
    return int(bad > 0 or any("exponential" in kind for kind in kinds))


if __name__ == "__main__":
    sys.exit(main())
