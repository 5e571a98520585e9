"""The files that other programs read: held to the schemas of those programs, and run where they can be run here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from ruamel.yaml import YAML

FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
SCHEMAS = {
    "vendor.github-actions": [ROOT / "action.yml"],
    "vendor.github-workflows": sorted((ROOT / ".github" / "workflows").glob("*.yml")),
    "vendor.github-issue-forms": sorted(FORMS.glob("*-*.yml")),
    "vendor.github-issue-config": [FORMS / "config.yml"],
    "vendor.gitlab-ci": [ROOT / "ci" / "gitlab.yml"],
    "vendor.citation-file-format": [ROOT / "CITATION.cff"],
}
CI_PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


def refused(schema: str, *files: Path) -> str:
    """What is wrong with the files by a schema that check-jsonschema brings along."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)
    return done.stdout + done.stderr if done.returncode else ""


def loaded(file: Path) -> Any:
    return YAML(typ="safe").load(file)


@pytest.mark.slow
@pytest.mark.parametrize("schema", SCHEMAS)
def test_the_program_it_is_for_can_read_it(schema: str) -> None:
    assert SCHEMAS[schema]
    assert refused(schema, *SCHEMAS[schema]) == ""


@pytest.mark.slow
def test_the_hooks_are_what_pre_commit_takes() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    subprocess.run(command, check=True, timeout=60)


@pytest.mark.slow
def test_the_examples_of_the_page_are_what_their_programs_take(tmp_path: Path) -> None:
    for name, text in re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", CI_PAGE, re.M | re.S):
        file = tmp_path / Path(name).name
        file.write_text(text, encoding="utf-8")
        if name.startswith(".github/"):
            assert refused("vendor.github-workflows", file) == ""
        elif name == ".gitlab-ci.yml":
            assert refused("vendor.gitlab-ci", file) == ""
        else:
            assert name == ".pre-commit-config.yaml"
            subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", str(file)], check=True, timeout=60)


def test_the_page_lists_every_input_of_the_action_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `([a-z-]+)` \|(.*?)\|", CI_PAGE, re.M))
    inputs = loaded(ROOT / "action.yml")["inputs"]
    assert set(rows) == set(inputs)
    for name, input in inputs.items():
        assert rows[name].strip(" `") == (input["default"] or ("the action's own version" if name == "from" else ""))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the job runs in a container with a shell of Linux")
def test_the_job_of_gitlab_lints_a_merge_request_since_its_base(tmp_path: Path) -> None:
    job = loaded(ROOT / "ci" / "gitlab.yml")["jiaokan"]
    fake = tmp_path / "jiaokan"
    fake.write_text('#!/bin/sh\nprintf "<%s>" "$@"\n', encoding="utf-8")
    fake.chmod(0o755)
    reports = (
        "<--output-format><text><--output-format><gitlab=gl-code-quality.json><--output-format><junit=jiaokan.xml>"
    )

    def called(**more: str) -> str:
        env = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", **job["variables"], **more}
        shell = ["sh", "-euc", "\n".join(job["script"])]
        return subprocess.run(shell, check=True, env=env, capture_output=True, encoding="utf-8", timeout=60).stdout

    assert called() == "<check>" + reports
    assert called(JIAOKAN_SINCE_ARGS="--changed-lines", JIAOKAN_ARGS="a b") == f"<check>{reports}<a><b>"
    base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "abc"}
    assert called(**base) == "<check><--since=abc>" + reports
    assert called(**base, JIAOKAN_SINCE_ARGS="--changed-lines") == "<check><--since=abc><--changed-lines>" + reports
    written = job["artifacts"]["reports"]
    assert f"gitlab={written['codequality']}" in reports and f"junit={written['junit']}" in reports


def test_the_issue_forms_ask_for_what_is_needed_to_see_it() -> None:
    for file, needed in (
        ("false-alarm.yml", {"text", "rule", "version", "source"}),
        ("missed-defect.yml", {"text", "right", "version", "source"}),
    ):
        fields = loaded(FORMS / file)["body"]
        assert needed <= {f["id"] for f in fields if f.get("validations", {}).get("required")}
