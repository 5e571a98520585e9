"""Whether two stretches of Chinese characters beside a dot are the parts of a foreign name: 卡尔·文森."""

from __future__ import annotations

from functools import cache

from jiaokan import Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.table import rows

WEIGHTS = (10, 7, 3)  # of the characters next to the dot, then farther: given names may be one character long
# After what a man or woman is, a name follows: 首席执行官大卫·所罗门. Nouns that end no sentence before one to four characters.
PERSON = (
    "教授|执行官|主席(?!台)|主任|总统|总理|部长|大使|议员|首相|国王|王储|院长|校长|所长|会长|总裁|董事长|总经理|秘书长|专家|学者|博士"
    "|作家|诗人|导演|演员|教练|球员|队长|医生|设计师|工程师|科学家|经济学家|研究员|发言人|将军|市长|州长|外长|防长|财长|创始人|特使|哲学家|歌手"
)
PERSON_BEFORE = Pattern(f"(?:{PERSON}){HAN_CHARACTER}{{1,4}}$")
SPEAKS = Pattern(f"{HAN_CHARACTER}{{2,6}}(?:表示|说|认为|指出|告诉|强调|宣布|在接受|也?分别|致电|介绍)")
# The places of full stops after such a noun and one to four characters scored -60 and lower in news text, most names
# there -32 to -43.
NAMED_PERSON = -45
# Of the places of full stops in news text one in fifty scores higher, of the dots in foreign names all but a few.
NAMED = -17


@cache
def scores() -> dict[str, int]:
    """How much a character speaks for a transliterated name, in tenths of a natural logarithm."""
    return {character: int(score) for score, some in rows(__file__, "transliteration.tsv") for character in some}


def is_transliterated(left: str, right: str, least: int = NAMED) -> bool:
    """Whether the end of `left` and the beginning of `right` look like the two parts of a foreign name."""
    table = scores()
    sides = left[:-4:-1], right[:3]
    total = sum(table.get(c, -30) * weight for side in sides for c, weight in zip(side, WEIGHTS, strict=False))
    return bool(left and right) and total >= 10 * least


def is_person(left: str, right: str) -> bool:
    """Whether `left` ends in what a man or woman is and a name begun, which `right` ends: 教授汉斯, 杭智科表示."""
    if not left or not right:
        return False
    if left.endswith("冯"):  # von
        return True
    if not PERSON_BEFORE.search(left):
        return False
    return SPEAKS.match(right) is not None or is_transliterated(left, right, NAMED_PERSON)
