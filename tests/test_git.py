"""New work only, on real repositories: nothing new passes unseen, and nobody is told about what was there before."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import OLD_WORD

from jiaokan import Linter, Safety
from jiaokan.cli.main import cli
from jiaokan.config.settings import Overrides, Project
from jiaokan.run import pool, session
from jiaokan.run.walk import files, files_among

CONFIGURATION = f"""
select = ["HOUSE", "ENC001"]
exclude = ["drafts/"]
{OLD_WORD}
[[patterns]]
code = "HOUSE002"
pattern = '座\\n+位'
message = "A break parts 「座位」."
replacement = "座位"

[[patterns]]
code = "HOUSE003"
pattern = '完\\Z'
message = "The last line has no end."
replacement = "完。"
"""
BAD = "这里有旧词。\n"
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")


def git(*arguments: str, cwd: Path | None = None) -> str:
    done = subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True)
    return done.stdout.decode(errors="replace").strip()


def write(path: str, text: str | bytes) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode() if isinstance(text, str) else text)


def commit(message: str = "A step") -> None:
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", "--message", message)


def jiaokan(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", *arguments])


def found(*arguments: str) -> list[str]:
    """The findings as path, line and the last figure of the code, of a run that could do its work."""
    result = jiaokan(*arguments, "--output-format", "json")
    assert result.exit_code in (0, 1), result.output
    rows = json.loads(result.stdout)
    assert result.exit_code == bool(rows)
    return [f"{row['path']}:{row['line']}" for row in rows]


def failed(*arguments: str) -> str:
    """The one line that a run says that could not do its work."""
    result = jiaokan(*arguments)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    line: str = result.stderr.splitlines()[-1]
    return line


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit on main; the user's own configuration of git does not count."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "t")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "t@example.invalid")
    root = tmp_path / "库"
    root.mkdir()
    monkeypatch.chdir(root)
    git("init", "--quiet", "--initial-branch", "main")
    write("jiaokan.toml", CONFIGURATION)
    write("old.txt", "第一段。\n\n" + BAD + "\n第三段。\n\n第四段。\n")
    commit()
    return root


# --since


def test_committed_staged_unstaged_and_untracked_work_is_linted_and_nothing_else() -> None:
    for name in ("committed", "staged", "edited", "gone"):
        write(f"{name}.txt", "好。\n")
    commit()
    git("switch", "--quiet", "--create", "work")
    write("committed.txt", BAD)
    Path("gone.txt").unlink()
    commit()
    write("staged.txt", BAD)
    git("add", "staged.txt")
    write("edited.txt", BAD)
    write("new/新.txt", BAD)
    write("new/image.svg", BAD)
    assert found("--since", "main") == ["committed.txt:1", "edited.txt:1", "new/新.txt:1", "staged.txt:1"]
    assert found("--since", "main", "new", "old.txt") == ["new/新.txt:1"]


def test_what_main_did_meanwhile_is_not_put_down_to_the_branch() -> None:
    """The merge base counts, not REV: else every file that main has changed since would be linted."""
    git("switch", "--quiet", "--create", "work")
    write("mine.txt", BAD)
    commit()
    git("switch", "--quiet", "main")
    write("old.txt", "全新。\n")
    commit()
    git("switch", "--quiet", "work")
    assert found("--since", "main") == ["mine.txt:1"]


def test_what_the_settings_or_gitignore_leave_out_stays_out() -> None:
    write(".gitignore", "build/\n")
    commit()
    for path in ("drafts/a.txt", "build/a.txt", ".hidden/a.txt", "a.py", "texts/a.txt"):
        write(path, BAD)
    git("add", "--force", "--all", ".")
    assert found("--since", "HEAD") == found("--staged") == ["texts/a.txt:1"]
    assert (
        found("--since", "HEAD", "build", "a.py")
        == found("--staged", "build", "a.py")
        == ["a.py:1", "build/a.txt:1"][::-1]
    )
    assert found("--since", "HEAD", "--exclude", "texts") == found("--staged", "--exclude", "texts") == []


def test_all_that_is_new_is_what_a_walk_finds(place: Path) -> None:
    """The files that git names are filtered as a walk filters those that it meets."""
    for path in (
        "b.txt",
        "a.md",
        "c.py",
        "d/e.txt",
        "d/f/g.markdown",
        "d-e/h.txt",
        ".h/i.txt",
        "d/.i.txt",
        "build/j.txt",
    ):
        write(path, "好。\n")
    write(".gitignore", "build/\n*.md\n")
    write("d/.gitignore", "!e.txt\n/f\n")
    project = Project(Overrides())
    every = [str(path) for path in place.resolve().rglob("*") if path.is_file() and ".git" not in path.parts]
    for paths in (
        [],
        ["."],
        ["d"],
        ["d/", "./d/f"],
        [str(place / "d")],
        ["c.py", "build", "d/e.txt", "d", "drafts"],
        ["nowhere"],
    ):
        assert [one for one, _ in files_among(paths, every, project)] == list(files(paths, project))
    os.chdir("d")
    for path in ("..", ".", "../d/f", "f/.."):
        project = Project(Overrides())
        assert [one for one, _ in files_among([path], every, project)] == list(files([path], project))


def test_an_empty_selection_is_a_clean_run() -> None:
    for arguments in (["--since", "HEAD"], ["--staged"], ["--staged", "--changed-lines"]):
        result = jiaokan(*arguments)
        assert (result.exit_code, result.stderr) == (0, "")


def test_fix_repairs_new_work_and_leaves_the_rest(place: Path) -> None:
    write("new.txt", BAD)
    assert jiaokan("--since", "HEAD", "--fix").exit_code == 0
    assert Path("new.txt").read_text(encoding="utf-8") == BAD.replace("旧", "新")
    assert "旧词" in Path("old.txt").read_text(encoding="utf-8")


def test_a_path_that_is_not_there_is_an_error_as_ever() -> None:
    assert failed("--since", "HEAD", "nowhere.txt") == "jiaokan: nowhere.txt: There is no such file or folder."


# names and places


def test_names_with_spaces_chinese_and_quotes_are_found() -> None:
    for name in ("第 一章.txt", "目录/第二章.txt", "a 'b' and b.txt"):
        write(name, "好。\n")
    commit()
    for name in ("第 一章.txt", "目录/第二章.txt", "a 'b' and b.txt"):
        write(name, "好。\n" + BAD)
    expected = ["a 'b' and b.txt:2", "目录/第二章.txt:2", "第 一章.txt:2"]
    assert found("--since", "HEAD", "--changed-lines") == expected
    git("add", "--all")
    assert found("--staged", "--changed-lines") == expected


@posix
def test_names_with_newlines_tabs_and_bytes_that_are_no_utf8_are_found() -> None:
    names = ["新\n行.txt", "a\tb\t.txt", 'say "x" \\n.txt', "+++ b.txt", " .txt"]
    try:
        write(os.fsdecode(b"\xb5\xda.txt"), "好。\n")
        names.append(os.fsdecode(b"\xb5\xda.txt"))
    except OSError:  # macOS keeps no such name
        pass
    for name in names:
        write(name, "好。\n")
    commit()
    for name in names:
        write(name, "好。\n" + BAD)
    expected = {f"{name}:2" for name in names}
    assert set(found("--since", "HEAD", "--changed-lines")) == expected
    git("add", "--all")
    assert set(found("--staged", "--changed-lines")) == expected


def test_it_works_from_a_subfolder() -> None:
    write("a/b/c.txt", "好。\n")
    write("d.txt", "好。\n")
    commit()
    write("a/b/c.txt", BAD)
    write("d.txt", BAD)
    git("add", "--all")
    os.chdir("a")
    for how in (["--since", "HEAD"], ["--staged"]):
        assert found(*how, "--changed-lines") == ["b/c.txt:1"]
        assert found(*how, "--changed-lines", "..") == ["../a/b/c.txt:1", "../d.txt:1"]


def test_it_works_in_a_worktree_and_through_a_link(place: Path) -> None:
    git("worktree", "add", "--quiet", "-b", "work", "../work")
    if sys.platform != "win32":
        (place.parent / "link").symlink_to(place.parent / "work")
        os.chdir("../link")
    else:
        os.chdir("../work")
    write("new.txt", BAD)
    git("add", "--all")
    assert found("--since", "main") == found("--staged") == ["new.txt:1"]
    assert found("--staged", str(Path("new.txt").absolute())) == [f"{Path('new.txt').absolute()}:1"]


@pytest.mark.parametrize(
    "key, value",
    [
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("color.ui", "always"),
        ("diff.external", "false"),
        ("diff.relative", "true"),
        ("status.relativePaths", "false"),
        ("diff.renames", "false"),
        ("diff.interHunkContext", "9"),
        ("diff.context", "9"),
        ("core.quotePath", "true"),
        ("diff.submodule", "log"),
    ],
)
def test_the_users_configuration_of_git_changes_nothing(key: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    git("config", key, value)
    monkeypatch.setenv("GIT_DIFF_OPTS", "--unified=9")
    write("目录/章.txt", "".join(f"第{n}段。\n\n" for n in range(9)) + BAD)
    commit()
    git("mv", "目录/章.txt", "目录/回.txt")
    write("目录/回.txt", "".join(f"第{n}段。\n\n" for n in range(7)) + "第七旧词。\n\n第8段。\n\n" + BAD)
    write("old.txt", Path("old.txt").read_bytes().replace("第四".encode(), "旧词".encode()))
    git("add", "--all")
    os.chdir("目录")
    for how in (["--since", "HEAD"], ["--staged"]):
        assert found(*how, "--changed-lines", "..") == ["../old.txt:7", "../目录/回.txt:15"]


# --changed-lines


def test_only_what_touches_changed_blocks_is_shown() -> None:
    text = Path("old.txt").read_text(encoding="utf-8")
    write("old.txt", text.replace("第四段。", "第四段，加了一句。\n旧词。\n同一段的旧词。"))
    assert found("--since", "HEAD") == ["old.txt:3", "old.txt:8", "old.txt:9"]
    assert found("--since", "HEAD", "--changed-lines") == ["old.txt:8", "old.txt:9"]


def test_an_edit_elsewhere_in_the_block_shows_all_of_it() -> None:
    write("old.txt", "第一段。\n\n后加的一行，\n" + BAD + "\n第三段。\n\n第四段。\n")
    assert found("--since", "HEAD", "--changed-lines") == ["old.txt:4"]


def test_without_blank_lines_a_paragraph_is_a_block() -> None:
    write("old.txt", "第一段。\n" + BAD + "第三段。\n")
    commit()
    write("old.txt", "第一段，改过了。\n" + BAD + "第三段。\n")
    assert found("--since", "HEAD", "--changed-lines") == []
    write("old.txt", "　　第一段\n" + BAD + "　　第三段，改过了\n")
    assert found("--since", "HEAD", "--changed-lines") == ["old.txt:2"], "the first paragraph goes on there"


def test_a_new_paragraph_does_not_show_its_neighbours() -> None:
    write("old.txt", "第一段。\n\n" + BAD + "\n新来的一段。\n\n第三段。\n\n第四段。\n")
    assert found("--since", "HEAD", "--changed-lines") == []


def test_all_of_a_new_file_is_shown() -> None:
    write("new.txt", "好。\n\n" + BAD)
    assert found("--since", "HEAD", "--changed-lines") == ["new.txt:3"]
    git("add", "--intent-to-add", "new.txt")
    assert found("--since", "HEAD", "--changed-lines") == ["new.txt:3"]


@pytest.mark.parametrize(
    "before, after, line",
    [
        ("第一段。\n\n阅览座\n多余。\n位。\n\n末段。\n", "第一段。\n\n阅览座\n位。\n\n末段。\n", 3),
        ("阅览座\n\n第二段。\n\n位。\n", "阅览座\n\n位。\n", 1),  # which blank line is gone cannot be told
        ("旧词一。\n\n第二段。\n\n第三段。\n", "旧词一。\n\n第三段。\n", 1),
        ("第一段。\n\n第二段。\n\n旧词三。\n", "第一段。\n\n旧词三。\n", 3),
        ("第一段。\n\n旧词二。\n\n第三段。\n", "第一段。\n\n旧词二。\n\n", 3),
        ("第一段。\n旧词二。\n", "旧词二。\n", 1),
        ("阅览座位。\n", "阅览座\n\n位。\n", 1),
        (
            "旧词座位。\n座席。\n",
            "旧词座位。\n\n座席。\n",
            1,
        ),  # a blank line that parts a paragraph changes both halves
        ("第一段。\n\n写完。\n", "第一段。\n\n写完", 3),
    ],
)
def test_a_deletion_shows_what_it_made_of_the_place(before: str, after: str, line: int) -> None:
    write("a.txt", before)
    commit()
    write("a.txt", after)
    assert found("--since", "HEAD", "--changed-lines") == [f"a.txt:{line}"]


def test_a_deletion_does_not_show_what_is_far_away() -> None:
    write("a.txt", "旧词一。\n\n第二段。\n\n第三段。\n\n第四段。\n\n旧词五。\n")
    commit()
    write("a.txt", "旧词一。\n\n第二段。\n\n第四段。\n\n旧词五。\n")
    assert found("--since", "HEAD", "--changed-lines") == []


def test_a_moved_file_shows_what_was_edited_in_it() -> None:
    write("moved.txt", "第一段旧词。\n\n" + "".join(f"第{n}段。\n\n" for n in range(9)))
    commit()
    git("mv", "moved.txt", "到了 别处.txt")
    git("mv", "old.txt", "still.txt")
    write("到了 别处.txt", Path("到了 别处.txt").read_bytes() + "末段旧词。\n".encode())
    git("add", "--all")
    for how in (["--since", "HEAD"], ["--staged"]):
        assert found(*how) == ["still.txt:3", "到了 别处.txt:1", "到了 别处.txt:21"]
        assert found(*how, "--changed-lines") == ["到了 别处.txt:21"]


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("autocrlf", ["true", "false"])
def test_the_lines_of_a_crlf_text_are_counted_right(end: str, autocrlf: str) -> None:
    git("config", "core.autocrlf", autocrlf)
    git("config", "core.safecrlf", "false")
    lines = ["旧词一。", "", "第二段。", "", "第三段。", "", "旧词四。", ""]
    write("a.txt", end.join(lines))
    commit()
    lines[4] = "第三段有旧词。"
    write("a.txt", end.join(lines))
    assert found("--since", "HEAD", "--changed-lines") == ["a.txt:5"]
    git("add", "--all")
    assert found("--staged", "--changed-lines") == ["a.txt:5"]


def test_a_lone_cr_ends_no_line_for_git_and_the_right_place_is_shown() -> None:
    write("a.txt", "旧词一。\r第二行。\r旧词三。\n\n第二段。\n\n旧词末。\n")
    commit()
    write("a.txt", "旧词一。\r第二行。\r旧词三。\n\n第二段旧词。\n\n旧词末。\n")
    assert found("--since", "HEAD", "--changed-lines") == ["a.txt:5"]
    write("a.txt", "旧词一。\r第二行改。\r旧词三。\n\n第二段。\n\n旧词末。\n")
    assert found("--since", "HEAD", "--changed-lines") == ["a.txt:1", "a.txt:3"]


def test_lines_that_look_like_a_patch_are_text() -> None:
    write("a.txt", "-- a\n++ b\n@@ -1 +1 @@\n\n旧词。\n")
    commit()
    write("a.txt", "-- c\n++ b.txt\n@@ -1 +9,9 @@\n++ /dev/null\n\n旧词。\n")
    assert found("--since", "HEAD", "--changed-lines") == []


def test_all_of_a_text_that_git_calls_binary_is_shown() -> None:
    text = "".join(f"第{n}段在上海。\n\n" for n in range(9)) + BAD
    write("jiaokan.toml", 'encoding = { "*.txt" = "utf-16" }\n' + CONFIGURATION)
    write("a.txt", text.encode("utf-16"))
    commit()
    write("a.txt", ("新一段。\n\n" + text).encode("utf-16"))
    assert found("--since", "HEAD", "--changed-lines") == ["a.txt:21"]
    write(".gitattributes", "*.txt diff\n")  # as if it were lines: every 上 has the byte of a line feed
    assert found("--since", "HEAD", "--changed-lines") == ["a.txt:21"]


def test_all_of_a_text_that_the_user_calls_binary_is_shown() -> None:
    write(".gitattributes", "*.txt binary\n")
    write("old.txt", Path("old.txt").read_bytes() + "\n末段。\n".encode())
    assert found("--since", "HEAD", "--changed-lines") == ["old.txt:3"]


def test_a_program_that_makes_texts_readable_in_diffs_does_not_count() -> None:
    write(".gitattributes", "*.txt diff=short\n")
    git("config", "diff.short.textconv", "tail -n 1")
    write("old.txt", Path("old.txt").read_bytes() + ("\n" + BAD).encode())
    assert found("--since", "HEAD", "--changed-lines") == ["old.txt:9"]


def test_all_of_a_text_that_git_keeps_in_another_form_is_shown() -> None:
    """With LFS, git compares two pointers: their lines are not those of the text."""
    write(".gitattributes", "*.txt filter=short\n")
    git("config", "filter.short.clean", "git hash-object --stdin")
    write("a.txt", "第一段。\n\n第二段。\n\n" + BAD)
    commit()
    write("a.txt", "第一段改。\n\n第二段。\n\n" + BAD)
    assert found("--since", "HEAD", "a.txt", "--changed-lines") == ["a.txt:5"]


def test_a_finding_about_the_whole_file_is_shown() -> None:
    write("a.txt", "第一段。\n\n第二段。\n".encode("gb18030"))
    commit()
    write("a.txt", "第一段。\n\n第二段改。\n".encode("gb18030"))
    assert found("--since", "HEAD", "--changed-lines") == ["a.txt:1"]
    commit()
    git("mv", "a.txt", "b.txt")
    assert found("--staged", "--changed-lines") == ["b.txt:1"]


def test_what_is_missing_at_the_end_of_a_text_is_shown() -> None:
    write("a.txt", "第一段。\n\n第二段")
    commit()
    arguments = "--isolated", "--select", "final-newline", "--since", "HEAD", "--changed-lines"
    write("a.txt", "第一段改。\n\n第二段")
    assert found(*arguments) == []
    write("a.txt", "第一段改。\n\n第二段改")
    assert found(*arguments) == ["a.txt:3"]


PARAGRAPHS = [
    "　　渡口的老船工姓梁，撑了四十年篙，对岸哪块石头夏天没在水下、冬天露出多少，他闭着眼也说得清。桥通车的那天，"
    "他把船洗净，倒扣在沙滩上，自己走到桥中间站了一会儿，又慢慢走了回来。\n",
    "　　村里的小学只剩下十一个孩子，两位老师轮流教所有的课。音乐课用一台旧风琴，踏板早已松了，弹的人要一面踩一面"
    "数拍子，孩子们便跟着她的脚步唱，唱到窗外的麻雀都飞到屋檐上来听。\n",
    "　　入秋以后，茶山上的人少了，只有看林的夫妇还住在半坡。他们养了一条黄狗和六箱蜜蜂，傍晚把蜂箱盖好，点一盏灯，"
    "坐在门前剥板栗，说起城里的儿子去年寄来的那件棉衣，袖子太长，一直没舍得改。\n",
    "　　县档案馆把旧报纸一张张摊平，拍成照片。馆员说，最难认的是边角，潮气把铅字泡成一团墨，只能对着另一份残报猜。"
    "猜中了，她便在登记簿上画一个小圈；猜不中，就留一格空白，等后来的人。\n",
]


def test_a_repetition_is_shown_whichever_half_of_it_is_new() -> None:
    write("a.txt", PARAGRAPHS[1] + "\n" + PARAGRAPHS[0])
    commit()
    write("a.txt", PARAGRAPHS[0] + "\n" + PARAGRAPHS[1] + "\n" + PARAGRAPHS[0])
    arguments = "--isolated", "--select", "duplicate-block", "--since", "HEAD", "--changed-lines"
    assert found(*arguments) == ["a.txt:5"]
    commit()
    write("a.txt", PARAGRAPHS[0] + "\n" + PARAGRAPHS[1] + "\n新。\n\n" + PARAGRAPHS[0])
    assert found(*arguments) == []


def test_a_copy_in_another_file_is_shown_if_either_is_new() -> None:
    story, beside = "".join(PARAGRAPHS[:2]), {"a.txt": PARAGRAPHS[2], "b.txt": PARAGRAPHS[3]}
    for name, own in beside.items():
        write(name, own + "\n" + story)
    commit()
    arguments = "--isolated", "--select", "DUP008", "--since", "HEAD", "--changed-lines"
    for name, own in beside.items():
        write(name, "　　新。\n" + own + "\n" + story)
    assert found(*arguments) == []
    write("a.txt", PARAGRAPHS[2] + "\n" + story[:-1] + "另记一笔。\n")
    assert found(*arguments) == ["b.txt:4"]
    commit()
    write("b.txt", "　　又新。\n" + PARAGRAPHS[3] + "\n" + story)
    write("c.txt", story)
    assert found(*arguments) == ["c.txt:1"]


@pytest.mark.parametrize(
    "how", [["--jobs", "2"], ["--jobs", "2", "--time-limit", "60"], ["--statistics"], ["--profile"]]
)
def test_processes_the_cache_and_reports_see_the_same(how: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "WORTH_A_POOL", 0)
    monkeypatch.setattr(session, "WORTH_A_CACHE", 0)
    for n in range(4):
        write(f"{n}.txt", "好。\n\n" + BAD)
    commit()
    for n in range(4):
        write(f"{n}.txt", "好。\n\n" + BAD + f"\n新段{n}。\n\n" + BAD)
    git("add", "--all")
    for n in range(4):
        write(f"{n}.txt", "好。\n")
    expected = [f"{n}.txt:7" for n in range(4)]
    for _ in range(2):
        assert found("--staged", "--changed-lines", *how) == expected
        assert found(*how) == ["old.txt:3"]
    assert "4 errors in 4 files of 4" in jiaokan("--staged", "--changed-lines", *how).stdout


def test_what_a_baseline_knows_stays_known_and_nothing_is_called_gone() -> None:
    write("a.txt", "第一段旧词。\n\n第二段旧词。\n\n第三段。\n")
    assert CliRunner().invoke(cli, ["baseline"]).exit_code == 0
    commit()
    write("a.txt", "第一段旧词。\n\n第二段旧词，改。\n\n第三段。\n\n新段旧词。\n")
    git("add", "--all")
    for how in (["--since", "HEAD"], ["--staged"]):
        assert found(*how, "--changed-lines") == ["a.txt:7"]
        assert found(*how, "--changed-lines", "--no-baseline") == ["a.txt:3", "a.txt:7"]
        assert jiaokan(*how, "--changed-lines").stdout.splitlines()[-1] == jiaokan("a.txt").stdout.splitlines()[-1]


def test_from_python_it_is_the_same_and_contradictions_are_refused() -> None:
    write("old.txt", Path("old.txt").read_bytes() + ("\n" + BAD).encode())
    git("add", "--all")
    linter = Linter()
    for run in (linter.run(since="HEAD", changed_lines=True), linter.run(staged=True, changed_lines=True)):
        assert [(r.path, [r.document.position(f.start)[0] for f in r.findings]) for r in run.results] == [
            ("old.txt", [9])
        ]
    with pytest.raises(ValueError, match="exclude each other"):
        linter.run(since="HEAD", staged=True)
    with pytest.raises(ValueError, match="fix goes with since alone"):
        linter.run(staged=True, fix=Safety.SAFE)


# --staged


def test_what_will_be_committed_is_linted_not_what_stands_in_the_folder(place: Path) -> None:
    write("bad.txt", BAD)
    write("good.txt", "好。\n")
    write("deleted.txt", BAD)
    write("folder/deleted.txt", BAD)
    git("add", "--all")
    write("bad.txt", "好。\n")
    write("good.txt", BAD)
    write("untracked.txt", BAD)
    Path("deleted.txt").unlink()
    shutil.rmtree("folder")
    before = git("status", "--porcelain")
    assert found("--staged") == ["bad.txt:1", "deleted.txt:1", "folder/deleted.txt:1"]
    assert found("--staged", "folder", "deleted.txt") == ["folder/deleted.txt:1", "deleted.txt:1"]
    assert git("status", "--porcelain") == before


def test_a_partly_staged_file_is_linted_as_staged() -> None:
    write("a.txt", "第一段。\n\n第二段。\n")
    commit()
    write("a.txt", "第一段旧词。\n\n第二段。\n")
    git("add", "a.txt")
    write("a.txt", "开头。\n\n第一段旧词。\n\n第二段旧词。\n")
    assert found("--staged") == found("--staged", "--changed-lines") == ["a.txt:1"]
    assert found("--since", "HEAD", "--changed-lines") == ["a.txt:3", "a.txt:5"]


def test_before_the_first_commit_all_that_is_staged_is_linted(tmp_path: Path) -> None:
    os.chdir(tmp_path)
    git("init", "--quiet")
    write("jiaokan.toml", CONFIGURATION)
    write("a.txt", BAD)
    git("add", "a.txt")
    assert found("--staged") == found("--staged", "--changed-lines") == ["a.txt:1"]


def test_the_index_of_a_hook_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """`git commit FILE` commits from an index of its own, which it tells its hooks."""
    write("a.txt", BAD)
    write("b.txt", BAD)
    git("add", "b.txt")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/other-index")
    git("read-tree", "HEAD")
    git("add", "a.txt")
    assert found("--staged") == ["a.txt:1"]


def test_in_a_real_hook_a_bad_commit_is_blocked(place: Path) -> None:
    hook = place / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\nexec "{Path(sys.executable).as_posix()}" -m jiaokan check --staged --quiet\n')
    hook.chmod(0o755)
    write("a.txt", BAD)
    write("b.txt", "好。\n")
    git("add", "--all")
    with pytest.raises(subprocess.CalledProcessError) as blocked:
        git("commit", "--message", "Both")
    assert b"a.txt:1:4 error HOUSE001" in blocked.value.stdout + blocked.value.stderr
    git("commit", "--message", "One", "b.txt")


@posix
def test_links_and_submodules_are_passed_over(place: Path) -> None:
    git("clone", "--quiet", ".", "sub.txt")
    Path("link.txt").symlink_to("old.txt")
    Path("out.txt").symlink_to(__file__)
    write("new.txt", BAD)
    git("-c", "advice.addEmbeddedRepo=false", "add", "--all")
    assert found("--staged") == found("--since", "HEAD") == ["new.txt:1"]
    git("rm", "--quiet", "--force", "--cached", "sub.txt", "link.txt", "out.txt")
    assert found("--staged") == found("--since", "HEAD") == ["new.txt:1"]


def test_a_file_in_conflict_cannot_be_committed_and_is_linted_since() -> None:
    git("switch", "--quiet", "--create", "work")
    write("old.txt", "甲旧词。\n")
    commit()
    git("switch", "--quiet", "main")
    write("old.txt", "乙。\n")
    commit()
    subprocess.run(["git", "merge", "--quiet", "work"], capture_output=True)
    assert found("--staged") == []
    assert found("--since", "HEAD~1", "--changed-lines") == ["old.txt:4"]


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    write("a.txt", BAD)
    git("add", "--all")
    assert found("--staged") == ["a.txt:1"]
    assert not any(temporary.iterdir())


# What git cannot tell


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["--since", "HEAD", "--staged"], "give one of them"),
        (["--changed-lines"], "give --since REV or --staged"),
        (["--changed-lines", "--since", "HEAD", "--fix"], "--fix and --diff take whole files"),
        (["--changed-lines", "--since", "HEAD", "--diff"], "--fix and --diff take whole files"),
        (["--staged", "--fix"], "give --fix or --diff without it"),
        (["--staged", "--diff"], "give --fix or --diff without it"),
        (["--staged", "-"], "of which git knows nothing"),
        (["--since", "HEAD", "-"], "of which git knows nothing"),
    ],
)
def test_options_that_contradict_each_other_are_refused(arguments: list[str], message: str) -> None:
    assert message in failed(*arguments)


def test_without_git_the_user_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert failed("--staged") == (
        "jiaokan: git was not found, which --since and --staged need. Install it, or do without them."
    )


def test_a_git_in_the_corpus_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("git", "git.exe"):
        write(name, "#!/bin/sh\ntouch run\n")
        Path(name).chmod(0o755)
    monkeypatch.setenv("PATH", "." + os.pathsep + os.environ["PATH"])
    assert found("--staged") == []
    assert not Path("run").exists()


def test_outside_of_a_repository_the_user_is_told(tmp_path: Path) -> None:
    os.chdir(tmp_path)
    assert "not in a git repository" in failed("--since", "main")


def test_an_unknown_revision_is_named_and_how_to_get_it() -> None:
    for revision in ("origin/main", "0" * 40, "main..work", "", "-p"):
        said = failed(f"--since={revision}")
        assert repr(revision) in said
        assert "`git fetch origin main`" in said


def test_a_shallow_clone_is_told_how_to_get_the_rest(tmp_path: Path, place: Path) -> None:
    git("switch", "--quiet", "--create", "work")
    commit("Theirs")
    git("switch", "--quiet", "main")
    commit("Ours")
    git("clone", "--quiet", "--depth", "1", "--no-single-branch", place.as_uri(), str(tmp_path / "clone"))
    os.chdir(tmp_path / "clone")
    said = failed("--since", "origin/work")
    assert "`git fetch --unshallow`" in said
    assert "`fetch-depth: 0` in actions/checkout" in said
    assert "`fetch-depth: 0`" in failed("--since", "HEAD~1")


def test_histories_without_a_common_commit_are_told_apart() -> None:
    git("switch", "--quiet", "--orphan", "other")
    commit()
    assert "no commit in common" in failed("--since", "main")


def test_before_the_first_commit_there_is_no_since(tmp_path: Path) -> None:
    os.chdir(tmp_path)
    git("init", "--quiet")
    assert "there is no commit yet" in failed("--since", "HEAD")


def test_a_path_outside_of_the_repository_is_named(tmp_path: Path) -> None:
    write("../other/a.txt", BAD)
    assert failed("--staged", "../other/a.txt").startswith("jiaokan: ../other/a.txt: it is outside the repository")
    git("init", "--quiet", "nested")
    write("nested/a.txt", BAD)
    assert "it is in another repository" in failed("--since", "HEAD", "nested")
    assert found("--since", "HEAD") == []


def test_what_git_says_itself_is_passed_on(place: Path) -> None:
    (place / ".git" / "index").write_bytes(b"broken")
    assert failed("--staged").startswith("jiaokan: git diff failed: ")
