"""Markdown is read by its parser: what is code or syntax stays, what is prose is linted, and fixes change text alone."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaokan import Document, Linter, Safety
from jiaokan.model import markdown
from jiaokan.model.block import Kind
from jiaokan.model.markdown_blocks import is_written_break, markdown_blocks

ROOT = Path(__file__).parents[1]
TOOL = runpy.run_path(str(ROOT / "tools" / "markdown_structure.py"))
LINTER = Linter(isolated=True)
PROSE = (
    "果园在山的南坡，今年雨水多，苹果结得又大又红。入秋以后，合作社请来了农业学校的老师，给大家讲怎样剪枝、怎样防虫。\n\n"
    "来听课的有种了几十年果树的老人，也有刚从城里回来的年轻人。有人问：“雨后多久可以打药？”老师说，至少要等叶子全干了才行！\n\n"
    "课后，老师把要点写成一页纸，贴在仓库的门上；看不懂的可以打电话问。大家都说，这样的课应该每年都上（最好在开春以前）。\n\n"
)


def fixed(text: str, safety: Safety = Safety.UNSAFE, path: str = "a.md") -> str:
    return LINTER.fix(text, path=path, safety=safety).text


@pytest.mark.parametrize(
    "text",
    [
        '!!! warning "注意,小心"\n\n    打药以后洗手，衣服也要换。\n\n    ```sh\n    echo "好,坏"\n    ```\n\n        甲(乙,丙)\n',
        '???+ tip "点开,再看"\n    打药以后洗手。\n',
        '=== "果树,甲"\n\n    === "苹果,一"\n\n        先剪枝，再打药。\n\n=== "梨"\n\n    先打药。\n',
        ":::tip 注意,小心\n打药以后洗手。\n:::\n",
        '{% note info "标题,一" %}\n内容。\n{% endnote %}\n\n{{< figure src="图,一.png" >}}见 {{ f("甲","乙") }}。\n',
        "按<kbd>Ctrl,甲</kbd>全选，用<samp>输出,值</samp>显示。\n",
        '<style>\n.果 { content: "甲,乙"; }\n\n.树 { a: "丙,丁" }\n</style>\n\n<textarea>\n甲,乙\n</textarea>\n',
        "<details>\n\n<pre><code>甲,乙\n\n  丙,丁\n</code></pre>\n\n</details>\n",
        '<a href="路径,一"\n   title="标题,二">链接</a>\n\n<!-- 注释,一\n\n甲,乙 -->\n',
        "见[[果园,记#剪枝|剪枝]]、[[苹果,梨]]和![[图,一.png]]。\n",
        '见[剪枝][果,一]、[果,二][]和[果,三]。\n\n[果,一]: <路径,一> "标题,一"\n[果,二]: ./果,二.md\n  "标题,二"\n[果,三]: /果,三\n',
        "用``果 ` 树, 梨``表示，`苹果,\n梨,\n桃`也行。\n",
        "1. 剪枝，\n   去掉枯枝。\n\n   再涂药。\n\n   > 手要洗净。\n\n2. 打药。\n",
        "* 剪枝\n\n  ~~~\n  果,树\n    梨,桃\n  ~~~\n\n* 打药\n\n      果(甲,乙)\n",
        "果树\n: 能结果的树，\n  有很多种。\n\n  第二段。\n",
        "正文[^甲]。\n\n[^甲]: 脚注，第一段。\n\n    第二段。\n\n        甲(乙,丙)\n",
        "> 引用\n>\n>     甲(乙,丙)\n>\n> - 甲\n>\n>   乙，丙。\n",
        "设 $S_{果,树}$ 为面积，\\(h_{高,低}\\)为高，\\[\nx_{甲},y_{乙}\n\\]\n",
        "苹果熟了:apple:，大家都来了:+1:，:tada::tada:！\n",
        "用**:wq**保存，**a[i],b**是数组，条件写作 **P(A|B),C**。\n",
        '价\\,格\\"苹果\\"和\\[注\\]。\n',
        "作者:: 甲, 乙\n\n- 剪枝 ^任务-1\n\n%% 注释,甲 %%\n",
        "import {甲} from \"./甲\"\n\nexport const 果 = {\n  名: '苹果,梨',\n}\n",
        '<Tabs\n  items={["甲","乙"]}\n  on={() => f("甲","乙")}\n>\n  <Tab>内容</Tab>\n</Tabs>\n\n{/* 注释,甲 */}\n',
        '>>> 剪("甲","乙")\n["丙", "丁"]\n',
        "| 药 | 价 |\n|:--|--:|\n| 甲 | `a,乙` |\n| 甲 | `a,乙` |\n",
        "春眠不觉晓  \n处处闻啼鸟  \n夜来风雨声\n",
        "春眠不觉晓\\\n处处闻啼鸟\\\n夜来风雨声\n",
        "春眠不觉晓<br>\n处处闻啼鸟<br>\n夜来风雨声\n",
        "- 买药花了30\n\n年底还剩一些，明年接着用。\n",
    ],
)
def test_what_is_no_prose_stays_even_with_unsafe_fixes(text: str) -> None:
    """Code that is changed no longer runs, a link leads nowhere, a box shows its source."""
    assert fixed(PROSE + text) == PROSE + text
    windows = (PROSE + text).replace("\n", "\r\n")
    assert fixed(windows) == windows


@pytest.mark.parametrize(
    "text",
    [
        "- 剪枝‚去掉枯枝。\n  接着打药‚洗手。\n\n  第二段‚也要看。\n",
        '!!! note "注意,小心"\n\n    打药以后洗手‚衣服也要换。\n',
        '=== "甲,乙"\n\n    - 打药以后洗手‚衣服也要换。\n',
        "| 药 | 用法 |\n|---|---|\n| 甲 | 打药以后洗手‚衣服也要换 |\n",
        "正文[^1]。\n\n[^1]: 打药以后洗手‚衣服也要换。\n\n    第二段‚还是脚注。\n",
        "> - 打药以后洗手‚衣服也要换。\n",
        "剪枝‚打药\n---\n",
        "见[剪枝‚打药](a,b.md)一节‚再看[这里‚还有][甲]。\n\n[甲]: x,y\n",
        "**剪枝‚打药**以后‚*洗手‚换衣*，用**:wq**保存‚再看。\n",
        '见 {{ f("甲","乙") }} 一节‚再看。\n',
        "设 $x_{甲},y$ 为面积‚\\(a,b_{乙}\\)为高‚再看。\n",
        '<div class="甲,乙">\n苹果熟了‚大家都来了。\n</div>\n',
        '<Card title="卡片,一" items={["甲","乙"]}>说明文字‚有逗号</Card>\n',
        "苹果熟了‚大家都来了‚  \n都在树下‚\\\n等着。\n",
        "苹果熟了‚大家都来了。\n\n---\n\n苹果熟了‚大家都来了。\n\n---\n\n苹果熟了‚大家。\n",
        "价格是$5‚运费是$6‚一共$11。\n",
        "```\n苹果熟了‚大家都来了。\n\n老人说‚很甜。\n",  # a fence that nothing closes
    ],
)
def test_prose_beside_what_is_none_is_linted(text: str) -> None:
    """A half-width comma (here ‚) in prose is found wherever Markdown puts it, and nothing else is changed."""
    assert fixed(PROSE + text.replace("‚", ",")) == PROSE + text.replace("‚", "，")


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: 果园,记\ntags: ['苹果','梨']\n---\n",
        "\ufeff---\r\n# 说明,一\r\ntitle: 果园,记\r\n---\r\n",
        '+++\ntitle = \'果园,记\'\ntags = ["苹果","梨"]\n+++\n',
        '{\n  "title": "果园,记",\n  "a": {\n    "b": ["甲","乙"]\n  }\n}\n',
    ],
)
def test_front_matter_is_data(front: str) -> None:
    doc = Document(front + "\n苹果,梨。\n", "a.md")
    assert [doc.text[start:end] for start, end in doc.code] == [front.rstrip()]
    assert markdown_blocks(doc)[0].kind is Kind.DATA


PIECES = st.sampled_from(
    [
        "苹果熟了,大家都来了。", "老人说: 很甜!真的?", "“剪枝”要早 ，", "用`甲,乙`和 **粗,体** 表示,", "[链,接](a,b)",
        "![图,一](b,c.png)", "他说:\"好\"。", "*注意:*后面", "**注意:** 后面", "甲  乙", "<b>粗,体</b>", "$x_{甲},y$", "\\*甲\\*,",
    ]
)  # fmt: skip
STARTS = st.sampled_from(
    ["", "# ", "- ", "  ", "    ", "> ", "1. ", "- [ ] ", "> - ", "```\n甲,乙\n```\n", "\t", "***"]
)
ENDS = st.sampled_from(["\n", "\n\n", "  \n", "\\\n", "<br>\n", " \n\n", "\n---\n"])
TEXTS = st.lists(st.tuples(STARTS, st.lists(PIECES, min_size=1, max_size=3).map("".join), ENDS), max_size=8)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_safe_fixes_change_text_and_never_structure(lines: list[tuple[str, str, str]]) -> None:
    """What a page shows as a list, a heading or code is the same after --fix."""
    text = PROSE + "".join(map("".join, lines))
    assert not list(TOOL["differences"](text, fixed(text, Safety.SAFE)))


def test_the_blocks_of_a_text_have_kinds() -> None:
    text = (
        "---\na: b\n---\n# 题\n\n段落\n第二行\n\n- 甲\n  - 乙\n\n    丙\n\n> 引\n\n| 头 |\n|---|\n| 格 |\n\n[^1]: 注\n\n    代码\n"
        '!!! note "框"\n    框内\n\n<table><tr><td>格</td></tr></table>\n'
    )
    doc = Document(text, "a.md")
    blocks = [(block.kind.name, text[block.start : block.end]) for block in markdown_blocks(doc)]
    assert blocks == [
        ("DATA", "---\na: b\n---"),
        ("HEADING", "# 题"),
        ("PROSE", "段落\n第二行"),
        ("LIST_ITEM", "甲"),
        ("LIST_ITEM", "乙"),
        ("LIST_ITEM", "丙"),
        ("PROSE", "引"),
        ("TABLE_HEAD", "| 头 |"),
        ("ROW", "| 格 |"),
        ("FOOTNOTE", "注"),
        ("FOOTNOTE", "代码"),
        ("HEADING", 'note "框"'),
        ("PROSE", "框内"),
        ("ROW", "<table><tr><td>格</td></tr></table>"),
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("甲\n乙", False),
        ("甲  \n乙", True),
        ("- 甲\n- 乙", True),
        ("# 甲\n乙", True),
        ("甲\n\n乙", False),
        ("- 甲\n  乙", False),
    ],
)
def test_markup_tells_which_line_breaks_are_meant(text: str, written: bool) -> None:
    doc = Document(text, "a.md")
    start, end = text.index("甲") + 1, text.index("乙")
    assert is_written_break(doc, start, end) is written


class Panic(BaseException):
    """As a panic of the parser is: no Exception."""


def test_a_text_that_the_parser_cannot_read_is_still_protected(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(data: bytes) -> None:
        raise Panic

    monkeypatch.setattr(markdown, "parse", parse)
    text = "---\na: 甲,乙\n---\n```\n甲,乙\n```\n\n    甲,乙\n\n`甲,乙`<!-- 甲,乙 -->[甲](甲,乙)苹果熟了,好。\n"
    doc = Document(text, "a.md")
    at = text.index("了,好")
    assert all(doc.protected.at(n) for n, c in enumerate(text) if c == "," and n != at + 1)
    assert not doc.protected.at(at + 1)


def test_half_a_surrogate_pair_in_a_text_is_read() -> None:
    doc = Document("甲\ud800`a,b`乙", "a.md")
    assert [doc.text[a:b] for a, b in doc.protected] == ["`a,b`"]


def test_the_parser_is_not_imported_for_plain_text() -> None:
    code = "import sys, jiaokan; jiaokan.lint('苹果熟了,好。', path='a.txt'); print('pyromark' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


HTML = (
    '<!DOCTYPE html>\n<html>\n<head>\n  <meta content="甲,乙">\n  <style>\n  .果 { font: "宋体","黑体" }\n  </style>\n'
    '  <script>\n    var a = ["甲","乙"]; if (a<b && c>d) f("甲,乙");\n  </script>\n</head>\n<body>\n<!-- 注释,甲 -->\n'
    "<pre>\n甲,乙\n  丙,丁\n</pre>\n<p>\n  用<code>f(甲,乙)</code>和&nbsp;<kbd>Ctrl,甲</kbd>。<br>\n  苹果熟了‚大家都来了。\n"
    "</p>\n<ul>\n  <li>甲</li>\n  <li>乙</li>\n</ul>\n</body>\n</html>\n"
)


@pytest.mark.parametrize("path", ["a.html", "a.htm"])
def test_a_page_of_html_keeps_its_tags_scripts_and_entities(path: str) -> None:
    prose = "".join(f"<p>{paragraph}</p>\n" for paragraph in PROSE.strip().split("\n\n"))
    text = HTML.replace("<body>\n", "<body>\n" + prose)
    assert fixed(text.replace("‚", ","), path=path) == text.replace("‚", "，")
