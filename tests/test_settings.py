"""The configuration a project writes: found where it should be, followed as written, refused where it is wrong."""

from __future__ import annotations

import json
import pickle
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jiaokan import Document, Edit, Finding, Level, Rule, Safety
from jiaokan.config.schema import options_type
from jiaokan.config.selection import configure
from jiaokan.config.settings import Overrides, Project, Settings
from jiaokan.errors import ConfigError
from jiaokan.linting.registry import installed_rules

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


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository with a plugin that gives it two rules, one of them off."""
    root = tmp_path / "repo"
    (root / ".git").mkdir(parents=True)
    (root / "lint_rules.py").write_text(PLUGIN)
    return root


def settings(repo: Path, text: str = "", path: str = "a.txt", **said: Any) -> Settings:
    (repo / "jiaokan.toml").write_text('plugins = ["./lint_rules.py"]\n' + text)
    return Project(Overrides(**said), cwd=repo).settings_for(repo / path)


def names(found: Settings, path: str | None = "a.txt", family: str = "MINE") -> list[str]:
    return [a.rule.name for a in found.rules_for(path) if a.rule.family == family]


def error(repo: Path, text: str, **said: Any) -> str:
    with pytest.raises(ConfigError) as caught:
        settings(repo, text, **said)
    return str(caught.value)


# Where configuration is found


def test_the_nearest_configuration_counts(repo: Path) -> None:
    (repo / "poems").mkdir()
    (repo / "pyproject.toml").write_text('[tool.jiaokan]\nignore = ["ALL"]')
    (repo / "poems" / "jiaokan.toml").write_text("")
    project = Project(cwd=repo)
    assert project.settings_for(repo / "a.txt").source == repo / "pyproject.toml"
    assert project.settings_for(repo / "other/deep/a.txt").source == repo / "pyproject.toml"
    assert project.settings_for("poems/a.txt").source == repo / "poems" / "jiaokan.toml"


def test_jiaokan_toml_wins_beside_a_pyproject(repo: Path) -> None:
    (repo / "pyproject.toml").write_text("[tool.jiaokan]\nno-such-key = 1")
    assert settings(repo).source == repo / "jiaokan.toml"


@pytest.mark.parametrize("text", ['[project]\nname = "x"', '[project]\nname = "x" # jiaokan', "not TOML at all ["])
def test_a_pyproject_without_the_table_is_passed_over(repo: Path, text: str) -> None:
    (repo / "jiaokan.toml").write_text("")
    (repo / "texts").mkdir()
    (repo / "texts" / "pyproject.toml").write_text(text)
    assert Project(cwd=repo).settings_for(repo / "texts" / "a.txt").source == repo / "jiaokan.toml"


def test_nothing_above_the_root_of_the_repository_is_read(repo: Path) -> None:
    (repo.parent / "jiaokan.toml").write_text("nonsense")
    assert Project(cwd=repo).settings_for(repo / "texts" / "a.txt").source is None


def test_outside_a_repository_nothing_above_the_working_folder_is_read(tmp_path: Path) -> None:
    work = tmp_path / "work"
    (work / "texts").mkdir(parents=True)
    (tmp_path / "jiaokan.toml").write_text("nonsense")
    assert Project(cwd=work).settings_for(work / "texts" / "a.txt").source is None
    assert Project(cwd=work).settings_for(tmp_path / "a.txt").source is None
    (work / "jiaokan.toml").write_text("")
    assert Project(cwd=work).settings_for(work / "texts" / "a.txt").source == work / "jiaokan.toml"


def test_a_configuration_named_on_the_command_line_is_the_only_one(repo: Path, tmp_path: Path) -> None:
    (repo / "jiaokan.toml").write_text("nonsense")
    other = tmp_path / "other.toml"
    other.write_text(TERM)
    found = Project(Overrides(config=other), cwd=repo).settings_for("a.txt")
    assert found.source == other
    assert names(found, family="TERM") == ["term001"]
    with pytest.raises(ConfigError, match=r"none\.toml.*can't be read"):
        Project(Overrides(config=Path("none.toml")), cwd=repo).settings_for("a.txt")


def test_isolated_reads_no_configuration_and_no_plugin(repo: Path) -> None:
    found = settings(repo, "nonsense = 1", isolated=True)
    assert found.source is None
    assert not names(found)


def test_a_configuration_is_read_once_for_a_folder(repo: Path) -> None:
    settings(repo)
    project = Project(cwd=repo)
    assert project.settings_for("a.txt") is project.settings_for("texts/b.txt")


def test_a_start_without_configuration_is_quick(tmp_path: Path) -> None:
    """Heavy libraries wait until a configuration needs them: a hook is run for every commit."""
    code = (
        "import sys; from jiaokan.config.settings import Project; s = Project().settings_for('a.txt'); s.rules_for('a.txt');"
        "s.includes('a.txt'); s.excludes('a.txt'); s.encoding_for('a.txt');"
        "print([m for m in ('msgspec', 'pathspec', 'rapidfuzz', 'tomllib', 'importlib.metadata') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# Which rules run


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
def test_the_more_specific_word_wins(repo: Path, text: str, said: dict[str, Any], expected: list[str]) -> None:
    assert names(settings(repo, text, **said)) == expected


def test_per_file_ignores_hold_for_the_files_that_match_alone(repo: Path) -> None:
    found = settings(repo, '[per-file-ignores]\n"poems/*" = ["MINE"]\n"draft.txt" = ["my-rule"]')
    assert names(found, "prose/a.txt") == ["my-rule"]
    assert names(found, "poems/a.txt") == []
    assert names(found, str(repo / "poems/old/a.txt")) == []
    assert names(found, "anywhere/draft.txt") == []
    assert names(found, None) == ["my-rule"]


def test_levels_by_rule_and_family(repo: Path) -> None:
    found = settings(repo, 'extend-select = ["MINE"]\n[levels]\nMINE = "info"\nquiet-rule = "error"')
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
def test_a_rule_as_data_may_have_fixes_that_are_never_applied(repo: Path, word: str) -> None:
    (term,) = (a.rule for a in settings(repo, f'{TERM}safety = "{word}"').rules_for("a.txt") if a.rule.family == "TERM")
    assert term.safety is Safety.DISPLAY


def test_extend_ignore_is_merged_into_ignore(repo: Path) -> None:
    found = settings(repo, 'ignore = ["MINE002"]\nextend-ignore = ["MINE001"]')
    assert found.as_dict()["ignore"] == ["MINE002", "MINE001"]
    assert "extend-ignore" not in found.as_dict()


def test_options_reach_the_rule(repo: Path) -> None:
    found = settings(repo, '[options.my-rule]\nmost = 1\nwords = ["乙"]\nshare = 1\n')
    (mine,) = (a for a in found.rules_for("a.txt") if a.rule.name == "my-rule")
    (finding,) = mine.findings(Document("甲乙丙丁"))
    assert (finding.end, finding.message) == (1, "乙")
    assert mine.options == {"most": 1, "words": ("乙",), "share": 1.0}


# Files


def test_includes_and_excludes(repo: Path) -> None:
    found = settings(repo)
    assert all(map(found.includes, ["a.txt", "b/a.md", "a.MARKDOWN"]))
    assert not found.includes("a.py")
    found = settings(repo, 'include = ["*.text", "ocr/**"]\nexclude = ["drafts/", "*.bak.text"]', exclude=("tmp",))
    assert found.includes("b/a.text")
    assert found.includes("ocr/deep/a")
    assert not found.includes("a.txt")
    assert found.excludes("drafts/a.text")
    assert found.excludes(repo / "b/drafts/c/a.text")
    assert found.excludes("b/a.bak.text")
    assert found.excludes("b/tmp/a.text")
    assert not found.excludes("draft/a.text")
    (repo / "drafts").mkdir()
    assert found.excludes("drafts")
    assert not found.excludes(".")


def test_globs_are_relative_to_the_configuration(repo: Path) -> None:
    (repo / "texts").mkdir()
    (repo / "jiaokan.toml").write_text('exclude = ["/texts/old/*.txt"]')
    found = Project(cwd=repo / "texts").settings_for("a.txt")
    assert found.excludes("old/a.txt")
    assert not found.excludes("texts/old/a.txt")


def test_encodings_by_glob(repo: Path) -> None:
    found = settings(repo, 'encoding = { "legacy/*.txt" = "gb18030", "legacy/tw-*.txt" = "big5" }')
    assert found.encoding_for("legacy/a.txt") == "gb18030"
    assert found.encoding_for("legacy/tw-a.txt") == "big5"
    assert found.encoding_for("a.txt") is None


def test_it_is_said_where_a_setting_comes_from(repo: Path) -> None:
    found = settings(repo, 'ignore = ["MINE002"]\nselect = ["MINE"]\n[levels]\nMINE001 = "info"', ignore=("my-rule",))
    file = str(repo / "jiaokan.toml")
    assert found.origin("include") == "default"
    assert found.origin("select") == file
    assert found.origin("levels") == found.origin("levels.MINE001") == file
    assert found.origin("ignore") == f"{file} and command line"
    assert found.as_dict()["ignore"] == ["MINE002", "my-rule"]
    assert settings(repo, 'select = ["MINE"]', select=("MINE001",)).origin("select") == "command line"
    json.dumps(found.as_dict())


# What is wrong is said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('ignor = ["MINE"]', "ignor: there is no key 'ignor'. Did you mean 'ignore'?"),
        ("per_file_ignores = {}", "Did you mean 'per-file-ignores'?"),
        ('ignore = "MINE"', 'ignore: expected `array`, found "MINE".'),
        ("levels = 1", "levels: expected `table`, found 1."),
        ("ignore = [", "this is not valid TOML"),
        ("ignore = [1]", "ignore[0]: expected `str`, found 1."),
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
def test_an_error_names_the_file_the_key_and_what_was_expected(repo: Path, text: str, expected: str) -> None:
    message = error(repo, text)
    assert str(repo / "jiaokan.toml") in message
    assert expected in message


def test_an_error_in_a_pyproject_names_the_key_from_the_top(repo: Path) -> None:
    (repo / "pyproject.toml").write_text("[tool.jiaokan.levels]\nMINE = 1")
    with pytest.raises(ConfigError, match=r"pyproject\.toml: tool\.jiaokan\.levels\.MINE: expected `str`, found 1"):
        Project(cwd=repo).settings_for("a.txt")


def test_an_unknown_selector_of_the_command_line_is_named(repo: Path) -> None:
    assert "--select: there is no rule or family 'MINE003'" in error(repo, "", select=("MINE003",))
    with pytest.raises(ConfigError, match="--ignore: there is no rule or family 'nonsense'"):
        Project(Overrides(ignore=("nonsense",), isolated=True)).settings_for("a.txt")


def test_a_glob_of_the_command_line_that_is_none_is_named(repo: Path) -> None:
    with pytest.raises(ConfigError, match="'!' is not a valid glob"):
        settings(repo, exclude=("!",)).excludes("a.txt")


def test_a_rule_of_the_project_can_be_selected_for_its_folder(repo: Path) -> None:
    """`jiaokan check --select TERM001 .` asks about the folder first, which the configuration in it does not govern."""
    (repo / "jiaokan.toml").write_text(TERM)
    project = Project(Overrides(select=("TERM001",)), cwd=repo)
    assert not project.settings_for(".").excludes(".")
    assert names(project.settings_for("a.txt"), family="TERM") == ["term001"]


def test_a_file_that_is_no_utf8_is_an_error(repo: Path) -> None:
    (repo / "jiaokan.toml").write_bytes("# 配置".encode("gb18030"))
    with pytest.raises(ConfigError, match="can't be read"):
        Project(cwd=repo).settings_for("a.txt")
    (repo / "jiaokan.toml").write_bytes(b"\xef\xbb\xbfselect = []")
    assert not Project(cwd=repo).settings_for("a.txt").rules_for("a.txt")


# The contract with the other parts


def test_settings_reach_another_process(repo: Path, tmp_path: Path) -> None:
    """Workers get their settings pickled; one that was not forked has loaded no plugin yet."""
    found = settings(repo, TERM)
    found.rules_for("a.txt")
    found.excludes("a.txt")
    file = tmp_path / "settings.pickle"
    file.write_bytes(pickle.dumps((found, found.rules_for("a.txt"), Project(cwd=repo))))
    code = (
        "import pickle, sys; s, rules, p = pickle.load(open(sys.argv[1], 'rb'));"
        "assert s.rules_for('a.txt') == rules; print(*(a.rule.code for a in rules), p.settings_for('a.txt').source)"
    )
    done = subprocess.run([sys.executable, "-c", code, file], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [a.rule.code for a in found.rules_for("a.txt")] + [str(repo / "jiaokan.toml")]


def test_the_schema_is_true() -> None:
    """Editors complete and check by it: it must know every key and every option."""
    tool = runpy.run_path(str(Path(__file__).parent.parent / "tools" / "make_schema.py"))
    kept = json.loads(tool["OUT"].read_text(encoding="utf-8"))
    assert kept == json.loads(tool["schema_text"]()), "the schema lags behind the rules: run `make tables`"
    for rule in installed_rules(builtin_only=True):
        assert options_type(rule)
        for option in rule.options:
            assert tool["description"](rule, option), f"the manual of {rule.name} does not explain `{option}`"
