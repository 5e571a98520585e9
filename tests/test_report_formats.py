"""Reports for other tools and for people: each is what its consumer takes and names the right places."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from command_line import check
from junitparser import Error, Failure, JUnitXml, Skipped
from report_consumers import BAD, CONFIGURATION, html, parsed_report, report, sarif_run
from text_files import write

from jiaokan import Edit, Finding, Level, Safety
from jiaokan.reports import FORMATS, View, render
from jiaokan.run.result import FileResult, Run

SHOWN = [name for name in FORMATS if name not in ("text", "grouped")]


def cut(text: str, region: dict[str, int]) -> str:
    return text[region["charOffset"] :][: region["charLength"]]


def test_files_are_named_from_the_root_of_the_repository(reported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GitHub, GitLab and reviewdog know no working folder."""
    write(reported / "texts" / "old.txt", "旧词\n")
    (reported / ".git").mkdir()
    monkeypatch.chdir(reported / "texts")
    assert "file=texts/old.txt," in report("github")
    assert parsed_report("gitlab")[0]["location"]["path"] == "texts/old.txt"
    assert parsed_report("rdjson", str(reported / "bad.txt"))["diagnostics"][0]["location"]["path"] == "bad.txt"
    assert sarif_run()["artifacts"][0]["location"] == {"uri": "texts/old.txt", "uriBaseId": "%SRCROOT%"}


def test_a_file_outside_of_the_repository_has_its_full_address(reported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (reported / "inner").mkdir()
    monkeypatch.chdir(reported / "inner")
    (artifact,) = sarif_run("../bad.txt", "--config", "../jiaokan.toml")["artifacts"]
    assert artifact["location"] == {"uri": (reported / "bad.txt").as_uri()}


def test_github_gets_no_more_annotations_than_it_shows_and_the_errors_first(reported: Path) -> None:
    write(reported / "many.txt", "注意疑问旧词\n" * 12)
    lines = report("github", "many.txt", "nowhere.txt").splitlines()
    assert Counter(line.split(" ")[0] for line in lines[:-1]) == {"::error": 10, "::warning": 10, "::notice": 10}
    assert lines[0] == "::error file=nowhere.txt,title=jiaokan::There is no such file or folder."
    assert lines[1].startswith("::error file=many.txt,line=1,endLine=1,col=5,endColumn=7,title=HOUSE001 ")
    assert lines[-1].startswith("jiaokan: 3 errors, 2 warnings, 2 info more.")


def test_github_gets_no_columns_of_a_place_on_several_lines(reported: Path) -> None:
    write(reported / "wide.txt", BAD + "\n旧\n词\n")
    config = CONFIGURATION.replace('pattern = "旧词"', 'pattern = "旧\\n词\\n"')
    write(reported / "jiaokan.toml", config)
    assert "file=wide.txt,line=8,endLine=9,title=HOUSE001" in report("github", "wide.txt")


def test_gitlab_shows_how_bad_a_finding_is_and_what_could_not_be_done(reported: Path) -> None:
    write(reported / "note.txt", "注意\n")
    issues = parsed_report("gitlab", "note.txt", "bad.txt", "nowhere.txt")
    assert [issue["severity"] for issue in issues] == ["info", "major", "minor", "minor", "major", "critical"]
    assert issues[-1]["location"]["path"] == "nowhere.txt"
    assert report("gitlab", "good.txt") == "[]\n"


def test_junit_counts_findings_and_errors(reported: Path) -> None:
    write(reported / "note.txt", "注意\n")
    xml = JUnitXml.fromstring(report("junit", "note.txt", "bad.txt", "nowhere.txt").encode())
    assert (xml.tests, xml.failures, xml.errors, xml.skipped) == (6, 4, 1, 1)
    kinds = {suite.name: [type(case.result[0]) for case in suite] for suite in xml}
    assert kinds == {"note.txt": [Skipped], "bad.txt": [Failure] * 4, "nowhere.txt": [Error]}


def test_a_junit_report_without_findings_has_a_test_that_passes(reported: Path) -> None:
    """Jenkins and others take a report without tests for a failure."""
    ((case,),) = JUnitXml.fromstring(report("junit", "good.txt").encode())
    assert (case.name, case.is_passed) == ("no findings in 1 file", True)


def test_reviewdog_reads_the_right_bytes(reported: Path) -> None:
    """A column there is a byte of UTF-8: a suggestion in characters would cut one in two."""
    rows = {d["code"]["value"]: d for d in parsed_report("rdjson", "bad.txt")["diagnostics"]}
    line = BAD.split("\n")[1].encode()
    spot = rows["HOUSE001"]["location"]["range"]
    assert (spot["start"]["line"], spot["end"]["line"]) == (2, 2)
    assert line[spot["start"]["column"] - 1 : spot["end"]["column"] - 1].decode() == "旧词"
    assert "suggestions" not in rows["HOUSE003"]
    assert rows["DUP001"]["related_locations"][0]["location"]["range"]["start"] == {"line": 4, "column": 1}


def test_a_suggestion_makes_what_the_fix_makes(reported: Path) -> None:
    """A fix of several edits is one suggestion: half of it would be wrong."""
    wrapped = "　　春天来了以后，山上的树都长出了新的叶子，孩子们放学以后常常到河\n边去看小鱼和青蛙，老人们坐在村口的大树下面，说着今年的收成和天气，一直\n说到太阳落山，才慢慢地走回各自的家里去。\n"
    write(reported / "wrapped.txt", wrapped * 3)
    given = ("wrapped.txt", "--isolated", "--select", "BRK")
    rows = parsed_report("rdjson", *given)["diagnostics"]
    lines = (wrapped * 3).encode().split(b"\n")

    def at(position: dict[str, int]) -> int:
        return sum(len(line) + 1 for line in lines[: position["line"] - 1]) + position["column"] - 1

    data = (wrapped * 3).encode()
    for row in reversed(rows):
        (suggestion,) = row["suggestions"]
        spot = suggestion["range"]
        data = data[: at(spot["start"])] + suggestion["text"].encode() + data[at(spot["end"]) :]
    assert rows
    check("--fix", "--unsafe-fixes", *given)
    assert (reported / "wrapped.txt").read_bytes() == data != (wrapped * 3).encode()


def test_json_lines_are_the_rows_of_json(reported: Path) -> None:
    write(reported / "odd.txt", "旧词\u2028旧词\x85\n")
    rows = [json.loads(line) for line in report("jsonl", ".").splitlines()]
    assert rows == json.loads(report("json", "."))
    assert report("jsonl", "good.txt") == ""


def test_a_grouped_report_names_each_file_once(reported: Path) -> None:
    write(reported / "more.txt", "旧词\n" * 20)
    lines = report("grouped", ".").splitlines()
    assert [line for line in lines if line.endswith(".txt")] == ["bad.txt", "more.txt"]
    assert "   2:4  error    HOUSE001 house001  「旧词」 is out of use: write 「新词」." in lines
    assert any("17 more of HOUSE001" in line for line in lines)
    assert len(report("grouped", ".", "--full").splitlines()) == len(lines) + 16
    assert report("grouped", "good.txt") == ""


def test_a_summary_counts_by_rule_and_shows_each_finding(reported: Path) -> None:
    made = html(report("markdown", "bad.txt", "nowhere.txt"))
    assert "<h3>jiaokan: 2 errors, 2 warnings in 1 of 1 file</h3>" in made
    assert "<li>nowhere.txt: There is no such file or folder.</li>" in made
    assert re.search(r"<td[^>]*>1</td>\s*<td>HOUSE001</td>", made)
    assert re.search(r"<td>bad.txt:2:4</td>\s*<td>error</td>", made)
    assert report("markdown", "good.txt") == "### jiaokan: no findings in 1 file\n"


def test_a_summary_fits_into_a_comment_and_says_what_is_left_out(reported: Path) -> None:
    write(reported / "many.txt", "𠀀旧词\n" * 3000)
    text = report("markdown", "many.txt", *(f"nowhere{n}.txt" for n in range(2000)))
    assert 60_000 < len(text.encode("utf-16-le")) / 2 < 65_536
    errors, findings = re.findall(r"^([0-9,]+) more are left out", text, re.M)
    assert int(errors.replace(",", "")) + text.count("no such file") == 2000
    assert int(findings.replace(",", "")) + text.count("| error |") == 3000


def test_a_fixed_run_reports_what_is_left(reported: Path) -> None:
    places = [f"--output-format={name}={name}.out" for name in SHOWN]
    assert check("--fix", *places, "bad.txt").exit_code == 1
    for name in SHOWN:
        text = (reported / f"{name}.out").read_text(encoding="utf-8")
        assert "HOUSE002" in text
        assert "HOUSE001" not in text


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_a_line_with_many_findings_is_reported(reported: Path, name: str) -> None:
    """If bytes were counted from the line's start each time, this would take minutes."""
    text = "这里有旧词，" * 30_000
    starts = range(3, len(text), 6)
    findings = tuple(
        Finding(s, s + 2, "旧", (Edit(s, s + 1, "新"),), Safety.SAFE, Level.ERROR, (), "", "HOUSE001", "house001")
        for s in starts
    )
    assert render(name, Run((FileResult("long.txt", text, findings),), 1, len(text)), View(full=True))
