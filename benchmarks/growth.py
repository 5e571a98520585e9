"""How the time of each rule grows with texts made to be hard: 1, 2, 4 and 8 times the size.

    python benchmarks/growth.py [--size CHARACTERS] [RULE...]

The hard texts are one short piece again and again (what a pattern may backtrack on), pieces that open and never close,
and the rules' own examples again and again. For each rule the text with the worst growth is told, as the exponent
between the last two sizes: 1 is linear. Exit status 1 where one is 1.2 or more. It prints Markdown.
"""

from __future__ import annotations

import argparse
import gc
import math
import sys
from collections.abc import Iterator
from time import process_time

from jiaokan import Document, Rule
from jiaokan.linting.registry import installed_rules
from jiaokan.linting.rule_set import ConfiguredRule

PIECES = (
    "中", "中 ", "中\n", "中\n\n", "中，", "中。", "中a", "中1", "1", "1,", "1 ", "12:", "1年", "a", "a ", "a\n",
    "A.", "“", "”", "（", "）", "(", "「", "《", "“中”", "（中", "，", "。", "……", "——", "-", "- ", "—", "·", "...",
    "、", " ", "\n", "\r\n", "\r", "\t", "\u3000", " \n", "\u3000中", "\u200b", "\ufeff", "\ufffd", "\ue000",
    "\x00", "\u0301", "`", "```\n", "~~~", "> ", "# ", "#", "|", "| 中 |\n", "$", "$a", "<", "<a", "<!--",
    "<!-- jiaokan:", "&", "&#", "&amp;", "http://", "www.", "@", "a@b.", "[", "](", "[a]:", "\\(", "(cid:", "*",
    "_", "~", "学", "學", "们們", "ー", "ロ", "é", "О", "ï¼", "浣犲ソ", "锟斤拷", "ﬁ", "⼀", "Ａ", "２０", "2O",
    "l0", "Gbps", "PFlops", "and ", " of 中", "摄", "下转第", "上接第四版", "一二三四五六七八九十", "文化文化",
    "人人", "中国人民银行将开展国债买卖", "第一章 ", "1. 中\n", "（一）", "2025年1月1日", "中 国 ",
    "会议指出，要进一步完善工作机制\n", "会议指出，要进一步完善工作机制。\n\n", "责任编辑：王小明\n", "目录……1\n",
    "\n```\n中\n", "<script>x ", "|中文(可选)值|中文中(ab)文", "“ 中文 ”好“ 中文”，", "中\"(\"中(文)",
    "1,204\n甲乙丙丁戊己庚辛壬癸子丑寅 甲乙丙丁戊己庚 甲乙丙丁戊己庚辛\n", "某某年鉴 12\n", "[\"甲\", ", "f(",
)  # fmt: skip
STEPS = (1, 2, 4, 8)
LEAST = 0.05  # seconds at the largest size: less is noise
MOST = 1.2


def texts(rule: Rule) -> Iterator[str]:
    yield from PIECES
    for example in rule.examples:
        yield example.before
        yield example.before + "\n\n"


def seconds(active: ConfiguredRule, piece: str, size: int) -> float:
    """CPU seconds of one rule with all the views that it asks for, in Markdown and in plain text."""
    text = (piece * (size // len(piece) + 1))[:size]
    docs = [Document(text, path) for path in ("a.md", "a.txt")]
    gc.collect()
    gc.disable()
    start = process_time()
    for doc in docs:
        if active.is_for(doc) and active.may_match(doc):
            active.findings(doc, *([[]] if active.rule.after_suppression else []))
    return process_time() - start


def worst(active: ConfiguredRule, size: int) -> tuple[float, str, list[float]]:
    """The greatest exponent of a rule, the piece that gave it, and the seconds."""
    found = (0.0, "", [0.0])
    for piece in dict.fromkeys(filter(None, texts(active.rule))):
        times = [seconds(active, piece, size * step) for step in STEPS]
        if times[-1] < LEAST:
            continue
        exponent = math.log2(times[-1] / times[-2])
        if exponent >= MOST:  # once more: the machine may have been busy
            times = [min(t, seconds(active, piece, size * step)) for t, step in zip(times, STEPS, strict=True)]
            exponent = math.log2(times[-1] / times[-2])
        found = max(found, (exponent, piece, times))
    return found


def main() -> None:
    assert __doc__
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("rules", nargs="*")
    parser.add_argument("--size", type=int, default=10_000)
    given = parser.parse_args()
    print(f"| rule | exponent | with | {' | '.join(f'{given.size * step:,}: ms' for step in STEPS)} |")
    print("| --- " * (3 + len(STEPS)) + "|")
    bad = False
    for rule in installed_rules(builtin_only=True):
        if rule.reduce or (given.rules and not {*rule.words} & {*given.rules}):
            continue
        exponent, piece, times = worst(ConfiguredRule(rule), given.size)
        bad |= exponent >= MOST
        told = " | ".join(f"{1000 * t:.0f}" for t in times) if piece else " | " * (len(STEPS) - 1)
        print(
            f"| {rule.code} {rule.name} | {exponent:.2f} | {ascii(piece)[:40] if piece else ''} | {told} |", flush=True
        )
    sys.exit(bad)


if __name__ == "__main__":
    main()
