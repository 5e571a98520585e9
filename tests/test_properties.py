"""Laws that hold for every text and all rules together, tried on texts of the field made at random."""

from __future__ import annotations

import json
import os
import random
import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import jiaokan
from jiaokan import Document, Finding, Safety
from jiaokan.api import defaults
from jiaokan.linting.fixer import select_non_overlapping, touches
from jiaokan.linting.linter import fix_document, lint_documents, run_rules
from jiaokan.model.slices import LARGE
from jiaokan.reports import View, render
from jiaokan.run.result import FileResult, Run

SENTENCES = (
    "会议指出，要进一步完善工作机制，确保各项措施落到实处。",
    "今年前三季度，全省货物进出口总值11.84万亿元，同比增长5.4%。",
    "他说：“这本书（第二版）写得很好，值得一读！”",
    "新机房的总算力达到20PFLOPS，出口带宽为400Gbps。",
    "《红楼梦》是中国古典小说的高峰，作者是曹雪芹。",
    "從今年開始，學校將開設新的課程，學生可以自由選擇。",
    "項目組經過三個月的調查，寫出了一份詳細的報告。",
    "明月几时有？把酒问青天。不知天上宫阙，今夕是何年。",
    "The quick brown fox jumps over the lazy dog.",
    "東京は日本の首都であり、世界最大の都市の一つです。",
    "中国人民银行将开展国债买卖",
    "责任编辑：王小明",
    "这台 5G 手机用 Python 3.12 写了 config.js。",
)
PIECES = (
    *"的一是不了人我在有他这中大来上国學戶說⽤⾼ロニー",
    *"，。、；：！？“”‘’（）《》【】…—·,.;:!?()[]<>\"'`*_#-~|\\/$&@%",
    *" 　\t0123456789０１ＡＢoOlI",
    "\u00a0\u200b\u200d\ufeff\u00ad\u2028\ufffd\ue000\x00\x08\x1b\x0c\u0301\u202e\U00020bb7😀한",
    "……",
    "——",
    "，，",
    "and",
    "of",
    "PFolps",
    "5OO",
    "2O24年",
    "文化文化",
    "错峰峰建议",
    "ﬁ",
    "(cid:12)",
    "&nbsp;",
    "<br>",
    "（下转第四版）",
    "（上接第一版）",
    "某某 摄",
    "https://example.com/a",
    "`x`",
    "$a$",
    "〔原文如此〕",
    "<!-- jiaokan: ignore -->",
    "<!-- jiaokan: ignore-start[BRK] -->",
    "<!-- jiaokan: ignore-end -->",
)
BREAKS = (
    "\n",
    "\n\n",
    "\n\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    " \n",
    "  \n",
    "\n　　",
    "\n# ",
    "\n- ",
    "\n> ",
    "\n```\n",
    "\n    ",
)


def wrapped(text: str, width: int, end: str) -> str:
    return end.join(text[i : i + width] for i in range(0, len(text), width))


prose = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5).map("".join)
wraps = st.builds(wrapped, prose, st.integers(2, 30), st.sampled_from(("\n", "\n\n", "\r\n")))
spaced = st.sampled_from(SENTENCES).map(" ".join)
repeats = st.builds(lambda block, n, end: (block + end) * n, prose, st.integers(2, 4), st.sampled_from(BREAKS))
cut = st.builds(lambda s, n: s[:n], st.sampled_from(SENTENCES), st.integers(1, 20))
noise = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
pieces = st.one_of(prose, wraps, spaced, repeats, cut, noise, st.text(max_size=4))
documents = st.lists(st.one_of(pieces, st.sampled_from(BREAKS)), max_size=14).map("".join)
paths = st.sampled_from((None, "a.txt", "a.md"))

# The same texts at every run: who changes a rule sees what the change did, not what chance brought. JIAOKAN_EXAMPLES
# searches among as many others.
MORE = int(os.environ.get("JIAOKAN_EXAMPLES", "0"))
fewer = settings(
    max_examples=MORE or 200, derandomize=not MORE, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.mark.slow
@given(documents, paths)
@fewer
def test_places_are_true_and_edits_in_order(text: str, path: str | None) -> None:
    """A reader is sent to a place that exists, and an edit changes something there."""
    for finding in jiaokan.lint(text, path=path):
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.message
        last = -1
        for start, end, new in finding.fix.edits if finding.fix else ():
            assert last < start <= end <= len(text)
            assert text[start:end] != new
            last = end


@pytest.mark.slow
@pytest.mark.parametrize("safety", [Safety.SAFE, Safety.UNSAFE])
@given(text=documents, path=paths)
@example(text="", path=None)
@fewer
def test_fixing_comes_to_rest(safety: Safety, text: str, path: str | None) -> None:
    """`--fix` a second time finds nothing that the first time left to do."""
    once = jiaokan.fix(text, path=path, safety=safety)
    assert not any(f.fix and f.fix.safety >= safety for f in once.left)
    again = jiaokan.fix(once.text, path=path, safety=safety)
    assert again.text == once.text
    assert not again.applied


@pytest.mark.slow
@given(documents, paths, st.randoms(use_true_random=False))
@fewer
def test_the_order_of_rules_is_without_effect(text: str, path: str | None, chance: random.Random) -> None:
    """Two machines that find the rules in another order repair a text alike."""
    rules = list(defaults().rules_for(path))
    usual = fix_document(Document(text, path), rules)
    chance.shuffle(rules)
    other = fix_document(Document(text, path), rules)
    assert other.text == usual.text
    assert other.left == usual.left


@pytest.mark.slow
@given(st.lists(documents, min_size=2, max_size=4), paths)
@fewer
def test_the_order_of_texts_is_without_effect(texts: list[str], path: str | None) -> None:
    """A file is judged alike whatever is linted with it, before or after it."""
    named = {f"{n}{path or ''}": text for n, text in enumerate(texts)}
    forth = jiaokan.Linter(isolated=True).run_texts(named).results
    back = jiaokan.Linter(isolated=True).run_texts(dict(reversed(named.items()))).results
    assert {r.path: r.findings for r in forth} == {r.path: r.findings for r in back}


@pytest.mark.slow
@given(documents, paths)
@fewer
def test_a_rule_says_the_same_alone_and_among_others(text: str, path: str | None) -> None:
    rules = [active for active in defaults().rules_for(path) if not active.rule.after_suppression]
    (together,) = run_rules([Document(text, path)], rules)
    alone = [f for rule in reversed(rules) for f in run_rules([Document(text, path)], [rule])[0]]
    assert sorted(together) == sorted(alone)


OWN_WORD = "沿海倭寇为患多年。朝廷派人去打探俊寇的消息，要把倭寇赶走。"


def findings_in(text: str, path: str | None, *, arrays: bool, large: int = LARGE) -> list[Finding]:
    """What is found in a text with or without arrays, where texts of so many code points are large."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jiaokan.model.slices.LARGE", large)
        (findings,) = found_together([text], path) if arrays else [found_alone(text, path)]
        return findings


def found_together(texts: list[str], path: str | None) -> list[list[Finding]]:
    rules = defaults().rules_for(path)
    return lint_documents([Document(text, path) for text in texts], rules, arrays=True)


def found_alone(text: str, path: str | None) -> list[Finding]:
    (findings,) = lint_documents([Document(text, path)], defaults().rules_for(path))
    return findings


@pytest.mark.slow
@given(documents, paths)
@example("他灰头士脸地走了进来，大家围在一起说话。", None)
@example(OWN_WORD, None)
@example(
    "清晨的雾气还没有散。山里的学校已经升起了国旗，孩子们在操场上排好了队，跟着老师一起唱歌。\n" * 4
    + "中午在食堂吃饭。米饭和青菜是村里送来的，\U00020bb7隔一天有一次鸡蛋，孩子们都吃得干干净净，还会互相\n",
    None,
)
@fewer
def test_a_run_finds_the_same_however_large_it_is(text: str, path: str | None) -> None:
    """A file is judged alike alone and among a thousand, where arrays tell which rules may find something in it."""
    usual = findings_in(text, path, arrays=False)
    assert findings_in(text, path, arrays=True) == usual
    assert findings_in(text, path, arrays=True, large=0) == findings_in(text, path, arrays=False, large=0) == usual


@pytest.mark.slow
@pytest.mark.parametrize("text", sorted({e.before for r in defaults().rules for e in r.examples}))
def test_a_run_finds_what_the_manual_shows_however_large_it_is(text: str) -> None:
    usual = findings_in(text, None, arrays=False)
    assert findings_in(text, None, arrays=True) == findings_in(text, None, arrays=True, large=0) == usual


@pytest.mark.slow
@given(st.lists(documents, min_size=2, max_size=5), paths)
@example([OWN_WORD[:2], "", "寇", OWN_WORD, "俊寇，", OWN_WORD[::-1], OWN_WORD], None)
@fewer
def test_texts_that_are_looked_at_together_do_not_mix(texts: list[str], path: str | None) -> None:
    """What is made for many texts at once says of each what it says of it alone."""
    assert found_together(texts, path) == [found_alone(text, path) for text in texts]


def test_the_examples_of_the_manual_do_not_mix_either() -> None:
    texts = sorted({e.before for r in defaults().rules for e in r.examples})
    assert found_together(texts, None) == [found_alone(text, None) for text in texts]


def placed_findings(text: str, path: str | None = None) -> list[tuple[str, tuple[int, int], tuple[int, int], str]]:
    doc = Document(text, path)
    found = jiaokan.lint(text, path=path)
    return sorted((f.name, doc.position(f.start), doc.position(f.end), str(f.fix and f.fix.safety)) for f in found)


EXAMPLES = {e.before for r in defaults().rules for e in r.examples if "\n" in e.before and "\r" not in e.before}


@pytest.mark.parametrize("text", sorted(EXAMPLES))
def test_windows_line_ends_hide_nothing(text: str) -> None:
    """The same text from another system has the same defects, at the same lines and columns."""
    assert placed_findings(text.replace("\n", "\r\n")) == placed_findings(text)
    fixed = jiaokan.fix(text.replace("\n", "\r\n"), safety=Safety.UNSAFE).text
    assert fixed == jiaokan.fix(text, safety=Safety.UNSAFE).text.replace("\n", "\r\n")


@pytest.mark.slow
@given(documents.map(lambda text: text.replace("\r", "")), paths)
@example("　　会议在上午举行，讨论了明年的工作。\n中 国 人 民 银 行 将 开 展\n第二行。\n", None)
@example("　　会议在上午举行，讨论了明年的工作。\n下转第四版\n", None)
@example("责任编辑：王小明…\n", None)
@example("会议讨论了明年的工作，并听取了各部门的意见·\n大家对今年的安排没有异议，会议就结束了。\n", None)
@example("责任编辑：王小明\n```\n" * 3, None)
@fewer
def test_windows_line_ends_hide_nothing_anywhere(text: str, path: str | None) -> None:
    assert placed_findings(text.replace("\n", "\r\n"), path) == placed_findings(text, path)


@pytest.mark.slow
@given(documents, documents, paths)
@fewer
def test_a_text_is_judged_by_itself(text: str, other: str, path: str | None) -> None:
    """Nothing is kept from one file to the next: the order of files never matters."""
    first = jiaokan.lint(text, path=path)
    jiaokan.lint(other, path=path)
    assert jiaokan.lint(text, path=path) == first


@pytest.mark.slow
@given(documents, paths)
@fewer
def test_every_report_can_be_made_of_every_text(text: str, path: str | None) -> None:
    """No text may break a report or write to the terminal what the terminal would obey."""
    done = jiaokan.fix(text, path=path)
    changed = text if done.applied else None
    result = FileResult(path or "-", done.text, tuple(done.left), changed, tuple(done.applied))
    run = Run((result,), 1, len(text))
    shown = render("text", run, View(full=True)) + render("diff", run, View(terminal=True))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    assert len(json.loads(render("json", run, View()))) == len(done.left)


@pytest.mark.slow
@given(documents)
@fewer
def test_what_is_applied_does_not_overlap(text: str) -> None:
    """One pass of fixes, chosen from all rules together, never changes a place twice."""
    taken: list[tuple[int, int]] = []
    for finding in select_non_overlapping(jiaokan.lint(text), Safety.UNSAFE):
        spans = [(e.start, e.end) for e in finding.fix.edits] if finding.fix else []
        assert not any(touches(taken, span) for span in spans)
        taken = sorted([*taken, *spans])
