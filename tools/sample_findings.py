"""Take a sample of findings for judging by hand, spread over folders and rules.

    jiaokan check --isolated --exit-zero --output-format json FOLDER | python tools/sample_findings.py > sample.tsv

Every folder and rule that has findings gives one, in a second round another, and so on; which ones, the seed decides.
Left out: findings of level info, and the rules about white space at the ends of lines and files.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

COUNTED_APART = {"SPC004", "SPC005", "SPC006", "SPC007"}
SHOWN = 12  # code points of a span

Finding = dict[str, Any]


def sample(findings: list[Finding], size: int, seed: int) -> list[Finding]:
    strata: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=lambda f: (f["path"], f["start"], f["code"])):
        if finding["level"] != "info" and finding["code"] not in COUNTED_APART:
            strata[Path(finding["path"]).parent.name, finding["code"]].append(finding)
    for key, stratum in strata.items():
        random.Random(f"{seed} {key}").shuffle(stratum)  # so that a mended rule changes the others' part but little
    order = sorted(strata, key=lambda key: random.Random(f"{seed} {key} order").random())
    taken: list[Finding] = []
    while len(taken) < size and any(strata.values()):
        turn = [key for key in order if strata[key]]
        taken += [strata[key].pop() for key in turn[: size - len(taken)]]
    return sorted(taken, key=lambda f: (f["path"], f["start"], f["code"]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    for finding in sample(json.load(sys.stdin), arguments.size, arguments.seed):
        path = Path(finding["path"])
        with path.open(encoding="utf-8", newline="") as file:
            span = file.read()[finding["start"] : finding["end"]][:SHOWN]
        print(path.parent.name, path.name, finding["line"], finding["code"], repr(span)[1:-1], sep="\t")


if __name__ == "__main__":
    main()
