"""How much time and memory jiaokan takes, beside its peers, on the same files in the same run.

    python benchmarks/speed.py TEXTS [DEFECTIVE] [--peers FOLDER] [--rounds N] [--only SECTION...]

TEXTS and DEFECTIVE are folders of text files, sound and with defects in them. Peers are those that stand in FOLDER (by
default .bench, where `make bench` puts them, from PyPI in pypi/ and from npm in npm/). Times are CPU seconds (user and
system) of whole processes and what they start; where two commands are compared they run in turn and the median of the
ratios is told. It prints Markdown.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

SMALL = "昨天上午，市里召开了一次会议。\n\n会议讨论了明年的工作安排，并听取了各部门的意见。\n"
FAST = ("autocorrect", "codespell", "typos")
SLOW = 20  # the slow peer is given every so many-th file
HUGE = 200_000_000  # bytes
GROWTH = (1, 10, 100)
OVER = 3  # times that the files are copied to see what a second process gives
MIX = 300_000  # bytes of the mix that grows


class Cost(NamedTuple):
    cpu: float  # seconds
    wall: float  # seconds
    peak: float  # MB of the largest process


def cost(command: Sequence[str], **env: str) -> Cost:
    """What one run of a command takes; its output is read by nobody."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **env},
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 2, 65):
        raise SystemExit(f"{' '.join(command)[:200]}: exit status {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024)


def medians(costs: Sequence[Cost]) -> Cost:
    return Cost(*(median(column) for column in zip(*costs, strict=True)))


def in_turn(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[Cost]]:
    """The costs of each command by its name; A B A B, after one run of each that is not counted."""
    for command in commands.values():
        cost(command)
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(cost(command))
    return costs


def alone(command: Sequence[str], rounds: int) -> Cost:
    """The median costs of one command."""
    return medians(in_turn({"": command}, rounds)[""])


def row(*cells: object) -> None:
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def head(*cells: str) -> None:
    row(*cells)
    row(*("---" for _ in cells))


def jiaokan(*more: str, jobs: int = 1) -> list[str]:
    return [sys.executable, "-m", "jiaokan", "check", "--isolated", "--no-cache", "--jobs", str(jobs), *more]


def files(folder: Path) -> list[Path]:
    return sorted(f for f in folder.rglob("*") if f.suffix in (".txt", ".md") and f.is_file())


def size(paths: Sequence[Path]) -> int:
    return sum(f.stat().st_size for f in paths)


def installed(folder: Path) -> dict[str, list[str]]:
    """The commands of the peers that are there, without the files they are given."""
    pypi, npm = folder / "pypi" / "bin", folder / "npm" / "node_modules" / ".bin"
    peers = {
        "autocorrect": [str(npm / "autocorrect"), "--lint"],
        "codespell": [str(pypi / "codespell")],
        "typos": [str(pypi / "typos"), "--isolated"],
        "lint-md": [str(npm / "lint-md")],
    }
    return {name: command for name, command in peers.items() if Path(command[0]).exists()}


def throughput(name: str, folder: Path, peers: dict[str, list[str]], rounds: int) -> None:
    texts = files(folder)
    whole = size(texts) / 1e6
    print(f"\n## {name}: {len(texts)} files, {whole:.1f} MB\n")
    commands = {"jiaokan, one process": jiaokan(str(folder)), "jiaokan, two": jiaokan(str(folder), jobs=2)}
    commands |= {name: [*command, str(folder)] for name, command in peers.items() if name in FAST}
    costs = in_turn(commands, rounds)
    head("", "CPU s", "wall s", "MB per CPU s", "peak MB", "jiaokan's CPU to its", "jiaokan's wall (two) to its")
    for label, each in costs.items():
        middle = medians(each)
        cpu = median(a.cpu / b.cpu for a, b in zip(costs["jiaokan, one process"], each, strict=True))
        wall = median(a.wall / b.wall for a, b in zip(costs["jiaokan, two"], each, strict=True))
        row(
            label, f"{middle.cpu:.2f}", f"{middle.wall:.2f}", f"{whole / middle.cpu:.2f}", f"{middle.peak:.0f}",
            f"{cpu:.2f}", f"{wall:.2f}",
        )  # fmt: skip
    speed = median(a.wall / b.wall for a, b in zip(costs["jiaokan, one process"], costs["jiaokan, two"], strict=True))
    print(f"\nTwo processes are {speed:.2f} times as fast as one.")


def slow(folder: Path, peers: dict[str, list[str]], rounds: int) -> None:
    """lint-md, which reads Markdown alone, is given the same few files as jiaokan, as Markdown."""
    with tempfile.TemporaryDirectory() as place:
        for n, file in enumerate(files(folder)[::SLOW]):
            shutil.copy(file, Path(place, f"{n}.md"))
        some = files(Path(place))
        whole = size(some) / 1e6
        print(f"\n## The slow peer: {len(some)} of the files, {whole:.2f} MB\n")
        head("", "CPU s", "MB per CPU s")
        ours = alone(jiaokan(place), rounds)
        row("jiaokan, one process", f"{ours.cpu:.2f}", f"{whole / ours.cpu:.2f}")
        if "lint-md" in peers:
            theirs = cost([*peers["lint-md"], *map(str, some)])
            row("lint-md", f"{theirs.cpu:.2f}", f"{whole / theirs.cpu:.2f}")


def start(peers: dict[str, list[str]], rounds: int) -> None:
    print("\n## Start-up: one small sound file\n")
    with tempfile.TemporaryDirectory() as place:
        small = Path(place, "small.txt")
        small.write_text(SMALL, encoding="utf-8")
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "jiaokan --version": [sys.executable, "-m", "jiaokan", "--version"],
            "jiaokan check": jiaokan(str(small)),
        }
        commands |= {name: [*command, str(small)] for name, command in peers.items() if name in FAST}
        costs = in_turn(commands, 4 * rounds)
        head("", "CPU ms", "wall ms", "CPU to the bare interpreter's")
        for label, each in costs.items():
            ratio = median(a.cpu / b.cpu for a, b in zip(each, costs["python -c pass"], strict=True))
            middle = medians(each)
            row(label, f"{middle.cpu * 1000:.0f}", f"{middle.wall * 1000:.0f}", f"{ratio:.1f}")


def memory(folder: Path) -> None:
    print("\n## Memory\n")
    head("", "peak MB", "to the file")
    row("many files", f"{cost(jiaokan('--statistics', str(folder))).peak:.0f}", "")
    with tempfile.TemporaryDirectory() as place:
        huge = Path(place, "huge.txt")
        written = 0
        with huge.open("wb") as out:
            texts = files(folder)
            while written < HUGE:
                for file in texts:
                    written += out.write(file.read_bytes())
                    if written >= HUGE:
                        break
        peak = cost(jiaokan("--statistics", str(huge))).peak
        row(f"one file of {written / 1e6:.0f} MB", f"{peak:.0f}", f"{peak / (written / 1e6):.1f}")


def mix(folder: Path) -> list[bytes]:
    """Texts of all kinds, as they come in a shuffled folder."""
    texts = files(folder)
    random.Random(1).shuffle(texts)
    chosen: list[bytes] = []
    for file in texts:
        if sum(map(len, chosen)) >= MIX:
            break
        if file.stat().st_size < MIX // 4:
            chosen.append(file.read_bytes())
    return chosen


def growth(folder: Path, rounds: int) -> None:
    print("\n## Growth: the same mix, once, ten times, a hundred times\n")
    texts = mix(folder)
    head("", *(f"{n}×: CPU s a MB" for n in GROWTH), "last to the middle")
    with tempfile.TemporaryDirectory() as place:
        bare = alone(jiaokan(place), 3 * rounds).cpu
        for label, write in (("in many files", many), ("in one file", one)):
            rates = []
            for n in GROWTH:
                target = Path(place, f"{label} {n}")
                target.mkdir()
                write(target, texts, n)
                cpu = alone(jiaokan("--statistics", str(target)), rounds if n < max(GROWTH) else 1).cpu
                rates.append((cpu - bare) / (size(files(target)) / 1e6))
            row(label, *(f"{rate:.3f}" for rate in rates), f"{rates[-1] / rates[-2]:.2f}")


def many(target: Path, texts: list[bytes], n: int) -> None:
    for k in range(n):
        for m, text in enumerate(texts):
            (target / f"{k}-{m}.txt").write_bytes(text)


def one(target: Path, texts: list[bytes], n: int) -> None:
    (target / "one.txt").write_bytes(b"\n\n".join(texts * n))


def processes(folder: Path, rounds: int) -> None:
    """More text than that of the first table, of which a start, the same for any number of processes, is a tenth."""
    print(f"\n## Processes: the same files {OVER} times over\n")
    with tempfile.TemporaryDirectory() as place:
        for n in range(OVER):
            shutil.copytree(folder, Path(place, str(n)))
        costs = in_turn({"one process": jiaokan(place), "two": jiaokan(place, jobs=2)}, rounds)
    head("", "CPU s", "wall s")
    for label, each in costs.items():
        row(label, f"{medians(each).cpu:.2f}", f"{medians(each).wall:.2f}")
    speed = median(a.wall / b.wall for a, b in zip(*costs.values(), strict=True))
    print(f"\nTwo processes are {speed:.2f} times as fast as one.")


def cached(folder: Path, rounds: int) -> None:
    print("\n## Cache: the same files again\n")
    head("", "CPU s", "wall s")
    firsts, seconds = [], []
    command = [word for word in jiaokan(str(folder)) if word != "--no-cache"]
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as place:
            firsts.append(cost(command, JIAOKAN_CACHE_DIR=place))
            seconds.append(cost(command, JIAOKAN_CACHE_DIR=place))
    for label, costs in (("first run", firsts), ("second run", seconds)):
        row(label, f"{medians(costs).cpu:.2f}", f"{medians(costs).wall:.2f}")
    ratio = median(b.cpu / a.cpu for a, b in zip(firsts, seconds, strict=True))
    print(f"\nThe second takes {ratio:.2f} of the first.")


def sections(given: argparse.Namespace) -> dict[str, Callable[[], None]]:
    peers, rounds = installed(Path(given.peers)), given.rounds
    return {
        "sound": lambda: throughput("Sound text", given.texts, peers, rounds),
        "defective": lambda: throughput("Defective text", given.defective, peers, rounds) if given.defective else None,
        "slow": lambda: slow(given.texts, peers, rounds),
        "start": lambda: start(peers, rounds),
        "memory": lambda: memory(given.texts),
        "growth": lambda: growth(given.texts, rounds),
        "processes": lambda: processes(given.texts, rounds),
        "cache": lambda: cached(given.texts, rounds),
    }


def main() -> None:
    assert __doc__
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("defective", type=Path, nargs="?")
    parser.add_argument("--peers", default=".bench")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", help="sound, defective, slow, start, memory, growth, processes, cache")
    given = parser.parse_args()
    for name, section in sections(given).items():
        if not given.only or name in given.only:
            section()
            sys.stdout.flush()


if __name__ == "__main__":
    main()
