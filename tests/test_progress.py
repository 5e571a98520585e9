"""Who waits sees how far a run is; nobody else is shown anything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SOON = "from jiaokan.run import progress; progress.DELAY = 0; from jiaokan.cli.main import main; main()"


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made by the pty module")
@pytest.mark.parametrize(("more", "seen"), [({}, True), ({"CI": "true"}, False)])
def test_a_bar_on_a_terminal_only(tmp_path: Path, more: dict[str, str], seen: bool) -> None:
    import pty

    for n in range(5):
        (tmp_path / f"{n}.txt").write_text("今天的会议很重要,大家都来了。\n", encoding="utf-8")
    control, terminal = pty.openpty()
    command = [sys.executable, "-c", SOON, "check", "--isolated", "."]
    env = {key: value for key, value in os.environ.items() if key != "CI"} | more
    done = subprocess.run(
        command, cwd=tmp_path, stderr=terminal, stdout=subprocess.PIPE, env=env, check=False, timeout=60
    )
    os.close(terminal)
    shown = b""
    while chunk := read(control):
        shown += chunk
    assert (b"5/5 files" in shown) is seen
    assert ("findings" in shown.decode()) is seen
    assert "PUN001" in done.stdout.decode()
    assert done.returncode == 1


def read(control: int) -> bytes:
    try:
        return os.read(control, 10_000)
    except OSError:  # the terminal is closed
        return b""
