"""What is published: nothing is missing from it, nothing private is in it, and it works where nothing else is."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT, Built, build
from git_repository import git

PACKAGES = {"lint/jiaokan": "jiaokan", "rules/jiaokan_rules": "jiaokan_rules"}


def ours() -> set[str]:
    """The files of the repository, committed or about to be."""
    listed = git("ls-files", "--cached", "--others", "--exclude-standard", "-z", cwd=ROOT).split("\0")
    return {name for name in listed if name and (ROOT / name).is_file()}


def in_wheel(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="without git nobody knows what belongs here")
def test_the_source_holds_all_that_the_repository_does_and_nothing_else(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names - {"PKG-INFO", ".gitignore"} == {n for n in ours() if not n.startswith(".ci/")} - {".gitignore"}


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="without git nobody knows what belongs here")
def test_the_wheel_holds_every_module_and_table_and_the_licences(built: Built) -> None:
    wanted = {
        package + name.removeprefix(folder)
        for folder, package in PACKAGES.items()
        for name in ours()
        if name.startswith(f"{folder}/")
    }
    metadata = {n for n in in_wheel(built.wheel) if ".dist-info/" in n}
    assert in_wheel(built.wheel) - metadata == wanted
    assert {"jiaokan/py.typed", "jiaokan_rules/py.typed", "jiaokan/jiaokan.schema.json"} <= wanted
    assert {"LICENSE", "NOTICE"} <= {Path(n).name for n in metadata}


@pytest.mark.slow
def test_the_source_makes_the_same_wheel(built: Built, tmp_path: Path) -> None:
    """Distributions of Linux build from the source distribution."""
    with tarfile.open(built.sdist) as archive:
        if sys.version_info >= (3, 12):
            archive.extraction_filter = tarfile.data_filter
        archive.extractall(tmp_path)
    (source,) = tmp_path.iterdir()
    build(source, tmp_path / "out", "--target", "wheel")
    (wheel,) = (tmp_path / "out").glob("*.whl")
    assert wheel.name == built.wheel.name
    assert in_wheel(wheel) == in_wheel(built.wheel)


@pytest.mark.slow
def test_the_wheel_works_where_nothing_else_is(built: Built, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(scripts / "python"), "-m", "pip", "install", "--quiet", str(built.wheel)]
    subprocess.run(pip, check=True, capture_output=True, timeout=280)
    (tmp_path / "a.txt").write_text("　　家家户戶都来了，大家围在一起说话，孩子们在门前的树下玩。\n", encoding="utf-8")

    def jiaokan(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(scripts / "jiaokan"), *arguments]
        env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", timeout=60)

    assert jiaokan("--version").stdout == f"jiaokan {built.wheel.name.split('-')[1]}\n"
    assert "break-in-word" in jiaokan("rules").stdout
    found = jiaokan("check")
    assert (found.returncode, found.stderr) == (1, "")
    assert "a.txt:1:6 error SCR001 mixed-variant" in found.stdout
    assert jiaokan("check", "--fix", "--unsafe-fixes").returncode == 0
    assert "家家户户都来了" in (tmp_path / "a.txt").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_version_is_the_same_everywhere(built: Built) -> None:
    version = built.wheel.name.split("-")[1]
    for name in ("CITATION.cff", "CHANGELOG.md", "README.md", "docs/ci.md"):
        assert version in (ROOT / name).read_text(encoding="utf-8"), name


def test_the_container_gets_what_the_build_needs_and_runs_as_nobody_special() -> None:
    """It can't be built in a test: held are the promises that its text makes."""
    lines = (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines()
    assert lines.index("USER 1000") < lines.index("WORKDIR /work") < lines.index('ENTRYPOINT ["jiaokan"]')
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[0] == "!"}
    assert kept == {"LICENSE", "NOTICE", "README.md", "pyproject.toml", "lint", "rules"}
    assert all((ROOT / name).exists() for name in kept)


def test_every_table_made_from_elsewhere_is_in_the_notice() -> None:
    """Whoever passes it on must pass on whose work it is."""
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    tables = [n for n in ours() if n.startswith(("lint/", "rules/")) and n.endswith((".tsv", ".txt", ".marisa"))]
    own = {"names.txt"}
    assert tables
    assert not [name for name in tables if Path(name).name not in own and Path(name).name not in notice]
