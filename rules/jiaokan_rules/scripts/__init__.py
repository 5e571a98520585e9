"""Characters of another script, and look-alikes from other blocks of Unicode."""

from __future__ import annotations

from functools import cache

from jiaokan_rules.table import rows

# The hundred commonest surnames of the 2020 census and the commonest of two characters' first ones: in a name a
# character may keep its old form.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚"
    "沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
    "葛施殷庄章焦柯翟俞安倪游邢齐聂樊路欧阳伍关司诸上"
)


@cache
def table(file: str) -> dict[str, dict[str, str]]:
    """A table beside this module: by kind, what each character becomes."""
    return {kind: dict(zip(characters, targets, strict=True)) for kind, characters, targets in rows(__file__, file)}
