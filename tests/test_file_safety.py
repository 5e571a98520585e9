"""Files survive what happens to a run: it is killed, the disk is full, the folder is not ours to write in."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import check

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="signals, users and mounts are those of POSIX"),
]

BAD = "今天的会议，很重要,大家都来了。\n"
FIX = [sys.executable, "-m", "jiaokan", "check", "--isolated", "--quiet", "--fix", "."]


# Everything is loaded before the rights go: an ordinary user may not be allowed to read the Python that runs this.
AS_NOBODY = """
import contextlib, os, sys, tempfile
from jiaokan.cli.main import cli, main
with contextlib.suppress(SystemExit):
    cli(["check", "--isolated", "--diff", "."])
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
main()
"""


def fix(folder: Path, command: list[str] = FIX) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)


def write_all(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).write_bytes(data)


def test_a_run_that_is_killed_leaves_every_file_old_or_new(tmp_path: Path) -> None:
    old = {f"{n}.txt": f"第{n}份报告在会上宣读,大家都听了。\n".encode() for n in range(60)}
    write_all(tmp_path, old)
    start = time.monotonic()
    assert fix(tmp_path).returncode == 0
    whole = time.monotonic() - start
    new = {name: (tmp_path / name).read_bytes() for name in old}
    chance = random.Random(1)
    for _ in range(12):
        write_all(tmp_path, old)
        process = subprocess.Popen(FIX, cwd=tmp_path, stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 1.1) * whole)
        process.kill()
        process.wait()
        assert all((tmp_path / name).read_bytes() in (old[name], new[name]) for name in old)
    fix(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == set(old)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    try:
        made = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        made = False
    if not made:
        pytest.skip("a disk can be mounted by root alone, and not in every container")
    yield place
    subprocess.run(["umount", str(place)], check=False)


def test_a_full_disk_leaves_the_file_as_it_was(small_disk: Path) -> None:
    text = (BAD * 900).encode()
    (small_disk / "a.txt").write_bytes(text)
    done = fix(small_disk)
    assert done.returncode == 2
    assert "a.txt: It cannot be written: No space left on device." in done.stderr
    assert [file.name for file in small_disk.iterdir()] == ["a.txt"]
    assert (small_disk / "a.txt").read_bytes() == text


def test_a_folder_that_may_not_be_written_in(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(BAD, encoding="utf-8")
    (folder / "a.txt").chmod(0o666)
    folder.chmod(0o555)
    for parent in tmp_path.parents:  # the folders that pytest makes are its user's alone
        if parent.name.startswith("pytest-"):
            parent.chmod(0o755)
    tmp_path.chmod(0o755)
    done = fix(folder, [sys.executable, "-c", AS_NOBODY, *FIX[3:]])
    folder.chmod(0o755)
    assert done.returncode == 2
    assert "a.txt: It cannot be written: Permission denied." in done.stderr
    assert (folder / "a.txt").read_text(encoding="utf-8") == BAD
    assert [file.name for file in folder.iterdir()] == ["a.txt"]


def test_what_a_killed_process_left_is_deleted_by_the_next_fix(folder: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", "pass"])
    ended.wait()
    for name in (f".jiaokan-{ended.pid}-abc", f".jiaokan-{os.getpid()}-abc", ".jiaokan-notes", "a.txt"):
        Path(name).write_text("今天的会议很重要，大家都来了。\n", encoding="utf-8")
    check()
    assert len(list(folder.iterdir())) == 4
    check("--fix")
    assert sorted(f.name for f in folder.iterdir()) == [
        ".jiaokan-" + str(os.getpid()) + "-abc",
        ".jiaokan-notes",
        "a.txt",
    ]
