from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture
def ordinary_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the mode of a file count, as it does for everyone but root."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        monkeypatch.setattr(os, "access", lambda path, mode: bool(Path(path).stat().st_mode & 0o222))


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of its own for every test, in place of the user's."""
    monkeypatch.setenv("JIAOKAN_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
