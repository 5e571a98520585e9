"""jiaokan from Python: what a program gets is what the command line shows."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from command_line import findings
from conftest import ROOT

import jiaokan
from jiaokan import FileResult, Linter, Safety, api
from jiaokan.run.options import RunOptions

BAD = "　　家家户戶都来了，大家围在一起说话，孩子们在门前的树下玩。  \n"


def test_the_examples_in_its_documentation_hold() -> None:
    page = ROOT / "docs" / "python.md"
    for failed, tried in (doctest.testmod(api), doctest.testfile(str(page), module_relative=False)):
        assert tried > 10
        assert failed == 0


def test_it_finds_what_the_command_line_finds(folder: Path) -> None:
    Path("jiaokan.toml").write_text('ignore = ["SPC004"]\n', encoding="utf-8")
    Path("a.txt").write_text(BAD, encoding="utf-8")
    rows = findings()
    linter = Linter()
    (result,) = linter.run().results
    shown = [(row["path"], row["code"], row["start"], row["end"], row["message"]) for row in rows]
    assert [("a.txt", f.code, f.start, f.end, f.message) for f in result.findings] == shown
    assert list(result.findings) == linter.lint(BAD, path="a.txt")
    assert [f.code for f in jiaokan.lint(BAD)] == ["SCR001", "SPC004"], "a text alone obeys no configuration"


def test_texts_are_linted_together_and_written_nowhere(folder: Path) -> None:
    block = "　　图书馆新馆今年九月开放，馆内设有三百个阅览座位，周末延长到晚上十点闭馆，读者可以凭身份证办理借书证，"
    block += "办证当天就能借书。一楼大厅常年有展览，二楼是少年儿童的阅览室，三楼的旧报纸要先登记，再由馆员从楼下的书库里取来，看完以后当场交还。\n"
    texts = {"a.txt": block + "\n　　另一段。\n", "b.txt": BAD, "c.txt": block}
    run = Linter(extend_select=["DUP008"]).run_texts(texts, fix=Safety.SAFE)
    assert run.files == 3
    left = {result.path: [f.code for f in result.findings] for result in run.results if result.findings}
    assert left == {"c.txt": ["DUP008"]}
    fixed = {result.path: result.text for result in run.results if result.original is not None}
    assert fixed == {"b.txt": BAD.replace("戶", "户").replace("  \n", "\n")}
    assert not list(folder.iterdir())


def test_a_text_that_no_file_could_hold_is_fixed_all_the_same() -> None:
    run = Linter(isolated=True).run_texts({"a.txt": "　　甲\ud800乙。  \n"}, fix=Safety.SAFE)
    assert run.results[0].text == "　　甲\ud800乙。\n"
    assert not run.errors


def test_a_lone_surrogate_breaks_no_rule_of_a_traditional_text() -> None:
    text = "從今年開始，學校將開設新的課程，學生可以自由選擇，各國應當和平平等\ud800地相處。\n"
    assert not Linter(isolated=True).run_texts({"a.txt": text * 3 + "學生\ud800\n可以自由\n選擇學校\n"}).errors


def test_files_are_fixed_and_their_errors_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"a\0b")
    run = Linter(isolated=True).run([tmp_path], fix=Safety.SAFE)
    assert run.errors == [(str(tmp_path / "b.txt"), "It has NUL bytes; it is not a text.")]
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == BAD.replace("戶", "户").replace("  \n", "\n")


def test_one_path_is_no_list_of_letters(folder: Path) -> None:
    """One of the letters would be the working folder, all of which would be repaired."""
    for name in ("a.txt", "other.txt"):
        Path(name).write_text(BAD, encoding="utf-8")
    for path in ("a.txt", Path("a.txt")):
        assert Linter(isolated=True).run(path, fix=Safety.SAFE).linted == ("a.txt",)
    assert Path("other.txt").read_text(encoding="utf-8") == BAD
    assert Linter(isolated=True).record("a.txt", "known.jsonl").run.linted == ("a.txt",)


def test_settings_that_can_not_be_followed_are_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(jiaokan.ConfigError, match="there is no rule or family 'BRQ'"):
        Linter(select=["BRQ"]).lint("")
    with pytest.raises(jiaokan.ConfigError, match=r"none\.toml"):
        Linter(config=tmp_path / "none.toml").lint("")
    with pytest.raises(jiaokan.ConfigError, match="can't be read"):
        Linter().run([tmp_path], baseline=tmp_path / "none.jsonl")


class Events:
    """What a run says while it goes on: each file that is linted, and each result that is passed on."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def begin(self, files: int, size: int) -> None:
        self.seen.append(f"{files} files")

    def step(self, result: FileResult, size: int) -> None:
        self.seen.append(f"linted {Path(result.path).name}")

    def receive(self, result: FileResult) -> None:
        self.seen.append(f"received {Path(result.path).name}")


def test_a_result_is_passed_on_as_soon_as_nothing_can_change_it(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(BAD if name != "b.txt" else "　　雨停了。\n", encoding="utf-8")
    at_once, at_the_end = Events(), Events()
    run = Linter(isolated=True).check(tmp_path, RunOptions(jobs=1), watch=at_once, receive=at_once.receive, keep=False)
    assert at_once.seen == [
        "3 files", "linted a.txt", "received a.txt", "linted b.txt", "linted c.txt", "received c.txt"
    ]  # fmt: skip
    assert (run.results, run.files, run.tally.files, run.tally.findings.total()) == ((), 3, 2, 4)
    known = tmp_path / "known.jsonl"
    assert Linter(isolated=True).record([tmp_path / "a.txt"], known).now == 2
    run = Linter(isolated=True).check(
        tmp_path, RunOptions(jobs=1, baseline=known), watch=at_the_end, receive=at_the_end.receive
    )
    assert at_the_end.seen == ["3 files", "linted a.txt", "linted b.txt", "linted c.txt", "received c.txt"]
    assert (len(run.results), run.known) == (1, 2)


def test_a_baseline_is_recorded_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BAD, encoding="utf-8")
    linter = Linter(isolated=True)
    file = tmp_path / "known.jsonl"
    assert linter.record([tmp_path], file).now == 2
    run = linter.run([tmp_path], baseline=file)
    assert (run.results, run.known, run.stale) == ((), 2, 0)
