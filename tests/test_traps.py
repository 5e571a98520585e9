"""Where other tools of this kind damage sound text or miss what is wrong: all default rules together, safe fixes."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import check

import jiaokan
from jiaokan import Safety

# Enough Chinese around the place in question for a text to be taken for what it is.
AROUND = "　　会议在上午举行，与会人员讨论了明年的工作安排。{}\n"


def fixed(sentence: str, safety: Safety = Safety.SAFE) -> str:
    text = AROUND.format(sentence)
    return jiaokan.fix(text, safety=safety).text.removeprefix(AROUND.partition("{")[0]).removesuffix("\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "项目用 Python 3 编写，共有 250 个文件。",
        "项目用Python3编写，共有250个文件。",
        "这台手机支持 5G 网络和 GPS 定位。",
        "算力达到300PFLOPS，占全国的5%左右。",
    ],
)
def test_spaces_between_chinese_and_latin_or_digits_are_the_authors_business(sentence: str) -> None:
    assert fixed(sentence, Safety.UNSAFE) == sentence
    assert not jiaokan.lint(AROUND.format(sentence))


@pytest.mark.parametrize(
    "text",
    [
        "# “智”抢新机 贵州有为\n\n　　大数据产业在这里生根，十年间从无到有，成为全省的支柱。\n",
        "　　新华社记者 王聿晷 谢希瑶\n\n　　大数据产业在这里生根，十年间从无到有，成为全省的支柱。\n",
        "春风又绿江南岸 明月何时照我还\n\n　　这两句诗写在江边，诗人当时正在赴京的路上。\n",
    ],
)
def test_spaces_between_names_and_the_halves_of_a_headline_stay(text: str) -> None:
    assert jiaokan.fix(text, safety=Safety.UNSAFE).text == text


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("互动体验区(需要预约)明天开放。", "互动体验区（需要预约）明天开放。"),
        ("互动体验区(需要预约明天开放。", "互动体验区(需要预约明天开放。"),
        ("互动体验区需要预约)明天开放。", "互动体验区需要预约)明天开放。"),
        ("要求如下：1)按时到场；2)携带证件。", "要求如下：1)按时到场；2)携带证件。"),
    ],
)
def test_brackets_change_in_pairs_or_not_at_all(sentence: str, right: str) -> None:
    assert fixed(sentence) == right


@pytest.mark.parametrize(
    "before", ["他说“很好”", "他读过《红楼梦》", "产量增长了5%", "今天的气温是零下5", "共有12(含附件)"]
)
def test_a_comma_is_half_width_whatever_stands_before_it(before: str) -> None:
    assert fixed(f"{before},大家都这样认为。").endswith("，大家都这样认为。")


@pytest.mark.parametrize(
    "piece",
    [
        "12:30",
        "3.14",
        "1,234",
        "1,234,567.89",
        "A.I.",
        "U.S.",
        "config.js",
        "https://example.com/a,b;c?d=e:f",
        "name@example.com",
        "`print(a, b); x?`",
        "GB/T 1.1-2020",
        "192.168.0.1:8080",
        "C:\\Users",
        "and/or",
    ],
)
def test_what_is_no_prose_is_not_touched(piece: str) -> None:
    sentence = f"请在{piece}处查看说明。"
    assert fixed(sentence, Safety.UNSAFE) == sentence


def test_code_is_not_changed() -> None:
    text = AROUND.format("") + "\n```\n你好,世界 ;  x = (1,2)   \n```\n"
    assert jiaokan.fix(text, path="a.md", safety=Safety.UNSAFE).text == text


@pytest.mark.parametrize("sentence", ["总算力为20Efllops的机房。", "出口带宽400Gpbs以上。"])
def test_latin_beside_chinese_is_a_word_of_its_own(sentence: str) -> None:
    assert any(f.name == "misspelt-term" for f in jiaokan.lint(AROUND.format(sentence)))


def test_a_byte_order_mark_and_crlf_stay(tmp_path: Path) -> None:
    data = "\ufeff　　第一段已经写好。  \r\n\r\n　　第二段还没有写完。\r\n".encode()
    (tmp_path / "a.txt").write_bytes(data)
    check("--fix", tmp_path)
    assert (tmp_path / "a.txt").read_bytes() == data.replace(b"  \r\n", b"\r\n")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_missing_final_newline_is_added_in_the_files_own_style(tmp_path: Path, end: str) -> None:
    text = f"　　第一段已经写好。{end}{end}　　第二段还没有写完。"
    (tmp_path / "a.txt").write_bytes(text.encode())
    check("--fix", "--ignore", "final-newline", tmp_path)
    assert (tmp_path / "a.txt").read_bytes() == text.encode()
    check("--fix", tmp_path)
    assert (tmp_path / "a.txt").read_bytes() == (text + end).encode()


SIMPLIFIED = "　　雨停以后，山谷里起了雾。向导说，再等半个小时就能看见对面的雪峰，大家都很高兴。  \n" * 3
TRADITIONAL = "　　雨停以後，山谷裡起了霧。嚮導說，再等半個小時就能看見對面的雪峰，大家都很高興。  \n" * 3


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (SIMPLIFIED, "gb18030", "GB18030"),
        (TRADITIONAL, "big5", "Big5"),
        (SIMPLIFIED, "utf-16", "UTF-16"),
        (SIMPLIFIED, "utf-16-le", "UTF-16"),
        (SIMPLIFIED, "utf-16-be", "UTF-16"),
    ],
)
def test_other_encodings_are_named_and_never_written(tmp_path: Path, text: str, encoding: str, name: str) -> None:
    data = text.encode(encoding)
    (tmp_path / "a.txt").write_bytes(data)
    result = check("--fix", "--unsafe-fixes", tmp_path)
    assert (tmp_path / "a.txt").read_bytes() == data
    assert result.exit_code == 1
    assert "ENC001" in result.stdout and name.lower() in result.stdout.lower()
