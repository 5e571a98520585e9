"""A configuration that is wrong is refused, with its file, the key and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_settings import TERM, config_error, rule_names, settings_of

from jiaokan.config.settings import Overrides, Project
from jiaokan.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('ignor = ["MINE"]', "ignor: there is no key 'ignor'. Did you mean 'ignore'?"),
        ("per_file_ignores = {}", "Did you mean 'per-file-ignores'?"),
        ('ignore = "MINE"', 'ignore: expected `array`, found "MINE".'),
        ("levels = 1", "levels: expected `table`, found 1."),
        ("ignore = [", "this is not valid TOML"),
        ("ignore = [1]", "ignore[0]: expected `str | table`, found 1."),
        ('select = ["my-rul"]', "select: there is no rule or family 'my-rul'. Did you mean 'my-rule'?"),
        ('ignore = ["mine001"]', "Did you mean 'MINE001'?"),
        (
            'extend-safe-fixes = ["MINE9"]',
            "extend-safe-fixes: there is no rule or family 'MINE9'. Did you mean 'MINE'?",
        ),
        (
            'per-file-ignores = { "a b/*" = ["MINE01"] }',
            "per-file-ignores.\"a b/*\": there is no rule or family 'MINE01'.",
        ),
        ('levels = { my-rule = "eror" }', 'levels.my-rule: expected one of "error", "warning", "info", found "eror".'),
        ("levels = { my-rule = 1 }", "levels.my-rule: expected `str`, found 1."),
        ('per-file-ignores = { "a/*" = [], "b/*" = [1] }', 'per-file-ignores."b/*"[0]: expected `str`, found 1.'),
        ("options = { my-rule = 1 }", "options.my-rule: expected `table`, found 1."),
        ('levels = { my-ruel = "error" }', "levels: there is no rule or family 'my-ruel'. Did you mean 'my-rule'?"),
        (
            "[options.my-rule]\nmots = 1",
            "options.my-rule.mots: there is no key 'mots'. Did you mean 'most'?",
        ),
        ('[options.my-rule]\nmost = "1"', 'options.my-rule.most: expected `int`, found "1".'),
        ("[options.my-rule]\nmost = true", "options.my-rule.most: expected `int`, found true."),
        ('[options.my-rule]\nwords = "a"', 'options.my-rule.words: expected `array`, found "a".'),
        ("[options.my-rule]\nstrict = 1", "options.my-rule.strict: expected `bool`, found 1."),
        ("[options.quiet-rule]\nmost = 1", "options.quiet-rule: quiet-rule has no options."),
        ("[options.MINE]\nmost = 1", "options.MINE: expected the code or the name of a rule"),
        ("[options.my-rule]\n[options.MINE001]", "MINE001 and my-rule are one rule"),
        ('encoding = { "*.txt" = "gb18031" }', "there is no text encoding 'gb18031'. Did you mean 'gb18030'?"),
        ('encoding = { "*.txt" = "rot13" }', "there is no text encoding 'rot13'."),
        ('exclude = ["../other"]', "exclude: '../other' reaches outside the folder of this file."),
        ('include = ["["]\nexclude = ["a\\\\"]', "exclude: 'a\\\\' is not a valid glob in the syntax of .gitignore."),
        ('encoding = { "[z-a]" = "utf-8" }', "encoding: '[z-a]' is not a valid glob"),
        ('per-file-ignores = { "!a.txt" = ["MINE"] }', "per-file-ignores: '!a.txt' stands alone"),
        ("[tool.jiaokan]", "the keys stand at the top, without [tool.jiaokan]"),
        (
            TERM.replace("TERM001", "TER1"),
            "terms[0].code: expected `str` matching regex '^[A-Z]{4,}[0-9]+$', found \"TER1\".",
        ),
        (TERM.replace("wrong", "worng"), "terms[0].worng: there is no key 'worng'. Did you mean 'wrong'?"),
        (TERM.replace("Efllops", "EFLOPS"), "terms[0].wrong: 'EFLOPS' is both wrong and right."),
        (
            '[[terms]]\ncode = "TERM001"\nright = "x"',
            "terms[0]: the key 'wrong' is missing.",
        ),
        (TERM + TERM, "Two rules are called 'TERM001'"),
        (
            '[[patterns]]\ncode = "HOUSE1"\npattern = "(a"\nmessage = "x"',
            "patterns[0].pattern: '(a' is not a valid regular expression",
        ),
        ('[[patterns]]\ncode = "HOUSE1"\npattern = "a*"\nmessage = "x"', "'a*' matches the empty string"),
        (
            '[[patterns]]\ncode = "HOUSE1"\npattern = "a"\nmessage = "x"\nreplacement = \'\\2\'',
            "patterns[0].replacement: '\\\\2' is not a valid replacement",
        ),
    ],
)
def test_an_error_names_the_file_the_key_and_what_was_expected(project: Path, text: str, expected: str) -> None:
    message = config_error(project, text)
    assert str(project / "jiaokan.toml") in message
    assert expected in message


def test_an_error_in_a_pyproject_names_the_key_from_the_top(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.jiaokan.levels]\nMINE = 1")
    with pytest.raises(ConfigError, match=r"pyproject\.toml: tool\.jiaokan\.levels\.MINE: expected `str`, found 1"):
        Project(cwd=project).settings_for("a.txt")


def test_an_unknown_selector_of_the_command_line_is_named(project: Path) -> None:
    assert "--select: there is no rule or family 'MINE003'" in config_error(project, "", select=("MINE003",))
    with pytest.raises(ConfigError, match="--ignore: there is no rule or family 'nonsense'"):
        Project(Overrides(ignore=("nonsense",), isolated=True)).settings_for("a.txt")


def test_a_glob_of_the_command_line_that_is_none_is_named(project: Path) -> None:
    with pytest.raises(ConfigError, match="'!' is not a valid glob"):
        settings_of(project, exclude=("!",)).excludes("a.txt")


def test_a_rule_of_the_project_can_be_selected_for_its_folder(project: Path) -> None:
    """`jiaokan check --select TERM001 .` asks about the folder first, which the configuration in it does not govern."""
    (project / "jiaokan.toml").write_text(TERM)
    configurations = Project(Overrides(select=("TERM001",)), cwd=project)
    assert not configurations.settings_for(".").excludes(".")
    assert rule_names(configurations.settings_for("a.txt"), family="TERM") == ["term001"]


def test_a_file_that_is_no_utf8_is_an_error(project: Path) -> None:
    (project / "jiaokan.toml").write_bytes("# 配置".encode("gb18030"))
    with pytest.raises(ConfigError, match="can't be read"):
        Project(cwd=project).settings_for("a.txt")
    (project / "jiaokan.toml").write_bytes(b"\xef\xbb\xbfselect = []")
    assert not Project(cwd=project).settings_for("a.txt").rules_for("a.txt")
