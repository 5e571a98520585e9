"""What a second run takes from the first, and that nothing of it can be wrong or stand in the way."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import jiaokan
from text_files import write

from jiaokan import Safety
from jiaokan.config.settings import Overrides, Project
from jiaokan.run import batching, cache, session
from jiaokan.run.options import RunOptions
from jiaokan.run.result import Run
from jiaokan.run.session import run

BAD = "今天的会议很重要,大家都来了。\n"
PLUGIN = """
from jiaokan import Finding, rule

@rule("MINE001", chinese=False)
def mine(doc):
    '''Mine.'''
    for at in [i for i, c in enumerate(doc.text) if c == "{}"]:
        yield Finding(at, at + 1, "It is there.")
"""


@pytest.fixture
def corpus(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files enough to be worth a cache: of two texts one is bad."""
    for n in range(6):
        text = (BAD if n % 2 else "") + "昨天下了一场大雨。\n"
        write(f"{n}.txt", text)
    monkeypatch.setattr(session, "WORTH_A_CACHE", 0)
    return folder


def lint(**how: object) -> Run:
    return run(["."], Project(Overrides(**how)), RunOptions(cached=True))  # type: ignore[arg-type]


def nothing_is_linted(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise AssertionError("linted anew")

    monkeypatch.setattr(batching, "lint_documents", fails)


def test_a_second_run_says_the_same_and_lints_nothing(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = lint()
    assert [result.path for result in first.results] == ["1.txt", "3.txt", "5.txt"]
    nothing_is_linted(monkeypatch)
    assert lint() == first
    shown = jiaokan("check")
    assert shown.exit_code == 1
    assert shown.stdout.count("PUN001") == 4
    assert "linted anew" in jiaokan("check", "--no-cache").stderr


def test_a_changed_file_is_linted_anew(corpus: Path) -> None:
    lint()
    before = Path("2.txt").stat()
    Path("2.txt").write_bytes(Path("1.txt").read_bytes())
    os.utime("2.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert [result.path for result in lint().results] == ["1.txt", "2.txt", "3.txt", "5.txt"]


def test_results_under_other_settings_are_not_reused(corpus: Path) -> None:
    assert lint().results
    assert not lint(ignore=("PUN001",)).results
    Path("jiaokan.toml").write_text('[per-file-ignores]\n"1.txt" = ["PUN"]\n', encoding="utf-8")
    assert [result.path for result in lint().results] == ["3.txt", "5.txt"]
    Path("jiaokan.toml").write_text('[levels]\nPUN001 = "error"\n', encoding="utf-8")
    assert lint().results[0].findings[0].level.name == "ERROR"
    Path("jiaokan.toml").write_text('[[terms]]\ncode = "TERM001"\nwrong = ["大雨"]\nright = "暴雨"\n', encoding="utf-8")
    assert len(lint().results) == 6
    Path("jiaokan.toml").write_text('[[terms]]\ncode = "TERM001"\nwrong = ["小雨"]\nright = "暴雨"\n', encoding="utf-8")
    assert len(lint().results) == 3


def test_results_of_a_changed_plugin_are_not_reused(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("jiaokan.toml").write_text('plugins = ["./mine.py"]\nselect = ["MINE001"]\n', encoding="utf-8")
    for sign, count in (("雨", 6), ("会", 3), ("鱼", 0)):
        Path("mine.py").write_text(PLUGIN.format(sign), encoding="utf-8")
        monkeypatch.setattr(sys, "modules", {k: v for k, v in sys.modules.items() if "plugin" not in k})
        assert len(lint().results) == count


def test_results_of_other_code_are_not_reused(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lint()
    monkeypatch.setattr(cache, "fingerprint", lambda rules: "another version")
    nothing_is_linted(monkeypatch)
    assert all("linted anew" in result.errors[0] for result in lint().results)
    assert lint().files == 0


def test_the_code_of_rules_engine_and_libraries_is_told_apart(tmp_path: Path) -> None:
    rules = Project(Overrides(isolated=True)).installed
    files = [file for name in ("jiaokan", "jiaokan_rules", "opencc") for file in cache.code_files(name)]
    assert {Path(session.__file__), Path(cache.__file__)} <= set(map(Path, files))
    assert any(file.endswith("misread_character.py") for file in files)
    assert cache.fingerprint(rules) == cache.fingerprint(rules)


def test_a_fix_after_a_check_fixes(corpus: Path) -> None:
    found = lint().results
    done = run(["."], Project(), RunOptions(fix=Safety.SAFE, cached=True))
    assert [result.original for result in done.results] == [result.text for result in found]
    assert not lint().results


@pytest.mark.parametrize("junk", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000, b""])
def test_a_cache_that_cannot_be_read_is_not_there(corpus: Path, junk: bytes) -> None:
    file = cache.folder() / cache.FILE
    first = lint()
    file.write_bytes(junk)
    assert lint() == first
    assert lint() == first


def test_findings_that_cannot_be_read_are_found_anew(corpus: Path) -> None:
    import sqlite3

    first = lint()
    with sqlite3.connect(cache.folder() / cache.FILE) as database:
        database.execute("update results set findings = '[[1, 2]]'")
    database.close()
    assert lint() == first


def test_a_cache_that_cannot_be_written_is_let_go(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (corpus / "a file").write_text("", encoding="utf-8")
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(corpus / "a file" / "below"))
    assert len(lint().results) == 3
    assert len(lint().results) == 3


def test_what_depends_on_other_files_is_not_kept(corpus: Path) -> None:
    text = "".join(f"第{n}句话说的是今年春天的天气和收成。" for n in "一二三四五六七八九") + "\n"
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(text, encoding="utf-8")
    assert [r.path for r in lint(select=("DUP008",)).results] == ["b.txt"]
    Path("a.txt").unlink()
    assert not lint(select=("DUP008",)).results


@pytest.mark.slow
def test_runs_at_the_same_time_do_not_disturb_each_other(corpus: Path) -> None:
    for n in range(40):
        Path(f"n{n}.txt").write_text(BAD * 300, encoding="utf-8")
    command = [sys.executable, "-c", "from jiaokan.cli.main import main; main()", "check", "--quiet", "--full"]
    alone = subprocess.run([*command, "--no-cache"], capture_output=True, check=False).stdout
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
    assert [process.communicate()[0] for process in runs] == [alone] * 4
    assert subprocess.run(command, capture_output=True, check=False).stdout == alone


def test_entries_that_no_run_used_for_a_month_are_dropped(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    def entries() -> int:
        database = sqlite3.connect(cache.folder() / cache.FILE)
        count: int = database.execute("select count(*) from results").fetchone()[0]
        database.close()
        return count

    now = time.time()
    lint()
    assert entries() == 6
    monkeypatch.setattr(time, "time", lambda: now + 20 * cache.DAY)
    Path("0.txt").unlink()
    lint()  # of use again: five of the six
    monkeypatch.setattr(time, "time", lambda: now + 40 * cache.DAY)
    lint(ignore=("SPC",))
    assert entries() == 10


def test_clean_takes_the_cache_away(corpus: Path) -> None:
    lint()
    assert "results" in jiaokan("clean").stdout
    assert not (cache.folder() / cache.FILE).exists()
    assert jiaokan("clean").stdout == "There is no cache.\n"


def test_a_short_run_leaves_the_cache_alone(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "WORTH_A_CACHE", 300_000)
    lint()
    assert not (cache.folder() / cache.FILE).exists()
