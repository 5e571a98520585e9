"""Texts of unusual size and shape are linted like any other, in time that grows with them and no faster."""

from __future__ import annotations

import pytest

import jiaokan
from jiaokan import Safety

pytestmark = pytest.mark.slow

SENTENCE = "会议指出，要进一步完善工作机制，确保各项措施落到实处，使“各项工作”有序推进。"

TEXTS = {
    "one line": SENTENCE * 8_000,
    "one line without a mark": "会议指出要进一步完善工作机制确保各项措施落到实处" * 8_000,
    "blank lines": "甲。\n" + "\n" * 1_000_000 + "乙。\n",
    "blank lines of Windows": "甲。\r\n" * 3 + "\r\n" * 200_000,
    "deep quotation": "> " * 20_000 + SENTENCE + "\n",
    "quotation marks never closed": "“" * 100_000 + SENTENCE,
    "brackets in brackets": "（" * 50_000 + SENTENCE + "）" * 50_000,
    "nested fences": "".join(f"{'`' * n}\n代码\n" for n in range(3, 300)) * 3 + SENTENCE,
    "marks only": "，。、；：？！“”‘’（）《》【】…—,.;:?!()[]<>" * 4_000,
    "combining characters": ("好" + "\u0301" * 50) * 3_000,
    "astral characters": "𠮷野家\U0001f600" * 40_000,
    "backticks": "`" * 100_000 + "中" + "`" * 99_999,
    "tags": "<b>" * 40_000 + SENTENCE,
    "comments never closed": "<!-- " * 40_000 + SENTENCE,
    "links": "[甲](http://a.cn/" * 10_000 + SENTENCE,
    "one line with stray spaces": (SENTENCE[:13] + " " + SENTENCE[13:]) * 8_000,
    "spaces": SENTENCE + " " * 300_000 + SENTENCE,
    "tildes": "~" * 200_000 + "\t`\n" + SENTENCE,
    "a heading of spaces": "# 题" + " \t" * 100_000 + "目\n" + SENTENCE,
    "sound marks of half width": SENTENCE + "ﾞ" * 200_000,
    "leaders": f"　　第一章 总则{'.' * 100_000}-\n{SENTENCE}",
    "numbers": "1,234.5 " * 40_000 + SENTENCE,
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("path", ["a.txt", "a.md"])
def test_a_large_text_is_linted_and_fixed(name: str, path: str) -> None:
    text = TEXTS[name]
    for finding in jiaokan.lint(text, path=path):
        assert 0 <= finding.start <= finding.end <= len(text)
    fixed = jiaokan.fix(text, path=path, safety=Safety.SAFE)
    assert not any(f.fix and f.fix.safety >= Safety.SAFE for f in fixed.left)
