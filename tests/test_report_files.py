"""Reports that go to files: each is written whole, and none takes the place of a text."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from command_line import check


def test_reports_go_to_files(house: Path) -> None:
    result = check("bad.txt", "--output-format", "json=out.json", "--output-format", "text")
    assert len(json.loads((house / "out.json").read_text(encoding="utf-8"))) == 2
    assert "HOUSE001" in result.stdout
    assert check("bad.txt", "--output-format", "text=out.txt").stdout == ""
    assert "HOUSE001" in (house / "out.txt").read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_keeps_no_other_from_being_written(house: Path) -> None:
    outputs = ("--output-format=json=no/folder.json", "--output-format=text=out.txt", "--output-format=json")
    result = check(*outputs, "bad.txt")
    assert result.exit_code == 2
    assert result.stderr.startswith("jiaokan: no/folder.json: the report was not written: ")
    assert len(result.stderr.splitlines()) == 1
    assert len(json.loads(result.stdout)) == 2
    assert "HOUSE001" in (house / "out.txt").read_text(encoding="utf-8")


def test_a_report_that_breaks_off_leaves_the_old_one_whole(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (house / "out.json").write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = check("--output-format=json=out.json", "good.txt")
    assert (result.exit_code, result.stderr.count("No space left on device")) == (2, 1)
    assert (house / "out.json").read_text(encoding="utf-8") == "old"
    assert sorted(file.name for file in house.iterdir()) == ["bad.txt", "good.txt", "jiaokan.toml", "out.json"]


def test_no_report_takes_the_place_of_a_text(house: Path) -> None:
    os.link("bad.txt", "other name")
    (house / "nul.txt").write_bytes(b"\0")
    for name, *paths in (("bad.txt", "bad.txt"), ("good.txt", "."), ("other name", "bad.txt"), ("nul.txt", "nul.txt")):
        before = Path(name).read_bytes()
        result = check(f"--output-format=json={name}", *paths)
        assert result.exit_code == 2
        assert f"jiaokan: {name}: the report was not written: this is a text" in result.stderr
        assert Path(name).read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_written_to_and_not_replaced(house: Path) -> None:
    os.mkfifo(house / "pipe")
    receiver = os.open(house / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert check("--output-format=json=pipe", "bad.txt").exit_code == 1
    assert len(json.loads(os.read(receiver, 100_000))) == 2
    os.close(receiver)
    assert (house / "pipe").is_fifo()
