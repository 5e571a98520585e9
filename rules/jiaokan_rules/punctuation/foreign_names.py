"""Whether a dot between two stretches of Han parts the names of a person or of a work: 卡尔·文森."""

from __future__ import annotations

from functools import cache

from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.anchor import compiled
from jiaokan_rules.table import rows

NUMERALS = frozenset("〇零○一二三四五六七八九十百千两0123456789０１２３４５６７８９")
OPENING = "“‘「『《〈（(【〖"
CLOSING = "”’」』》〉）)】〗"
PAIR = f"[{OPENING}][^{OPENING}{CLOSING}]*[{CLOSING}]"
NAME = 12  # characters of Han before the dot that are looked at: what a man or woman is, and a name
REACH = 40  # code points to either side in which a short quotation or a title has its marks
WEIGHTS = (10, 7, 3)  # of the characters next to the dot, then farther: given names may be one character long
# After what a man or woman is, a name follows: 首席执行官大卫·所罗门. Nouns that end no sentence before one to four characters.
PERSON = (
    "教授|执行官|主席(?!台)|主任|总统|总理|部长|大使|议员|首相|国王|王储|院长|校长|所长|会长|总裁|董事长|总经理|秘书长|专家|学者|博士"
    "|作家|诗人|导演|演员|教练|球员|队长|医生|设计师|工程师|科学家|经济学家|研究员|发言人|将军|市长|州长|外长|防长|财长|创始人|特使|哲学家|歌手"
)
SPEAKS = f"{HAN_CHARACTER}{{2,6}}(?:表示|说|认为|指出|告诉|强调|宣布|在接受|也?分别|致电|介绍)"
# The places of full stops after such a noun and one to four characters scored -60 and lower in news text, most names
# there -32 to -43.
NAMED_PERSON = -45
# Of the places of full stops in news text one in fifty scores higher, of the dots in foreign names all but a few.
NAMED = -17


@cache
def scores() -> dict[str, int]:
    """How much a character speaks for a transliterated name, in tenths of a natural logarithm."""
    return {character: int(score) for score, some in rows(__file__, "transliteration.tsv") for character in some}


def transliterated(left: str, right: str, least: int = NAMED) -> bool:
    """Whether the end of `left` and the beginning of `right` look like the two parts of a foreign name."""
    table = scores()
    sides = left[:-4:-1], right[:3]
    total = sum(table.get(c, -30) * weight for side in sides for c, weight in zip(side, WEIGHTS, strict=False))
    return total >= 10 * least


def person(left: str, right: str) -> bool:
    """Whether `left` ends in what a man or woman is and a name begun, which `right` ends: 教授汉斯, 杭智科表示."""
    if left.endswith("冯"):
        return True  # von
    if not compiled(f"(?:{PERSON}){HAN_CHARACTER}{{1,4}}$").search(left):
        return False
    return compiled(SPEAKS).match(right) is not None or transliterated(left, right, NAMED_PERSON)


def parts_of_name(before: str, after: str) -> bool:
    """Whether the dot between the two stretches of a line is one that parts names, titles or figures."""
    if before[-1:] in NUMERALS and after[:1] in NUMERALS:
        return True  # 三．五, 一二·九
    if compiled(r"(?:^|[^A-Za-z])[A-Za-z]$").search(before[-2:]) or compiled(r"[A-Za-z](?![A-Za-z])").match(after):
        return True  # J·K·罗琳
    left, right = compiled(f"{HAN_CHARACTER}*$").search(before[-NAME:]), compiled(f"{HAN_CHARACTER}*").match(after)
    a, b = left[0] if left else "", right[0] if right else ""
    return (
        bool(a and b and transliterated(a, b))
        or enclosed(before, after)
        or listed(before, after)
        or bool(a and b and person(a, b))
    )


def enclosed(before: str, after: str) -> bool:
    """Whether the dot stands in a title, or in a quotation or bracket that holds no mark that parts clauses."""
    if compiled("[”’」』]").match(after):
        return False
    before, after = (compiled(PAIR).sub("", compiled(PAIR).sub("", side)) for side in (before[-REACH:], after[:REACH]))
    opened = compiled(f"[{OPENING}][^{OPENING}{CLOSING}]*$").search(before)
    closed = compiled(f"[^{OPENING}{CLOSING}]*[{CLOSING}]").match(after)
    if opened and opened[0][0] in "《〈【〖":
        return True
    return bool(opened and closed and not compiled("[，。；！？,;]").search(opened[0] + closed[0]))


def listed(before: str, after: str) -> bool:
    """Whether the dot stands in a short item of an enumeration, as names of officials do: 、艾力更·依明巴海、"""
    item = f"(?:{HAN_CHARACTER}|[·・•]){{1,6}}"
    return (
        compiled(f"[、丶]{item}$").search(before[-7:]) is not None
        and compiled(f"{item}[、丶和等]").match(after) is not None
    )
