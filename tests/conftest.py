from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

import git_repository
import house_rules
import project_settings
import pytest
import report_consumers
from git_repository import commit, git
from text_files import write

ROOT = Path(__file__).parent.parent


class Built(NamedTuple):
    """What users install."""

    wheel: Path
    sdist: Path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The wheel and the source distribution of what is here, built once for all tests."""
    out = tmp_path_factory.mktemp("dist")
    build(ROOT, out)
    (wheel,), (sdist,) = out.glob("*.whl"), out.glob("*.tar.gz")
    return Built(wheel, sdist)


def build(source: Path, out: Path, *more: str) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(out), *more]
    subprocess.run(command, cwd=source, check=True, capture_output=True, timeout=280)


@pytest.fixture
def ordinary_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the mode of a file count, as it does for everyone but root."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        monkeypatch.setattr(os, "access", lambda path, mode: bool(Path(path).stat().st_mode & 0o222))


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let Ctrl-C reach the processes of a test, also where pytest runs in the background and they would ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def new_cache(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Names a folder for another cache, which is made when something is kept in it."""
    caches, numbers = tmp_path_factory.mktemp("caches"), count()
    return lambda: caches / str(next(numbers))


@pytest.fixture(autouse=True)
def own_cache(new_cache: Callable[[], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of its own for every test, in place of the user's."""
    monkeypatch.setenv("JIAOKAN_CACHE_DIR", str(new_cache()))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def house(folder: Path) -> Path:
    """A working folder with rules of its own, a text with an error and a warning, and a sound one."""
    write("jiaokan.toml", house_rules.CONFIGURATION)
    write("bad.txt", house_rules.BAD)
    write("good.txt", "没有什么。\n")
    return folder


@pytest.fixture
def reported(folder: Path) -> Path:
    """A working folder whose texts have findings of every kind that a report tells apart."""
    write("jiaokan.toml", report_consumers.CONFIGURATION)
    write("bad.txt", report_consumers.BAD)
    write("good.txt", "没有什么。\n")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with a plugin that gives it two rules, one of them off."""
    root = tmp_path / "repo"
    (root / ".git").mkdir(parents=True)
    (root / "lint_rules.py").write_text(project_settings.PLUGIN)
    return root


@pytest.fixture
def repository(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit on main; the user's own configuration of git does not count."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    root = folder / "库"
    root.mkdir()
    monkeypatch.chdir(root)
    git("init", "--quiet", "--initial-branch", "main")
    write("jiaokan.toml", git_repository.CONFIGURATION)
    write("old.txt", "第一段。\n\n" + git_repository.BAD + "\n第三段。\n\n第四段。\n")
    commit()
    return root
