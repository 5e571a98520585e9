"""Which files a command line means: nothing forgotten, nothing twice, nothing that was to be left out."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from text_files import write

from jiaokan.config.settings import Overrides, Project
from jiaokan.run.walk import Found, files


@pytest.fixture
def tree(folder: Path) -> Path:
    for name in ("b.txt", "a.md", "c.py", "d/e.txt", "d/f/g.markdown", ".hidden/h.txt", "d/.i.txt", "build/j.txt"):
        write(name, "好。\n")
    return folder


def walked(*paths: str, **said: object) -> list[str]:
    return [f.path for f in files(paths, Project(Overrides(**said)))]  # type: ignore[arg-type]


def test_a_folder_stands_for_its_texts_in_order(tree: Path) -> None:
    assert walked(".") == ["a.md", "b.txt", "build/j.txt", "d/e.txt", "d/f/g.markdown"]
    assert walked("d/") == walked("./d") == ["d/e.txt", "d/f/g.markdown"]
    assert walked(str(tree / "d" / "f")) == [str(tree / "d" / "f" / "g.markdown")]


def test_no_file_is_linted_twice(tree: Path) -> None:
    assert walked("d/e.txt", "d", "./d/e.txt", str(tree / "d/e.txt")) == ["d/e.txt", "d/f/g.markdown"]


def test_a_named_file_is_linted_whatever_it_is_called(tree: Path) -> None:
    assert walked("c.py", ".hidden/h.txt", ".hidden") == ["c.py", ".hidden/h.txt"]


def test_an_excluded_file_is_left_out_even_if_named(tree: Path) -> None:
    """pre-commit names every file that changed, also those that the project wants left alone."""
    assert walked(".", "d/e.txt", exclude=("d/",)) == ["a.md", "b.txt", "build/j.txt"]
    assert walked("d/e.txt", exclude=("d/",), force_exclude=False) == ["d/e.txt"]


def test_the_configuration_says_what_is_included(tree: Path) -> None:
    (tree / "jiaokan.toml").write_text('include = ["*.py"]\nexclude = ["build/"]\n')
    assert walked(".") == ["c.py"]


def test_gitignore_is_honoured(tree: Path) -> None:
    """Build folders and downloads in a repository are not the project's texts."""
    (tree / ".gitignore").write_text("build/\n*.txt\n!b.txt\n# d\n")
    assert walked(".") == ["a.md", "b.txt", "d/f/g.markdown"]
    (tree / "d/.gitignore").write_text("!e.txt\n/f\n")
    assert walked(".") == ["a.md", "b.txt", "d/e.txt"]


def test_gitignore_of_the_repository_holds_in_its_folders(tree: Path) -> None:
    (tree / ".git/info").mkdir(parents=True)
    (tree / ".git/info/exclude").write_text("g.markdown\n")
    (tree / ".gitignore").write_text("/d/e.txt\n")
    (tree / "d/k.txt").touch()
    assert walked("d") == ["d/k.txt"]
    os.chdir("d")
    assert walked(".") == ["k.txt"]


def test_an_ignored_folder_that_is_named_is_walked(tree: Path) -> None:
    (tree / ".git").mkdir()
    (tree / ".gitignore").write_text("build/\n")
    assert walked("build", "build/j.txt") == ["build/j.txt"]


def test_a_path_that_leads_nowhere_is_an_error_and_the_rest_goes_on(tree: Path) -> None:
    assert list(files(["nowhere", "b.txt"], Project())) == [
        Found("nowhere", "There is no such file or folder."),
        Found("b.txt"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege")
def test_links_to_folders_and_out_of_the_tree_are_not_followed(tree: Path) -> None:
    """A link upward would go round for ever; --fix would rewrite what a link out of the tree leads to."""
    (tree / "d/up").symlink_to(tree)
    (tree / "d/z.txt").symlink_to(tree / "b.txt")
    (tree / "d/out.txt").symlink_to(__file__)
    (tree / "gone.txt").symlink_to(tree / "nowhere")
    assert walked(".") == ["a.md", "b.txt", "build/j.txt", "d/e.txt", "d/f/g.markdown"]
    assert list(files(["gone.txt"], Project())) == [Found("gone.txt", "It is a broken link.")]


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read_is_an_error(tree: Path) -> None:
    (tree / "d").chmod(0)
    try:
        assert [f.path for f in files(["."], Project()) if f.error] == ["d"]
    finally:
        (tree / "d").chmod(0o755)
