"""No text and no name breaks a report, and nothing in one is obeyed by what shows it."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from command_line import check
from junitparser import JUnitXml
from report_consumers import html, parsed_report, sarif_run, validated
from text_files import write

from jiaokan import Edit, Finding, Level, Related, Safety
from jiaokan.cli.console import write_report
from jiaokan.reports import FORMATS, View, render
from jiaokan.reports.window import visible
from jiaokan.run.result import FileResult, Run

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


SHOWN_MESSAGE = visible(MESSAGE)


COUNTS: dict[str, Callable[[str], list[str]]] = {
    "text": lambda text: re.findall("^.*error HOUSE001.*「甲」.*$", text, re.M),
    "grouped": lambda text: re.findall("^  .*error.*HOUSE001.*「甲」.*$", text, re.M),
    "json": lambda text: [row["message"] for row in json.loads(text)],
    "jsonl": lambda text: [json.loads(line)["message"] for line in text.splitlines()],
    "sarif": lambda text: [r["message"]["text"] for r in validated("sarif", text)["runs"][0]["results"]],
    "github": lambda text: [line for line in text.splitlines() if "title=HOUSE001" in line],
    "gitlab": lambda text: [i["description"] for i in validated("gitlab", text) if i["check_name"] != "jiaokan"],
    "junit": lambda text: [r.message for s in JUnitXml.fromstring(text.encode()) for c in s for r in c.result][1:],
    "rdjson": lambda text: [d["message"] for d in validated("rdjson", text)["diagnostics"] if "code" in d],
    "markdown": lambda text: re.findall("<td>.*「甲」.*</td>", html(text)),
}


@pytest.mark.parametrize("name", FORMATS)
def test_no_text_and_no_name_breaks_a_report(name: str, tmp_path: Path) -> None:
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
def test_no_text_and_no_name_begins_a_command_to_a_ci_service(name: str) -> None:
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


def test_an_error_begins_no_command_to_a_ci_service(reported: Path) -> None:
    assert (
        check("##[error]nowhere.txt").stderr
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


def test_the_name_of_a_file_comes_back_from_its_address(reported: Path) -> None:
    name = "目 录/甲#乙?%20:\n丙.txt" if os.name == "posix" else "目 录/甲#乙%20.txt"
    write(reported / name, "旧词\n")
    result = sarif_run(name)["results"][0]
    address = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert re.fullmatch("[!-~]+", address["uri"])
    assert unquote_to_bytes(address["uri"]).decode() == name
    assert address["uriBaseId"] == "%SRCROOT%"
    assert parsed_report("gitlab", name)[0]["location"]["path"] == name
    assert parsed_report("rdjson", name)["diagnostics"][0]["location"]["path"] == name


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is Unicode")
def test_a_name_that_is_no_utf_8_keeps_its_bytes(reported: Path) -> None:
    name = os.fsdecode(b"\xff.txt")
    write(reported / name, "旧词\n")
    assert sarif_run(name)["artifacts"][0]["location"]["uri"] == "%FF.txt"
    assert parsed_report("gitlab", name)[0]["location"]["path"] == "<U+DCFF>.txt"
