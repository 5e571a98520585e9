"""SARIF: a library reads back the right places, fixes and manuals, and fingerprints outlive an edit."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from report_consumers import BAD, BLOCK, html, parsed_report, report, sarif_run
from sarif_pydantic import Sarif
from text_files import write


def cut(text: str, region: dict[str, int]) -> str:
    return text[region["charOffset"] :][: region["charLength"]]


def test_a_sarif_library_reads_back_what_was_found(reported: Path) -> None:
    log = Sarif.model_validate(parsed_report("sarif"))
    (run,) = log.runs
    assert run.tool.driver.name == "jiaokan"
    assert [rule.id for rule in run.tool.driver.rules or ()] == ["DUP001", "HOUSE001", "HOUSE002", "HOUSE003"]
    assert Counter(r.rule_id for r in run.results or ()) == Counter(["DUP001", "HOUSE001", "HOUSE002", "HOUSE003"])


def test_sarif_says_where_in_lines_and_in_characters(reported: Path) -> None:
    results = {r["ruleId"]: r for r in sarif_run("bad.txt")["results"]}
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


def test_sarif_gives_fixes_with_their_safety_and_none_for_display(reported: Path) -> None:
    results = {r["ruleId"]: r for r in sarif_run("bad.txt")["results"]}
    (safe,), (unsafe,) = results["HOUSE001"]["fixes"], results["HOUSE002"]["fixes"]
    assert safe["description"]["text"] == "Safe fix."
    assert unsafe["description"]["text"].startswith("Unsafe fix")
    assert "fixes" not in results["HOUSE003"]
    ((replacement,),) = [change["replacements"] for change in safe["artifactChanges"]]
    assert (cut(BAD, replacement["deletedRegion"]), replacement["insertedContent"]["text"]) == ("旧", "新")


def test_sarif_holds_the_manual_of_a_rule(reported: Path) -> None:
    run = sarif_run("bad.txt")
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    (double,) = (rule for rule in rules if rule["id"] == "DUP001")
    assert "## Fix safety" in double["help"]["markdown"]
    assert double["defaultConfiguration"]["level"] == "error"
    pages = html(double["help"]["markdown"])
    assert "✗" in pages
    assert "✗" not in re.sub("<pre>.*?</pre>", "", pages, flags=re.S)


def test_sarif_says_what_could_not_be_done(reported: Path) -> None:
    (reported / "nul.txt").write_bytes("甲\0乙".encode())
    (invocation,) = sarif_run("bad.txt", "nul.txt", "nowhere.txt")["invocations"]
    assert invocation["executionSuccessful"] is False
    notes = invocation["toolExecutionNotifications"]
    places = [n["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for n in notes]
    assert places == ["nul.txt", "nowhere.txt"]
    assert sarif_run("good.txt")["invocations"][0]["executionSuccessful"] is True


@pytest.mark.parametrize("data", ["中国人民".encode("gb18030"), b""])
def test_a_finding_about_a_whole_file_has_a_place(reported: Path, data: bytes) -> None:
    (reported / "odd.txt").write_bytes(data)
    given = ("odd.txt", "--isolated", "--select", "ENC001,DOC001")
    (result,) = sarif_run(*given)["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert parsed_report("gitlab", *given)[0]["location"]["lines"]["begin"] == 1
    assert parsed_report("rdjson", *given)["diagnostics"][0]["location"]["range"] == {"start": {"line": 1}}
    assert "file=odd.txt,line=1,endLine=1,title=" in report("github", *given)


def test_fingerprints_outlive_moved_lines_and_moved_files(reported: Path) -> None:
    """Else an alert that somebody closed would open again."""

    def prints(name: str) -> list[str]:
        return [result["partialFingerprints"]["jiaokanIdentity/v1"] for result in sarif_run(name)["results"]]

    text = f"{BLOCK[::-1]}\n{BAD}"  # what a finding is known by reaches over twenty characters
    write(reported / "bad.txt", text)
    before, issues = prints("bad.txt"), [issue["fingerprint"] for issue in parsed_report("gitlab", "bad.txt")]
    write(reported / "bad.txt", f"又写了一行开头。\n\n{text}")
    assert prints("bad.txt") == before
    assert [issue["fingerprint"] for issue in parsed_report("gitlab", "bad.txt")] == issues
    (reported / "bad.txt").rename(reported / "moved.txt")
    assert prints("moved.txt") == before


def test_the_same_defect_twice_has_two_fingerprints(reported: Path) -> None:
    """GitLab shows but the first of those that have the same."""
    write(reported / "twice.txt", "旧词\n" * 300)
    write(reported / "again.txt", "旧词\n" * 300)
    assert len({issue["fingerprint"] for issue in parsed_report("gitlab", "twice.txt", "again.txt")}) == 600
