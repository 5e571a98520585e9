"""Ctrl-C: what was found so far is reported, the exit status says so, and no process is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SLOW = """
import time
from pathlib import Path
from jiaokan import Finding, rule

@rule("SLOW001", chinese=False)
def slow(doc):
    '''Slow.'''
    if doc.text.startswith("b"):
        Path(f"{doc.path}.waits").touch()
        time.sleep(60)
    yield Finding(0, 1, "It is there.")
"""
# A run that is interrupted loses the batch at which it is: here a batch is one file, or two of the same kind.
RUN = """
from jiaokan.run import batching, pool
batching.LARGEST_BATCH, pool.WORTH_A_POOL, pool.CHUNK = 1, 0, 20
from jiaokan.cli.main import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to a process alone")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_reports_what_was_found_and_leaves_nothing_behind(
    tmp_path: Path, jobs: str, interruptible: None
) -> None:
    (tmp_path / "slow.py").write_text(SLOW, encoding="utf-8")
    (tmp_path / "jiaokan.toml").write_text('plugins = ["./slow.py"]\nselect = ["SLOW001"]\n', encoding="utf-8")
    for n in range(10):
        (tmp_path / f"a{n}.txt").write_text("abcdefghij", encoding="utf-8")
    for n in range(4):
        (tmp_path / f"b{n}.txt").write_text("bbbbbbbbbb", encoding="utf-8")
    command = [sys.executable, "-c", RUN, "check", "--quiet", "--jobs", jobs]
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while len(list(tmp_path.glob("*.waits"))) < int(jobs) and process.poll() is None:
        time.sleep(0.1)
    time.sleep(1)  # until the results of the other files have come in
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    out, err = process.communicate(timeout=20)  # long before the rule would end
    assert process.returncode == 130
    assert out.count("SLOW001") == 10
    assert "interrupted: 10 files were linted" in err
    assert "Traceback" not in err
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
