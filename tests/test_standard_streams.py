"""Standard input, output and error: a text comes out as it came but for its fixes, and no stream breaks a run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import jiaokan, process
from house_rules import BAD

pytestmark = pytest.mark.slow


def test_standard_input_is_linted_under_the_name_it_is_given(house: Path) -> None:
    result = jiaokan("check", "-", "--stdin-filename", "notes/new.txt", text=BAD)
    assert result.exit_code == 1
    assert "notes/new.txt:2:4 error HOUSE001" in result.stdout


def test_fixed_standard_input_comes_out_alone_on_standard_output(house: Path) -> None:
    data = ("\ufeff" + BAD.replace("\n", "\r\n")).encode()
    done = process("check", "-", "--fix", data=data)
    assert done.stdout == data.replace("旧词".encode(), "新词".encode())
    assert "HOUSE002" in done.stderr.decode()
    assert done.returncode == 1


def test_standard_input_without_findings_comes_out_as_it_came(house: Path) -> None:
    done = process("check", "-", "--fix", data=b"\xef\xbb\xbf\xe5\xa5\xbd\r\n\r\n")
    assert done.stdout == b"\xef\xbb\xbf\xe5\xa5\xbd\r\n\r\n"
    assert (done.stderr, done.returncode) == (b"", 0)


def test_standard_input_in_another_encoding_is_reported_and_comes_out_as_it_came(house: Path) -> None:
    data = BAD.encode("gb18030")
    done = process("check", "-", "--fix", "--select", "undecodable", data=data)
    assert done.stdout == data
    assert "ENC001" in done.stderr.decode()
    assert done.returncode == 1


def test_standard_input_can_be_diffed(house: Path) -> None:
    result = jiaokan("check", "-", "--diff", text=BAD)
    assert "+这里有新词和疑问。" in result.stdout
    assert result.exit_code == 1


def test_output_is_utf_8_whatever_the_locale(house: Path) -> None:
    env = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = process("check", "bad.txt", env=env)
    assert "「旧词」 is out of use" in done.stdout.decode("utf-8")
    assert done.returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a name of arbitrary bytes")
def test_a_name_that_is_no_utf_8_is_reported_all_the_same(house: Path) -> None:
    try:
        Path(os.fsdecode(b"\xb2\xe2.txt")).write_text(BAD, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    done = process("check", ".")
    assert b"<U+DCB2><U+DCE2>.txt:2:4 error HOUSE001" in done.stdout
    rows = json.loads(process("check", ".", "--output-format", "json").stdout)
    assert "\udcb2\udce2.txt" in {row["path"] for row in rows}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
def test_a_pipe_that_is_closed_early_is_no_error(house: Path) -> None:
    (house / "long.txt").write_text(BAD * 3000, encoding="utf-8")
    command = f"'{sys.executable}' -c 'from jiaokan.cli.main import main; main()' check --full long.txt | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="nothing here that is always full")
@pytest.mark.parametrize("arguments", [["check", "bad.txt"], ["check", "-", "--fix"], ["check", "--diff"], ["rules"]])
def test_a_full_disk_behind_standard_output_is_said_in_one_line(house: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "jiaokan", *arguments]
        done = subprocess.run(command, input=b"\n", stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 2
    assert done.stderr == b"jiaokan: standard output cannot be written: No space left on device.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX shell")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_change_no_exit_status_and_no_file(house: Path, closed: str) -> None:
    for paths, status in (("bad.txt", 1), ("good.txt", 0), ("nowhere.txt", 2)):
        command = f"'{sys.executable}' -m jiaokan check --fix {paths} {closed}"
        done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60)
        assert (done.returncode, b"Traceback" in done.stderr) == (status, False)
    assert Path("bad.txt").read_text(encoding="utf-8") == BAD.replace("旧词", "新词")


def test_a_defect_of_the_tool_is_not_taken_for_a_finding(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import jiaokan.cli.main as m, jiaokan.cli.check as c; c.exit_status = lambda *a, **k: 1/0; m.main()"
    done = subprocess.run([sys.executable, "-c", code, "check", "bad.txt"], capture_output=True)
    assert done.returncode == 2
    assert b"ZeroDivisionError" in done.stderr
