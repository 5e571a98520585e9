"""Which rules run on a file, at which level, with which options and how far their fixes are trusted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from project_settings import TERM, rule_names, settings_of

from jiaokan import Document, Edit, Finding, Level, Rule, Safety
from jiaokan.config.selection import configure


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("", {}, ["my-rule"]),
        ('extend-select = ["MINE002"]', {}, ["my-rule", "quiet-rule"]),
        ('extend-select = ["MINE"]', {}, ["my-rule", "quiet-rule"]),
        ('ignore = ["my-rule"]', {}, []),
        ('ignore = ["MINE"]', {}, []),
        ('select = ["quiet-rule"]', {}, ["quiet-rule"]),
        ('select = ["MINE"]\nignore = ["MINE002"]', {}, ["my-rule"]),
        ('select = ["MINE002"]\nignore = ["MINE"]', {}, ["quiet-rule"]),
        ('select = ["MINE"]\nignore = ["MINE"]', {}, []),
        ('select = ["ALL"]\nextend-ignore = ["MINE001"]', {}, ["quiet-rule"]),
        ("select = []", {}, []),
        ("", {"select": ("MINE002",)}, ["quiet-rule"]),
        ("", {"select": ("MINE",)}, ["my-rule", "quiet-rule"]),
        ('extend-select = ["MINE002"]', {"select": ("my-rule",)}, ["my-rule"]),
        ('ignore = ["MINE001"]', {"select": ("my-rule",)}, ["my-rule"]),
        ('ignore = ["MINE001"]', {"select": ("MINE",)}, ["quiet-rule"]),
        ('ignore = ["MINE001"]', {"extend_select": ("MINE002",)}, ["quiet-rule"]),
        ('select = ["MINE001"]', {"ignore": ("MINE",)}, []),
        ('select = ["MINE"]', {"ignore": ("MINE001",)}, ["quiet-rule"]),
        ("", {"select": ("MINE001",), "ignore": ("MINE",)}, ["my-rule"]),
    ],
)
def test_the_more_specific_word_wins(project: Path, text: str, said: dict[str, Any], expected: list[str]) -> None:
    assert rule_names(settings_of(project, text, **said)) == expected


def test_per_file_ignores_hold_for_the_files_that_match_alone(project: Path) -> None:
    found = settings_of(project, '[per-file-ignores]\n"poems/*" = ["MINE"]\n"draft.txt" = ["my-rule"]')
    assert rule_names(found, "prose/a.txt") == ["my-rule"]
    assert rule_names(found, "poems/a.txt") == []
    assert rule_names(found, str(project / "poems/old/a.txt")) == []
    assert rule_names(found, "anywhere/draft.txt") == []
    assert rule_names(found, None) == ["my-rule"]


def test_levels_by_rule_and_family(project: Path) -> None:
    found = settings_of(project, 'extend-select = ["MINE"]\n[levels]\nMINE = "info"\nquiet-rule = "error"')
    assert {a.rule.name: a.level for a in found.rules_for("a.txt") if a.rule.family == "MINE"} == {
        "my-rule": Level.INFO,
        "quiet-rule": Level.ERROR,
    }


def trusted(rule: Rule, **table: Any) -> Safety | None:
    """How far the one fix of a rule is trusted under some settings."""
    (finding,) = configure(rule, table, {}).findings(Document("甲"))
    return finding.fix and finding.fix.safety


@pytest.mark.parametrize("family", ["SOME", "SOME001", "some-rule"])
def test_trust_in_fixes_can_be_raised_and_lowered(family: str) -> None:
    def made(safety: Safety, level: Level = Level.ERROR) -> Rule:
        return Rule("SOME001", "some-rule", lambda _: [Finding(0, 1, "x", (Edit(0, 1, "乙"),))], level, safety)

    assert trusted(made(Safety.UNSAFE)) == Safety.UNSAFE
    assert trusted(made(Safety.UNSAFE), **{"extend-safe-fixes": [family]}) == Safety.SAFE
    assert trusted(made(Safety.DISPLAY), **{"extend-safe-fixes": [family]}) == Safety.DISPLAY
    assert trusted(made(Safety.SAFE), **{"extend-unsafe-fixes": [family]}) == Safety.UNSAFE
    assert (
        trusted(made(Safety.SAFE), **{"extend-unsafe-fixes": [family], "extend-safe-fixes": ["ALL"]}) == Safety.UNSAFE
    )
    assert trusted(made(Safety.SAFE, Level.INFO)) == Safety.UNSAFE
    assert trusted(made(Safety.SAFE), levels={family: "info"}) == Safety.UNSAFE


@pytest.mark.parametrize("word", ["display", "show"])
def test_a_rule_as_data_may_have_fixes_that_are_never_applied(project: Path, word: str) -> None:
    (term,) = (
        a.rule for a in settings_of(project, f'{TERM}safety = "{word}"').rules_for("a.txt") if a.rule.family == "TERM"
    )
    assert term.safety is Safety.DISPLAY


def test_extend_ignore_is_merged_into_ignore(project: Path) -> None:
    found = settings_of(project, 'ignore = ["MINE002"]\nextend-ignore = ["MINE001"]')
    assert found.as_dict()["ignore"] == ["MINE002", "MINE001"]
    assert "extend-ignore" not in found.as_dict()


def test_options_reach_the_rule(project: Path) -> None:
    found = settings_of(project, '[options.my-rule]\nmost = 1\nwords = ["乙"]\nshare = 1\n')
    (mine,) = (a for a in found.rules_for("a.txt") if a.rule.name == "my-rule")
    (finding,) = mine.findings(Document("甲乙丙丁"))
    assert (finding.end, finding.message) == (1, "乙")
    assert mine.options == {"most": 1, "words": ("乙",), "share": 1.0}
