"""`jiaokan init`: from a folder of texts to a hook that passes, without anything being written over."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import jiaokan
from ruamel.yaml import YAML
from text_files import write

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

BAD = "　　家家户戶都来了，大家围在一起说话，孩子们在门前的树下玩。\n"
GOOD = "　　雨停以后，山谷里起了雾，远处的屋顶一个一个露出来。\n"
FULL = "　　雨停以後，山谷裡起了霧，遠處的屋頂一個一個露出來，孩子們在門前的樹下玩。\n"


@pytest.fixture
def corpus(folder: Path) -> Path:
    write(".git/HEAD", "ref: refs/heads/trunk\n")
    write("texts/a.txt", BAD)
    write("texts/b.txt", GOOD)
    write("说明.md", FULL)
    return folder


def settings() -> dict[str, Any]:
    return tomllib.loads(Path("jiaokan.toml").read_text(encoding="utf-8"))


def files() -> set[str]:
    return {p.as_posix() for p in Path().rglob("*") if p.is_file() and p.parts[0] not in (".git", "texts", "说明.md")}


def test_everything_is_written_after_a_yes_and_then_nothing_fails(corpus: Path) -> None:
    done = jiaokan("init", text="y\n")
    assert done.exit_code == 0, done.output
    assert "3 texts (2 *.txt, 1 *.md): 2 simplified, 1 traditional." in done.output
    assert files() == {
        ".github/workflows/jiaokan.yml",
        ".pre-commit-config.yaml",
        "jiaokan-baseline.jsonl",
        "jiaokan.toml",
    }
    assert settings() == {"include": ["*.md", "*.txt"]}
    assert "SCR001 mixed-variant: 1 in 1 file, --fix repairs 1" in Path("jiaokan.toml").read_text(encoding="utf-8")
    workflow = YAML(typ="safe").load(Path(".github/workflows/jiaokan.yml"))
    assert workflow[True if True in workflow else "on"]["push"]["branches"] == ["trunk"]
    (repo,) = YAML(typ="safe").load(Path(".pre-commit-config.yaml"))["repos"]
    assert repo["hooks"][0]["entry"] == "jiaokan check"
    assert jiaokan("check").exit_code == 0
    write("texts/c.txt", BAD.replace("孩子", "老人"))
    assert jiaokan("check").exit_code == 1


@pytest.mark.parametrize("answer", ["n\n", "", None])
def test_nothing_is_written_without_a_yes(corpus: Path, answer: str | None) -> None:
    done = jiaokan("init", text=answer)
    assert done.exit_code == (0 if answer == "n\n" else 2)
    assert "include = " in done.stdout, "it is shown all the same"
    assert files() == set()


def test_what_is_there_is_never_written_over(corpus: Path) -> None:
    there = {
        "jiaokan.toml": "# mine\n",
        ".pre-commit-config.yaml": "repos: []\n",
        ".github/workflows/jiaokan.yml": "# jiaokan\n",
        "jiaokan-baseline.jsonl": "",
    }
    for name, text in there.items():
        write(name, text)
    done = jiaokan("init", "--yes")
    assert done.exit_code == 0
    assert {name: Path(name).read_text(encoding="utf-8") for name in there} == there
    assert "the configuration is in jiaokan.toml" in done.output
    assert ".pre-commit-config.yaml: it exists and stays as it is. Add" in done.output
    assert ".github/workflows/jiaokan.yml: it mentions jiaokan already." in done.output
    assert "additional_dependencies" in done.output


def test_a_link_to_nothing_is_there_too(corpus: Path) -> None:
    Path(".pre-commit-config.yaml").symlink_to("elsewhere.yaml")
    assert jiaokan("init", "--yes").exit_code == 0
    assert not Path("elsewhere.yaml").exists()


def test_texts_in_another_encoding_and_files_that_are_none_do_not_stand_in_the_way(corpus: Path) -> None:
    legacy = "　　雨停以后，山谷里起了雾，远处的屋顶一个一个露出来，孩子们在门前的树下玩，大家围在一起说话。\n"
    write("旧报[1]/a.txt", legacy.encode("gb18030"))
    write("旧报[1]/b.txt", legacy.replace("雨", "雪").encode("gb18030"))
    write("texts/data [x].txt", b"a\0b")
    done = jiaokan("init", "--yes")
    assert done.exit_code == 0, done.output
    assert settings()["exclude"] == ["/texts/data \\[x\\].txt"]
    assert settings()["encoding"] == {"/旧报\\[1\\]/*.txt": "gb18030"}
    assert jiaokan("check").exit_code == 0


def test_a_rule_that_most_texts_offend_and_no_fix_clears_is_off(corpus: Path) -> None:
    for n in range(12):
        write(f"texts/{n}.txt", f"　　他在第{n}天说：“大家都听得很认真，没有人说话。\n\n{BAD}")
    jiaokan("init", "--yes")
    assert settings()["ignore"] == ["PUN002"], "SCR001 is in every text too, but --fix repairs it"
    assert "#   PUN002 unpaired-mark: 12 in 12 files\nignore = [" in Path("jiaokan.toml").read_text(encoding="utf-8")
    assert jiaokan("check").exit_code == 0


def test_gitlab_is_seen_and_may_be_asked_for(corpus: Path) -> None:
    write(".git/config", '[remote "origin"]\n\turl = git@gitlab.example.com:a/b.git\n')
    jiaokan("init", "--yes")
    job = YAML(typ="safe").load(Path(".gitlab-ci.yml"))
    assert job["jiaokan"]["artifacts"]["reports"]["codequality"] in job["jiaokan"]["script"][1]
    assert jiaokan("init", "--ci", "github", "--yes").exit_code == 0
    assert Path(".github/workflows/jiaokan.yml").exists()


def test_no_job_is_made_where_none_is_wanted_nor_a_hook_without_a_repository(corpus: Path) -> None:
    jiaokan("init", "--ci", "none", "--yes")
    assert files() == {".pre-commit-config.yaml", "jiaokan-baseline.jsonl", "jiaokan.toml"}


def test_without_a_repository_there_is_neither_hook_nor_job(folder: Path) -> None:
    write("texts/a.txt", BAD)
    assert jiaokan("init", "--yes").exit_code == 0
    assert files() == {"jiaokan-baseline.jsonl", "jiaokan.toml"}


def test_it_wants_the_root_and_texts(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus / "texts")
    done = jiaokan("init", "--yes")
    assert done.exit_code == 2
    assert f"run `jiaokan init` at its root, {corpus}" in done.stderr
    (corpus / "empty" / ".git").mkdir(parents=True)
    monkeypatch.chdir(corpus / "empty")
    done = jiaokan("init", "--yes")
    assert done.exit_code == 2
    assert "there is no text here" in done.stderr
    assert files() == set()


def test_a_folder_that_can_not_be_written_is_named(corpus: Path) -> None:
    write(".github", "a file where a folder should be\n")
    done = jiaokan("init", "--yes")
    assert done.exit_code == 2
    assert ".github" in done.stderr
    assert done.stderr.count("\n") == 1
    assert files() == {".github"}, "all or none"
