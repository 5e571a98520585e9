"""Search for bytes that break decoding, the protection of Markdown or the fix loop, guided by coverage.

    python tools/fuzz.py CORPUS [-max_total_time=SECONDS] [libFuzzer's other options]

Needs atheris (`make fuzz` installs it). CORPUS is a folder that what is found interesting is written to; the inputs
in tests/interesting and the examples of all rules are where the search begins. An input is a byte that tells the
format, then the bytes of a file. What breaks a law is written to crash-... in the working folder.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["jiaokan", "jiaokan_rules"]):
    from laws import PATHS, check

    from jiaokan.api import defaults
    from jiaokan.linting.rule import Rule

    RULES = defaults().rules  # they are imported when they are asked for

INTERESTING = Path(__file__).parents[1] / "tests" / "interesting"


def beginnings(rules: tuple[Rule, ...], folder: Path) -> None:
    """Write the examples of the rules as inputs."""
    for rule in rules:
        for n, example in enumerate(rule.examples):
            for kind in range(len(PATHS)):
                name = f"{rule.code}-{n}-{kind}"
                (folder / name).write_bytes(bytes([kind]) + example.before.encode("utf-8", "surrogatepass"))


def main() -> None:
    with tempfile.TemporaryDirectory() as examples:
        beginnings(RULES, Path(examples))
        arguments = [*sys.argv, examples, str(INTERESTING), "-max_len=4096", "-timeout=60"]
        atheris.Setup(arguments, check)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
