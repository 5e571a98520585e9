from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
# Rules of a project's own, for tests that are to say nothing about the built-in ones.
OLD_WORD = """
[[patterns]]
code = "HOUSE001"
pattern = "旧词"
message = "「旧词」 is out of use: write 「新词」."
replacement = "新词"
level = "error"
safety = "safe"
"""
DOUBT = """
[[patterns]]
code = "HOUSE002"
pattern = "疑问"
message = "「疑问」: ask the author."
replacement = "问题"
safety = "unsafe"
"""
NOTE = """
[[patterns]]
code = "NOTE001"
pattern = "注意"
message = "「注意」 was found."
level = "info"
"""


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


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of its own for every test, in place of the user's."""
    monkeypatch.setenv("JIAOKAN_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
