"""The hooks through the real pre-commit: what a project that uses jiaokan sees when it commits."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT
from git_repository import git, pre_commit

pytestmark = pytest.mark.slow

BAD = "雨停以后，山谷里起了雾。  \n"
GOOD = "雨停以后，山谷里起了雾。\n"


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the files of this one as they are now."""
    place = tmp_path_factory.mktemp("hooks")
    for name in git("ls-files", "--cached", "--others", "--exclude-standard", "-z", cwd=ROOT).split("\0"):
        if name and (ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, place / name)
    git("init", "--quiet", cwd=place)
    git("add", "--all", cwd=place)
    git("commit", "--quiet", "--message", "All", cwd=place)
    return place


@pytest.fixture(scope="module")
def environments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps the environment that it installs once for all tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def project(tmp_path: Path, hooks: Path, environments: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRE_COMMIT_HOME", str(environments))
    git("init", "--quiet", cwd=tmp_path)
    configuration = f"""
repos:
  - repo: {hooks.as_posix()}
    rev: {git("rev-parse", "HEAD", cwd=hooks)}
    hooks:
      - id: jiaokan-fix
        stages: [manual]
      - id: jiaokan
"""
    (tmp_path / ".pre-commit-config.yaml").write_text(configuration, encoding="utf-8")
    return tmp_path


def run_hooks(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    git("add", "--all", cwd=project)
    return pre_commit("run", *arguments, cwd=project)


def test_a_bad_file_is_blocked_and_its_finding_shown(project: Path) -> None:
    (project / "bad.txt").write_text(BAD, encoding="utf-8")
    (project / "bad.py").write_text("x = 1  \n", encoding="utf-8")
    done = run_hooks(project)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "bad.txt:1:13 warning SPC004 trailing-space" in done.stdout
    assert "bad.py" not in done.stdout
    assert (project / "bad.txt").read_text(encoding="utf-8") == BAD


def test_a_good_file_passes(project: Path) -> None:
    (project / "good.txt").write_text(GOOD, encoding="utf-8")
    (project / "good.md").write_text(f"# 山中\n\n{GOOD}", encoding="utf-8")
    done = run_hooks(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


def test_what_the_project_excludes_is_not_linted_though_pre_commit_names_it(project: Path) -> None:
    (project / "drafts").mkdir()
    (project / "drafts" / "bad.txt").write_text(BAD, encoding="utf-8")
    (project / "jiaokan.toml").write_text('exclude = ["drafts/"]\n', encoding="utf-8")
    assert run_hooks(project).returncode == 0


def test_the_fix_hook_repairs_and_says_what_it_did(project: Path) -> None:
    (project / "bad.txt").write_text(BAD, encoding="utf-8")
    fix = "--hook-stage", "manual", "jiaokan-fix"
    done = run_hooks(project, *fix)
    assert done.returncode == 1, "pre-commit stops at files that a hook changed"
    assert "bad.txt:1:13 fixed SPC004 trailing-space" in done.stdout
    assert (project / "bad.txt").read_text(encoding="utf-8") == GOOD
    assert run_hooks(project, *fix).returncode == 0
