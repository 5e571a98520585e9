"""Rules from outside: every installed plugin is found, and one that is broken is named."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from pathlib import Path
from zipfile import ZipFile

import pytest

from jiaokan import lint
from jiaokan.config.settings import Overrides, Project
from jiaokan.errors import ConfigError
from jiaokan.linting import plugins
from jiaokan.linting.plugins import EntryPoint, entry_points
from jiaokan.linting.registry import installed_rules

RULE = '''
from jiaokan import Document, Finding, rule

@rule("{code}")
def {name}(doc: Document):
    """A rule."""
    yield Finding(0, 1, "Found.")
'''
POINTS = "[console_scripts]\nx = a.b:c\n\n[jiaokan.rules]\nmine = {module}\n# a = comment\n\n[other]\ny = z\n"


def install(site: Path, module: str, text: str = "", dist: str = "") -> None:
    """A package as pip leaves it."""
    site.mkdir(exist_ok=True)
    (site / f"{module}.py").write_text(text)
    info = site / f"{dist or module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {dist or module}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(POINTS.format(module=module))


def test_the_same_plugins_are_found_as_by_importlib() -> None:
    assert sorted(entry_points()) == sorted(
        EntryPoint(p.name, p.value) for p in metadata.entry_points(group="jiaokan.rules")
    )


def test_an_installed_plugin_is_on_but_not_under_isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "jiaokan_test_one", RULE.format(code="TESTA001", name="first_rule"))
    monkeypatch.syspath_prepend(tmp_path)
    assert "TESTA001" in {r.code for r in installed_rules()}
    assert "TESTA001" in {a.rule.code for a in Project(cwd=tmp_path).settings_for("a.txt").rules_for("a.txt")}
    alone = Project(Overrides(isolated=True), cwd=tmp_path).settings_for("a.txt")
    assert "TESTA001" not in {a.rule.code for a in alone.rules_for("a.txt")}
    assert alone.rules


def test_the_first_distribution_on_the_path_hides_others_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "new", "new_module", dist="Some_Plugin")
    install(tmp_path / "old", "old_module", dist="some.plugin")
    monkeypatch.syspath_prepend(tmp_path / "old")
    monkeypatch.syspath_prepend(tmp_path / "new")
    assert EntryPoint("mine", "new_module") in entry_points()
    assert EntryPoint("mine", "old_module") not in entry_points()


@pytest.mark.slow
def test_a_plugin_in_a_zip_file_is_found(tmp_path: Path) -> None:
    """What is no plain folder is left to importlib.metadata."""
    with ZipFile(tmp_path / "plugin.zip", "w") as file:
        file.writestr("zipped-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: zipped\nVersion: 1.0\n")
        file.writestr("zipped-1.0.dist-info/entry_points.txt", POINTS.format(module="zipped_module"))
    code = f"import sys; sys.path.append({str(tmp_path / 'plugin.zip')!r}); from jiaokan.linting.plugins import entry_points; print(entry_points())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "zipped_module" in done.stdout
    assert "jiaokan_rules" in done.stdout


def test_a_broken_plugin_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "jiaokan_test_broken", "import no_such_module")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(
        ConfigError,
        match=r"plugin 'mine' \(jiaokan_test_broken\) failed: .*no_such_module.* \(jiaokan_test_broken, line 1\)",
    ):
        Project(cwd=tmp_path).settings_for("a.txt")


def test_two_rules_with_one_name_are_both_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "jiaokan_test_clash", RULE.format(code="TESTB001", name="my_rule"))
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "rules.py").write_text(RULE.format(code="MINE001", name="my_rule"))
    (tmp_path / "jiaokan.toml").write_text('plugins = ["rules.py"]')
    with pytest.raises(
        ConfigError, match=r"MINE001 my-rule \(.*rules\.py\) and TESTB001 my-rule \(jiaokan_test_clash\)"
    ):
        Project(cwd=tmp_path).settings_for("a.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = 1\nraise ValueError('no')", r"rules\.py \(line 2\) failed: ValueError: no"),
        ("def f(:", r"rules\.py \(line 1\) failed: SyntaxError"),
        ("x = 1", "'rules.py' contains no rule"),
        ("from jiaokan import rule\n@rule\ndef fog(doc): ...", r"\(line 2\) .*no code above the function fog"),
        ("from jiaokan import rule\n@rule('fog')\ndef fog(doc): ...", "'fog' cannot be the code of a rule"),
        (
            "from jiaokan import rule\n@rule('FOG001', find='雾')\ndef fog(m, doc): ...",
            "found '雾': write find=Pattern",
        ),
        (
            "import re\nfrom jiaokan import rule\n@rule('FOG001', find=re.compile('雾'))\ndef fog(m, doc): ...",
            r"found re\.compile\('雾'\): write find=Pattern",
        ),
        (None, "there is no file 'rules.py'"),
    ],
)
def test_a_plugin_file_that_is_wrong_is_named(tmp_path: Path, text: str | None, expected: str) -> None:
    (tmp_path / "jiaokan.toml").write_text('plugins = ["rules.py"]')
    if text is not None:
        (tmp_path / "rules.py").write_text(text)
    with pytest.raises(ConfigError, match=expected):
        Project(cwd=tmp_path).settings_for("a.txt")


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("int | None", '"a"', r'expected `int`, found "a"\.'),
        ("Literal['row', 'cell']", '"cel"', r'expected one of "row", "cell", found "cel"\. Did you mean \'cell\'\?'),
        ("frozenset[str]", "[1]", r"options\.my-rule\.some-words\[0\]: expected `str`, found 1\."),
        ("dict[str, int]", '{ a = "b" }', r'options\.my-rule\.some-words\.a: expected `int`, found "b"\.'),
        (
            "list[int] | tuple[str, ...]",
            "1",
            r"the options of my-rule have a type that a configuration can't hold: .*tuple",
        ),
        ("NoSuchType", "1", r"have a type that a configuration can't hold: .*NoSuchType"),
    ],
)
def test_an_option_of_any_type_is_checked(tmp_path: Path, kind: str, value: str, expected: str) -> None:
    rule = RULE.format(code="MINE001", name="my_rule").replace("doc: Document", f"doc, *, some_words: {kind} = None")
    text = f"from __future__ import annotations\nfrom typing import Literal\n{rule}"
    (tmp_path / "rules.py").write_text(text)
    (tmp_path / "jiaokan.toml").write_text(f'plugins = ["rules.py"]\n[options.my-rule]\nsome-words = {value}')
    with pytest.raises(ConfigError, match=expected):
        Project(cwd=tmp_path).settings_for("a.txt")


VIEW = '''
from jiaokan import Document, Finding, Pattern, rule, view

FOG = Pattern("雾")
computed = []

@view
def fog(doc: Document) -> list[int]:
    """Where fog is."""
    computed.append(doc.text)
    return [match.start() for match in doc.matches(FOG)]

@rule("FOG001")
def first_fog(doc: Document):
    """The first fog."""
    yield from (Finding(at, at + 1, "Found.") for at in fog(doc)[:1])

@rule("FOG002")
def last_fog(doc: Document):
    """The last fog."""
    yield from (Finding(at, at + 1, "Found.") for at in fog(doc)[-1:])
'''


def test_the_rules_of_a_plugin_share_a_view(tmp_path: Path) -> None:
    """What takes long is computed once for a document, however many rules ask for it."""
    (tmp_path / "rules.py").write_text(VIEW)
    (tmp_path / "jiaokan.toml").write_text('plugins = ["rules.py"]\nselect = ["FOG"]')
    settings = Project(cwd=tmp_path).settings_for("a.txt")
    texts = ["　　山谷里起了雾，雾又散了。", "　　又起了雾。"]
    found = [[(f.code, f.start) for f in lint(text, settings=settings)] for text in texts]
    assert found == [[("FOG001", 7), ("FOG002", 9)], [("FOG001", 5), ("FOG002", 5)]]
    assert plugins.import_file(tmp_path / "rules.py").computed == texts


def test_no_plugin_from_outside_the_repository(tmp_path: Path) -> None:
    """A text handed over with a configuration must not run what lies elsewhere on the machine."""
    (tmp_path / "rules.py").write_text(RULE.format(code="MINE001", name="my_rule"))
    repo = tmp_path / "repo"
    (repo / ".git").mkdir(parents=True)
    (repo / "link.py").symlink_to(tmp_path / "rules.py")
    for path in ("../rules.py", str(tmp_path / "rules.py"), "link.py"):
        (repo / "jiaokan.toml").write_text(f"plugins = [{path!r}]")
        with pytest.raises(ConfigError, match="lies outside"):
            Project(cwd=repo).settings_for("a.txt")


def test_no_plugin_where_there_is_no_repository_and_nobody_works(tmp_path: Path) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    there.mkdir()
    here.mkdir()
    (there / "rules.py").write_text(RULE.format(code="MINE001", name="my_rule"))
    (there / "jiaokan.toml").write_text('plugins = ["rules.py"]')
    with pytest.raises(ConfigError, match="neither in a repository nor in the working folder"):
        Project(cwd=here).settings_for(there / "a.txt")
    for project in (Project(cwd=there), Project(Overrides(config=there / "jiaokan.toml"), cwd=here)):
        assert "MINE001" in {a.rule.code for a in project.settings_for(there / "a.txt").rules_for("a.txt")}


def test_a_plugin_file_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "rules.py").write_text(RULE.format(code="MINE001", name="my_rule"))
    assert plugins.import_file(tmp_path / "rules.py") is plugins.import_file(tmp_path / "rules.py")
    assert [f.name for f in tmp_path.iterdir()] == ["rules.py"]
