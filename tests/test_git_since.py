"""`--since`: the work of a branch is linted, wherever its files are and whatever they are called."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from command_line import check, error_line, finding_lines
from git_repository import BAD, commit, git
from text_files import write

from jiaokan.config.settings import Overrides, Project
from jiaokan.run.walk import files, files_among

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("repository")]
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")


def test_committed_staged_unstaged_and_untracked_work_is_linted_and_nothing_else() -> None:
    for name in ("committed", "staged", "edited", "gone"):
        write(f"{name}.txt", "好。\n")
    commit()
    git("switch", "--quiet", "--create", "work")
    write("committed.txt", BAD)
    Path("gone.txt").unlink()
    commit()
    write("staged.txt", BAD)
    git("add", "staged.txt")
    write("edited.txt", BAD)
    write("new/新.txt", BAD)
    write("new/image.svg", BAD)
    assert finding_lines("--since", "main") == ["committed.txt:1", "edited.txt:1", "new/新.txt:1", "staged.txt:1"]
    assert finding_lines("--since", "main", "new", "old.txt") == ["new/新.txt:1"]


def test_what_main_did_meanwhile_is_not_put_down_to_the_branch() -> None:
    """The merge base counts, not REV: else every file that main has changed since would be linted."""
    git("switch", "--quiet", "--create", "work")
    write("mine.txt", BAD)
    commit()
    git("switch", "--quiet", "main")
    write("old.txt", "全新。\n")
    commit()
    git("switch", "--quiet", "work")
    assert finding_lines("--since", "main") == ["mine.txt:1"]


def test_what_the_settings_or_gitignore_leave_out_stays_out() -> None:
    write(".gitignore", "build/\n")
    commit()
    for path in ("drafts/a.txt", "build/a.txt", ".hidden/a.txt", "a.py", "texts/a.txt"):
        write(path, BAD)
    git("add", "--force", "--all", ".")
    assert finding_lines("--since", "HEAD") == finding_lines("--staged") == ["texts/a.txt:1"]
    assert (
        finding_lines("--since", "HEAD", "build", "a.py")
        == finding_lines("--staged", "build", "a.py")
        == ["a.py:1", "build/a.txt:1"][::-1]
    )
    assert (
        finding_lines("--since", "HEAD", "--exclude", "texts") == finding_lines("--staged", "--exclude", "texts") == []
    )


def test_all_that_is_new_is_what_a_walk_finds(repository: Path) -> None:
    """The files that git names are filtered as a walk filters those that it meets."""
    for path in (
        "b.txt",
        "a.md",
        "c.py",
        "d/e.txt",
        "d/f/g.markdown",
        "d-e/h.txt",
        ".h/i.txt",
        "d/.i.txt",
        "build/j.txt",
    ):
        write(path, "好。\n")
    write(".gitignore", "build/\n*.md\n")
    write("d/.gitignore", "!e.txt\n/f\n")
    project = Project(Overrides())
    every = [str(path) for path in repository.resolve().rglob("*") if path.is_file() and ".git" not in path.parts]
    for paths in (
        [],
        ["."],
        ["d"],
        ["d/", "./d/f"],
        [str(repository / "d")],
        ["c.py", "build", "d/e.txt", "d", "drafts"],
        ["nowhere"],
    ):
        assert [one for one, _ in files_among(paths, every, project)] == list(files(paths, project))
    os.chdir("d")
    for path in ("..", ".", "../d/f", "f/.."):
        project = Project(Overrides())
        assert [one for one, _ in files_among([path], every, project)] == list(files([path], project))


def test_an_empty_selection_is_a_clean_run() -> None:
    for arguments in (["--since", "HEAD"], ["--staged"], ["--staged", "--changed-lines"]):
        result = check(*arguments)
        assert (result.exit_code, result.stderr) == (0, "")


def test_fix_repairs_new_work_and_leaves_the_rest(repository: Path) -> None:
    write("new.txt", BAD)
    assert check("--since", "HEAD", "--fix").exit_code == 0
    assert Path("new.txt").read_text(encoding="utf-8") == BAD.replace("旧", "新")
    assert "旧词" in Path("old.txt").read_text(encoding="utf-8")


def test_a_path_that_is_not_there_is_an_error_as_ever() -> None:
    assert error_line("--since", "HEAD", "nowhere.txt") == "jiaokan: nowhere.txt: There is no such file or folder."


def test_names_with_spaces_chinese_and_quotes_are_found() -> None:
    for name in ("第 一章.txt", "目录/第二章.txt", "a 'b' and b.txt"):
        write(name, "好。\n")
    commit()
    for name in ("第 一章.txt", "目录/第二章.txt", "a 'b' and b.txt"):
        write(name, "好。\n" + BAD)
    expected = ["a 'b' and b.txt:2", "目录/第二章.txt:2", "第 一章.txt:2"]
    assert finding_lines("--since", "HEAD", "--changed-lines") == expected
    git("add", "--all")
    assert finding_lines("--staged", "--changed-lines") == expected


@posix
def test_names_with_newlines_tabs_and_bytes_that_are_no_utf8_are_found() -> None:
    names = ["新\n行.txt", "a\tb\t.txt", 'say "x" \\n.txt', "+++ b.txt", " .txt"]
    try:
        write(os.fsdecode(b"\xb5\xda.txt"), "好。\n")
        names.append(os.fsdecode(b"\xb5\xda.txt"))
    except OSError:  # macOS keeps no such name
        pass
    for name in names:
        write(name, "好。\n")
    commit()
    for name in names:
        write(name, "好。\n" + BAD)
    expected = {f"{name}:2" for name in names}
    assert set(finding_lines("--since", "HEAD", "--changed-lines")) == expected
    git("add", "--all")
    assert set(finding_lines("--staged", "--changed-lines")) == expected


def test_it_works_from_a_subfolder() -> None:
    write("a/b/c.txt", "好。\n")
    write("d.txt", "好。\n")
    commit()
    write("a/b/c.txt", BAD)
    write("d.txt", BAD)
    git("add", "--all")
    os.chdir("a")
    for how in (["--since", "HEAD"], ["--staged"]):
        assert finding_lines(*how, "--changed-lines") == ["b/c.txt:1"]
        assert finding_lines(*how, "--changed-lines", "..") == ["../a/b/c.txt:1", "../d.txt:1"]


def test_it_works_in_a_worktree_and_through_a_link(repository: Path) -> None:
    git("worktree", "add", "--quiet", "-b", "work", "../work")
    if sys.platform != "win32":
        (repository.parent / "link").symlink_to(repository.parent / "work")
        os.chdir("../link")
    else:
        os.chdir("../work")
    write("new.txt", BAD)
    git("add", "--all")
    assert finding_lines("--since", "main") == finding_lines("--staged") == ["new.txt:1"]
    assert finding_lines("--staged", str(Path("new.txt").absolute())) == [f"{Path('new.txt').absolute()}:1"]


@pytest.mark.parametrize(
    "key, value",
    [
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("color.ui", "always"),
        ("diff.external", "false"),
        ("diff.relative", "true"),
        ("status.relativePaths", "false"),
        ("diff.renames", "false"),
        ("diff.interHunkContext", "9"),
        ("diff.context", "9"),
        ("core.quotePath", "true"),
        ("diff.submodule", "log"),
    ],
)
def test_the_users_configuration_of_git_changes_nothing(key: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    git("config", key, value)
    monkeypatch.setenv("GIT_DIFF_OPTS", "--unified=9")
    write("目录/章.txt", "".join(f"第{n}段。\n\n" for n in range(9)) + BAD)
    commit()
    git("mv", "目录/章.txt", "目录/回.txt")
    write("目录/回.txt", "".join(f"第{n}段。\n\n" for n in range(7)) + "第七旧词。\n\n第8段。\n\n" + BAD)
    write("old.txt", Path("old.txt").read_bytes().replace("第四".encode(), "旧词".encode()))
    git("add", "--all")
    os.chdir("目录")
    for how in (["--since", "HEAD"], ["--staged"]):
        assert finding_lines(*how, "--changed-lines", "..") == ["../old.txt:7", "../目录/回.txt:15"]
