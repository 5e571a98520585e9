"""What git cannot tell, and options that contradict each other, are said in one line with a way out."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from command_line import error_line, finding_lines
from git_repository import BAD, commit, git
from text_files import write

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("repository")]
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["--since", "HEAD", "--staged"], "give one of them"),
        (["--changed-lines"], "give --since REV or --staged"),
        (["--changed-lines", "--since", "HEAD", "--fix"], "--fix and --diff take whole files"),
        (["--changed-lines", "--since", "HEAD", "--diff"], "--fix and --diff take whole files"),
        (["--staged", "--fix"], "give --fix or --diff without it"),
        (["--staged", "--diff"], "give --fix or --diff without it"),
        (["--staged", "-"], "of which git knows nothing"),
        (["--since", "HEAD", "-"], "of which git knows nothing"),
    ],
)
def test_options_that_contradict_each_other_are_refused(arguments: list[str], message: str) -> None:
    assert message in error_line(*arguments)


def test_without_git_the_error_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert error_line("--staged") == (
        "jiaokan: git was not found, which --since and --staged need. Install it, or do without them."
    )


def test_a_git_in_the_corpus_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("git", "git.exe"):
        write(name, "#!/bin/sh\ntouch run\n")
        Path(name).chmod(0o755)
    monkeypatch.setenv("PATH", "." + os.pathsep + os.environ["PATH"])
    assert finding_lines("--staged") == []
    assert not Path("run").exists()


def test_outside_of_a_repository_the_error_says_so(tmp_path: Path) -> None:
    os.chdir(tmp_path)
    assert "not in a git repository" in error_line("--since", "main")


def test_an_unknown_revision_is_named_and_how_to_get_it() -> None:
    for revision in ("origin/main", "0" * 40, "main..work", "", "-p"):
        said = error_line(f"--since={revision}")
        assert repr(revision) in said
        assert "`git fetch origin main`" in said


def test_a_shallow_clone_is_told_how_to_get_the_rest(tmp_path: Path, repository: Path) -> None:
    git("switch", "--quiet", "--create", "work")
    commit("Theirs")
    git("switch", "--quiet", "main")
    commit("Ours")
    git("clone", "--quiet", "--depth", "1", "--no-single-branch", repository.as_uri(), str(tmp_path / "clone"))
    os.chdir(tmp_path / "clone")
    said = error_line("--since", "origin/work")
    assert "`git fetch --unshallow`" in said
    assert "`fetch-depth: 0` in actions/checkout" in said
    assert "`fetch-depth: 0`" in error_line("--since", "HEAD~1")


def test_histories_without_a_common_commit_are_told_apart() -> None:
    git("switch", "--quiet", "--orphan", "other")
    commit()
    assert "no commit in common" in error_line("--since", "main")


def test_before_the_first_commit_there_is_no_since(tmp_path: Path) -> None:
    os.chdir(tmp_path)
    git("init", "--quiet")
    assert "there is no commit yet" in error_line("--since", "HEAD")


def test_a_path_outside_of_the_repository_is_named(tmp_path: Path) -> None:
    write("../other/a.txt", BAD)
    assert error_line("--staged", "../other/a.txt").startswith("jiaokan: ../other/a.txt: it is outside the repository")
    git("init", "--quiet", "nested")
    write("nested/a.txt", BAD)
    assert "it is in another repository" in error_line("--since", "HEAD", "nested")
    assert finding_lines("--since", "HEAD") == []


def test_an_error_of_git_is_passed_on(repository: Path) -> None:
    (repository / ".git" / "index").write_bytes(b"broken")
    assert error_line("--staged").startswith("jiaokan: git diff failed: ")
