"""What becomes of files when tools are let loose on them: killed at any moment, and given what they cannot read.

    python benchmarks/reliability.py [--kills N] [--peers FOLDER] [--texts FOLDER]

Kills `jiaokan check --fix` N times at random moments and looks whether every file is as it was or as it was to be. Runs
jiaokan and the peers that stand in FOLDER (as for speed.py) on files that peers are known to damage. With TEXTS, fixes
these files twice with each tool and counts those that the second time changes. It prints Markdown.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FILES = 120  # for the kills
BAD = "今天的会议很重要,大家都来了.\n"
GOOD = "昨天下了一场大雨，地里的庄稼喝足了水。\n"
JIAOKAN = [sys.executable, "-m", "jiaokan", "check", "--isolated", "--fix"]


def row(*cells: object) -> None:
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def head(*cells: str) -> None:
    row(*cells)
    row(*("---" for _ in cells))


def run(command: list[str], folder: Path) -> int:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=600)
    return done.returncode


def kills(count: int) -> None:
    """Kill a run that writes many files, at moments spread over the time that it takes."""
    print(f"\n## Killed at any moment (SIGKILL), {count} times\n")
    old = {f"{n}.txt": (GOOD * 20 + BAD * (1 + n % 3)).encode() for n in range(FILES)}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        restore(folder, old)
        start = time.monotonic()
        run([*JIAOKAN, "."], folder)
        whole = time.monotonic() - start
        new = {name: (folder / name).read_bytes() for name in old}
        assert all(new[name] != old[name] for name in old)
        broken = midway = litter = 0
        for _ in range(count):
            restore(folder, old)
            process = subprocess.Popen(
                [*JIAOKAN, "."], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            time.sleep(random.uniform(0.2 * whole, 1.1 * whole))
            process.kill()
            process.wait()
            left = {file.name: file.read_bytes() for file in folder.iterdir()}
            broken += sum(left.get(name) not in (old[name], new[name]) for name in old)
            midway += 0 < sum(left[name] == new[name] for name in old) < FILES
            litter += len(left) - FILES
        run([*JIAOKAN, "."], folder)
        after = sum(file.name not in old for file in folder.iterdir())
    head(
        "kills",
        "while files were being written",
        "files neither old nor new",
        "unfinished files left",
        "after a next run",
    )
    row(count, midway, broken, litter, after)


def restore(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        file = folder / name
        if not file.exists() or file.read_bytes() != data:
            file.write_bytes(data)


def tools(peers: Path) -> dict[str, list[str]]:
    """The commands that repair files in place, without the files: jiaokan and the peers that are there."""
    pypi, npm = peers / "pypi" / "bin", peers / "npm" / "node_modules" / ".bin"
    commands = {
        "jiaokan": JIAOKAN,
        "autocorrect": [str(npm / "autocorrect"), "--fix"],
        "zhlint": [str(npm / "zhlint"), "--fix"],
        "lint-md": [str(npm / "lint-md"), "--fix"],
        "typos": [str(pypi / "typos"), "--isolated", "--write-changes"],
        "codespell": [str(pypi / "codespell"), "--write-changes"],
    }
    return {name: command for name, command in commands.items() if Path(command[0]).exists()}


TYPO = "他们 recieve 了一份很重要的报告,大家都看过了.\n"
CASES: dict[str, bytes] = {
    "GBK": TYPO.encode("gb18030"),
    "UTF-16": TYPO.encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf" + TYPO.encode(),
    "CRLF": TYPO.replace("\n", "\r\n").encode() * 2,
    "a bad byte": TYPO.encode() + b"\xff\xfe\x80\n",
}


def said(before: bytes, after: bytes) -> str:
    """What became of a file, in a few words."""
    if after == before:
        return "left as it was"
    if b"\xef\xbf\xbd" in after and b"\xef\xbf\xbd" not in before:
        return "**overwritten with U+FFFD**"
    if before.startswith(b"\xef\xbb\xbf") and not after.startswith(b"\xef\xbb\xbf"):
        return "**mark lost**"
    if before.count(b"\r\n") != after.count(b"\r\n"):
        return "**line ends changed**"
    try:
        lost = len(before.decode()) - len(after.decode())
    except UnicodeDecodeError:
        return "changed around bad bytes"
    return f"**{lost} characters lost**" if lost > 0 else "fixed, the rest kept"


def damage(peers: Path) -> None:
    print("\n## Files that tools damage\n")
    head("", *CASES, "one bad file among good ones: exit status, others fixed")
    for name, command in tools(peers).items():
        cells = []
        for data in CASES.values():
            with tempfile.TemporaryDirectory() as place:
                file = Path(place, "a.md")
                file.write_bytes(data)
                run([*command, "a.md"], Path(place))
                cells.append(said(data, file.read_bytes()))
        with tempfile.TemporaryDirectory() as place:
            for other, data in (("a.md", TYPO.encode()), ("b.md", CASES["GBK"]), ("c.md", TYPO.encode())):
                Path(place, other).write_bytes(data)
            status = run([*command, "a.md", "b.md", "c.md"], Path(place))
            mended = sum(Path(place, other).read_bytes() != TYPO.encode() for other in ("a.md", "c.md"))
            cells.append(f"{status}, {mended} of 2")
        row(name, *cells)


def twice(peers: Path, texts: Path) -> None:
    """How many files a second fix changes again."""
    files = sorted(f for f in texts.rglob("*") if f.suffix in (".txt", ".md"))
    print(f"\n## Fixed twice: {len(files)} files\n")
    head("", "changed by the first", "changed again by the second")
    for name, command in tools(peers).items():
        if name == "zhlint":  # takes one file a run
            continue
        with tempfile.TemporaryDirectory() as place:
            copies = [Path(place, f"{n}.md") for n in range(len(files))]
            for copy, file in zip(copies, files, strict=True):
                shutil.copyfile(file, copy)
            states = [[copy.read_bytes() for copy in copies]]
            for _ in range(2):
                run([*command, *(copy.name for copy in copies)], Path(place))
                states.append([copy.read_bytes() for copy in copies])
            first, second = (sum(a != b for a, b in zip(*states[n : n + 2], strict=True)) for n in (0, 1))
        row(name, first, second)


def main() -> None:
    assert __doc__
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--peers", type=Path, default=Path(".bench"))
    parser.add_argument("--texts", type=Path)
    given = parser.parse_args()
    peers = given.peers.resolve()
    kills(given.kills)
    damage(peers)
    if given.texts:
        twice(peers, given.texts)


if __name__ == "__main__":
    main()
