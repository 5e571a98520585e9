"""`--changed-lines`: of a changed file only what touches the change is shown, and nothing new passes unseen."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from command_line import check, finding_lines, jiaokan
from git_repository import BAD, CONFIGURATION, commit, git
from text_files import write

from jiaokan import Linter, Safety
from jiaokan.run import pool, session

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("repository")]
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")


def test_only_what_touches_changed_blocks_is_shown() -> None:
    text = Path("old.txt").read_text(encoding="utf-8")
    write("old.txt", text.replace("第四段。", "第四段，加了一句。\n旧词。\n同一段的旧词。"))
    assert finding_lines("--since", "HEAD") == ["old.txt:3", "old.txt:8", "old.txt:9"]
    assert finding_lines("--since", "HEAD", "--changed-lines") == ["old.txt:8", "old.txt:9"]


def test_an_edit_elsewhere_in_the_block_shows_all_of_it() -> None:
    write("old.txt", "第一段。\n\n后加的一行，\n" + BAD + "\n第三段。\n\n第四段。\n")
    assert finding_lines("--since", "HEAD", "--changed-lines") == ["old.txt:4"]


def test_without_blank_lines_a_paragraph_is_a_block() -> None:
    write("old.txt", "第一段。\n" + BAD + "第三段。\n")
    commit()
    write("old.txt", "第一段，改过了。\n" + BAD + "第三段。\n")
    assert finding_lines("--since", "HEAD", "--changed-lines") == []
    write("old.txt", "　　第一段\n" + BAD + "　　第三段，改过了\n")
    assert finding_lines("--since", "HEAD", "--changed-lines") == ["old.txt:2"], "the first paragraph goes on there"


def test_a_new_paragraph_does_not_show_its_neighbours() -> None:
    write("old.txt", "第一段。\n\n" + BAD + "\n新来的一段。\n\n第三段。\n\n第四段。\n")
    assert finding_lines("--since", "HEAD", "--changed-lines") == []


def test_all_of_a_new_file_is_shown() -> None:
    write("new.txt", "好。\n\n" + BAD)
    assert finding_lines("--since", "HEAD", "--changed-lines") == ["new.txt:3"]
    git("add", "--intent-to-add", "new.txt")
    assert finding_lines("--since", "HEAD", "--changed-lines") == ["new.txt:3"]


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
    assert finding_lines("--since", "HEAD", "--changed-lines") == [f"a.txt:{line}"]


def test_a_deletion_does_not_show_what_is_far_away() -> None:
    write("a.txt", "旧词一。\n\n第二段。\n\n第三段。\n\n第四段。\n\n旧词五。\n")
    commit()
    write("a.txt", "旧词一。\n\n第二段。\n\n第四段。\n\n旧词五。\n")
    assert finding_lines("--since", "HEAD", "--changed-lines") == []


def test_a_moved_file_shows_what_was_edited_in_it() -> None:
    write("moved.txt", "第一段旧词。\n\n" + "".join(f"第{n}段。\n\n" for n in range(9)))
    commit()
    git("mv", "moved.txt", "到了 别处.txt")
    git("mv", "old.txt", "still.txt")
    write("到了 别处.txt", Path("到了 别处.txt").read_bytes() + "末段旧词。\n".encode())
    git("add", "--all")
    for how in (["--since", "HEAD"], ["--staged"]):
        assert finding_lines(*how) == ["still.txt:3", "到了 别处.txt:1", "到了 别处.txt:21"]
        assert finding_lines(*how, "--changed-lines") == ["到了 别处.txt:21"]


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
    assert finding_lines("--since", "HEAD", "--changed-lines") == ["a.txt:5"]
    git("add", "--all")
    assert finding_lines("--staged", "--changed-lines") == ["a.txt:5"]


def test_a_lone_cr_ends_no_line_for_git_and_the_right_place_is_shown() -> None:
    write("a.txt", "旧词一。\r第二行。\r旧词三。\n\n第二段。\n\n旧词末。\n")
    commit()
    write("a.txt", "旧词一。\r第二行。\r旧词三。\n\n第二段旧词。\n\n旧词末。\n")
    assert finding_lines("--since", "HEAD", "--changed-lines") == ["a.txt:5"]
    write("a.txt", "旧词一。\r第二行改。\r旧词三。\n\n第二段。\n\n旧词末。\n")
    assert finding_lines("--since", "HEAD", "--changed-lines") == ["a.txt:1", "a.txt:3"]


def test_lines_that_look_like_a_patch_are_text() -> None:
    write("a.txt", "-- a\n++ b\n@@ -1 +1 @@\n\n旧词。\n")
    commit()
    write("a.txt", "-- c\n++ b.txt\n@@ -1 +9,9 @@\n++ /dev/null\n\n旧词。\n")
    assert finding_lines("--since", "HEAD", "--changed-lines") == []


def test_all_of_a_text_that_git_calls_binary_is_shown() -> None:
    text = "".join(f"第{n}段在上海。\n\n" for n in range(9)) + BAD
    write("jiaokan.toml", 'encoding = { "*.txt" = "utf-16" }\n' + CONFIGURATION)
    write("a.txt", text.encode("utf-16"))
    commit()
    write("a.txt", ("新一段。\n\n" + text).encode("utf-16"))
    assert finding_lines("--since", "HEAD", "--changed-lines") == ["a.txt:21"]
    write(".gitattributes", "*.txt diff\n")  # as if it were lines: every 上 has the byte of a line feed
    assert finding_lines("--since", "HEAD", "--changed-lines") == ["a.txt:21"]


def test_all_of_a_text_that_the_user_calls_binary_is_shown() -> None:
    write(".gitattributes", "*.txt binary\n")
    write("old.txt", Path("old.txt").read_bytes() + "\n末段。\n".encode())
    assert finding_lines("--since", "HEAD", "--changed-lines") == ["old.txt:3"]


def test_a_program_that_makes_texts_readable_in_diffs_does_not_count() -> None:
    write(".gitattributes", "*.txt diff=short\n")
    git("config", "diff.short.textconv", "tail -n 1")
    write("old.txt", Path("old.txt").read_bytes() + ("\n" + BAD).encode())
    assert finding_lines("--since", "HEAD", "--changed-lines") == ["old.txt:9"]


def test_all_of_a_text_that_git_keeps_in_another_form_is_shown() -> None:
    """With LFS, git compares two pointers: their lines are not those of the text."""
    write(".gitattributes", "*.txt filter=short\n")
    git("config", "filter.short.clean", "git hash-object --stdin")
    write("a.txt", "第一段。\n\n第二段。\n\n" + BAD)
    commit()
    write("a.txt", "第一段改。\n\n第二段。\n\n" + BAD)
    assert finding_lines("--since", "HEAD", "a.txt", "--changed-lines") == ["a.txt:5"]


def test_a_finding_about_the_whole_file_is_shown() -> None:
    write("a.txt", "第一段。\n\n第二段。\n".encode("gb18030"))
    commit()
    write("a.txt", "第一段。\n\n第二段改。\n".encode("gb18030"))
    assert finding_lines("--since", "HEAD", "--changed-lines") == ["a.txt:1"]
    commit()
    git("mv", "a.txt", "b.txt")
    assert finding_lines("--staged", "--changed-lines") == ["b.txt:1"]


def test_what_is_missing_at_the_end_of_a_text_is_shown() -> None:
    write("a.txt", "第一段。\n\n第二段")
    commit()
    arguments = "--isolated", "--select", "final-newline", "--since", "HEAD", "--changed-lines"
    write("a.txt", "第一段改。\n\n第二段")
    assert finding_lines(*arguments) == []
    write("a.txt", "第一段改。\n\n第二段改")
    assert finding_lines(*arguments) == ["a.txt:3"]


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
    assert finding_lines(*arguments) == ["a.txt:5"]
    commit()
    write("a.txt", PARAGRAPHS[0] + "\n" + PARAGRAPHS[1] + "\n新。\n\n" + PARAGRAPHS[0])
    assert finding_lines(*arguments) == []


def test_a_copy_in_another_file_is_shown_if_either_is_new() -> None:
    story, beside = "".join(PARAGRAPHS[:2]), {"a.txt": PARAGRAPHS[2], "b.txt": PARAGRAPHS[3]}
    for name, own in beside.items():
        write(name, own + "\n" + story)
    commit()
    arguments = "--isolated", "--select", "DUP008", "--since", "HEAD", "--changed-lines"
    for name, own in beside.items():
        write(name, "　　新。\n" + own + "\n" + story)
    assert finding_lines(*arguments) == []
    write("a.txt", PARAGRAPHS[2] + "\n" + story[:-1] + "另记一笔。\n")
    assert finding_lines(*arguments) == ["b.txt:4"]
    commit()
    write("b.txt", "　　又新。\n" + PARAGRAPHS[3] + "\n" + story)
    write("c.txt", story)
    assert finding_lines(*arguments) == ["c.txt:1"]


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
        assert finding_lines("--staged", "--changed-lines", *how) == expected
        assert finding_lines(*how) == ["old.txt:3"]
    assert "4 errors in 4 files of 4" in check("--staged", "--changed-lines", *how).stdout


def test_what_a_baseline_knows_stays_known_and_nothing_is_called_gone() -> None:
    write("a.txt", "第一段旧词。\n\n第二段旧词。\n\n第三段。\n")
    assert jiaokan("baseline").exit_code == 0
    commit()
    write("a.txt", "第一段旧词。\n\n第二段旧词，改。\n\n第三段。\n\n新段旧词。\n")
    git("add", "--all")
    for how in (["--since", "HEAD"], ["--staged"]):
        assert finding_lines(*how, "--changed-lines") == ["a.txt:7"]
        assert finding_lines(*how, "--changed-lines", "--no-baseline") == ["a.txt:3", "a.txt:7"]
        assert check(*how, "--changed-lines").stdout.splitlines()[-1] == check("a.txt").stdout.splitlines()[-1]


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
