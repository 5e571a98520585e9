"""Rules that judge the documents of a run together: their cases, and what the engine promises of every such rule."""

from __future__ import annotations

from typing import Any

import pytest
from command_line import check, findings, jiaokan
from text_files import write

from jiaokan import lint
from jiaokan.config.settings import Overrides, Project
from jiaokan.run import pool, session
from jiaokan.run.options import RunOptions

LEAD = "　　入冬以来，山城的供暖管网完成了一轮改造。记者在城北换热站看到，新装的机组已经连续运转三周，室内温度稳定在二十度上下。\n"
PIPES = (
    "　　站长介绍，改造以前，老城区的管道多是三十年前铺设的，接口老化，跑冒滴漏的情况每到腊月就集中出现。去年冬天，"
    "抢修队一个月里出动了六十多次，最远的一户要等到后半夜才能恢复供热，居民意见不小。今年夏天，市里下决心把主干管道"
    "全部换掉，施工避开了汛期，赶在国庆节前完成打压试验。\n"
)
HOMES = (
    "　　家住临河小区的退休教师周桂兰说，往年她要在客厅里多摆两只电暖器，今年一只也没有开过。隔壁新搬来的年轻夫妇给"
    "刚满月的孩子洗澡，再不必先把浴室烤上半个钟头。社区干部逐户登记室温，凡是不足十八度的，当天就有人上门排气调阀。\n"
)
OTHER = (
    "　　同一天，县里的图书馆恢复了夜间开放。馆员把儿童阅览室搬到一楼，添了两排矮书架，还腾出一面墙给孩子们贴读书笔记。"
    "读者可以凭身份证借书，一次能借五本，借期为一个月，逾期的只提醒，不罚款。\n"
)
MARKET = (
    "　　镇上的早市五点开张，卖豆腐的老陈总是头一个到。他把两板豆腐摆上石台，揭开湿布，热气就散进雾里。买菜的人陆续来了，"
    "有的问价，有的只是路过，停下来说几句昨夜的雨。到了八点，石台空了，他把水桶提到沟边，慢慢刷洗木板。\n"
)
ARTICLE = LEAD + PIPES + HOMES
Files = dict[str, str]

pytestmark = pytest.mark.usefixtures("folder")


def write_all(files: Files) -> None:
    for path, text in files.items():
        write(path, text)


def corpus_findings(files: Files, rule: str = "DUP008", *arguments: str) -> list[dict[str, Any]]:
    write_all(files)
    return findings("--select", rule, *(arguments or ["."]))


def covered(files: Files, row: dict[str, Any]) -> str:
    return files[row["path"]][row["start"] : row["end"]]


def test_an_article_in_two_files_is_found_once_and_the_other_is_named() -> None:
    files = {"a.txt": "供暖改造见成效\n" + ARTICLE, "b.txt": "供暖改造见成效\n" + ARTICLE, "c.txt": OTHER}
    (row,) = corpus_findings(files)
    assert covered(files, row) == files["b.txt"].strip()
    assert (row["path"], row["level"], row["fix"]) == ("b.txt", "warning", None)
    assert "word for word" in row["message"]
    (related,) = row["related"]
    assert related["path"] == "a.txt"
    assert files["a.txt"][related["start"] : related["end"]] == files["a.txt"].strip()


def test_a_passage_is_one_finding_for_its_paragraphs_and_shows_where_the_other_is() -> None:
    files = {"a.txt": LEAD + PIPES + HOMES + OTHER, "b.txt": MARKET + PIPES + HOMES}
    (row,) = corpus_findings(files)
    assert covered(files, row) == (PIPES + HOMES).strip()
    assert files["a.txt"][row["related"][0]["start"] : row["related"][0]["end"]] == (PIPES + HOMES).strip()
    assert "from line 2 on" in row["message"]


def test_a_bad_reading_of_the_same_page_is_found_however_its_lines_break() -> None:
    bad = (
        ARTICLE.replace("机组", "机姐")
        .replace("跑冒滴漏", "跑冒滴潺")
        .replace("周桂兰", "周挂兰")
        .replace("隔壁", "隔璧")
    )
    wrapped = "\n".join(bad[n : n + 24].replace("\n", "") for n in range(0, len(bad), 24)) + "\n"
    for text in (bad, wrapped, wrapped.replace("\n", "\n\n")):
        (row,) = corpus_findings({"a.txt": ARTICLE, "b.txt": text})
        assert "nearly" in row["message"]


def test_a_page_inside_a_longer_text_is_found() -> None:
    files = {"book.txt": OTHER + "\n" + ARTICLE, "page.txt": ARTICLE}
    (row,) = corpus_findings(files)
    assert (row["path"], row["related"][0]["path"]) == ("page.txt", "book.txt")


def test_what_comes_again_by_right_is_left_alone() -> None:
    """Quotations, footers and the formulas of reports would bury the copies."""
    notice = (
        "　　本网站刊载的内容，版权归原作者所有，未经书面许可，不得转载、摘编或以其他方式使用，违者将依法追究责任。\n"
    )
    footer = notice + PIPES
    quoting = (
        LEAD.replace("。", "，他还说，", 1) + OTHER.strip() + "站长介绍，改造以前，老城区的管道多是三十年前铺设的。\n"
    )
    assert not corpus_findings({"a.txt": ARTICLE, "b.txt": quoting})
    assert not corpus_findings({"a.txt": notice + LEAD * 3, "b.txt": notice + OTHER * 3})
    assert corpus_findings({f"{n}.txt": f"　　第{n}篇，{OTHER[n * 5 :]}" + footer for n in range(5)})
    many = {
        f"{n}.txt": "".join(f"　　这是第{n}篇文章的第{m}个段落，写的是第{n * m}件事。\n" for m in range(30))
        for n in range(12)
    }
    assert not corpus_findings({path: text + footer for path, text in many.items()})


def test_articles_of_one_model_are_left_to_statutes() -> None:
    own = "".join(
        f"第{n}条　本市第{n}类设施的管理单位应当每{n}个月检查一次，并记录结果。\n" for n in "一二三四五六七八"
    )
    other = own.replace("本市", "本县").replace("每", "至少").replace("记录", "公布").replace("管理单位", "使用单位")
    penalty = "第九条　" + PIPES.strip() + "\n"
    assert not corpus_findings({"a.txt": own + penalty, "b.txt": other + penalty})


def test_tables_and_code_are_not_compared() -> None:
    table = "| 项目名称与编号 | 期末账面余额合计 |\n| --- | --- |\n" + "| 交易性金融资产 | 以公允价值计量 |\n" * 30
    code = "```\n" + "打印一行说明文字，然后读取下一行。\n" * 30 + "```\n"
    for block in (table, code):
        assert not corpus_findings({"a.md": LEAD + block, "b.md": OTHER[:90] + "\n\n" + block})


@pytest.mark.parametrize("order", [["a.txt", "b.txt", "c.txt"], ["c.txt", "b.txt", "a.txt"], ["."]])
def test_the_order_of_the_arguments_changes_nothing(order: list[str]) -> None:
    files = {"a.txt": ARTICLE, "b.txt": ARTICLE, "c.txt": OTHER + PIPES + HOMES}
    rows = {
        (r["path"], r["start"], r["end"], r["related"][0]["path"]) for r in corpus_findings(files, "DUP008", *order)
    }
    assert rows == {
        ("b.txt", 2, len(ARTICLE) - 1, "a.txt"),
        ("c.txt", len(OTHER) + 2, len(OTHER + PIPES + HOMES) - 1, "a.txt"),
    }


@pytest.mark.slow
def test_the_number_of_processes_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    write_all({f"{n:02}.txt": (OTHER[: 20 * n] + "\n" + (ARTICLE if n % 2 else LEAD)) for n in range(8)})
    project = Project(Overrides(isolated=True, select=("DUP008", "CHR005")))
    one = session.run(["."], project, RunOptions(jobs=1))
    monkeypatch.setattr(pool, "WORTH_A_POOL", 0)
    two = session.run(["."], project, RunOptions(jobs=2))
    assert sum(len(result.findings) for result in one.results) >= 3
    assert [(r.path, r.findings) for r in one.results] == [(r.path, r.findings) for r in two.results]


def test_a_repetition_within_one_document_is_left_to_other_rules() -> None:
    twice = ARTICLE + "\n" + ARTICLE
    assert not corpus_findings({"a.txt": twice})
    project = Project(Overrides(isolated=True, select=("DUP008", "CHR005")))
    assert not session.run_bytes(twice.encode(), "-", project)[0].results
    assert not [f for f in lint(twice) if f.code in ("DUP008", "CHR005")]


def test_corpus_rules_are_off_until_they_are_asked_for() -> None:
    write_all({"a.txt": ARTICLE, "b.txt": ARTICLE})
    assert "DUP008" not in check(".").stdout
    assert "DUP008" in check("--extend-select", "DUP008", ".").stdout


def test_the_report_names_the_other_file() -> None:
    write_all({"a.txt": ARTICLE, "b.txt": ARTICLE})
    result = check("--select", "DUP008", ".")
    assert result.exit_code == 1
    assert "b.txt:1:3 warning DUP008 duplicate-across-documents" in result.stdout
    assert "in a.txt: The other" in result.stdout


def test_suppressions_levels_and_ignored_files_hold() -> None:
    write_all({"a.md": ARTICLE, "b.md": "<!-- jiaokan: ignore-file[DUP008] -->\n\n" + ARTICLE, "poems/c.md": ARTICLE})
    assert {r["path"] for r in corpus_findings({})} == {"poems/c.md"}, "no marker stands in it"
    (row,) = corpus_findings({"jiaokan.toml": '[levels]\nDUP008 = "error"\n'})
    assert row["level"] == "error"
    assert not corpus_findings({"jiaokan.toml": '[per-file-ignores]\n"poems/*" = ["DUP"]\n'})
    assert "SUP001" not in check("--extend-select", "DUP008", ".").stdout, "the marker is of use"


def test_options_are_those_of_the_configuration() -> None:
    write_all({"a.txt": ARTICLE, "b.txt": ARTICLE})
    assert not corpus_findings({"jiaokan.toml": "[options.DUP008]\nmin-characters = 1000\n"})
    assert not corpus_findings({"jiaokan.toml": "[options.duplicate-across-documents]\nmin-characters = 1000\n"})


def test_what_fix_has_repaired_is_compared() -> None:
    write_all({"a.txt": ARTICLE, "b.txt": ARTICLE.replace("。", "。\u200b")})
    assert "nearly" in check("--select", "DUP008", ".").stdout
    result = check("--select", "DUP008,ENC005", "--fix", ".")
    assert "word for word" in result.stdout
    assert "b.txt:1:3 warning DUP008" in result.stdout


BROKEN = '''
from jiaokan import Document, rule

def judge(facts):
    raise ValueError("no judge today")

@rule("HOUSE009", reduce=judge)
def hung_jury(doc: Document) -> object:
    """Never comes to a verdict."""
    return doc.path
'''


def test_a_rule_whose_judge_breaks_is_named_and_the_others_go_on() -> None:
    write_all({"a.txt": ARTICLE, "b.txt": ARTICLE, "broken.py": BROKEN, "jiaokan.toml": 'plugins = ["./broken.py"]\n'})
    result = check("--select", "DUP008,HOUSE009,SPC007", "a.txt", "b.txt")
    assert result.exit_code == 2
    assert "HOUSE009 hung-jury broke: ValueError: no judge today" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert "DUP008" in result.stdout


def test_the_manual_and_the_list_say_what_they_are() -> None:
    listed = jiaokan("rules").stdout
    assert any(
        line.split()[:5] == ["DUP008", "duplicate-across-documents", "warning", "display", "off"]
        for line in listed.splitlines()
    )
    assert "(warning, fix: display, off, corpus rule)" in jiaokan("rule", "DUP008").stdout


USUAL = {f"{n}.txt": f"　　第{n}次会上，“智慧互通”的负责人介绍了情况，清华大学的教授作了点评。\n" for n in range(6)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("　　这是“智汇互通”第一次参展，展台不大，来看的人不少。\n", "智汇互通"),  # it sounds the same
        ("　　这是“智慧互迅”第一次参展，展台不大，来看的人不少。\n", None),  # 迅 is neither read nor heard as 通
        ("　　据说，青华大学的学生也来了，展台不大，来看的人不少。\n", "青华大学"),  # it looks the same
        ("　　据说，东华大学的学生也来了，展台不大，来看的人不少。\n", None),  # another body
        ("　　据说，“四方互通”的学生也来了，展台不大，来看的人不少。\n", None),
    ],
)
def test_a_name_that_is_nearly_a_usual_one_is_found(text: str, name: str | None) -> None:
    files = USUAL | {"x.txt": text}
    rows = corpus_findings(files, "CHR005")
    assert [covered(files, row) for row in rows] == ([name] if name else [])
    assert all(row["level"] == "info" and row["related"][0]["path"] == "0.txt" for row in rows)


def test_a_name_that_is_used_as_a_name_is_meant() -> None:
    """Marked once and then written without marks, it counts every time."""
    assert not corpus_findings(
        USUAL | {"x.txt": "　　“智汇互通”参展。智汇互通的展台不大，智汇互通的人不少。\n"}, "CHR005"
    )


def test_a_slip_inside_one_document_is_found_too() -> None:
    text = "".join(USUAL.values()) + "　　这是“智汇互通”第一次参展。\n"
    assert [covered({"x.txt": text}, row) for row in corpus_findings({"x.txt": text}, "CHR005")] == ["智汇互通"]
