"""One document and many: the same findings whoever asks, and one bad file or rule takes nothing else with it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import jiaokan
from jiaokan import Cycle, Document, Edit, Finding, RuleError, Safety, rule
from jiaokan.config.settings import Overrides, Project
from jiaokan.linting.linter import RuleError as Broke
from jiaokan.linting.linter import fix_document, lint_documents
from jiaokan.linting.rule_set import ConfiguredRule
from jiaokan.run import batching, pool, session
from jiaokan.run.batching import lint_all
from jiaokan.run.job import Task
from jiaokan.run.options import RunOptions
from jiaokan.run.result import FileResult, Run
from jiaokan.run.session import run, run_bytes
from jiaokan.run.source import decode

BAD = "文化建设⼈人有责，  \n"  # a Kangxi radical, and spaces at the end
ONLY = Overrides(isolated=True, select=("SCR002", "SPC004", "ENC001"))


@rule("AAA001", chinese=False)
def breaks(doc: Document) -> Iterator[Finding]:
    """Breaks after its first finding."""
    yield Finding(0, 1, "Found.")
    raise ZeroDivisionError("by zero")


@rule("AAA002", chinese=False)
def to_b(doc: Document) -> Iterator[Finding]:
    """a becomes b."""
    yield from (Finding(m.start(), m.end(), "b!", (Edit(m.start(), m.end(), "b"),)) for m in doc.matches("a"))


@rule("AAA003", chinese=False)
def to_a(doc: Document) -> Iterator[Finding]:
    """b becomes a."""
    yield from (Finding(m.start(), m.end(), "a!", (Edit(m.start(), m.end(), "a"),)) for m in doc.matches("b"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for n in range(20):
        (tmp_path / f"{n:02}.txt").write_bytes((BAD * (n % 4)).encode() or b"\n")
    (tmp_path / "05.txt").write_bytes(BAD.encode("gbk", "ignore"))
    (tmp_path / "06.txt").write_bytes(b"\x7fELF\0\0")
    return tmp_path


def test_a_rule_that_breaks_is_named_and_the_others_run() -> None:
    broken: dict[str, Broke] = {}
    found = lint_documents([Document("xa", "d.txt")], [ConfiguredRule(breaks), ConfiguredRule(to_b)], broken=[broken])[
        0
    ]
    assert [f.name for f in found] == ["to-b"]
    assert "AAA001 breaks" in str(broken["breaks"])
    assert "by zero" in str(broken["breaks"])
    with pytest.raises(RuleError):
        lint_documents([Document("xa")], [ConfiguredRule(breaks)])


def test_fixes_go_on_beside_a_rule_that_breaks() -> None:
    broken: dict[str, Broke] = {}
    assert fix_document(Document("a"), [ConfiguredRule(breaks), ConfiguredRule(to_b)], broken=broken).text == "b"
    assert list(broken) == ["breaks"]


def test_rules_that_undo_each_other_are_named() -> None:
    with pytest.raises(Cycle) as error:
        fix_document(Document("a"), [ConfiguredRule(to_b), ConfiguredRule(to_a)])
    assert error.value.rules == ("to-a", "to-b")


def test_python_can_lint_and_fix_a_text() -> None:
    assert {f.code for f in jiaokan.lint(BAD)} >= {"SCR002", "SPC004"}
    fixed = jiaokan.fix(BAD)
    assert fixed.text.startswith("文化建设人人有责，")
    assert {a.finding.code for a in fixed.applied} >= {"SCR002", "SPC004"}
    assert jiaokan.fix(BAD, settings=Project(ONLY).default, safety=Safety.UNSAFE).left == []
    assert jiaokan.fix("甲  \n乙\n", path="a.md", settings=Project(ONLY).default).text == "甲  \n乙\n"


def test_a_run_over_a_folder_lints_every_text_and_names_what_is_none(folder: Path) -> None:
    done = run(["."], Project(ONLY), RunOptions(jobs=1))
    assert [r.path for r in done.results] == sorted(r.path for r in done.results)
    assert done.files == 19  # all but the one that is no text
    assert done.errors == [("06.txt", "It has NUL bytes; it is not a text.")]
    assert [f.code for r in done.results for f in r.findings if r.path == "05.txt"] == ["ENC001"]
    last = done.results[-1]
    assert (last.path, [f.code for f in last.findings]) == ("19.txt", ["SCR002", "SPC004"] * 3)
    assert last.document.position(last.findings[2].start) == (2, 5)


def test_fixing_writes_what_it_says(folder: Path) -> None:
    before = {f.name: f.read_bytes() for f in folder.iterdir()}
    shown = run(["."], Project(ONLY), RunOptions(fix=Safety.SAFE, write=False))
    assert {f.name: f.read_bytes() for f in folder.iterdir()} == before
    done = run(["."], Project(ONLY), RunOptions(fix=Safety.SAFE))
    assert done == shown
    for result in done.results:
        if result.original is not None:
            assert before[result.path] == result.original.encode()
            assert (folder / result.path).read_bytes() == result.text.encode()
            assert all(result.original.startswith(a.before, a.start) for a in result.applied)
    assert (folder / "05.txt").read_bytes() == before["05.txt"]
    again = run(["."], Project(ONLY), RunOptions(fix=Safety.SAFE))
    assert all(r.original is None for r in again.results)


@pytest.mark.slow
def test_the_number_of_processes_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = run([".", "nowhere"], Project(ONLY), RunOptions(jobs=1))
    monkeypatch.setattr(pool, "WORTH_A_POOL", 0)
    monkeypatch.setattr(pool, "CHUNK", 100)
    assert run([".", "nowhere"], Project(ONLY), RunOptions(jobs=3)) == one


def end_process(paths: Sequence[str], *_: object) -> Iterator[FileResult]:
    if "07.txt" in paths:
        os._exit(9)
    yield from (FileResult(path, characters=1) for path in paths)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the stand-in reaches workers by fork")
@pytest.mark.skipif(sys.version_info >= (3, 14), reason="the stand-in reaches workers by fork")
def test_a_file_that_takes_its_process_down_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "WORTH_A_POOL", 0)
    monkeypatch.setattr(session, "lint_all", end_process)
    done = run(["."], Project(ONLY), RunOptions(jobs=2))
    assert [path for path, _ in done.errors] == ["07.txt"]
    assert done.files == 19


def test_a_file_that_cannot_be_written_keeps_its_findings(folder: Path, ordinary_user: None) -> None:
    (folder / "07.txt").chmod(0o444)
    before = (folder / "07.txt").read_bytes()
    (result,) = run(["07.txt"], Project(ONLY), RunOptions(fix=Safety.SAFE)).results
    assert "read-only" in result.errors[0]
    assert result.findings
    assert not result.applied
    assert (folder / "07.txt").read_bytes() == before


def test_a_failure_of_the_tool_stays_with_its_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(docs: Sequence[Document], *more: object, **named: object) -> list[list[Finding]]:
        if any(doc.path == "07.txt" for doc in docs):
            raise RecursionError("too deep")
        return lint_documents(docs, *more, **named)  # type: ignore[arg-type]

    expected = run(["."], Project(ONLY), RunOptions(jobs=1)).files - 1
    monkeypatch.setattr(batching, "lint_documents", fails)
    done = run(["."], Project(ONLY), RunOptions(jobs=1))
    assert done.files == expected
    assert any(path == "07.txt" and "too deep" in message for path, message in done.errors)


def test_a_cycle_leaves_the_file_alone(folder: Path) -> None:
    (folder / "jiaokan.toml").write_text(
        'select = ["TERM"]\n[[terms]]\ncode = "TERM001"\nwrong = ["甲"]\nright = "乙"\nsafety = "safe"\n'
        '[[terms]]\ncode = "TERM002"\nwrong = ["乙"]\nright = "甲"\nsafety = "safe"\n',
        encoding="utf-8",
    )
    (folder / "a.txt").write_text("甲。\n", encoding="utf-8")
    (result,) = run(["a.txt"], Project(), RunOptions(fix=Safety.SAFE)).results
    assert all(name in result.errors[0].lower() for name in ("term001", "term002"))
    assert [f.code for f in result.findings] == ["TERM001"]
    assert (folder / "a.txt").read_text(encoding="utf-8") == "甲。\n"


def test_a_configured_encoding_is_fixed_and_written_back(folder: Path) -> None:
    (folder / "jiaokan.toml").write_text('encoding = { "old/*" = "gb18030" }\nselect = ["SPC004"]\n')
    (folder / "old").mkdir()
    (folder / "old/a.txt").write_bytes("银行  \n".encode("gb18030"))
    (result,) = run(["old"], Project(), RunOptions(fix=Safety.SAFE)).results
    assert not result.findings
    assert (folder / "old/a.txt").read_bytes() == "银行\n".encode("gb18030")


def test_standard_input_is_one_document(folder: Path) -> None:
    data = b"\xef\xbb\xbf" + BAD.replace("\n", "\r\n").encode()
    done, out = run_bytes(data, "-", Project(ONLY))
    assert out == data
    assert len(done.results[0].findings) == 2
    done, out = run_bytes(data, "-", Project(ONLY), fix=Safety.SAFE)
    assert out == b"\xef\xbb\xbf" + "文化建设人人有责，\r\n".encode()
    assert not done.results[0].findings


@pytest.mark.parametrize("data", [BAD.encode("gbk", "ignore"), b"a\0b", b"", b"\xff"])
def test_standard_input_that_is_no_text_comes_out_as_it_went_in(data: bytes) -> None:
    assert run_bytes(data, "-", Project(ONLY), fix=Safety.SAFE)[1] == data


def test_the_name_of_standard_input_tells_the_format() -> None:
    assert run_bytes("甲  \n乙\n".encode(), "a.md", Project(ONLY))[0] == Run((), 1, 6, linted=("a.md",))


def test_nothing_else_is_said_of_what_does_not_decode() -> None:
    """A rule that sees an empty text must not call the file empty."""
    everything = Project(Overrides(isolated=True, select=("ALL",)))
    (result,) = lint_all([decode("银行\n".encode("gbk"), "a.txt")], Task(everything, RunOptions()))
    assert [f.code for f in result.findings] == ["ENC001"]


def test_a_folder_that_vanishes_is_an_error(folder: Path) -> None:
    shutil.rmtree(folder / "gone", ignore_errors=True)
    assert run(["gone"], Project(ONLY)).errors == [("gone", "There is no such file or folder.")]
