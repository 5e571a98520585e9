"""The baseline: on an old corpus only what is new fails, and nobody's findings are lost sight of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import findings, jiaokan
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from text_files import write

FILE = "jiaokan-baseline.jsonl"
OLD = "　　旧词在这里，山里下了一夜的雨。\n　　第二天清早，路上又见旧词，人们都出来了。\n"
NEW = "　　河边的新稿里也有旧词。\n"
CONFIGURATION = """
select = ["HOUSE"]
exclude = ["drafts/"]

[[patterns]]
code = "HOUSE001"
pattern = "旧词"
message = "「旧词」 is out of use."
replacement = "新词"
safety = "safe"

[[patterns]]
code = "HOUSE002"
pattern = "清早"
message = "「清早」: write 「清晨」."
"""


@pytest.fixture
def old(folder: Path) -> Path:
    (folder / ".git").mkdir()
    write("jiaokan.toml", CONFIGURATION)
    write("old.txt", OLD)
    return folder


def places(*arguments: str) -> list[tuple[str, str, int]]:
    return [(row["path"], row["code"], row["line"]) for row in findings(*arguments)]


def entries() -> list[dict[str, object]]:
    return [json.loads(line) for line in Path(FILE).read_text(encoding="utf-8").splitlines()]


def test_only_what_is_new_fails(old: Path) -> None:
    assert jiaokan("check").exit_code == 1
    assert jiaokan("baseline").output == f"{FILE}: 3 findings recorded, 0 before.\n"
    done = jiaokan("check")
    assert done.exit_code == 0
    assert done.output == f"{FILE}: 3 known findings left out.\n"
    write("new.txt", NEW)
    assert places() == [("new.txt", "HOUSE001", 1)]
    assert jiaokan("check").exit_code == 1
    assert len(places("--no-baseline")) == 4


def test_a_moved_file_keeps_its_known_findings(old: Path) -> None:
    jiaokan("baseline")
    write("archive/1998/old.txt", OLD)
    Path("old.txt").unlink()
    assert places() == []


def test_a_copy_brings_its_defects_anew(old: Path) -> None:
    jiaokan("baseline")
    write("copy.txt", OLD)
    assert {path for path, _, _ in places()} == {"copy.txt"}
    assert {path for path, _, _ in places("copy.txt")} == {"copy.txt"}


def test_an_edited_file_keeps_what_stands_beside_the_edit(old: Path) -> None:
    jiaokan("baseline")
    write("old.txt", "　　加在前面的一段话。\n" + OLD.replace("又见", "他们又一次看见了"))
    assert places() == []


RULES = ("--select", "HOUSE,DUP001")
BLOCK = (
    "夜里下了一场雨，路上又见旧词，早上人们都出来看水，孩子们在桥边等船。船来得很晚，岸上的人先是站着，后来都坐在石阶上，"
    "说起往年的水有多高，哪一年淹过祠堂的门槛，哪一年冲走了半条街的木板。"
)


def test_a_fix_inside_of_a_known_finding_does_not_make_it_new(old: Path) -> None:
    more = '[[patterns]]\ncode = "HOUSE003"\npattern = "路上.*?出来"\nmessage = "Who?"\n'
    write("jiaokan.toml", CONFIGURATION + more)
    write("one.txt", BLOCK)
    jiaokan("baseline")
    done = jiaokan("check", "--fix", "one.txt")
    assert (done.exit_code, "Fixed 1 finding" in done.stdout) == (0, True)
    assert [code for _, code, _ in places("--no-baseline", "one.txt")] == ["HOUSE003"]


def test_a_known_paragraph_may_be_moved_in_its_file(old: Path) -> None:
    write("twice.txt", f"山里的人都说好。\n\n{BLOCK}\n\n{BLOCK}\n")
    jiaokan("baseline", *RULES)
    write("twice.txt", f"{BLOCK}\n\n山里的人都说好。\n\n{BLOCK}\n\n后来天晴了。\n")
    assert places(*RULES) == []
    write("twice.txt", f"{BLOCK}\n\n{BLOCK}\n\n{BLOCK}\n\n山里的人都说好。\n")
    assert "DUP001" in [code for _, code, _ in places(*RULES)]


def test_a_new_wrap_and_mended_punctuation_make_nothing_new(old: Path) -> None:
    jiaokan("baseline")
    write("old.txt", OLD.replace("，", ",\n"))
    assert places() == []


def test_one_more_of_the_same_in_the_same_words_is_new(old: Path) -> None:
    jiaokan("baseline")
    write("old.txt", OLD + OLD)
    assert sorted(code for _, code, _ in places()) == ["HOUSE001", "HOUSE001", "HOUSE002"]


def test_check_never_writes_the_baseline(old: Path) -> None:
    jiaokan("check")
    assert not Path(FILE).exists()
    jiaokan("baseline")
    before = Path(FILE).read_bytes()
    jiaokan("check", "--fix")
    assert Path(FILE).read_bytes() == before


def test_what_is_mended_is_called_stale_only_where_it_was_looked_for(old: Path) -> None:
    write("other.txt", NEW)
    jiaokan("baseline")
    write("old.txt", "　　山里下了一夜的雨。\n")
    assert "3 findings no longer there" in jiaokan("check").output
    assert "no longer" not in jiaokan("check", "other.txt").output
    assert "no longer" not in jiaokan("check", "--select", "SPC").output
    assert "1 finding no longer there" in jiaokan("check", "--select", "HOUSE002").output


def test_prune_takes_out_what_is_gone_and_adds_nothing(old: Path) -> None:
    jiaokan("baseline")
    jiaokan("check", "--fix")
    write("new.txt", NEW)
    assert jiaokan("baseline", "--prune").output == f"{FILE}: 1 finding recorded, 3 before.\n"
    assert [entry["rule"] for entry in entries()] == ["HOUSE002"]
    assert places() == [("new.txt", "HOUSE001", 1)]


def test_prune_forgets_deleted_files_and_follows_moved_ones(old: Path) -> None:
    write("deleted.txt", NEW)
    jiaokan("baseline")
    Path("deleted.txt").unlink()
    Path("old.txt").rename("moved.txt")
    jiaokan("baseline", "--prune", "moved.txt")
    assert {entry["path"] for entry in entries()} == {"deleted.txt", "moved.txt"}, "it may have moved elsewhere"
    jiaokan("baseline", "--prune")
    assert {entry["path"] for entry in entries()} == {"moved.txt"}


def test_recording_one_file_or_rule_leaves_the_others(old: Path) -> None:
    jiaokan("baseline")
    write("new.txt", NEW)
    jiaokan("baseline", "new.txt")
    jiaokan("baseline", "--select", "HOUSE002", "old.txt")
    assert sorted((e["path"], e["rule"], e["count"]) for e in entries()) == [
        ("new.txt", "HOUSE001", 1),
        ("old.txt", "HOUSE001", 1),
        ("old.txt", "HOUSE001", 1),
        ("old.txt", "HOUSE002", 1),
    ]


def test_branches_merge_line_by_line(old: Path) -> None:
    jiaokan("baseline")
    lines = Path(FILE).read_text(encoding="utf-8").splitlines(keepends=True)
    assert len(lines) == 3
    assert lines == sorted(lines)
    Path(FILE).write_text("".join(lines + lines), encoding="utf-8")  # a merge that keeps both sides
    assert places() == []
    write("old.txt", OLD + OLD)
    assert len(places()) == 3, "an entry of both sides is one"


@pytest.mark.parametrize(
    "line",
    ["<<<<<<< HEAD", "{}", "[1]", '{"path": "a", "rule": "B", "before": "", "text": "", "after": "", "count": 0}'],
)
def test_a_broken_line_is_named(old: Path, line: str) -> None:
    jiaokan("baseline")
    with Path(FILE).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    for command in ("check", "baseline"):
        done = jiaokan(command)
        assert done.exit_code == 2
        assert f"{FILE}:4: this is not a baseline entry" in done.stderr
        assert done.stderr.count("\n") == 1


def test_a_read_only_baseline_is_not_replaced(old: Path, ordinary_user: None) -> None:
    jiaokan("baseline")
    Path(FILE).chmod(0o444)
    before = Path(FILE).read_bytes()
    write("new.txt", NEW)
    done = jiaokan("baseline")
    assert (done.exit_code, done.stderr.count("the baseline was not written: Permission denied.")) == (2, 1)
    assert Path(FILE).read_bytes() == before


def test_a_file_that_can_not_be_linted_leaves_the_baseline_as_it_was(old: Path) -> None:
    jiaokan("baseline")
    before = Path(FILE).read_bytes()
    Path("broken.txt").write_bytes(b"a\0b")
    write("new.txt", NEW)
    done = jiaokan("baseline")
    assert done.exit_code == 2
    assert "broken.txt: It has NUL bytes" in done.stderr
    assert Path(FILE).read_bytes() == before


def test_what_nobody_would_see_is_escaped_and_read_back(old: Path) -> None:
    write("old.txt", "　　甲\u202e\x1b[31m\u200b旧词\U000e0041乙\u2028。\n")
    jiaokan("baseline", "--select", "HOUSE,ENC")
    assert Path(FILE).read_text(encoding="utf-8").isprintable() is False  # for the line feeds
    assert all(line.isprintable() for line in Path(FILE).read_text(encoding="utf-8").splitlines())
    assert places("--select", "HOUSE,ENC") == []


def test_a_baseline_that_is_named_is_used_and_must_be_there(old: Path) -> None:
    jiaokan("baseline", "--baseline", "known/mine.jsonl")
    assert not Path("known").exists()
    Path("known").mkdir()
    jiaokan("baseline", "--baseline", "known/mine.jsonl")
    assert places("--baseline", "known/mine.jsonl") == []
    assert len(places()) == 3
    done = jiaokan("check", "--baseline", "none.jsonl")
    assert done.exit_code == 2
    assert "none.jsonl: this baseline can't be read" in done.stderr
    assert jiaokan("baseline", "--prune").exit_code == 2


def test_isolated_does_not_trust_the_repository_s_baseline(old: Path) -> None:
    write("old.txt", "　　雨停以后，山谷里起了雾。  \n")
    jiaokan("baseline", "--isolated")
    assert [code for _, code, _ in places("--isolated")] == ["SPC004"]
    assert places("--isolated", "--baseline", FILE) == []


def test_it_holds_from_a_folder_below_and_for_standard_input(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jiaokan("baseline")
    done = jiaokan("check", "-", "--stdin-filename", "old.txt", text=OLD)
    assert done.exit_code == 0
    Path("below").mkdir()
    monkeypatch.chdir("below")
    assert jiaokan("check", "..").exit_code == 0


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text("旧词清早，\n 甲乙a1", max_size=60), min_size=1, max_size=4))
def test_nothing_that_was_recorded_is_ever_new(old: Path, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        write(f"{number}.txt", text)
    jiaokan("baseline", "--select", "ALL")
    assert places("--select", "ALL") == []
    for number in range(len(texts)):
        write(f"moved/{number}.txt", texts[number])
        Path(f"{number}.txt").unlink()
    assert places("--select", "ALL") == []
    for number in range(len(texts)):
        Path(f"moved/{number}.txt").unlink()
    Path(FILE).unlink()
