"""See whether two states of the code find and fix the same.

    python tools/same_findings.py record OLD.jsonl FOLDER...    with the old code
    python tools/same_findings.py record NEW.jsonl FOLDER...    with the new code, on the same paths
    python tools/same_findings.py compare OLD.jsonl NEW.jsonl

Every file below the folders is linted, whatever it is called, by every built-in rule but those that need a whole
corpus. A line of a record is a file: digests of its findings, all and by rule, and of its text after the safe and the
unsafe fixes (null where they change nothing), and what went wrong. Messages and the names of rules may change.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jiaokan import FileResult, Finding, Linter, Rule, Safety

SHOWN = 40  # files that differ

Record = dict[str, Any]


def digest(said: object) -> str:
    text = said if isinstance(said, str) else repr(said)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def plain(finding: Finding) -> tuple[object, ...]:
    """What must not change of a finding."""
    fix = finding.fix and (int(finding.fix.safety), [(e.start, e.end, e.text) for e in finding.fix.edits])
    related = [(r.start, r.end, r.path) for r in finding.related]
    return finding.code, int(finding.level), finding.start, finding.end, fix, related


def files(paths: Iterable[str]) -> list[str]:
    """The files that are named or below a folder that is, each once and in order."""
    found = (p for path in map(Path, paths) for p in (path.rglob("*") if path.is_dir() else [path]))
    return sorted({str(p) for p in found if not p.is_dir()})


def of_corpus(rule: Rule) -> bool:
    """Whether a rule needs a whole corpus."""
    return any(getattr(rule, name, None) is not None for name in ("judge", "reduce"))


def records(paths: Sequence[str], jobs: int) -> list[Record]:
    rules = Linter(isolated=True).settings_for().rules
    linter = Linter(isolated=True, select=["ALL"], ignore=[rule.code for rule in rules if of_corpus(rule)])

    def run(fix: Safety | None) -> dict[str, FileResult]:
        done = linter.run(paths, fix=fix, write=False, jobs=jobs)
        if done.files != len(paths):
            sys.exit(f"{done.files} of {len(paths)} files were linted.")
        return {result.path: result for result in done.results}

    def after(result: FileResult) -> str | None:
        return None if result.original is None else digest(result.text)

    # A run after the other, so that not all results are in memory at once.
    every: dict[str, Record] = {path: {"path": path} for path in paths}
    errors: dict[str, list[str]] = {path: [] for path in paths}
    for kind, fix in (("findings", None), ("safe", Safety.SAFE), ("unsafe", Safety.UNSAFE)):
        results = run(fix)
        for path, record in every.items():
            result = results.get(path) or FileResult(path)
            errors[path] += [f"{kind}: {error}" for error in result.errors]
            if fix is not None:
                record[kind] = after(result)
                continue
            by_rule: defaultdict[str, list[object]] = defaultdict(list)
            for finding in result.findings:
                by_rule[finding.code].append(plain(finding))
            record[kind] = digest([plain(finding) for finding in result.findings])
            record["count"] = len(result.findings)
            record["rules"] = {code: digest(found) for code, found in sorted(by_rule.items())}
    for path, said in errors.items():
        if said:
            every[path]["errors"] = said
    return list(every.values())


def write(out: str, paths: Sequence[str], each: int, jobs: int) -> None:
    done = records(files(paths)[::each], jobs)
    lines = "".join(json.dumps(record) + "\n" for record in done)
    Path(out).write_text(lines, encoding="utf-8")
    found, wrong = sum(record["count"] for record in done), sum("errors" in record for record in done)
    print(f"{digest(lines)}  {len(done)} files, {found} findings, {wrong} files with errors")


def differing(old: Record, new: Record) -> list[str]:
    """The rules that differ in a file, and whatever else does."""
    codes = sorted(old["rules"].keys() | new["rules"].keys())
    what = [code for code in codes if old["rules"].get(code) != new["rules"].get(code)]
    if not what and old["findings"] != new["findings"]:
        what.append("order")
    return what + [kind for kind in ("safe", "unsafe", "errors") if old.get(kind) != new.get(kind)]


def compare(old_file: str, new_file: str) -> bool:
    """Say what differs; whether nothing does."""
    old_text, new_text = (Path(file).read_text(encoding="utf-8") for file in (old_file, new_file))
    print(f"{digest(old_text)} {old_file}\n{digest(new_text)} {new_file}")
    old, new = ({r["path"]: r for r in map(json.loads, text.splitlines())} for text in (old_text, new_text))
    pairs = ((path, old.get(path), new.get(path)) for path in sorted(old.keys() | new.keys()))
    found = [(path, differing(a, b) if a and b else ["only in one"]) for path, a, b in pairs]
    found = [(path, what) for path, what in found if what]
    for path, what in found[:SHOWN]:
        print(f"{path}: {' '.join(what)}")
    for name, times in Counter(name for _, what in found for name in what).most_common():
        print(f"{times:6} files: {name}")
    print(f"{len(found)} of {len(old.keys() | new.keys())} files differ.")
    return not found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    recording = commands.add_parser("record", help="lint files and write what came of it")
    recording.add_argument("out")
    recording.add_argument("paths", nargs="+")
    recording.add_argument("--each", type=int, default=1, metavar="N", help="take every Nth file only")
    recording.add_argument("--jobs", type=int, default=2, metavar="N", help="how many processes lint (2)")
    comparing = commands.add_parser("compare", help="say what differs between two records")
    comparing.add_argument("old")
    comparing.add_argument("new")
    said = parser.parse_args()
    if said.command == "record":
        write(said.out, said.paths, said.each, said.jobs)
    elif not compare(said.old, said.new):
        sys.exit(1)


if __name__ == "__main__":
    main()
