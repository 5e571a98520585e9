"""The settings of a project that brings two rules of its own, one of them off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jiaokan.config.settings import Overrides, Project, Settings
from jiaokan.errors import ConfigError

PLUGIN = '''
from jiaokan import Document, Finding, Level, Safety, rule

@rule("MINE001", level=Level.ERROR, safety=Safety.SAFE, chinese=False)
def my_rule(doc: Document, *, most: int = 3, words: tuple[str, ...] = ("a",), share: float = 0.5, strict: bool = False):
    """Finds the first word."""
    yield Finding(0, most, words[0])

@rule("MINE002", on=False, chinese=False)
def quiet_rule(doc: Document):
    """Is off."""
    yield Finding(0, 1, "Off by default.")
'''
TERM = '[[terms]]\ncode = "TERM001"\nwrong = ["Efllops"]\nright = "EFLOPS"\n'


def settings_of(project: Path, text: str = "", path: str = "a.txt", **overrides: Any) -> Settings:
    """The settings for a file of the project, whose configuration is `text`."""
    (project / "jiaokan.toml").write_text('plugins = ["./lint_rules.py"]\n' + text)
    return Project(Overrides(**overrides), cwd=project).settings_for(project / path)


def rule_names(settings: Settings, path: str | None = "a.txt", family: str = "MINE") -> list[str]:
    """The rules of a family that run on a file."""
    return [a.rule.name for a in settings.rules_for(path) if a.rule.family == family]


def config_error(project: Path, text: str, **overrides: Any) -> str:
    """The error that a configuration gives that is wrong."""
    with pytest.raises(ConfigError) as caught:
        settings_of(project, text, **overrides)
    return str(caught.value)
