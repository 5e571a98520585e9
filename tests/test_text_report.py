"""What a reader is shown: the right place, nothing a terminal obeys, and no wall of the same finding."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcwidth

from jiaokan import Edit, Finding, Level, Related, Safety
from jiaokan.linting.fixer import Applied
from jiaokan.reports import View, render
from jiaokan.reports.window import character_width, head, middle, tail, visible, width
from jiaokan.run.result import FileResult, Run


def finding(
    start: int,
    end: int,
    *edits: tuple[int, int, str],
    rule: tuple[str, str] = ("BRK001", "break-in-word"),
    safety: Safety = Safety.SAFE,
    level: Level = Level.ERROR,
    message: str = "「部署」 is broken over lines: join them.",
    related: tuple[Related, ...] = (),
) -> Finding:
    code, name = rule
    changes = tuple(Edit(*e) for e in edits)
    return Finding(start, end, message, changes, safety, level, related, code=code, name=name)


def run_of(text: str, *findings: Finding, path: str = "a.txt") -> Run:
    return Run((FileResult(path, text, findings),), 1, len(text))


def shown(run: Run, view: View | None = None) -> list[str]:
    return render("text", run, view or View()).splitlines()


BROKEN = "第一行。\n会议指出，要完善部\n\n署机制。\n"


AT = BROKEN.index("部")


BREAK = finding(AT, AT + 4, (AT + 1, AT + 3, ""))


def test_a_finding_is_shown_in_its_line_with_what_the_fix_makes_of_it() -> None:
    lines = shown(run_of(BROKEN, BREAK))
    assert lines[0] == "a.txt:2:9 error BRK001 break-in-word 「部署」 is broken over lines: join them."
    assert lines[1] == "        …议指出，要完善部⏎⏎署机制。"
    assert lines[3] == "   fix  …议指出，要完善部署机制。"


def test_the_marks_stand_under_the_text_in_question() -> None:
    """A full-width character takes two columns; a reader's eye must land on the right one."""
    lines = shown(run_of(BROKEN, BREAK))
    before, marked = lines[1].split("部")[0], "部⏎⏎署"
    assert lines[2].index("^") == width(before)
    assert lines[2].count("^") == width(marked) == 6


def test_nothing_to_say_is_silent() -> None:
    run = Run((FileResult("a.txt"),), 1, 100)
    assert render("text", run, View()) == ""
    assert render("diff", run, View()) == ""
    assert json.loads(render("json", run, View())) == []


@pytest.mark.parametrize("escape", ["\x1b[2J", "\u202e", "\x07", "\x9b31m", "\u200b"])
def test_nothing_in_a_text_or_a_name_reaches_the_terminal_as_a_command(escape: str) -> None:
    text = f"甲{escape}乙{escape}丙\n"
    message = f"「{escape}」 is a control character: delete it."
    run = run_of(text, finding(2, 3, (2, 3, ""), message=message), path=f"a{escape}.txt")
    out = render("text", run, View())
    assert escape[0] not in out
    assert f"<U+{ord(escape[0]):04X}>" in out


def test_a_name_with_a_line_break_keeps_to_its_line() -> None:
    assert shown(run_of(BROKEN, BREAK, path="a\nb.txt"))[0].startswith("a⏎b.txt:2:9 ")


def test_spaces_and_line_ends_in_question_can_be_seen() -> None:
    text = "甲 \t\r\n乙\n"
    assert "甲␣␉␍⏎乙" in shown(run_of(text, finding(1, 5, (1, 5, "\n"))))[1]


def test_many_findings_of_a_rule_in_a_file_are_folded() -> None:
    text = "甲 乙" * 200 + "\n"
    many = [finding(i, i + 1, (i, i + 1, ""), rule=("SPC002", "space-in-chinese")) for i in range(1, 600, 3)]
    run = run_of(text, *many)
    out = render("text", run, View())
    assert out.count("error SPC002") == 3
    assert "a.txt: 197 more of SPC002 space-in-chinese (--full shows all)" in out
    assert render("text", run, View(full=True)).count("error SPC002") == 200
    assert len(json.loads(render("json", run, View()))) == 200


def test_the_summary_says_how_many_are_repaired_by_what() -> None:
    info = finding(0, 1, level=Level.INFO, rule=("PUN004", "dash-form"))
    unsafe = finding(0, 1, (0, 1, "乙"), safety=Safety.UNSAFE)
    out = render("text", run_of(BROKEN, info, BREAK, unsafe), View(statistics=True)).splitlines()
    assert out == [
        "2 errors, 1 info in 1 file of 1:",
        "  2  BRK001  break-in-word  --fix repairs 1, --unsafe-fixes 1 more",
        "  1  PUN004  dash-form",
        "  3          in all         --fix repairs 1, --unsafe-fixes 1 more",
    ]


def test_quiet_is_a_line_a_finding() -> None:
    assert len(shown(run_of(BROKEN, BREAK, BREAK), View(quiet=True))) == 2


def test_a_fix_that_deletes_a_block_says_so() -> None:
    text = "甲段落讲了一件事情经过。\n\n乙段落。\n\n甲段落讲了一件事情经过。\n"
    start = text.rindex("甲")
    double = finding(
        start, len(text), (start, len(text), ""), safety=Safety.UNSAFE, related=(Related(0, 12, "the first time"),)
    )
    lines = shown(run_of(text, double))
    assert "unsafe  delete 「甲段落讲了一件事情经过。⏎」" in lines
    assert "        line 1: 甲段落讲了一件事情经过。  (the first time)" in lines


def test_fixes_are_listed_by_place_before_and_after() -> None:
    applied = Applied(BREAK, AT + 1, "\n\n", "")
    result = FileResult("a.txt", BROKEN.replace("\n\n", ""), (), BROKEN, (applied,))
    assert shown(Run((result,), 1, 20)) == [
        "a.txt:2:10 fixed BRK001 break-in-word 完善部⏎⏎署机制 → 完善部署机制",
        "Fixed 1 finding in 1 file.",
    ]


def test_of_a_fix_in_many_places_the_first_is_shown() -> None:
    """Beginning and end of a long stretch would look the same before and after."""
    text = "\n".join(["会议上说了很多话"] * 9) + "\n"
    joins = [(i, i + 1, "") for i, c in enumerate(text[:-1]) if c == "\n"]
    wrap = finding(0, len(text), *joins)
    new = text.replace("\n", "")
    applied = Applied(wrap, joins[0][0], text[joins[0][0] : joins[-1][1]], new[joins[0][0] : joins[-1][0] - 7])
    result = FileResult("a.txt", new + "\n", (), text, (applied,))
    (line, _) = shown(Run((result,), 1, 20))
    assert "⏎" not in line.partition("→")[2]
    assert line.startswith("a.txt:1:9 fixed BRK001 break-in-word 很多话⏎会议上说")
    assert "→ 很多话会议上说" in line
    assert line.endswith("(8 places)")


def test_colour_only_when_asked() -> None:
    run = run_of(BROKEN, BREAK)
    assert "\x1b" not in render("text", run, View())
    assert "\x1b[31m" in render("text", run, View(colour=True))


def test_json_has_the_public_fields() -> None:
    related = Related(0, 3, "the first time")
    (row,) = json.loads(render("json", run_of(BROKEN, BREAK._replace(related=(related,))), View()))
    assert row == {
        "path": "a.txt",
        "record": None,
        "field": None,
        "code": "BRK001",
        "name": "break-in-word",
        "level": "error",
        "message": BREAK.message,
        "start": AT,
        "end": AT + 4,
        "line": 2,
        "column": 9,
        "end_line": 4,
        "end_column": 2,
        "fix": {"safety": "safe", "message": "", "edits": [{"start": AT + 1, "end": AT + 3, "text": ""}]},
        "related": [{"path": "a.txt", "start": 0, "end": 3, "message": "the first time"}],
    }


@given(st.characters(exclude_categories=["Cc", "Cs"]))
@example("，")
@example("“")
def test_a_width_is_what_the_library_says(c: str) -> None:
    assert character_width(c) == max(0, wcwidth(c))


@given(st.text(max_size=60), st.integers(2, 30))
def test_windows_keep_to_their_columns(text: str, columns: int) -> None:
    for cut in (head(text, columns, cut=""), tail(text, columns, cut=""), middle(text, columns)):
        assert width(cut) <= columns + 1
        assert visible(cut) == cut
