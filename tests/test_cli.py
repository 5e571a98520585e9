"""The command line as people and scripts use it: what is printed where, what is written, and the exit status."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import DOUBT, NOTE, OLD_WORD

from jiaokan.cli.main import cli
from jiaokan.reports import FORMATS

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CONFIGURATION = f"""
select = ["HOUSE", "NOTE"]
exclude = ["drafts/"]
{OLD_WORD}{DOUBT}{NOTE}"""
BAD = "第一行。\n这里有旧词和疑问。\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "jiaokan.toml").write_text(CONFIGURATION, encoding="utf-8")
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8", newline="")
    (tmp_path / "good.txt").write_text("没有什么。\n", encoding="utf-8", newline="")
    return tmp_path


def jiaokan(*arguments: str | Path, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [*map(str, arguments)], input=text)


def process(
    *arguments: str, cwd: Path, env: dict[str, str] | None = None, data: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", "from jiaokan.cli.main import main; main()", *arguments],
        cwd=cwd,
        input=data,
        capture_output=True,
        env={**os.environ, **(env or {})},
        timeout=60,
    )


def test_findings_are_printed_and_fail_the_run(place: Path) -> None:
    result = jiaokan("check", "bad.txt", "good.txt")
    assert result.exit_code == 1
    assert "bad.txt:2:4 error HOUSE001" in result.stdout
    assert "bad.txt:2:7 warning HOUSE002" in result.stdout
    assert "good.txt" not in result.stdout
    assert result.stderr == ""


def test_without_a_path_the_folder_is_linted(place: Path) -> None:
    assert "bad.txt:2:4 error HOUSE001" in jiaokan("check").stdout


def test_a_clean_run_is_silent(place: Path) -> None:
    result = jiaokan("check", "good.txt")
    assert (result.exit_code, result.output) == (0, "")


def test_info_never_fails_a_run(place: Path) -> None:
    (place / "note.txt").write_text("请注意。\n", encoding="utf-8")
    result = jiaokan("check", "note.txt")
    assert result.exit_code == 0
    assert "info NOTE001" in result.stdout


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_has_the_same_exit_status(place: Path, format: str) -> None:
    assert jiaokan("check", "bad.txt", "--output-format", format).exit_code == 1
    assert jiaokan("check", "good.txt", "--output-format", format).exit_code == 0
    assert jiaokan("check", "nowhere.txt", "--output-format", format).exit_code == 2
    assert jiaokan("check", "bad.txt", "--output-format", format, "--exit-zero").exit_code == 0
    assert jiaokan("check", "nowhere.txt", "--output-format", format, "--exit-zero").exit_code == 2


def test_json_on_stdout_is_one_document_whatever_else_happens(place: Path) -> None:
    result = jiaokan("check", "bad.txt", "nowhere.txt", "--output-format", "json")
    rows = json.loads(result.stdout)
    assert [(r["code"], r["line"], r["column"], r["start"]) for r in rows] == [
        ("HOUSE001", 2, 4, 8),
        ("HOUSE002", 2, 7, 11),
    ]
    assert "nowhere.txt" in result.stderr


def test_a_path_that_is_not_there_does_not_hide_the_others(place: Path) -> None:
    result = jiaokan("check", "nowhere.txt", "bad.txt")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("jiaokan: nowhere.txt: ")
    assert "HOUSE001" in result.stdout


def test_a_file_that_may_not_be_read_does_not_hide_the_others(place: Path, ordinary_user: None) -> None:
    (place / "secret.txt").write_text(BAD, encoding="utf-8")
    (place / "secret.txt").chmod(0)
    result = jiaokan("check", "secret.txt", "bad.txt")
    assert "bad.txt:2:4 error HOUSE001" in result.stdout
    assert "Usage" not in result.stderr


@pytest.mark.parametrize(("option", "what"), [("--config", "configuration"), ("--baseline", "baseline")])
def test_what_can_not_be_read_is_named_once(place: Path, option: str, what: str) -> None:
    for name in ("folder", "nowhere", "bad.bin"):
        (place / "folder").mkdir(exist_ok=True)
        (place / "bad.bin").write_bytes(b"\xff")
        result = jiaokan("check", option, name, "bad.txt")
        assert result.exit_code == 2
        assert re.fullmatch(rf"jiaokan: \S*{name}: this {what} can't be read: [^':]+\.\n", result.stderr)


def test_fix_writes_what_is_safe_and_tells_it(place: Path) -> None:
    result = jiaokan("check", "--fix", "bad.txt")
    assert (place / "bad.txt").read_text(encoding="utf-8") == BAD.replace("旧词", "新词")
    assert "bad.txt:2:4 fixed HOUSE001" in result.stdout
    assert "这里有旧词和疑 → 这里有新词和疑" in result.stdout
    assert result.exit_code == 1, "the unsafe one is left"


def test_unsafe_fixes_leave_nothing_and_exit_with_zero(place: Path) -> None:
    result = jiaokan("check", "--fix", "--unsafe-fixes", "bad.txt")
    assert result.exit_code == 0
    assert (place / "bad.txt").read_text(encoding="utf-8") == "第一行。\n这里有新词和问题。\n"
    assert jiaokan("check", "bad.txt").output == ""


def test_unsafe_fixes_alone_is_a_mistake(place: Path) -> None:
    result = jiaokan("check", "--unsafe-fixes", "bad.txt")
    assert result.exit_code == 2
    assert "--fix" in result.stderr


def test_a_diff_writes_nothing(place: Path) -> None:
    result = jiaokan("check", "--diff", "bad.txt", "good.txt")
    assert (place / "bad.txt").read_text(encoding="utf-8") == BAD
    assert result.exit_code == 1
    assert result.stdout == (
        "--- bad.txt\n+++ bad.txt\n@@ -1,2 +1,2 @@\n 第一行。\n-这里有旧词和疑问。\n+这里有新词和疑问。\n"
    )
    assert jiaokan("check", "--diff", "--exit-zero", "bad.txt").exit_code == 0
    empty = jiaokan("check", "--diff", "good.txt")
    assert (empty.exit_code, empty.output) == (0, "")


def test_a_diff_of_what_only_unsafe_fixes_change_is_empty_without_them(place: Path) -> None:
    (place / "doubt.txt").write_text("疑问。\n", encoding="utf-8")
    assert jiaokan("check", "--diff", "doubt.txt").exit_code == 0
    assert "+问题。" in jiaokan("check", "--diff", "--unsafe-fixes", "doubt.txt").stdout


def test_reports_go_to_files(place: Path) -> None:
    result = jiaokan("check", "bad.txt", "--output-format", "json=out.json", "--output-format", "text")
    assert len(json.loads((place / "out.json").read_text(encoding="utf-8"))) == 2
    assert "HOUSE001" in result.stdout
    assert jiaokan("check", "bad.txt", "--output-format", "text=out.txt").stdout == ""
    assert "HOUSE001" in (place / "out.txt").read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_keeps_no_other_from_being_written(place: Path) -> None:
    outputs = ("--output-format=json=no/folder.json", "--output-format=text=out.txt", "--output-format=json")
    result = jiaokan("check", *outputs, "bad.txt")
    assert result.exit_code == 2
    assert result.stderr.startswith("jiaokan: no/folder.json: the report was not written: ")
    assert len(result.stderr.splitlines()) == 1
    assert len(json.loads(result.stdout)) == 2
    assert "HOUSE001" in (place / "out.txt").read_text(encoding="utf-8")


def test_a_report_that_breaks_off_leaves_the_old_one_whole(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "out.json").write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = jiaokan("check", "--output-format=json=out.json", "good.txt")
    assert (result.exit_code, result.stderr.count("No space left on device")) == (2, 1)
    assert (place / "out.json").read_text(encoding="utf-8") == "old"
    assert sorted(file.name for file in place.iterdir()) == ["bad.txt", "good.txt", "jiaokan.toml", "out.json"]


def test_no_report_takes_the_place_of_a_text(place: Path) -> None:
    os.link("bad.txt", "other name")
    (place / "nul.txt").write_bytes(b"\0")
    for name, *paths in (("bad.txt", "bad.txt"), ("good.txt", "."), ("other name", "bad.txt"), ("nul.txt", "nul.txt")):
        before = Path(name).read_bytes()
        result = jiaokan("check", f"--output-format=json={name}", *paths)
        assert result.exit_code == 2
        assert f"jiaokan: {name}: the report was not written: this is a text" in result.stderr
        assert Path(name).read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_written_to_and_not_replaced(place: Path) -> None:
    os.mkfifo(place / "pipe")
    reader = os.open(place / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert jiaokan("check", "--output-format=json=pipe", "bad.txt").exit_code == 1
    assert len(json.loads(os.read(reader, 100_000))) == 2
    os.close(reader)
    assert (place / "pipe").is_fifo()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--output-format", "xml"],
        ["--output-format", "json", "--output-format", "text"],
        ["--output-format", "json=out", "--output-format", "sarif=./out"],
        ["--diff", "--output-format", "json"],
        ["-", "bad.txt"],
        ["--jobs", "0"],
        ["--time-limit", "nan"],
        ["--time-limit", "inf"],
        ["--nonsense"],
        ["--select", "HOUSE009"],
        ["--config", "nowhere.toml"],
    ],
)
def test_a_command_that_makes_no_sense_says_so(place: Path, arguments: list[str]) -> None:
    result = jiaokan("check", "bad.txt", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr


def test_standard_input_is_linted_under_the_name_it_is_given(place: Path) -> None:
    result = jiaokan("check", "-", "--stdin-filename", "notes/new.txt", text=BAD)
    assert result.exit_code == 1
    assert "notes/new.txt:2:4 error HOUSE001" in result.stdout


def test_fixed_standard_input_comes_out_alone_on_standard_output(place: Path) -> None:
    data = ("\ufeff" + BAD.replace("\n", "\r\n")).encode()
    done = process("check", "-", "--fix", cwd=place, data=data)
    assert done.stdout == data.replace("旧词".encode(), "新词".encode())
    assert "HOUSE002" in done.stderr.decode()
    assert done.returncode == 1


def test_standard_input_without_findings_comes_out_as_it_came(place: Path) -> None:
    done = process("check", "-", "--fix", cwd=place, data=b"\xef\xbb\xbf\xe5\xa5\xbd\r\n\r\n")
    assert done.stdout == b"\xef\xbb\xbf\xe5\xa5\xbd\r\n\r\n"
    assert (done.stderr, done.returncode) == (b"", 0)


def test_standard_input_in_another_encoding_is_reported_and_comes_out_as_it_came(place: Path) -> None:
    data = BAD.encode("gb18030")
    done = process("check", "-", "--fix", "--select", "undecodable", cwd=place, data=data)
    assert done.stdout == data
    assert "ENC001" in done.stderr.decode()
    assert done.returncode == 1


def test_a_diff_of_standard_input(place: Path) -> None:
    result = jiaokan("check", "-", "--diff", text=BAD)
    assert "+这里有新词和疑问。" in result.stdout
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (["--select", "HOUSE001"], {"HOUSE001"}),
        (["--select", "HOUSE001,HOUSE002"], {"HOUSE001", "HOUSE002"}),
        (["--select", "HOUSE001", "--select", "HOUSE002"], {"HOUSE001", "HOUSE002"}),
        (["--ignore", "HOUSE002"], {"HOUSE001"}),
        (["--extend-ignore", "HOUSE"], set()),
        (["--select", "NOTE001", "--extend-select", "HOUSE002"], {"HOUSE002"}),
        (["--isolated", "--select", "trailing-space"], set()),
    ],
)
def test_rules_are_chosen_by_code_and_family(place: Path, arguments: list[str], codes: set[str]) -> None:
    result = jiaokan("check", "bad.txt", "--output-format", "json", *arguments)
    assert {row["code"] for row in json.loads(result.stdout)} == codes


def test_excluded_files_stay_out_unless_they_are_forced_in(place: Path) -> None:
    (place / "drafts").mkdir()
    (place / "drafts" / "draft.txt").write_text(BAD, encoding="utf-8")
    assert "draft.txt" not in jiaokan("check").output
    assert "draft.txt" not in jiaokan("check", "drafts/draft.txt").output
    assert "draft.txt" in jiaokan("check", "drafts/draft.txt", "--no-force-exclude").output
    assert "bad.txt" not in jiaokan("check", "--exclude", "bad.*,other").output


def test_the_result_is_the_same_whatever_the_number_of_processes(place: Path) -> None:
    for n in range(20):
        (place / f"n{n}.txt").write_text(BAD * (n + 1), encoding="utf-8")
    alone = jiaokan("check", "--jobs", "1", "--full", "--no-cache")
    assert alone.stdout == jiaokan("check", "--jobs", "3", "--full").stdout
    assert alone.stdout.count("HOUSE001") > 200
    jiaokan("baseline")
    (place / "n3.txt").write_text(BAD * 9, encoding="utf-8")  # of which four are known
    alone = jiaokan("check", "--jobs", "1", "--full")
    assert alone.stdout == jiaokan("check", "--jobs", "3", "--full").stdout
    assert alone.stdout.count("error HOUSE001") == 5


def test_counts_alone(place: Path) -> None:
    lines = jiaokan("check", "--statistics", "bad.txt").stdout.splitlines()
    assert lines[0] == "1 error, 1 warning in 1 file of 1:"
    assert "--fix repairs 1" in lines[1]


def test_a_wrong_configuration_names_the_file_and_the_key(place: Path) -> None:
    (place / "jiaokan.toml").write_text('selct = ["HOUSE"]\n', encoding="utf-8")
    result = jiaokan("check", "bad.txt")
    assert result.exit_code == 2
    assert "jiaokan.toml" in result.stderr
    assert "select" in result.stderr
    assert result.stdout == ""


def test_output_is_utf_8_whatever_the_locale(place: Path) -> None:
    env = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = process("check", "bad.txt", cwd=place, env=env)
    assert "「旧词」 is out of use" in done.stdout.decode("utf-8")
    assert done.returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a name of arbitrary bytes")
def test_a_name_that_is_no_utf_8_is_reported_all_the_same(place: Path) -> None:
    try:
        Path(os.fsdecode(b"\xb2\xe2.txt")).write_text(BAD, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    done = process("check", ".", cwd=place)
    assert b"<U+DCB2><U+DCE2>.txt:2:4 error HOUSE001" in done.stdout
    rows = json.loads(process("check", ".", "--output-format", "json", cwd=place).stdout)
    assert "\udcb2\udce2.txt" in {row["path"] for row in rows}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
def test_a_reader_that_has_seen_enough_is_no_error(place: Path) -> None:
    (place / "long.txt").write_text(BAD * 3000, encoding="utf-8")
    command = f"'{sys.executable}' -c 'from jiaokan.cli.main import main; main()' check --full long.txt | head -n 1"
    done = subprocess.run(["sh", "-c", command], cwd=place, capture_output=True, timeout=60)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="nothing here that is always full")
@pytest.mark.parametrize("arguments", [["check", "bad.txt"], ["check", "-", "--fix"], ["check", "--diff"], ["rules"]])
def test_a_full_disk_behind_standard_output_is_said_in_one_line(place: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "jiaokan", *arguments]
        done = subprocess.run(command, input=b"\n", stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 2
    assert done.stderr == b"jiaokan: standard output cannot be written: No space left on device.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX shell")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_change_no_exit_status_and_no_file(place: Path, closed: str) -> None:
    for paths, status in (("bad.txt", 1), ("good.txt", 0), ("nowhere.txt", 2)):
        command = f"'{sys.executable}' -m jiaokan check --fix {paths} {closed}"
        done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60)
        assert (done.returncode, b"Traceback" in done.stderr) == (status, False)
    assert Path("bad.txt").read_text(encoding="utf-8") == BAD.replace("旧词", "新词")


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be taken away there")
def test_a_working_folder_that_is_gone_is_said_in_one_line(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "gone").mkdir()
    monkeypatch.chdir(place / "gone")
    (place / "gone").rmdir()
    for arguments in (["check"], ["check", "--isolated", str(place / "bad.txt")], ["baseline"], ["rules"]):
        result = jiaokan(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("jiaokan: the working folder cannot be read: ")
        assert result.stderr.count("\n") == 1


def test_a_defect_of_the_tool_is_not_taken_for_a_finding(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import jiaokan.cli.main as m, jiaokan.cli.check as c; c.exit_status = lambda *a, **k: 1/0; m.main()"
    done = subprocess.run([sys.executable, "-c", code, "check", "bad.txt"], cwd=place, capture_output=True)
    assert done.returncode == 2
    assert b"ZeroDivisionError" in done.stderr


def test_without_a_command_there_is_help() -> None:
    result = jiaokan()
    assert "check" in result.output and "rules" in result.output


def test_version() -> None:
    result = jiaokan("--version")
    assert result.exit_code == 0
    assert result.output.startswith("jiaokan ")


def test_a_rule_is_explained_by_code_name_and_family() -> None:
    by_code, by_name = jiaokan("rule", "SPC004"), jiaokan("rule", "trailing-space")
    assert by_code.exit_code == 0
    assert by_code.stdout == by_name.stdout
    assert by_code.stdout.startswith("SPC004 trailing-space  (warning, fix: safe, on)\n")
    assert "What it does" in by_code.stdout and "Fix safety" in by_code.stdout
    assert "##" not in by_code.stdout
    assert "SPC006 blank-lines" in jiaokan("rule", "SPC").stdout


def test_the_list_says_how_safe_the_fixes_of_a_rule_are() -> None:
    safety = {line.split()[0]: line.split()[3] for line in jiaokan("rules").stdout.splitlines()}
    assert [safety[code] for code in ("ENC002", "DUP003", "SPC004")] == ["display", "unsafe", "safe"]


def test_a_rule_that_does_not_exist_brings_the_nearest() -> None:
    result = jiaokan("rule", "trailing-spaces")
    assert result.exit_code == 2
    assert result.stderr.endswith(" lists them. Did you mean 'trailing-space'?\n")


def test_all_rules_are_listed(place: Path) -> None:
    lines = jiaokan("rules").stdout.splitlines()
    assert any(line.startswith("SPC004 ") and " off " in line for line in lines), "this project selects others"
    assert any(line.startswith("HOUSE001 ") and " on " in line for line in lines)
    rows = json.loads(jiaokan("rules", "--output-format", "json").stdout)
    assert len(rows) == len(lines)
    assert {"code", "name", "family", "level", "fix", "on", "summary", "options"} == set(rows[0])


def test_the_settings_in_force_and_where_they_come_from(place: Path) -> None:
    out = jiaokan("config", "bad.txt", "--ignore", "NOTE001").stdout
    assert f"# configuration: {place / 'jiaokan.toml'}" in out
    exclude = next(line for line in out.splitlines() if line.startswith("exclude = "))
    assert exclude == f"exclude = [  # {place / 'jiaokan.toml'}"
    assert "command line" in next(line for line in out.splitlines() if line.startswith("ignore = "))
    assert "# rules that run: HOUSE001 HOUSE002\n" in out
    assert "the defaults" in jiaokan("config", "--isolated").stdout
    written = tomllib.loads(out)
    assert written["ignore"] == ["NOTE001"] and written["exclude"] == ["drafts/"]
    assert [rule["code"] for rule in written["patterns"]] == ["HOUSE001", "HOUSE002", "NOTE001"]


def test_the_shell_completes_commands_and_rules() -> None:
    done = process(cwd=Path.cwd(), env={"_JIAOKAN_COMPLETE": "bash_source"})
    assert b"complete" in done.stdout
    words = {"_JIAOKAN_COMPLETE": "bash_complete", "COMP_WORDS": "jiaokan rule trailing", "COMP_CWORD": "2"}
    assert process(cwd=Path.cwd(), env=words).stdout.strip() == b"plain,trailing-space"


def test_a_profile_says_where_the_time_went(place: Path) -> None:
    result = jiaokan("check", "--profile", "bad.txt")
    assert result.exit_code == 1
    assert "s in rules and views, 1 files" in result.stderr
    assert "HOUSE001" in result.stderr or "more" in result.stderr
    assert "rules and views" not in result.stdout
