"""Code, addresses, data and formulas inside a line are no prose: with a mark changed they no longer work."""

from __future__ import annotations

from time import process_time

import pytest

from jiaokan import Document, lint

PROSE = "闸门修好以后，渠水流过三个村子，夜里也有人守着。大家都说：“水来了！”\n"


def protected_texts(text: str, path: str = "a.txt") -> list[str]:
    return [text[a:b] for a, b in Document(text, path).protected]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("见 https://a.cn/维基/水渠#修建 的说明。", ["https://a.cn/维基/水渠#修建 "]),
        ("见 https://a.cn/?q=闸门,水渠&n=1。", ["https://a.cn/?q=闸门,水渠&n=1"]),
        ("见https://a.cn/x的说明。", ["https://a.cn/x"]),
        ("关注 @水利局 的通报，@小王：你好", ["@水利局 ", "@小王"]),
        ("带上 #水渠 的标签，#修水渠# 很难", ["#水渠 ", "#修水渠# "]),
        ("C#语言，第#3号", []),
        ("放在 ./文档/水渠 这里，../图/甲,乙.png 也在", ["./文档/水渠 ", "../图/甲,乙.png "]),
        (
            "放在./文档/水渠.txt里，C:\\图\\甲,乙.png 和 ~/图/甲 里",
            ["./文档/水渠.txt", "C:\\图\\甲,乙.png ", "~/图/甲 "],
        ),
        ("见 /opt/数据/甲 目录，单位为元/吨/年，和/或", ["/opt/数据/甲 "]),
        ("编号(/dev/xy)，网址:http://a.cn", ["/dev/xy", "http://a.cn"]),
    ],
)
def test_addresses_hold_chinese_and_the_space_that_ends_them(text: str, spans: list[str]) -> None:
    assert protected_texts(text) == spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ('用 print("你好,世界") 打印，f(x, y)和foo.bar()', ['print("你好,世界")', "f(x, y)", "foo.bar()"]),
        ("总值GDP(国内生产总值)，英文是CPU(Central Processing Unit)", []),
        ('标签为["甲","乙"]，{"键": "值", "数": 1}', ['["甲","乙"]', '{"键": "值", "数": 1}']),
        ('他说("好")，又说"好",走了', []),
        ("区间(a,b]、[0,1)、(−∞,0)，新台币(21,420)元", ["(a,b]", "[0,1)", "(−∞,0)"]),
        ("设\\(x_{甲}\\)与$y>0,\\text{且}$", ["\\(x_{甲}\\)", "$y>0,\\text{且}$"]),
        ("好:smile:了，比分3:2，时间10:30:20", [":smile:"]),
        ("样式加!important，用vec!宏，太好了!走", ["!important", "!"]),
        ("占位{name}和{{甲,乙}}，格式%s", ["{name}", "{{甲,乙}}", "%s"]),
        ("写SELECT 甲, 乙 FROM 表 WHERE 丙>1; 就行", ["SELECT 甲, 乙 FROM 表 WHERE 丙>1;"]),
        ("见:ref:`水渠`一节", [":ref:`水渠`"]),
        ("画(╯°□°)╯︵ ┻━┻，(＾▽＾)，（％）（①②③）（一）", ["(╯°□°)╯︵ ┻━┻", "(＾▽＾)"]),
        ("他说:(一)甲，你好:)走", [":)"]),
        ("链接[[水渠|渠]]与-{zh-hans:软件;zh-hant:軟體}-", ["[[水渠|渠]]", "{zh-hans:软件;zh-hant:軟體}-"]),
    ],
)
def test_tokens_of_code_data_and_formulas(text: str, spans: list[str]) -> None:
    assert protected_texts(text) == spans


@pytest.mark.parametrize(
    "line",
    ['$ echo "水,来了"', ">>> 求和(甲, 乙)", '    printf("结果:%d\\n", n);', '"名称": "甲,乙",', "#include <a.h>"],
)
def test_a_line_of_code_in_prose_stays_as_it_is(line: str) -> None:
    text = f"{PROSE}{line}\n{PROSE}"
    assert [f for f in lint(text) if f.edits and f.start < len(PROSE) + len(line) and f.end > len(PROSE)] == []


UNITS = (
    "(",
    "[",
    "{",
    '"',
    "'",
    '("',
    '["',
    '{"',
    "f(",
    "$\\a",
    "\\(",
    "\\[",
    ":a",
    "!a",
    "@甲",
    "#甲",
    "./甲",
    "/a/",
    "C:\\",
)
MORE = (
    "(,",
    "(a",
    "(╯",
    "%",
    "SELECT ",
    "SELECT 甲 FROM ",
    "://",
    "https://甲/",
    "[[",
    "{{",
    "-{",
    ">>> ",
    "a(",
    "甲/",
    "~/",
    "../",
)


@pytest.mark.slow
@pytest.mark.parametrize("unit", [*UNITS, *MORE])
def test_the_time_to_find_spans_grows_with_the_text_only(unit: str) -> None:
    for text in (unit * 30_000, f"{unit} " * 20_000, f"{unit}\n" * 20_000):
        start = process_time()
        assert Document(text, "a.txt").protected is not None
        assert process_time() - start < 2
