"""The configuration of a project: found where it should be, and followed as written."""

from __future__ import annotations

import json
import pickle
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from project_settings import TERM, rule_names, settings_of

from jiaokan.config.schema import options_type
from jiaokan.config.settings import Overrides, Project
from jiaokan.errors import ConfigError
from jiaokan.linting.registry import installed_rules


def test_the_nearest_configuration_counts(project: Path) -> None:
    (project / "poems").mkdir()
    (project / "pyproject.toml").write_text('[tool.jiaokan]\nignore = ["ALL"]')
    (project / "poems" / "jiaokan.toml").write_text("")
    configurations = Project(cwd=project)
    assert configurations.settings_for(project / "a.txt").source == project / "pyproject.toml"
    assert configurations.settings_for(project / "other/deep/a.txt").source == project / "pyproject.toml"
    assert configurations.settings_for("poems/a.txt").source == project / "poems" / "jiaokan.toml"


def test_jiaokan_toml_wins_beside_a_pyproject(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.jiaokan]\nno-such-key = 1")
    assert settings_of(project).source == project / "jiaokan.toml"


@pytest.mark.parametrize("text", ['[project]\nname = "x"', '[project]\nname = "x" # jiaokan', "not TOML at all ["])
def test_a_pyproject_without_the_table_is_passed_over(project: Path, text: str) -> None:
    (project / "jiaokan.toml").write_text("")
    (project / "texts").mkdir()
    (project / "texts" / "pyproject.toml").write_text(text)
    assert Project(cwd=project).settings_for(project / "texts" / "a.txt").source == project / "jiaokan.toml"


def test_nothing_above_the_root_of_the_repository_is_read(project: Path) -> None:
    (project.parent / "jiaokan.toml").write_text("nonsense")
    assert Project(cwd=project).settings_for(project / "texts" / "a.txt").source is None


def test_outside_a_repository_nothing_above_the_working_folder_is_read(tmp_path: Path) -> None:
    work = tmp_path / "work"
    (work / "texts").mkdir(parents=True)
    (tmp_path / "jiaokan.toml").write_text("nonsense")
    assert Project(cwd=work).settings_for(work / "texts" / "a.txt").source is None
    assert Project(cwd=work).settings_for(tmp_path / "a.txt").source is None
    (work / "jiaokan.toml").write_text("")
    assert Project(cwd=work).settings_for(work / "texts" / "a.txt").source == work / "jiaokan.toml"


def test_a_configuration_named_on_the_command_line_is_the_only_one(project: Path, tmp_path: Path) -> None:
    (project / "jiaokan.toml").write_text("nonsense")
    other = tmp_path / "other.toml"
    other.write_text(TERM)
    found = Project(Overrides(config=other), cwd=project).settings_for("a.txt")
    assert found.source == other
    assert rule_names(found, family="TERM") == ["term001"]
    with pytest.raises(ConfigError, match=r"none\.toml.*can't be read"):
        Project(Overrides(config=Path("none.toml")), cwd=project).settings_for("a.txt")


def test_isolated_reads_no_configuration_and_no_plugin(project: Path) -> None:
    found = settings_of(project, "nonsense = 1", isolated=True)
    assert found.source is None
    assert not rule_names(found)


def test_a_configuration_is_read_once_for_a_folder(project: Path) -> None:
    settings_of(project)
    configurations = Project(cwd=project)
    assert configurations.settings_for("a.txt") is configurations.settings_for("texts/b.txt")


@pytest.mark.slow
def test_a_start_without_configuration_loads_no_heavy_library(tmp_path: Path) -> None:
    """A hook runs for every commit: libraries that take long to load wait until a configuration needs them."""
    code = (
        "import sys; from jiaokan.config.settings import Project; s = Project().settings_for('a.txt'); s.rules_for('a.txt');"
        "s.includes('a.txt'); s.excludes('a.txt'); s.encoding_for('a.txt');"
        "print([m for m in ('msgspec', 'pathspec', 'rapidfuzz', 'tomllib', 'importlib.metadata') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_include_and_exclude_decide_which_files_are_linted(project: Path) -> None:
    found = settings_of(project)
    assert all(map(found.includes, ["a.txt", "b/a.md", "a.MARKDOWN"]))
    assert not found.includes("a.py")
    found = settings_of(
        project, 'include = ["*.text", "ocr/**"]\nexclude = ["drafts/", "*.bak.text"]', exclude=("tmp",)
    )
    assert found.includes("b/a.text")
    assert found.includes("ocr/deep/a")
    assert not found.includes("a.txt")
    assert found.excludes("drafts/a.text")
    assert found.excludes(project / "b/drafts/c/a.text")
    assert found.excludes("b/a.bak.text")
    assert found.excludes("b/tmp/a.text")
    assert not found.excludes("draft/a.text")
    (project / "drafts").mkdir()
    assert found.excludes("drafts")
    assert not found.excludes(".")


def test_globs_are_relative_to_the_configuration(project: Path) -> None:
    (project / "texts").mkdir()
    (project / "jiaokan.toml").write_text('exclude = ["/texts/old/*.txt"]')
    found = Project(cwd=project / "texts").settings_for("a.txt")
    assert found.excludes("old/a.txt")
    assert not found.excludes("texts/old/a.txt")


def test_an_encoding_is_set_by_glob(project: Path) -> None:
    found = settings_of(project, 'encoding = { "legacy/*.txt" = "gb18030", "legacy/tw-*.txt" = "big5" }')
    assert found.encoding_for("legacy/a.txt") == "gb18030"
    assert found.encoding_for("legacy/tw-a.txt") == "big5"
    assert found.encoding_for("a.txt") is None


def test_it_is_said_where_a_setting_comes_from(project: Path) -> None:
    found = settings_of(
        project, 'ignore = ["MINE002"]\nselect = ["MINE"]\n[levels]\nMINE001 = "info"', ignore=("my-rule",)
    )
    file = str(project / "jiaokan.toml")
    assert found.origin("include") == "default"
    assert found.origin("select") == file
    assert found.origin("levels") == found.origin("levels.MINE001") == file
    assert found.origin("ignore") == f"{file} and command line"
    assert found.as_dict()["ignore"] == ["MINE002", "my-rule"]
    assert settings_of(project, 'select = ["MINE"]', select=("MINE001",)).origin("select") == "command line"
    json.dumps(found.as_dict())


@pytest.mark.slow
def test_settings_reach_another_process(project: Path, tmp_path: Path) -> None:
    """Workers get their settings pickled; one that was not forked has loaded no plugin yet."""
    found = settings_of(project, TERM)
    found.rules_for("a.txt")
    found.excludes("a.txt")
    file = tmp_path / "settings.pickle"
    file.write_bytes(pickle.dumps((found, found.rules_for("a.txt"), Project(cwd=project))))
    code = (
        "import pickle, sys; s, rules, p = pickle.load(open(sys.argv[1], 'rb'));"
        "assert s.rules_for('a.txt') == rules; print(*(a.rule.code for a in rules), p.settings_for('a.txt').source)"
    )
    done = subprocess.run([sys.executable, "-c", code, file], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [a.rule.code for a in found.rules_for("a.txt")] + [str(project / "jiaokan.toml")]


def test_the_schema_knows_every_key_and_option() -> None:
    """Editors complete and check by it: it must know every key and every option."""
    tool = runpy.run_path(str(ROOT / "tools" / "make_schema.py"))
    kept = json.loads(tool["OUT"].read_text(encoding="utf-8"))
    assert kept == json.loads(tool["schema_text"]()), "the schema lags behind the rules: run `make tables`"
    for rule in installed_rules(builtin_only=True):
        assert options_type(rule)
        for option in rule.options:
            assert tool["description"](rule, option), f"the manual of {rule.name} does not explain `{option}`"
