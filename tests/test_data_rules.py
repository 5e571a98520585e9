"""Terms and patterns of a project's own: found where they are wrong, mended, and silent in sound text."""

from __future__ import annotations

import pickle

import pytest

from jiaokan import Document, Finding, Safety
from jiaokan.linting.data_rules import Pattern, Terms, pattern_rule, terms_rule
from jiaokan.linting.fixer import Fixed, fix_until_stable
from jiaokan.linting.linter import run_rules
from jiaokan.linting.rule_set import ConfiguredRule


def fixed_terms(text: str, wrong: list[str], right: str, path: str | None = None) -> Fixed:
    rules = [ConfiguredRule(terms_rule("TERM001", Terms(wrong, right), "error", "safe"))]
    return fix_until_stable(text, lambda t: run_rules([Document(t, path)], rules)[0])


def fixed_pattern(text: str, pattern: str, replacement: str | None = "", path: str | None = None) -> Fixed:
    rules = [ConfiguredRule(pattern_rule("HOUSE001", Pattern(pattern, "Not here.", replacement), "warning", "safe"))]
    return fix_until_stable(text, lambda t: run_rules([Document(t, path)], rules)[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("算力达到2.5Efllops。", "算力达到2.5EFLOPS。"),
        ("算力为Eflop级", "算力为EFLOPS级"),
        ("达1,300Efllops和Eflop", "达1,300EFLOPS和EFLOPS"),
        ("（Eflop）", "（EFLOPS）"),
        ("OK,Eflop", "OK,EFLOPS"),
        ("Eflop", "EFLOPS"),
        # Inside a longer Latin word, whatever the next letter is, it is another word.
        ("Eflops PEflop Eflop2 Eflop_x x_Eflop H2Eflop éEflop Eflopé", None),
        # Capitals count: these are other forms, which the project did not list.
        ("eflop EFLOPS", None),
        ("见 https://example.org/Eflop 和 `Eflop`", None),
    ],
)
def test_latin_terms_end_where_latin_ends(text: str, expected: str | None) -> None:
    assert fixed_terms(text, ["Eflop", "Efllops"], "EFLOPS").text == (expected or text)


@pytest.mark.parametrize(
    ("wrong", "right", "text", "expected"),
    [
        ("GPT4", "GPT-4", "用GPT4写", "用GPT-4写"),
        ("GPT4", "GPT-4", "用GPT40和GPT4o写", "用GPT40和GPT4o写"),
        ("3DS", "3D", "在13DS与A3DS和2.3DS", "在13DS与A3DS和2.3DS"),
        ("束手无茉", "束手无策", "他束手无茉了", "他束手无策了"),
        ("深度Seek", "DeepSeek", "用深度Seek写，深度Seeks", "用DeepSeek写，深度Seeks"),
        # The right form holds the wrong one: sound text stays, and the fix comes to rest.
        ("人工智", "人工智能", "人工智能与人工智", "人工智能与人工智能"),
        ("市工信局", "杭州市工信局", "杭州市工信局，市工信局", "杭州市工信局，杭州市工信局"),
        ("a.b", "ab", "a.b axb", "ab axb"),
        ("多余", "", "多余的字", "的字"),
    ],
)
def test_a_term_may_be_of_any_script(wrong: str, right: str, text: str, expected: str) -> None:
    assert fixed_terms(text, [wrong], right).text == expected


def test_the_longest_wrong_form_counts() -> None:
    assert fixed_terms("中国人名银行和人名", ["人名", "中国人名银行"], "中国人民银行").applied[0].before == "名"
    rule = terms_rule("TERM001", Terms(["人名", "人名银行"], "人民银行"), "error", "safe")
    ((first, _),) = run_rules([Document("中国人名银行和人名")], [ConfiguredRule(rule)])
    assert (first.start, first.end, first.message) == (2, 6, "「人名银行」 is a wrong form: write 「人民银行」.")


def test_a_text_in_any_language_is_looked_at() -> None:
    assert fixed_terms("An english text with Eflop.", ["Eflop"], "EFLOPS").text == "An english text with EFLOPS."


def test_a_long_list_finds_what_each_of_its_forms_finds() -> None:
    """Project lists grow to hundreds of forms, which are looked for together."""
    forms = [f"错{chr(0x4E00 + n)}词" for n in range(500)]
    doc = Document("".join(f"这里有{form}，其余的错字不多。" for form in forms[::7]))

    def found(*wrong: str) -> list[Finding]:
        return run_rules([doc], [ConfiguredRule(terms_rule("TERM001", Terms(wrong, "对词"), "error", "safe"))])[0]

    together = found(*forms)
    assert len(together) == len(forms[::7])
    assert together == sorted(finding for form in forms for finding in found(form))


def test_a_pattern_is_mended_line_by_line() -> None:
    text = "正文。\n微信公众号：某某日报\n正文。\n"
    assert fixed_pattern(text, "微信公众号[：:].*").text == "正文。\n\n正文。\n"
    assert fixed_pattern(text, "^正文。$", "文").text == "文\n微信公众号：某某日报\n文\n"
    assert fixed_pattern("第3页/共9页", r"第(\d+)页/共(\d+)页", r"[\1/\2]").text == "[3/9]"


def test_a_pattern_leaves_line_ends_alone() -> None:
    assert fixed_pattern("微信：某某\r\n正文\r\n", "微信.*").text == "\r\n正文\r\n"


def test_a_pattern_that_matches_what_is_right_already_says_nothing() -> None:
    assert not fixed_pattern("微信：某某", "微信[:：]", "微信：").left
    assert fixed_pattern("微信:某某", "微信[:：]", "微信：").text == "微信：某某"


def test_a_pattern_without_replacement_only_says() -> None:
    (finding,) = fixed_pattern("扫码关注", "扫码", None).left
    assert (finding.code, finding.message, finding.fix) == ("HOUSE001", "Not here.", None)


def test_a_pattern_changes_no_part_of_a_url_and_no_code() -> None:
    assert fixed_pattern("见 https://example.org/a,b 与a,b", ",", "，").text == "见 https://example.org/a,b 与a，b"
    assert fixed_pattern("```\na,b\n```\n", ",", "，").text == "```\na,b\n```\n"
    # A line that holds a URL may still be one that the project does not want.
    assert fixed_pattern("扫码：https://example.org/a\n正文", "扫码.*").text == "\n正文"


def test_a_pattern_that_matches_nothing_finds_nothing() -> None:
    assert not fixed_pattern("正文", "(?=文)", None).left


def test_edits_are_no_larger_than_the_change() -> None:
    (applied,) = fixed_terms("束手无茉", ["束手无茉"], "束手无策").applied
    assert (applied.start, applied.before, applied.after) == (3, "茉", "策")


def test_data_rules_explain_themselves_and_travel() -> None:
    rule = terms_rule("TERM001", Terms(["甲", "乙", "丙", "丁"], "戊"), "error", "unsafe")
    assert rule.summary == "「甲」, 「乙」, 「丙」 and others where 「戊」 belongs."
    assert (rule.name, rule.family, rule.options, rule.safety) == ("term001", "TERM", {}, Safety.UNSAFE)
    again = pickle.loads(pickle.dumps(rule))
    assert (again.code, again.manual) == (rule.code, rule.manual)
    assert list(again.check(Document("甲")))
