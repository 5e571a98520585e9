"""The whole way of a project: an old corpus, the hook, a baseline, a pull request, the repairs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import Built
from git_repository import commit, git, pre_commit
from junitparser import Failure, JUnitXml
from report_consumers import validated
from sarif_pydantic import Sarif
from text_files import write

pytestmark = pytest.mark.slow

SENTENCES = """
渡口的老船工姓梁，撑了四十年篙，对岸哪块石头夏天没在水下，他闭着眼也说得清
村里的学校只剩下十一个孩子，两位老师轮流教所有的课，音乐课用一台旧风琴
入秋以后，茶山上的人少了，只有看林的夫妇还住在半坡，傍晚便把蜂箱盖好
县档案馆把旧报纸一张张摊平，拍成照片，最难认的是边角，潮气把铅字泡成一团
街口的修表铺开了三代，柜台上摆着一只放大镜，客人来了先听钟摆的声音
雨停以后，山谷里起了雾，远处的屋顶一个一个露出来，像刚刚洗过一样
码头的仓库改成了画室，货架上堆着颜料，窗外的吊车还立在原来的地方
祖父的菜园不大，黄瓜沿着竹竿往上爬，清早摘下来的时候还带着露水
邮递员骑着车翻过两道梁，把信送到最远的人家，天黑以前再慢慢骑回来
冬天的集市从五点开始，卖豆腐的点着灯，热气里只看见一双手在忙
""".split()
# Each puts one defect into a sentence; the last can't be repaired safely.
DEFECTS: dict[str, Callable[[str], str]] = {
    "SCR001": lambda s: s.replace("，", "，同學们都知道，", 1) + "。",
    "SPC004": lambda s: s + "。  ",
    "PUN001": lambda s: s.replace("，", ",", 1) + "。",
    "PUN003": lambda s: s.replace("，", "，，", 1) + "。",
    "LAT001": lambda s: s + "，那里的安静 and 耐心谁都记得。",
}
CODES = [*DEFECTS] * 2
FILES = 50


def text(number: int, codes: list[str]) -> str:
    """A text with one defect a paragraph, none where the code is empty."""
    sentences = [f"第{number}篇说到，{SENTENCES[0]}", *SENTENCES[1:]]
    made = [DEFECTS[code](s) if code else s + "。" for s, code in zip(sentences, codes, strict=True)]
    return "".join(f"　　{paragraph}\n" for paragraph in made)


def jiaokan(*arguments: str, status: int) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "jiaokan", *arguments], capture_output=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, built: Built) -> Path:
    """A repository with an old corpus, and a machine where pip finds this jiaokan."""
    monkeypatch.setenv("PIP_FIND_LINKS", str(built.wheel.parent))
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    place = tmp_path / "corpus"
    place.mkdir()
    monkeypatch.chdir(place)
    git("init", "--quiet", "--initial-branch", "main")
    for number in range(FILES):
        write(f"旧报/{number:02}.txt", text(number, CODES))
    commit("The corpus as it is")
    return place


def sorted_places(found: list[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    return sorted((path.removeprefix("./"), line, code) for path, line, code in found)


def reported(kind: str) -> list[tuple[str, int, str]]:
    """What a report names, as file, line and rule, read as its consumer reads it."""
    out = jiaokan("check", "--full", "--output-format", kind, "--since", "main", status=1)
    if kind == "json":
        return [(row["path"], row["line"], row["code"]) for row in json.loads(out)]
    if kind == "jsonl":
        return [(row["path"], row["line"], row["code"]) for row in map(json.loads, out.splitlines())]
    if kind == "sarif":
        validated("sarif", out)
        (run,) = Sarif.model_validate_json(out).runs
        results = json.loads(run.model_dump_json(by_alias=True))["results"]
        at = [result["locations"][0]["physicalLocation"] for result in results]
        return [
            (unquote(place["artifactLocation"]["uri"]), place["region"]["startLine"], result["ruleId"])
            for place, result in zip(at, results, strict=True)
        ]
    if kind == "gitlab":
        rows = json.loads(out)
        assert len({row["fingerprint"] for row in rows}) == len(rows)
        return [(row["location"]["path"], line_of(row["location"]), row["check_name"].split()[0]) for row in rows]
    if kind == "rdjson":
        rows = json.loads(out)["diagnostics"]
        return [
            (r["location"]["path"], r["location"]["range"]["start"]["line"], r["code"]["value"].split()[0])
            for r in rows
        ]
    if kind == "junit":
        cases = [case for suite in JUnitXml.fromstring(out.encode()) for case in suite]
        assert all(isinstance(result, Failure) for case in cases for result in case.result)
        found = [
            re.search(r"([^\s(]+):(\d+):\d+", f"{case.classname} {case.name} {case.result[0].text}") for case in cases
        ]
        codes = [re.search(r"[A-Z]{3}\d{3}", f"{case.name} {case.result[0].type}") for case in cases]
        return [(m[1], int(m[2]), code[0]) for m, code in zip(found, codes, strict=True) if m and code]
    if kind == "github":
        rows = re.findall(r"^::(?:error|warning) ([^:]*?)::", out, re.M)
        fields = [dict(pair.split("=", 1) for pair in row.split(",")) for row in rows]
        return [(f["file"], int(f["line"]), re.findall(r"[A-Z]{3}\d{3}", f["title"])[0]) for f in fields]
    if kind == "markdown":
        out = re.sub(r"\\(.)|<[^>]*>", r"\1", out)
        rows = re.findall(r"(旧报/[^\s:|`]+|新稿/[^\s:|`]+):(\d+)[^\n]*?\b([A-Z]{3}\d{3})", out)
        return [(path, int(line), code) for path, line, code in rows]
    assert kind in ("text", "grouped")
    if kind == "text":
        return [(p, int(n), c) for p, n, c in re.findall(r"^(\S+?):(\d+):\d+ \w+ ([A-Z]{3}\d{3})", out, re.M)]
    found_in: list[tuple[str, int, str]] = []
    path = ""
    for line in out.splitlines():
        if re.match(r"\S+\.txt", line):
            path = line.split(".txt")[0] + ".txt"
        elif match := re.match(r"\s+(\d+):\d+\s.*?([A-Z]{3}\d{3})", line):
            found_in.append((path, int(match[1]), match[2]))
    return found_in


def line_of(location: dict[str, dict[str, object]]) -> int:
    begin = location["lines"]["begin"] if "lines" in location else location["positions"]["begin"]
    return int(begin["line"] if isinstance(begin, dict) else str(begin))


def test_a_project_takes_jiaokan_and_lives_with_it(corpus: Path) -> None:
    # An old corpus: what is wrong in it is recorded, the hook is set up, and passes.
    rows = json.loads(jiaokan("check", "--output-format", "json", status=1))
    assert Counter(row["code"] for row in rows) == dict.fromkeys(DEFECTS, 100)
    jiaokan("init", "--yes", status=0)
    commit("Take jiaokan")
    hook = pre_commit("run", "--all-files")
    assert hook.returncode == 0, hook.stdout + hook.stderr

    # A pull request: a bad seed file, a good one, an old one moved, an old one edited.
    git("switch", "--quiet", "--create", "seeds")
    write("新稿/好.txt", text(100, [""] * 10))
    write("新稿/坏.txt", text(101, ["", "SCR001", "", "LAT001", *[""] * 6]))
    git("mv", "旧报/07.txt", "新稿/七.txt")
    edited = text(8, CODES).splitlines(keepends=True)
    edited[2:2] = ["　　加在中间的一段，是新写的,里面有半角的逗号。\n"]
    write("旧报/08.txt", "".join(edited))
    new = [("新稿/坏.txt", 2, "SCR001"), ("新稿/坏.txt", 4, "LAT001"), ("旧报/08.txt", 3, "PUN001")]
    git("add", "--all")
    hook = pre_commit("run")
    assert hook.returncode == 1
    assert sorted(re.findall(r"^(\S+):(\d+):\d+ \w+ (\w{6}) ", hook.stdout, re.M)) == sorted(
        (path, str(line), code) for path, line, code in new
    )
    commit("New seeds")

    # Each report names these and nothing else.
    for kind in ("text", "grouped", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"):
        assert sorted_places(reported(kind)) == sorted(new), kind
    everything = json.loads(jiaokan("check", "--output-format", "json", status=1))
    assert sorted_places([(row["path"], row["line"], row["code"]) for row in everything]) == sorted(new)

    # Repaired: what can't be repaired is left, old and new, and the baseline holds nothing that is gone.
    jiaokan("check", "--fix", status=1)
    jiaokan("baseline", "--prune", status=0)
    entries = [json.loads(line) for line in Path("jiaokan-baseline.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {entry["rule"] for entry in entries} == {"LAT001"}
    assert sum(entry["count"] for entry in entries) == 2 * FILES
    assert {entry["path"] for entry in entries} >= {"新稿/七.txt", "旧报/08.txt"}
    assert [code for _, _, code in reported("jsonl")] == ["LAT001"]
    write("新稿/坏.txt", Path("新稿/坏.txt").read_text(encoding="utf-8").replace(" and ", "和"))
    assert jiaokan("check", status=0).endswith("known findings left out.\n")
    commit("Repair")
    assert pre_commit("run", "--all-files").returncode == 0
