"""`--staged`: what will be committed is linted, as it will be committed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import finding_lines
from git_repository import BAD, CONFIGURATION, IDENTITY, commit, git
from text_files import write

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("repository")]
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")


def test_what_will_be_committed_is_linted_not_what_stands_in_the_folder(repository: Path) -> None:
    write("bad.txt", BAD)
    write("good.txt", "好。\n")
    write("deleted.txt", BAD)
    write("folder/deleted.txt", BAD)
    git("add", "--all")
    write("bad.txt", "好。\n")
    write("good.txt", BAD)
    write("untracked.txt", BAD)
    Path("deleted.txt").unlink()
    shutil.rmtree("folder")
    before = git("status", "--porcelain")
    assert finding_lines("--staged") == ["bad.txt:1", "deleted.txt:1", "folder/deleted.txt:1"]
    assert finding_lines("--staged", "folder", "deleted.txt") == ["folder/deleted.txt:1", "deleted.txt:1"]
    assert git("status", "--porcelain") == before


def test_a_partly_staged_file_is_linted_as_staged() -> None:
    write("a.txt", "第一段。\n\n第二段。\n")
    commit()
    write("a.txt", "第一段旧词。\n\n第二段。\n")
    git("add", "a.txt")
    write("a.txt", "开头。\n\n第一段旧词。\n\n第二段旧词。\n")
    assert finding_lines("--staged") == finding_lines("--staged", "--changed-lines") == ["a.txt:1"]
    assert finding_lines("--since", "HEAD", "--changed-lines") == ["a.txt:3", "a.txt:5"]


def test_before_the_first_commit_all_that_is_staged_is_linted(tmp_path: Path) -> None:
    os.chdir(tmp_path)
    git("init", "--quiet")
    write("jiaokan.toml", CONFIGURATION)
    write("a.txt", BAD)
    git("add", "a.txt")
    assert finding_lines("--staged") == finding_lines("--staged", "--changed-lines") == ["a.txt:1"]


def test_the_index_of_a_hook_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """`git commit FILE` commits from an index of its own, which it tells its hooks."""
    write("a.txt", BAD)
    write("b.txt", BAD)
    git("add", "b.txt")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/other-index")
    git("read-tree", "HEAD")
    git("add", "a.txt")
    assert finding_lines("--staged") == ["a.txt:1"]


def test_in_a_real_hook_a_bad_commit_is_blocked(repository: Path) -> None:
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\nexec "{Path(sys.executable).as_posix()}" -m jiaokan check --staged --quiet\n')
    hook.chmod(0o755)
    write("a.txt", BAD)
    write("b.txt", "好。\n")
    git("add", "--all")
    with pytest.raises(subprocess.CalledProcessError) as blocked:
        git("commit", "--message", "Both")
    assert b"a.txt:1:4 error HOUSE001" in blocked.value.stdout + blocked.value.stderr
    git("commit", "--message", "One", "b.txt")


@posix
def test_links_and_submodules_are_passed_over(repository: Path) -> None:
    git("clone", "--quiet", ".", "sub.txt")
    Path("link.txt").symlink_to("old.txt")
    Path("out.txt").symlink_to(__file__)
    write("new.txt", BAD)
    git("-c", "advice.addEmbeddedRepo=false", "add", "--all")
    assert finding_lines("--staged") == finding_lines("--since", "HEAD") == ["new.txt:1"]
    git("rm", "--quiet", "--force", "--cached", "sub.txt", "link.txt", "out.txt")
    assert finding_lines("--staged") == finding_lines("--since", "HEAD") == ["new.txt:1"]


def test_a_file_in_conflict_cannot_be_committed_and_is_linted_since() -> None:
    git("switch", "--quiet", "--create", "work")
    write("old.txt", "甲旧词。\n")
    commit()
    git("switch", "--quiet", "main")
    write("old.txt", "乙。\n")
    commit()
    subprocess.run(["git", *IDENTITY, "merge", "--quiet", "work"], capture_output=True)
    assert finding_lines("--staged") == []
    assert finding_lines("--since", "HEAD~1", "--changed-lines") == ["old.txt:4"]


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    write("a.txt", BAD)
    git("add", "--all")
    assert finding_lines("--staged") == ["a.txt:1"]
    assert not any(temporary.iterdir())
