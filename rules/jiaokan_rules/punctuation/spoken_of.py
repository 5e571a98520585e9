"""Marks that a text speaks of, in contrast to those it uses: 用“,”分隔, 以;结尾, 逗号 (,)."""

from __future__ import annotations

from jiaokan import Pattern
from jiaokan.language.typography import PAIRS

MARKS = ",.;:?!()[]{}<>，。；：？！、（）·…—-"
ENCLOSING = {**PAIRS, "(": ")", "[": "]", "`": "`", '"': '"', "'": "'"}
TWO_FACED = "\"'`"  # whether such a mark opens tells the number of those before it
LONGEST = 4  # marks in one quotation: "...", “()”
# Before a mark that is a thing: 用,分隔, 以;结尾, 加个!来强调.
HANDLES = Pattern(
    r"(?:用|以|把|将|由|写|打|加|按|输入|插入|添加|使用|个|字符|符号|标点|[逗句分冒问叹顿引括连]号|感叹号|分隔符|运算符|半角|全角) ?$"
)
HANDLED = Pattern(
    r" ?(?:来?(?:分隔|隔开|分开|分割|间隔|代替|替代|替换|取代|表示|结尾|结束|收尾|开头|开始|连接|连起|隔离|强调|作为|当作|做|作)|号|这个|这种|的地方)"
)
# A mark between these words or between one of them and a mark of the sentence: 换成;，再…
MADE, MARK_NEXT = Pattern("(?:成|为|是|加|用|以|写|个|号|字符|符号) ?$"), Pattern(" ?[，。、；]")
WHOSE, REMOVED = Pattern("的 ?$"), Pattern(" ?(?:删|去掉|去除|省略|换成|改成|替换)")
OBJECT_OF = Pattern("[换換改写寫变變当當读讀译譯看叫称稱用](?:成|作|做|为|為) ?$")  # these words end no clause
# 号 and 键 name the mark before them; the name of a mark stands before it, with a conjunction after it.
NAMES_IT = Pattern(" ?(?:号(?![码称召线牌令角])|键(?![盘值])|符号|字符(?!串))")
KINDS = Pattern("(?:[逗句分冒问叹顿引]号|感叹号|半角的?|全角的?|英文的?|中文的?) ?$")
CONJUNCTION = Pattern(" ?[和与或及跟]")
LISTED = Pattern(r"(?: |、| ?、 ?|和)[,.;:?!，。；：？！][ 、和]|(?: |、)[,.;:?!]$")


def is_spoken_of(before: str, after: str) -> bool:
    """Whether a mark between two parts of a line is the subject of the text."""
    return is_enclosed_alone(before, after) or is_handled(before, after) or LISTED.match(after) is not None


def is_enclosed_alone(before: str, after: str) -> bool:
    """Whether quotation marks or brackets hold the mark, and other marks at most."""
    left, right = before[-LONGEST:].rstrip(MARKS), after[:LONGEST].lstrip(MARKS)
    for opening, closing in ((left[-1:], right[:1]), (before[-1:], after[:1])):
        if opening and ENCLOSING.get(opening) == closing:
            return opening not in TWO_FACED or before.count(opening) % 2 == 1
    return False


def is_handled(before: str, after: str) -> bool:
    """Whether the words around the mark say what is done with it."""
    if OBJECT_OF.search(before[-3:]) or NAMES_IT.match(after):
        return True
    ways = ((HANDLES, HANDLED), (HANDLES, REMOVED), (WHOSE, REMOVED), (MADE, MARK_NEXT), (KINDS, CONJUNCTION))
    return any(left.search(before[-6:]) and right.match(after) for left, right in ways)
