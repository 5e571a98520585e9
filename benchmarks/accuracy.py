"""Print how accurate jiaokan is, as tables by family: what stands in docs/accuracy.md.

    python benchmarks/accuracy.py SHARED [--seeds N,...]

SHARED is a folder with the measuring programs (eval/), the marked documents (seeds/) and the texts (data/). Needs
what the programs need: `pip install opencc rjieba rapidfuzz`.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

FAMILIES = {
    "BRK": "Line breaks",
    "DUP": "Repetition",
    "SCR": "Scripts and look-alikes",
    "LAT": "Latin letters, numbers, units",
    "CHR": "Wrong characters",
    "SPC": "White space",
    "PUN": "Punctuation",
    "LAY": "Layout residue",
    "ENC": "Encoding",
    "DOC": "The document as a whole",
}


class Scores:
    """Marks found and findings right, by category and by rule, added up over several runs."""

    def __init__(self) -> None:
        self.total: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.closing: list[str] = []

    def add(self, output: str) -> None:
        """Take in what `score.py gold` printed."""
        for name, a, b in re.findall(r"^([A-Z]{3}-[\w*-]+) +(\d+) +(\d+) ", output, re.M):
            self.total[name] += int(a)
            self.found[name] += int(b)
        for name, a, b in re.findall(r"^([A-Z]{3,}\d+) +(\d+) +(\d+) ", output, re.M):
            self.right[name] += int(a)
            self.wrong[name] += int(b)
        self.closing += re.findall(r"^(?:recall|macro-precision|restoration).*$", output, re.M)

    def print(self) -> None:
        """A table for each family: its categories, then its rules."""
        for family, title in FAMILIES.items():
            categories = sorted(c for c in self.total if c.startswith(family))
            rules = sorted(r for r in {*self.right, *self.wrong} if r.startswith(family))
            if not categories and not rules:
                continue
            print(f"\n#### {title}\n\n| category | marks | found | recall |\n|---|---|---|---|")
            for c in categories:
                print(f"| {c} | {self.total[c]} | {self.found[c]} | {self.found[c] / self.total[c]:.3f} |")
            print("\n| rule | right | wrong | precision |\n|---|---|---|---|")
            for r in rules:
                right, wrong = self.right[r], self.wrong[r]
                print(f"| {r} | {right} | {wrong} | {right / (right + wrong):.3f} |")
        print("\n" + "\n".join(f"    {line}" for line in self.closing))


def call(*words: object) -> str:
    """What a program of the measure prints; its failure ends the run."""
    done = subprocess.run([sys.executable, *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words))}:\n{done.stderr[-2000:]}")
    return done.stdout


def seeds(shared: Path) -> None:
    print("## Real documents, marked by proofreaders\n")
    print("Three of the five documents are marked; with the answers given by name, the other two are left out:\n")
    print("    eval/score.py gold seeds answers.jsonl    # a copy of seeds/gold.jsonl")
    scores = Scores()
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.jsonl"
        answers.write_bytes((shared / "seeds/gold.jsonl").read_bytes())
        scores.add(call(shared / "eval/score.py", "gold", shared / "seeds", answers))
    scores.print()
    print("\nWithout, every finding in the two counts as wrong:\n\n    eval/score.py gold seeds")
    every = Scores()
    every.add(call(shared / "eval/score.py", "gold", shared / "seeds"))
    print("\n" + "\n".join(f"    {line}" for line in every.closing))


def corruptions(shared: Path, numbers: Iterable[str]) -> None:
    clean = shared / "data/clean/peoples-daily"
    print("\n## Clean documents with defects of a known kind put in\n")
    scores = Scores()
    for number in numbers:
        print(f"    eval/corrupt.py data/clean/peoples-daily OUT --copies 1 --seed {number}; eval/score.py gold OUT")
        with tempfile.TemporaryDirectory() as out:
            call(shared / "eval/corrupt.py", clean, out, "--copies", 1, "--seed", number)
            scores.add(call(shared / "eval/score.py", "gold", out))
    scores.print()


def clean(shared: Path) -> None:
    print("\n## Clean documents: findings by rule\n\n    eval/score.py clean data/clean/FOLDER\n")
    print("Findings for 10,000 characters; those about white space at line ends, empty lines and the end of the file")
    print("(SPC004 to SPC007) are true, for the files have them, and are counted apart.\n")
    print("| folder | characters | warnings and errors | of them not SPC004-7, in 10,000 | info | by rule |")
    print("|---|---|---|---|---|---|")
    for folder in sorted(p for p in (shared / "data/clean").iterdir() if p.is_dir()):
        output = call(shared / "eval/score.py", "clean", folder)
        levels: dict[str, Counter[str]] = defaultdict(Counter)
        for code, level, n in re.findall(r"^([A-Z]{3,}\d+) +(\w+) +(\d+)$", output, re.M):
            levels["info" if level == "info" else "loud"][code] += int(n)
        size = int(re.search(r"in (\d+) characters", output)[1])  # type: ignore[index]
        loud = levels["loud"]
        rest = Counter({c: n for c, n in loud.items() if c not in ("SPC004", "SPC005", "SPC006", "SPC007")})
        rules = ", ".join(f"{c} {n}" for c, n in rest.most_common())
        rate = rest.total() / size * 10_000
        print(f"| {folder.name} | {size} | {loud.total()} | {rate:.3f} | {levels['info'].total()} | {rules} |")


def restored(shared: Path) -> None:
    ocr = shared / "data/ocr"
    print("\n## Real OCR and hard wraps, repaired\n")
    for what, bad, good in (
        ("joins", ocr / "hardwrap-law/wrapped", ocr / "hardwrap-law/joined"),
        ("distance", ocr / "tesseract/ocr", ocr / "tesseract/clean"),
    ):
        print(f"    eval/restore.py {what} {bad.relative_to(shared)} {good.relative_to(shared)}")
        print(f"    {call(shared / 'eval/restore.py', what, bad, good).strip().splitlines()[-1]}\n")


def spelling(shared: Path) -> None:
    print("## Wrong characters, on sentence pairs\n\n    eval/spelling.py data/spelling/*.tsv")
    for file in sorted((shared / "data/spelling").glob("*.tsv")):
        print(f"    {call(shared / 'eval/spelling.py', file).strip()}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Print how accurate jiaokan is.")
    parser.add_argument("shared", type=Path)
    parser.add_argument("--seeds", default="1,2,3", help="numbers for eval/corrupt.py, by commas")
    chosen = parser.parse_args()
    os.environ.setdefault("JIAOKAN", f"{Path(sys.executable).parent}/jiaokan")
    seeds(chosen.shared)
    corruptions(chosen.shared, chosen.seeds.split(","))
    clean(chosen.shared)
    restored(chosen.shared)
    spelling(chosen.shared)


if __name__ == "__main__":
    main()
