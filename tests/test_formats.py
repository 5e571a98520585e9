"""What a document is decides what is linted in it: data, code, subtitles and logs are no prose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import check

from jiaokan import Document
from jiaokan.model.formats import Format

PROSE = "渠水流过三个村子,夜里也有人守着;天亮以前,闸门要关上。\n"
DATA = {
    "CSV": "日期,地点,人数\n2024-01-01,北京,30\n2024-01-02,上海,25\n",
    "CSV with quotes": '编号,备注\n1,"旧,坏"\n2,"新,好"\n7,无\n',
    "labels": "好评,东西很好,快递也快\n差评,包装破了,不理人\n好评,第二次买了\n差评,颜色不对\n",
    "TSV": "词\t词性\t频次\n跑步\tv\t31\n苹果\tn\t22\n",
    "JSON": '{\n  "标题": "春天,来了",\n  "数": [1,2]\n}\n',
    "JSON Lines": '{"问":"几点了?","答":"三点,下午。"}\n{"问":"谁?","答":"我。"}\n',
    "INI": "[服务]\n; 端口,默认8080\nport=8080\ntitle=后台,管理\npath=/opt\n",
    "YAML": "- name: 安装软件\n  apt:\n    name: nginx\n- name: 启动(前台)\n  service:\n    name: nginx\n",
    "PO": 'msgid "Save (%s)"\nmsgstr "保存(%s)"\n\nmsgid "Open"\nmsgstr "打开,文件"\n',
    "BibTeX": "@book{wang,\n  author    = {王五},\n  title     = {河流,与城市},\n  year      = 2019,\n}\n",
    "columns of tags": "张 B-PER\n三 I-PER\n在 O\n, O\n上 B-LOC\n海 I-LOC\n",
    "words with tags": "迈向/v 充满/v 希望/n 的/u 新/a 世纪/n\n今天/t 天气/n 很/d 好/a ，/w 玩/v\n",
    "vectors": "3 4\n的 0.1234 -0.4561 0.7891 0.2212\n了 0.3211 0.6541 -0.9872 0.1121\n在 0.3 0.6 0.1 0.2\n".replace(
        "0.3 0.6 0.1 0.2", "0.301 0.602 0.103 0.204"
    ),
    "diff": "--- a/甲.txt\n+++ b/甲.txt\n@@ -1,2 +1,2 @@\n-旧的,一行 \n+新的，一行\n 第二行\n",
}
CODE = {
    "Java": 'public class 学生 {\n    private int 分数; // 满分,一百\n    void f() {\n        g("成绩:" + 分数);\n    }\n}\n',
    "SQL": "CREATE TABLE 订单 (\n  编号 INT,\n  金额 DECIMAL(10,2)\n);\nDELETE FROM 订单 WHERE 编号>10;\n",
    "shell": '#!/bin/bash\n# 备份,压缩\nfor f in *.txt; do\n  echo "处理:$f"\n  cp "$f" b/\ndone\n',
    "session": '$ git status\n位于分支 main\n$ git commit -m "修复:崩溃"\n[main 1a2b] 修复:崩溃\n$ git push\n',
}
OTHERS = {
    Format.SUBTITLES: "1\n00:00:01,000 --> 00:00:03,500\n你听见了吗?\n\n2\n00:00:04,000 --> 00:00:06,200\n什么也没有\n",
    Format.LOG: "[INFO] 开始:读取\n[WARN] 第3行:跳过\n[ERROR] 失败:权限\n[INFO] 结束\n",
    Format.MARKUP: '说明\n====\n\n先下载,再安装。\n\n.. code-block:: sh\n\n   echo "好,了"\n',
    Format.LIST: "桌子\n椅子\n书架\n窗帘\n电视机\n冰箱\n洗衣机\n台灯\n",
}
SOUND_PROSE = {
    "verse with half-width commas": "床前明月光,疑是地上霜\n举头望明月,低头思故乡\n白日依山尽,黄河入海流\n",
    "dialogue": "A: 你好吗?\nB: 我很好,你呢?\nA: 我也好。\nB: 再见!\n",
    "form": "姓名: 张三\n地址: 解放路三号\n电话: 见名片\n",
    "numbered steps": "1,先把水渠修好\n2,再把闸门装上\n3,最后放水\n4,然后检查\n",
    "chronicle": "2024-05-01 水渠动工,二十支队伍进场。\n2024-05-09 停工两天。\n2024-06-01 完工!\n",
    "steps with commands": "步骤如下:\npip install foo\n然后运行,它会问好。\n如果失败,请检查网络。\nfoo --help\n",
    "table": "表1 人口\n地区    人数\n华北    120\n华东    210\n以上数据,来自统计局。\n",
    "a line that repeats": PROSE * 30,
}


@pytest.mark.parametrize("text", [*DATA.values(), *CODE.values(), *OTHERS.values()])
def test_what_is_no_prose_is_known_by_its_structure(text: str) -> None:
    assert not Document(text, "a.txt").format.prose


@pytest.mark.parametrize("text", SOUND_PROSE.values(), ids=SOUND_PROSE)
def test_prose_stays_prose_whatever_its_lines_look_like(text: str) -> None:
    assert Document(text, "a.txt").format is Format.PROSE


@pytest.mark.parametrize(
    ("path", "format_"),
    [
        ("CMakeLists.txt", Format.CODE),
        ("a/requirements-dev.txt", Format.DATA),
        ("robots.txt", Format.DATA),
        ("a.RST", Format.MARKUP),
        ("a.lrc", Format.SUBTITLES),
        ("a.markdown", Format.MARKDOWN),
        ("a.html", Format.HTML),
        ("a.py", Format.CODE),
        (".gitignore", Format.DATA),
        ("a.txt", Format.PROSE),
        ("a", Format.PROSE),
        (None, Format.PROSE),
    ],
)
def test_the_name_of_a_file_tells_its_format(path: str | None, format_: Format) -> None:
    assert Document(PROSE, path).format is format_


@pytest.mark.parametrize("text", [*DATA.values(), *CODE.values(), *OTHERS.values()])
def test_no_rule_about_prose_looks_at_what_is_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text + " \n\n\n", "utf-8")
    done = check("--isolated", "--fix", "--unsafe-fixes", tmp_path / "a.txt")
    assert (done.exit_code, done.stderr) == (0, "")
    assert (tmp_path / "a.txt").read_text("utf-8") == text + " \n\n\n"


def test_invisible_characters_are_found_in_code_too(tmp_path: Path) -> None:
    text = CODE["SQL"].replace("编号>10", "编\u200b号>10")
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert "ENC005" in check("--isolated", tmp_path / "a.txt").stdout
    check("--isolated", "--fix", tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_text("utf-8") == CODE["SQL"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.tsv", "a.json"])
def test_data_is_never_fixed_as_plain_text(name: str, tmp_path: Path) -> None:
    """A line end in place of U+2028 would cut a record of JSON Lines in two."""
    text = json.dumps({"正文": "雨停了。\u2028山谷里起了雾。"}, ensure_ascii=False) + "\n"
    (tmp_path / name).write_text(text, "utf-8")
    done = check("--isolated", "--fix", tmp_path / name)
    assert (tmp_path / name).read_text("utf-8") == text
    assert done.exit_code == 1
    assert "ENC004" in done.stdout
    assert (
        done.stderr
        == f"jiaokan: {tmp_path / name}: It is data, which is not fixed as plain text; file left unchanged.\n"
    )


def test_nothing_is_said_of_data_in_which_nothing_would_be_fixed(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"正文":"雨停了,起了雾。"}\n', "utf-8")
    done = check("--isolated", "--fix", tmp_path / "a.jsonl")
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize("unit", ["a", "{", '"', "a=", "(", "1:", "<", "甲,", "[[", "'", 'a("', ";", "  ", "/v ", "\t"])
def test_the_time_to_know_a_format_does_not_grow_with_a_line(unit: str) -> None:
    from time import process_time

    start = process_time()
    for text in (unit * 20_000, (unit * 100 + "\n") * 200, (unit + "\n") * 5_000):
        assert Document(text, "a.txt").format
    assert process_time() - start < 2
