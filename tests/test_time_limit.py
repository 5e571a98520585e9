"""A rule that loops or is slow is named and left out; the other rules and files are unharmed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

RULES = """
import os, signal, time
from jiaokan import Finding, rule

@rule("LOOP001", chinese=False)
def endless(doc):
    '''Never ends.'''
    while "loop" in doc.text:
        pass
    yield Finding(0, 1, "Looked at.")

@rule("SLOW001", chinese=False)
def slow(doc):
    '''Slow.'''
    if "slow" in doc.text:
        time.sleep(60)
    return ()

@rule("DEAD001", chinese=False)
def deadly(doc):
    '''Takes its process down.'''
    if "dead" in doc.text:
        os._exit(9)
    return ()

@rule("GOOD001", chinese=False)
def good(doc):
    '''Good.'''
    yield Finding(0, 1, "It is there.")
"""
TEXTS = {"a.txt": "sound\n", "b.txt": "loop\n", "c.txt": "loop slow\n", "d.txt": "dead\n", "e.txt": "sound\n"}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "rules.py").write_text(RULES, encoding="utf-8")
    table = 'plugins = ["./rules.py"]\nselect = ["LOOP001", "SLOW001", "DEAD001", "GOOD001"]\n'
    (tmp_path / "jiaokan.toml").write_text(table, encoding="utf-8")
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def command(*more: str) -> list[str]:
    return [sys.executable, "-m", "jiaokan", "check", "--quiet", *more]


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_what_takes_too_long_is_stopped_and_named(corpus: Path, jobs: str) -> None:
    more = ("--time-limit", "1", "--jobs", jobs)
    done = subprocess.run(command(*more), cwd=corpus, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stdout.count("GOOD001") == 4
    assert [line[:5] for line in done.stdout.splitlines() if "LOOP001" in line] == ["a.txt", "e.txt"]
    assert done.stderr.splitlines() == [
        "jiaokan: b.txt: The rule LOOP001 endless was stopped after 1 s. Its findings are missing.",
        "jiaokan: c.txt: The rule LOOP001 endless was stopped after 1 s. Its findings are missing.",
        "jiaokan: c.txt: The rule SLOW001 slow was stopped after 1 s. Its findings are missing.",
        "jiaokan: d.txt: The process that linted it was killed, perhaps for lack of memory.",
    ]


def test_a_limit_that_is_not_reached_changes_nothing(corpus: Path) -> None:
    more = ("a.txt", "e.txt")
    plain = subprocess.run(command(*more), cwd=corpus, capture_output=True, check=False, timeout=60)
    watched = subprocess.run(
        command(*more, "--time-limit", "30"), cwd=corpus, capture_output=True, check=False, timeout=60
    )
    assert (plain.returncode, plain.stdout) == (watched.returncode, watched.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to a process alone")
def test_ctrl_c_leaves_no_process_behind(corpus: Path, interruptible: None) -> None:
    process = subprocess.Popen(
        command("--time-limit", "50"),
        cwd=corpus,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout
    assert process.stdout.readline().startswith(b"a.txt:1:1"), "it is reported before the run is at its end"
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=10)
    assert process.returncode == 130
    assert b"interrupted" in err
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
