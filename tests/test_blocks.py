"""The kinds of the lines of a plain text."""

from __future__ import annotations

import pytest

from jiaokan import Document
from jiaokan.model.block import Kind
from jiaokan.model.blocks import blocks, line_kinds

TABLE = """春天的账目如下。
表2 合作社的收支
单位：元
项目 去年 今年
卖茶叶所得 12,300.50 15,020.00
卖核桃、板栗和蜂蜜
所得 8,100.00 -
其中：
修路的工钱 - 300.25
注：账目由村会计抄录，尚未核对，到年底再请各户代表一起核对
清楚。
春天来了，小河边的柳树发芽了，孩子们在草地上放风筝。"""
ROWS = [Kind.PROSE, *[Kind.CAPTION] * 2, Kind.TABLE_HEAD, *[Kind.ROW] * 5, *[Kind.NOTE] * 2, Kind.PROSE]


def kinds(text: str) -> list[Kind]:
    return list(line_kinds(Document(text, "a.txt")).kinds)


def test_a_table_has_a_caption_a_head_rows_and_a_note() -> None:
    assert kinds(TABLE) == ROWS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("村名      户数      人口\n上河村      120      430", [Kind.ROW] * 2),
        ("上河村 120\n下河村 98\n水磨村 45", [Kind.ROW] * 3),
        ("到去年年底村里的人口是 430\n人，比前年少了 12\n人。", [Kind.PROSE] * 3),
        ("茶叶\n核桃\n板栗\n12.50\n8.00\n-", [*[Kind.TABLE_HEAD] * 3, *[Kind.ROW] * 3]),
        ("项\t目\n春\t夏\t秋", [Kind.ROW] * 2),
    ],
)
def test_rows_show_by_gaps_and_figures(text: str, expected: list[Kind]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "山中问答\n李白\n问余何意栖碧山，笑而不答心自闲。\n桃花流水窅然去，别有天地非人间。",
        "早春\n小河醒了，\n柳树醒了，\n桥上的人多了起来，\n孩子们放起了风筝。",
    ],
)
def test_verse_has_a_title(text: str) -> None:
    found = kinds(text)
    assert found[0] is Kind.HEADING
    assert found[-2:] == [Kind.VERSE] * 2


def test_lines_of_a_narrow_column_are_no_verse() -> None:
    column = "　　春天来了，小河边的柳\n树发芽了，孩子们在草地\n上放风筝，老人们坐在长\n椅上晒太阳。远处的山坡\n开满了杜鹃花，很好看。"
    assert kinds(column) == [Kind.PROSE] * 5


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("第十二条　公路的养护由县里负责。", Kind.ARTICLE),
        ("第三章　养护", Kind.HEADING),
        ("图3-1 公路的走向", Kind.CAPTION),
        ("图3所示的公路，是去年秋天修的。", Kind.PROSE),
        ("[3] 李明. 山区公路的养护[J]. 公路, 2011.", Kind.FOOTNOTE),
        ("（二）公路的养护", Kind.LIST_ITEM),
        ("一、公路的养护..........12", Kind.LIST_ITEM),
        ("公路的养护..........12", Kind.CONTENTS),
        ("本报记者　李明　王小红", Kind.BY_LINE),
        ("2011年修路，山里人高兴。", Kind.PROSE),
    ],
)
def test_a_line_shows_its_kind_by_its_marks(line: str, kind: Kind) -> None:
    assert kinds(f"春天来了。\n{line}\n夏天来了。")[1] is kind


def test_turns_of_a_conversation_begin_with_a_label_that_recurs() -> None:
    talk = "问：路是什么时候修的？\n答：去年秋天修的，修了三个月，\n用了不少石头。\n问：谁出的钱？\n答：大家一起出的。"
    found = line_kinds(Document(talk, "a.txt"))
    assert list(found.kinds) == [Kind.TRANSCRIPT] * 5
    assert list(found.begins) == [1, 1, 0, 1, 1]


def test_a_wrapped_line_that_begins_as_a_label_does_is_no_turn() -> None:
    assert kinds("老人坐在桥上对孩子们大声\n说：路修好了。孩子们笑着\n说：好。") == [Kind.PROSE] * 3


def test_lines_that_go_on_make_one_block() -> None:
    text = "[1] 路是去年秋天修的，修了\n三个月。\n[2] 同上。\n春天来了，小河边的柳树\n发芽了。"
    found = blocks(Document(text, "a.txt"))
    assert [(text[block.start : block.end], block.kind) for block in found] == [
        ("[1] 路是去年秋天修的，修了\n三个月。", Kind.FOOTNOTE),
        ("[2] 同上。", Kind.FOOTNOTE),
        ("春天来了，小河边的柳树\n发芽了。", Kind.PROSE),
    ]


def test_a_text_without_lines_has_no_blocks() -> None:
    assert blocks(Document("", "a.txt")) == []
    assert kinds(" \n") == []
