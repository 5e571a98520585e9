"""The GitHub action, its steps run as GitHub runs them, on a repository and an event made here."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from git_repository import git

pytestmark = pytest.mark.slow

SCRIPT = ROOT / "ci" / "action.py"
ZEROS = "0" * 40
INPUTS = {"paths": ".", "since": "auto", "changed-lines": "false", "annotations": "true", "summary": "true"}
FAKE = """
import json, os, sys
from pathlib import Path

Path(os.environ["CALLED"]).write_text(json.dumps(sys.argv[1:]), encoding="utf-8")
for argument in sys.argv:
    form, _, file = argument.removeprefix("--output-format=").partition("=")
    if argument.startswith("--output-format=") and file:
        Path(file).write_text("[1, 2]" if form == "json" else f"# {form}\\n", encoding="utf-8")
print("::warning::from the text")
sys.exit(int(os.environ.get("STATUS", "1")))
"""
BAD = "　　雨停以后，山谷里起了雾。  \n"


class Runner:
    """A checkout on a machine of GitHub: two commits on main and a third one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.checkout = folder / "checkout"
        self.inputs = dict(INPUTS)
        self.env: dict[str, str] = {}
        self.checkout.mkdir()
        (folder / "temp").mkdir()
        git("init", "--quiet", "--initial-branch=main", cwd=self.checkout)
        self.commits = [self.commit("one.txt"), self.commit("two.txt")]
        git("update-ref", "refs/remotes/origin/main", "HEAD", cwd=self.checkout)
        self.commits.append(self.commit("three.txt"))

    def commit(self, name: str) -> str:
        (self.checkout / name).write_text(BAD, encoding="utf-8")
        git("add", "--all", cwd=self.checkout)
        git("commit", "--quiet", "--message", name, cwd=self.checkout)
        return git("rev-parse", "HEAD", cwd=self.checkout)

    def listen(self) -> None:
        """Put a jiaokan on the path that keeps what it was called with."""
        bin = self.folder / "bin"
        bin.mkdir()
        (bin / "jiaokan.py").write_text(FAKE, encoding="utf-8")
        if sys.platform == "win32":
            (bin / "jiaokan.bat").write_text(f'@"{sys.executable}" "{bin / "jiaokan.py"}" %*\n', encoding="utf-8")
        else:
            (bin / "jiaokan").write_text(f'#!/bin/sh\nexec "{sys.executable}" "{bin / "jiaokan.py"}" "$@"\n')
            (bin / "jiaokan").chmod(0o755)
        self.env["PATH"] = f"{bin}{os.pathsep}{os.environ['PATH']}"

    def run(self, event: str, payload: Any, command: str = "check", **inputs: str) -> subprocess.CompletedProcess[str]:
        (self.folder / "event.json").write_text(json.dumps(payload), encoding="utf-8")
        given = {**self.inputs, **{k.replace("_", "-"): v for k, v in inputs.items()}}
        env = {
            **os.environ,
            "GITHUB_EVENT_NAME": event,
            "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
            "RUNNER_TEMP": str(self.folder / "temp"),
            "CALLED": str(self.folder / "called.json"),
            **{f"JIAOKAN_INPUT_{k.upper().replace('-', '_')}": v for k, v in given.items()},
            **self.env,
        }
        return subprocess.run(
            [sys.executable, str(SCRIPT), command],
            cwd=self.checkout,
            env=env,
            capture_output=True,
            encoding="utf-8",
            timeout=280,
        )

    @property
    def called(self) -> list[str]:
        arguments: list[str] = json.loads((self.folder / "called.json").read_text(encoding="utf-8"))
        return arguments

    @property
    def outputs(self) -> dict[str, str]:
        lines = (self.folder / "output").read_text(encoding="utf-8").splitlines()
        return {line.partition("=")[0]: line.partition("=")[2] for line in lines}


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    made = Runner(tmp_path)
    made.listen()
    return made


def push(before: str, ref: str = "refs/heads/seeds") -> dict[str, Any]:
    return {"ref": ref, "before": before, "repository": {"default_branch": "main"}}


def request(base: str) -> dict[str, Any]:
    return {"pull_request": {"base": {"sha": base, "ref": "main; echo $(id)"}, "title": "`id`"}}


def since(runner: Runner) -> str | None:
    return next((a.removeprefix("--since=") for a in runner.called if a.startswith("--since=")), None)


def test_a_pull_request_is_linted_since_its_base(runner: Runner) -> None:
    done = runner.run("pull_request", request(runner.commits[1]), changed_lines="true")
    assert (done.returncode, done.stderr) == (1, "")
    assert runner.called[:3] == ["check", f"--since={runner.commits[1]}", "--changed-lines"]
    assert runner.called[-2:] == ["--", "."]


def test_each_event_is_linted_since_what_was_there_before(runner: Runner) -> None:
    first, second, _ = runner.commits
    everything = None
    for event, payload, expected in (
        ("push", push(first), first),
        ("push", push(ZEROS), "refs/remotes/origin/main"),
        ("push", push("1" * 40), "refs/remotes/origin/main"),  # its history was replaced
        ("push", push(ZEROS, "refs/heads/main"), everything),
        ("push", push("1" * 40, "refs/heads/main"), everything),
        ("push", push(ZEROS, "refs/tags/v1"), everything),
        ("merge_group", {"merge_group": {"base_sha": second}}, second),
        ("pull_request_target", request(second), second),
        ("schedule", {}, everything),
        ("workflow_dispatch", {}, everything),
    ):
        runner.run(event, payload)
        assert since(runner) == expected, (event, payload)


def test_the_caller_may_say_since_when(runner: Runner) -> None:
    runner.run("push", push(ZEROS), since="HEAD~1")
    assert since(runner) == "HEAD~1"
    runner.run("push", push(ZEROS), since="", changed_lines="true")
    assert since(runner) is None and "--changed-lines" not in runner.called


def test_outputs_summary_and_status_are_those_of_jiaokan(runner: Runner) -> None:
    (runner.folder / "summary.md").write_text("# Of another step\n", encoding="utf-8")
    done = runner.run("schedule", {}, sarif_file="out.sarif")
    assert done.returncode == 1
    assert runner.outputs == {"exit-code": "1", "findings": "2", "sarif-file": "out.sarif"}
    assert (runner.folder / "summary.md").read_text(encoding="utf-8") == "# Of another step\n# markdown\n"
    assert "--output-format=github" in runner.called
    runner.env["STATUS"] = "2"
    assert runner.run("schedule", {}, summary="false").returncode == 2
    assert not [a for a in runner.called if "markdown" in a or "sarif" in a]
    assert runner.outputs["sarif-file"] == ""


def test_a_summary_that_GitHub_would_refuse_is_cut_at_a_line(runner: Runner) -> None:
    (runner.folder / "summary.md").write_text("x" * 1_000_000, encoding="utf-8")
    runner.run("schedule", {})
    assert (runner.folder / "summary.md").stat().st_size <= 1024**2


def test_names_with_spaces_and_signs_of_the_shell_stay_one_name(runner: Runner) -> None:
    runner.run("schedule", {}, paths="'种子 一.txt'\n\"$(id);.txt\"", args="--select 'BRK,DUP'")
    assert runner.called[-5:] == ["--select", "BRK,DUP", "--", "种子 一.txt", "$(id);.txt"]


def test_GitHub_obeys_no_line_of_a_text(runner: Runner) -> None:
    """Without annotations the text report is printed, which quotes the corpus."""
    out = runner.run("schedule", {}, annotations="false").stdout
    found = re.search(r"::stop-commands::(\w{32})\n(.*)\n::\1::\n", out, re.S)
    assert found and "::warning::from the text" in found[2]
    assert "--output-format=text" in runner.called


def test_GitHub_obeys_no_name_that_is_given(runner: Runner) -> None:
    """The names may be those of a stranger's pull request, as another step lists them."""
    out = runner.run("schedule", {}, paths="'a\n::error::x.txt' '##[error]y.txt'").stdout
    assert runner.called[-2:] == ["a\n::error::x.txt", "##[error]y.txt"]
    assert not re.search(r"^\s*::error|##\[", out, re.M)


def test_what_is_wrong_is_said_in_one_line_and_nothing_is_run(runner: Runner) -> None:
    for event, payload, inputs, message in (
        ("push", push(ZEROS), {"since": "nowhere"}, "git has no revision 'nowhere'"),
        ("push", push(ZEROS), {"since": "--output=x"}, "git has no revision '--output=x'"),
        ("push", push(ZEROS), {"annotations": "yes"}, "the input annotations is 'yes': write true or false."),
        ("push", push(ZEROS), {"paths": "'a"}, "the input paths can't be split into words"),
        ("pull_request", {}, {}, "the event is no pull_request as GitHub has it: it lacks 'pull_request'."),
    ):
        done = runner.run(event, payload, **inputs)
        assert done.returncode == 2
        assert f"::error title=jiaokan::{message}" in done.stdout
        assert done.stderr.startswith(f"jiaokan: {message}") and done.stderr.count("\n") == 1
        assert not (runner.folder / "called.json").exists()


def test_a_shallow_clone_is_told_what_to_do(runner: Runner) -> None:
    whole = runner.checkout
    runner.checkout = runner.folder / "shallow"
    git("clone", "--quiet", "--depth=1", whole.as_uri(), str(runner.checkout), cwd=runner.folder)
    git("update-ref", "-d", "refs/remotes/origin/main", cwd=runner.checkout)
    for event, payload in (
        ("pull_request", request(runner.commits[0])),
        ("push", push(ZEROS)),
        ("push", push("1" * 40)),
    ):
        done = runner.run(event, payload)
        assert done.returncode == 2
        assert "give actions/checkout `with: { fetch-depth: 0 }`" in done.stderr
    assert runner.run("push", push(ZEROS, "refs/heads/main")).returncode == 1


def test_a_repository_without_git_is_linted_as_a_whole_or_told_why_not(runner: Runner) -> None:
    runner.checkout = runner.folder / "temp"
    assert runner.run("schedule", {}).returncode == 1
    done = runner.run("pull_request", request(runner.commits[0]))
    assert done.returncode == 2
    assert "not a git repository" in done.stderr


def test_the_action_installs_itself_and_names_what_a_pull_request_brings(tmp_path: Path) -> None:
    """The whole of it, with the real jiaokan."""
    made = Runner(tmp_path)
    (made.checkout / "pip.py").write_text("raise SystemExit('this is a stranger's pip')\n", encoding="utf-8")
    installed = made.run("pull_request", {}, "install")
    assert installed.returncode == 0, installed.stdout + installed.stderr
    assert re.fullmatch("[0-9a-f]{40}", made.outputs["tree"])
    done = made.run("pull_request", request(made.commits[1]), sarif_file="out.sarif")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "three.txt" in done.stdout and "two.txt" not in done.stdout
    assert made.outputs["findings"] == "1"
    assert "three.txt" in (made.checkout / "out.sarif").read_text(encoding="utf-8")
    assert "SPC004" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_the_action_hands_every_input_to_its_program_and_none_to_a_shell() -> None:
    """What stands in ${{ }} is put into a command before the shell reads it: nothing may stand there in `run`."""
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert not [line for line in text.splitlines() if "run:" in line and "${{" in line]
    read = set(re.findall(r'(?:given|wanted|words)\("([a-z-]+)"\)', SCRIPT.read_text(encoding="utf-8")))
    passed = {name.lower().replace("_", "-") for name in re.findall(r"JIAOKAN_INPUT_([A-Z_]+):", text)}
    assert read == passed
    for name in passed:
        assert f"JIAOKAN_INPUT_{name.upper().replace('-', '_')}: ${{{{ inputs.{name} }}}}" in text
