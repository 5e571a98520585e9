"""Reports for other tools: each is what its reader takes, names the right places, and obeys no text."""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest
from click.testing import CliRunner, Result
from house_rules import DOUBT, NOTE, OLD_WORD
from junitparser import Error, Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt
from sarif_pydantic import Sarif

from jiaokan import Edit, Finding, Level, Related, Safety
from jiaokan.cli.console import write_report
from jiaokan.cli.main import cli
from jiaokan.reports import FORMATS, View, render
from jiaokan.reports.window import visible
from jiaokan.run.result import FileResult, Run

CONFIGURATION = f"""
select = ["HOUSE", "NOTE", "DUP001"]
{OLD_WORD}{DOUBT}
[[patterns]]
code = "HOUSE003"
pattern = "线索"
message = "「线索」: look it up."
replacement = "头绪"
safety = "show"
{NOTE}"""
BLOCK = "社区图书馆昨天搬进了新的楼房，孩子们放学以后都到那里去看书。"
BAD = f"𠀀第一行。\n这里有旧词和疑问，也有线索。\n\n{BLOCK}\n\n{BLOCK}\n"
SCHEMAS = Path(__file__).parent / "schemas"
SHOWN = [name for name in FORMATS if name not in ("text", "grouped")]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "jiaokan.toml", CONFIGURATION)
    write(tmp_path / "bad.txt", BAD)
    write(tmp_path / "good.txt", "没有什么。\n")
    return tmp_path


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")


def jiaokan(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", *arguments])


def told(name: str, *arguments: str) -> str:
    return jiaokan("--output-format", name, *arguments).stdout


def read(name: str, *arguments: str) -> Any:
    return valid(name, told(name, *arguments))


def valid(name: str, text: str) -> Any:
    """A JSON report, held against its schema where it has one."""
    data = json.loads(text)
    file = SCHEMAS / {"sarif": "sarif-2.1.0.json"}.get(name, f"{name}.json")
    if file.exists():
        schema = json.loads(file.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(data)
    return data


def sarif(*arguments: str) -> Any:
    (run,) = read("sarif", *arguments)["runs"]
    return run


def cut(text: str, region: dict[str, int]) -> str:
    return text[region["charOffset"] :][: region["charLength"]]


# What a hostile corpus would have a reader do.

MESSAGE = (
    "「甲」::error::injected\n::stop-commands::x\r\n##[error]y %0A ]]></failure><script>alert(1)</script> &amp; "
    "| `code` | @octocat #1 GH-1 !2 ~label https://example.org www.example.org [x](y) ![i](z) **b** <!-- \x00\x1b[2J"
    "\x85\u2028\u202e\ufffe\ud800 {{ x }} ${{ y }}"
)
NAME = "目 录/::error::a,b:c%20\n@octocat#1|`x`<b>\x1b[2J\udcff&.txt"


def hostile() -> Run:
    text = "甲乙\x1b[2J::error::\n丙\n"
    edits, related = (Edit(0, 1, MESSAGE),), (Related(1, 2, MESSAGE, NAME),)
    finding = Finding(0, 1, MESSAGE, edits, Safety.UNSAFE, Level.ERROR, related, MESSAGE, "HOUSE001", "house001")
    return Run((FileResult(NAME, text, (finding,), errors=(MESSAGE,)),), 1, len(text))


def lines_of(text: str) -> list[str]:
    return text.split("\n")[:-1]


def html(text: str) -> str:
    return str(MarkdownIt("gfm-like").render(text))


SHOWN_MESSAGE = visible(MESSAGE)
COUNTS: dict[str, Callable[[str], list[str]]] = {
    "text": lambda text: re.findall("^.*error HOUSE001.*「甲」.*$", text, re.M),
    "grouped": lambda text: re.findall("^  .*error.*HOUSE001.*「甲」.*$", text, re.M),
    "json": lambda text: [row["message"] for row in json.loads(text)],
    "jsonl": lambda text: [json.loads(line)["message"] for line in text.splitlines()],
    "sarif": lambda text: [r["message"]["text"] for r in valid("sarif", text)["runs"][0]["results"]],
    "github": lambda text: [line for line in text.splitlines() if "title=HOUSE001" in line],
    "gitlab": lambda text: [i["description"] for i in valid("gitlab", text) if i["check_name"] != "jiaokan"],
    "junit": lambda text: [r.message for s in JUnitXml.fromstring(text.encode()) for c in s for r in c.result][1:],
    "rdjson": lambda text: [d["message"] for d in valid("rdjson", text)["diagnostics"] if "code" in d],
    "markdown": lambda text: re.findall("<td>.*「甲」.*</td>", html(text)),
}


@pytest.mark.parametrize("name", FORMATS)
def test_no_text_and_no_name_breaks_a_report_or_commands_its_reader(name: str, tmp_path: Path) -> None:
    file = tmp_path / "report"
    assert write_report(render(name, hostile(), View()), str(file))
    text = file.read_bytes().decode("utf-8")
    assert not set("\x00\x1b\r") & set(text)
    assert name in ("json", "jsonl", "sarif", "rdjson") or not set("\x85\u202e\ufffe") & set(text)
    (message,) = COUNTS[name](text)
    if name in ("json", "jsonl"):
        assert message == MESSAGE
    elif name in ("sarif", "gitlab", "rdjson", "junit"):
        assert message == SHOWN_MESSAGE


@pytest.mark.parametrize("name", FORMATS)
def test_no_text_and_no_name_begins_a_command_to_a_machine_that_builds(name: str) -> None:
    """GitHub obeys `::x::` at the beginning of a line, after any white space, and `##[x]` in the middle of one."""
    text = "　　::error::x 甲##[error]y##vso[task]z\n"
    findings = tuple(
        Finding(at, at + 1, text, (Edit(at, at + 1, text),), Safety.SAFE, Level.ERROR, (), text, "HOUSE001", "house001")
        for at in (0, 2, text.index("甲"))
    )
    results = [FileResult(path, text, findings, errors=(text,)) for path in ("::error::a.txt", "##[error]b.txt")]
    for line in render(name, Run(tuple(results), 2, 0), View(full=True)).splitlines():
        obeyed = line.lstrip().startswith("::")
        assert obeyed == (name == "github")
        assert obeyed or not re.search(r"##\w*\[", line)


def test_an_error_begins_no_command_to_a_machine_that_builds(place: Path) -> None:
    assert (
        jiaokan("##[error]nowhere.txt").stderr
        == "jiaokan: ##<U+005B>error]nowhere.txt: There is no such file or folder.\n"
    )


def test_a_hostile_text_gives_github_two_commands_and_no_more(tmp_path: Path) -> None:
    lines = render("github", hostile(), View()).splitlines()
    assert len(lines) == 2
    for line in lines:
        _, properties, message = re.fullmatch(r"::(error) ([^\r\n]*?)::(.*)", line).groups()  # type: ignore[union-attr]
        pairs = dict(pair.split("=", 1) for pair in properties.split(","))
        assert "%3A%3Aerror%3A%3Aa%2Cb%3Ac%2520%0A" in pairs["file"]
        assert message.startswith("「甲」::error::injected%0A::stop-commands::x%0D%0A##[error]y %250A")


def test_a_comment_shows_a_hostile_text_as_it_is_and_calls_nobody() -> None:
    made = html(render("markdown", hostile(), View()))
    assert not re.search("<(a|script|b|em|strong|code|img|!--)[ >]", made.replace("<strong>What could not be done", ""))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made
    for sign in ("@octocat", "#1", "GH-1", "!2", "~label"):
        assert sign not in made
        assert f"{sign[:-1]}\u200b{sign[-1]}" in made or f"{sign[0]}\u200b{sign[1:]}" in made
    assert made.count("<table>") == 2


def test_the_name_of_a_file_comes_back_from_its_address(place: Path) -> None:
    name = "目 录/甲#乙?%20:\n丙.txt" if os.name == "posix" else "目 录/甲#乙%20.txt"
    write(place / name, "旧词\n")
    result = sarif(name)["results"][0]
    address = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert re.fullmatch("[!-~]+", address["uri"])
    assert unquote_to_bytes(address["uri"]).decode() == name
    assert address["uriBaseId"] == "%SRCROOT%"
    assert read("gitlab", name)[0]["location"]["path"] == name
    assert read("rdjson", name)["diagnostics"][0]["location"]["path"] == name


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is Unicode")
def test_a_name_that_is_no_utf_8_is_told_by_its_bytes(place: Path) -> None:
    name = os.fsdecode(b"\xff.txt")
    write(place / name, "旧词\n")
    assert sarif(name)["artifacts"][0]["location"]["uri"] == "%FF.txt"
    assert read("gitlab", name)[0]["location"]["path"] == "<U+DCFF>.txt"


def test_files_are_named_from_the_root_of_the_repository(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GitHub, GitLab and reviewdog know no working folder."""
    write(place / "texts" / "old.txt", "旧词\n")
    (place / ".git").mkdir()
    monkeypatch.chdir(place / "texts")
    assert "file=texts/old.txt," in told("github")
    assert read("gitlab")[0]["location"]["path"] == "texts/old.txt"
    assert read("rdjson", str(place / "bad.txt"))["diagnostics"][0]["location"]["path"] == "bad.txt"
    assert sarif()["artifacts"][0]["location"] == {"uri": "texts/old.txt", "uriBaseId": "%SRCROOT%"}


def test_a_file_outside_of_the_repository_has_its_full_address(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "inner").mkdir()
    monkeypatch.chdir(place / "inner")
    (artifact,) = sarif("../bad.txt", "--config", "../jiaokan.toml")["artifacts"]
    assert artifact["location"] == {"uri": (place / "bad.txt").as_uri()}


# SARIF


def test_a_sarif_library_reads_back_what_was_found(place: Path) -> None:
    log = Sarif.model_validate(read("sarif"))
    (run,) = log.runs
    assert run.tool.driver.name == "jiaokan"
    assert [rule.id for rule in run.tool.driver.rules or ()] == ["DUP001", "HOUSE001", "HOUSE002", "HOUSE003"]
    assert Counter(r.rule_id for r in run.results or ()) == Counter(["DUP001", "HOUSE001", "HOUSE002", "HOUSE003"])


def test_sarif_says_where_in_lines_and_in_characters(place: Path) -> None:
    results = {r["ruleId"]: r for r in sarif("bad.txt")["results"]}
    region = results["HOUSE001"]["locations"][0]["physicalLocation"]["region"]
    assert cut(BAD, region) == "旧词"
    assert {key: region[key] for key in ("startLine", "startColumn", "endLine", "endColumn")} == {
        "startLine": 2,
        "startColumn": 4,
        "endLine": 2,
        "endColumn": 6,
    }
    (first,) = results["DUP001"]["relatedLocations"]
    assert cut(BAD, first["physicalLocation"]["region"]) == BLOCK
    assert first["physicalLocation"]["region"]["startLine"] == 4


def test_sarif_gives_fixes_with_their_safety_and_no_hints(place: Path) -> None:
    results = {r["ruleId"]: r for r in sarif("bad.txt")["results"]}
    (safe,), (unsafe,) = results["HOUSE001"]["fixes"], results["HOUSE002"]["fixes"]
    assert safe["description"]["text"] == "Safe fix."
    assert unsafe["description"]["text"].startswith("Unsafe fix")
    assert "fixes" not in results["HOUSE003"]
    ((replacement,),) = [change["replacements"] for change in safe["artifactChanges"]]
    assert (cut(BAD, replacement["deletedRegion"]), replacement["insertedContent"]["text"]) == ("旧", "新")


def test_sarif_holds_the_manual_of_a_rule(place: Path) -> None:
    run = sarif("bad.txt")
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    (double,) = (rule for rule in rules if rule["id"] == "DUP001")
    assert "## Fix safety" in double["help"]["markdown"]
    assert double["defaultConfiguration"]["level"] == "error"
    pages = html(double["help"]["markdown"])
    assert "✗" in pages
    assert "✗" not in re.sub("<pre>.*?</pre>", "", pages, flags=re.S)


def test_sarif_says_what_could_not_be_done(place: Path) -> None:
    (place / "nul.txt").write_bytes("甲\0乙".encode())
    (invocation,) = sarif("bad.txt", "nul.txt", "nowhere.txt")["invocations"]
    assert invocation["executionSuccessful"] is False
    notes = invocation["toolExecutionNotifications"]
    places = [n["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for n in notes]
    assert places == ["nul.txt", "nowhere.txt"]
    assert sarif("good.txt")["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize("data", ["中国人民".encode("gb18030"), b""])
def test_a_finding_about_a_whole_file_has_a_place(place: Path, data: bytes) -> None:
    (place / "odd.txt").write_bytes(data)
    given = ("odd.txt", "--isolated", "--select", "ENC001,DOC001")
    (result,) = sarif(*given)["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert read("gitlab", *given)[0]["location"]["lines"]["begin"] == 1
    assert read("rdjson", *given)["diagnostics"][0]["location"]["range"] == {"start": {"line": 1}}
    assert "file=odd.txt,line=1,endLine=1,title=" in told("github", *given)


def test_fingerprints_outlive_moved_lines_and_moved_files(place: Path) -> None:
    """Else an alert that somebody closed would open again."""

    def prints(name: str) -> list[str]:
        return [result["partialFingerprints"]["jiaokanIdentity/v1"] for result in sarif(name)["results"]]

    text = f"{BLOCK[::-1]}\n{BAD}"  # what a finding is known by reaches over twenty characters
    write(place / "bad.txt", text)
    before, issues = prints("bad.txt"), [issue["fingerprint"] for issue in read("gitlab", "bad.txt")]
    write(place / "bad.txt", f"又写了一行开头。\n\n{text}")
    assert prints("bad.txt") == before
    assert [issue["fingerprint"] for issue in read("gitlab", "bad.txt")] == issues
    (place / "bad.txt").rename(place / "moved.txt")
    assert prints("moved.txt") == before


def test_the_same_defect_twice_has_two_fingerprints(place: Path) -> None:
    """GitLab shows but the first of those that have the same."""
    write(place / "twice.txt", "旧词\n" * 300)
    write(place / "again.txt", "旧词\n" * 300)
    assert len({issue["fingerprint"] for issue in read("gitlab", "twice.txt", "again.txt")}) == 600


# GitHub


def test_github_gets_no_more_annotations_than_it_shows_and_the_errors_first(place: Path) -> None:
    write(place / "many.txt", "注意疑问旧词\n" * 12)
    lines = told("github", "many.txt", "nowhere.txt").splitlines()
    assert Counter(line.split(" ")[0] for line in lines[:-1]) == {"::error": 10, "::warning": 10, "::notice": 10}
    assert lines[0] == "::error file=nowhere.txt,title=jiaokan::There is no such file or folder."
    assert lines[1].startswith("::error file=many.txt,line=1,endLine=1,col=5,endColumn=7,title=HOUSE001 ")
    assert lines[-1].startswith("jiaokan: 3 errors, 2 warnings, 2 info more.")


def test_github_gets_no_columns_of_a_place_on_several_lines(place: Path) -> None:
    write(place / "wide.txt", BAD + "\n旧\n词\n")
    config = CONFIGURATION.replace('pattern = "旧词"', 'pattern = "旧\\n词\\n"')
    write(place / "jiaokan.toml", config)
    assert "file=wide.txt,line=8,endLine=9,title=HOUSE001" in told("github", "wide.txt")


# GitLab


def test_gitlab_is_told_how_bad_a_finding_is_and_what_could_not_be_done(place: Path) -> None:
    write(place / "note.txt", "注意\n")
    issues = read("gitlab", "note.txt", "bad.txt", "nowhere.txt")
    assert [issue["severity"] for issue in issues] == ["info", "major", "minor", "minor", "major", "critical"]
    assert issues[-1]["location"]["path"] == "nowhere.txt"
    assert told("gitlab", "good.txt") == "[]\n"


# JUnit


def test_a_junit_reader_counts_findings_and_errors(place: Path) -> None:
    write(place / "note.txt", "注意\n")
    xml = JUnitXml.fromstring(told("junit", "note.txt", "bad.txt", "nowhere.txt").encode())
    assert (xml.tests, xml.failures, xml.errors, xml.skipped) == (6, 4, 1, 1)
    kinds = {suite.name: [type(case.result[0]) for case in suite] for suite in xml}
    assert kinds == {"note.txt": [Skipped], "bad.txt": [Failure] * 4, "nowhere.txt": [Error]}


def test_a_junit_report_without_findings_has_a_test_that_passes(place: Path) -> None:
    """Jenkins and others take a report without tests for a failure."""
    ((case,),) = JUnitXml.fromstring(told("junit", "good.txt").encode())
    assert (case.name, case.is_passed) == ("no findings in 1 file", True)


# reviewdog


def test_reviewdog_reads_the_right_bytes(place: Path) -> None:
    """A column there is a byte of UTF-8: a suggestion in characters would cut one in two."""
    rows = {d["code"]["value"]: d for d in read("rdjson", "bad.txt")["diagnostics"]}
    line = BAD.split("\n")[1].encode()
    spot = rows["HOUSE001"]["location"]["range"]
    assert (spot["start"]["line"], spot["end"]["line"]) == (2, 2)
    assert line[spot["start"]["column"] - 1 : spot["end"]["column"] - 1].decode() == "旧词"
    assert "suggestions" not in rows["HOUSE003"]
    assert rows["DUP001"]["related_locations"][0]["location"]["range"]["start"] == {"line": 4, "column": 1}


def test_a_suggestion_makes_what_the_fix_makes(place: Path) -> None:
    """A fix of several edits is one suggestion: half of it would be wrong."""
    wrapped = "　　春天来了以后，山上的树都长出了新的叶子，孩子们放学以后常常到河\n边去看小鱼和青蛙，老人们坐在村口的大树下面，说着今年的收成和天气，一直\n说到太阳落山，才慢慢地走回各自的家里去。\n"
    write(place / "wrapped.txt", wrapped * 3)
    given = ("wrapped.txt", "--isolated", "--select", "BRK")
    rows = read("rdjson", *given)["diagnostics"]
    lines = (wrapped * 3).encode().split(b"\n")

    def at(position: dict[str, int]) -> int:
        return sum(len(line) + 1 for line in lines[: position["line"] - 1]) + position["column"] - 1

    data = (wrapped * 3).encode()
    for row in reversed(rows):
        (suggestion,) = row["suggestions"]
        spot = suggestion["range"]
        data = data[: at(spot["start"])] + suggestion["text"].encode() + data[at(spot["end"]) :]
    assert rows
    jiaokan("--fix", "--unsafe-fixes", *given)
    assert (place / "wrapped.txt").read_bytes() == data != (wrapped * 3).encode()


# For people


def test_json_lines_are_the_rows_of_json(place: Path) -> None:
    write(place / "odd.txt", "旧词\u2028旧词\x85\n")
    rows = [json.loads(line) for line in told("jsonl", ".").splitlines()]
    assert rows == json.loads(told("json", "."))
    assert told("jsonl", "good.txt") == ""


def test_a_grouped_report_names_each_file_once(place: Path) -> None:
    write(place / "more.txt", "旧词\n" * 20)
    lines = told("grouped", ".").splitlines()
    assert [line for line in lines if line.endswith(".txt")] == ["bad.txt", "more.txt"]
    assert "   2:4  error    HOUSE001 house001  「旧词」 is out of use: write 「新词」." in lines
    assert any("17 more of HOUSE001" in line for line in lines)
    assert len(told("grouped", ".", "--full").splitlines()) == len(lines) + 16
    assert told("grouped", "good.txt") == ""


def test_a_summary_counts_by_rule_and_tells_each_finding(place: Path) -> None:
    made = html(told("markdown", "bad.txt", "nowhere.txt"))
    assert "<h3>jiaokan: 2 errors, 2 warnings in 1 of 1 file</h3>" in made
    assert "<li>nowhere.txt: There is no such file or folder.</li>" in made
    assert re.search(r"<td[^>]*>1</td>\s*<td>HOUSE001</td>", made)
    assert re.search(r"<td>bad.txt:2:4</td>\s*<td>error</td>", made)
    assert told("markdown", "good.txt") == "### jiaokan: no findings in 1 file\n"


def test_a_summary_fits_into_a_comment_and_says_what_is_left_out(place: Path) -> None:
    write(place / "many.txt", "𠀀旧词\n" * 3000)
    text = told("markdown", "many.txt", *(f"nowhere{n}.txt" for n in range(2000)))
    assert 60_000 < len(text.encode("utf-16-le")) / 2 < 65_536
    errors, findings = re.findall(r"^([0-9,]+) more are left out", text, re.M)
    assert int(errors.replace(",", "")) + text.count("no such file") == 2000
    assert int(findings.replace(",", "")) + text.count("| error |") == 3000


# What holds for all


def test_a_fixed_run_reports_what_is_left(place: Path) -> None:
    places = [f"--output-format={name}={name}.out" for name in SHOWN]
    assert jiaokan("--fix", *places, "bad.txt").exit_code == 1
    for name in SHOWN:
        text = (place / f"{name}.out").read_text(encoding="utf-8")
        assert "HOUSE002" in text
        assert "HOUSE001" not in text


@pytest.mark.parametrize("name", FORMATS)
def test_many_findings_in_one_line_take_no_quadratic_time(place: Path, name: str) -> None:
    """Bytes counted from the line's start each time would take minutes."""
    text = "这里有旧词，" * 30_000
    starts = range(3, len(text), 6)
    findings = tuple(
        Finding(s, s + 2, "旧", (Edit(s, s + 1, "新"),), Safety.SAFE, Level.ERROR, (), "", "HOUSE001", "house001")
        for s in starts
    )
    assert render(name, Run((FileResult("long.txt", text, findings),), 1, len(text)), View(full=True))
