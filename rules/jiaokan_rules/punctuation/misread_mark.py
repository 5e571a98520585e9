from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.prose import has_clauses
from jiaokan_rules.punctuation.enclosure import CLOSING, OPENING
from jiaokan_rules.punctuation.misread_dash import BETWEEN_FIGURES, half_dashes, misread_dashes
from jiaokan_rules.punctuation.misread_stops import misread_stops, point_style
from jiaokan_rules.punctuation.stop_letters import stop_letters

COMMA = Pattern(rf"[丶ヽ](?<=(?:{HAN_CHARACTER}|[A-Za-z0-9%％{CLOSING}]).)(?=(?:{HAN_CHARACTER}|[A-Za-z0-9{OPENING}]))")
APOSTROPHE = Pattern(rf"'(?<=(?:{HAN_CHARACTER}|[{CLOSING}]).)(?=(?:{HAN_CHARACTER}|[{OPENING}]))")
# One of a pair of title marks: 《十六条>
TITLE = Pattern(
    rf"(?<=《)(?=[^《》<>\r\n]{{0,29}}{HAN_CHARACTER})[^《》<>\r\n]{{1,30}}(?P<closing>>)"
    rf"|(?P<opening><)(?=[^《》<>/\r\n]{{0,29}}{HAN_CHARACTER}[^《》<>\r\n]{{0,29}}》)"
)
FIRST = Pattern(rf"(?:(?<![^\n])[ \t\u3000]*|(?<=[。；]))([（(][-－—–][）)])(?={HAN_CHARACTER})")
SECOND = Pattern("[（(]二[)）]")  # the fellow of a first item whose number is read as (-)
ITEM = Pattern(r"(?<![^\r\n])[ \t\u3000]*([0-9]{1,2})(?:([．.、])|(?=[㐀-鿿]))")
# What follows a figure in a date, a count or a rank, and no item begins with.
COUNTED = "年月日时時点點分秒个個位名人项項条條届屆次号號第岁歲元万萬亿億千百十多余餘米斤吨公里度倍成家所座部篇章节節版级級周天"
UNPOINTED = Pattern(rf"\n[ \t\u3000]*[0-9]{{1,2}}(?=[㐀-鿿])[^{COUNTED}]")
WINDOW = 160  # code points in which a title may stand open


@rule("PUN008", safety=Safety.UNSAFE)
def misread_mark(doc: Document) -> Iterator[Finding]:
    """A punctuation mark that was misread as a similar one.

    ## What it does
    Finds misread marks in running Chinese text: 。 as · or ． or, in several places, the letter o, 、 as 丶, —— as 一一 or 一—,
    — between figures as 一 (3一5天), ， as a lone ', （一） as (-), one of the marks 《 》 as < or >, and the number of an item
    that lost its point (3．能 above 4能 above 5．能). A dot counts where the words beside it show that a sentence ends, or
    where the document has many of them. The dot in names (卡尔·文森, 爱知·名古屋), titles (卜算子·咏梅, “西安·选择不凡”)
    and dates (3·15), the decimal point, the number of an item (1．总则), references and the word 一一 (一一列举) are left
    alone. A text whose only full stop is ． or . has that style, which is said once, as info.

    ## Why it is bad
    Sentences run into each other, and a tokenizer finds words that do not exist.

    ## Example
    ✗ 大好形势是群众真正发动起来了·人民的精神面貌变了，这是前所未有的。
    ✓ 大好形势是群众真正发动起来了。人民的精神面貌变了，这是前所未有的。
    ✗ 我们检查了每个人的思想丶立场，找到了运动的动力一一群众。
    ✓ 我们检查了每个人的思想、立场，找到了运动的动力——群众。
    ✗ 那时有一根大棒一—批判，工期为3一5天，谁都怕它。
    ✓ 那时有一根大棒——批判，工期为3—5天，谁都怕它。
    ✓ 航空母舰“卡尔·文森”号的事，让·雅克在《卜算子·咏梅》里一一列举，说唯一一个是对的。

    ## Fix safety
    Unsafe: the proposed mark is the likely one, not the only possible one.
    """
    style = point_style(doc)
    if style is not None:
        at, mark = style
        message = f"The text ends its sentences in 「{mark}」: if that is not its style, write 「。」."
        yield Finding(at, at + 1, message, level=Level.INFO)
    for dot in misread_stops(doc):
        yield replacement(dot.at, dot.mark, "。")
    for match in doc.matches(COMMA):
        yield replacement(match.start(), match[0], "、")
    for at in lone_apostrophes(doc):
        yield replacement(at, "'", "，")
    for at in misread_dashes(doc):
        yield replacement(at, "一一", "——")
    for at in half_dashes(doc):
        yield replacement(at, "一—", "——")
    for match in doc.matches(BETWEEN_FIGURES):
        yield replacement(match.start(), "一", "—")
    for at in stop_letters(doc):
        yield replacement(at, "o", "。")
    for match in doc.matches(FIRST) if any(doc.finditer(SECOND)) else ():
        yield replacement(match.start(1), match[1], match[1][0] + "一" + match[1][-1])
    yield from title_marks(doc)
    yield from unpointed_items(doc)


def replacement(at: int, read: str, mark: str) -> Finding:
    message = f"「{read}」 looks like a misread 「{mark}」: write 「{mark}」."
    return Finding(at, at + len(read), message, (Edit(at, at + len(read), mark),))


def lone_apostrophes(doc: Document) -> Iterator[int]:
    """The offsets of apostrophes between Chinese characters that are the only one in their line of text."""
    for n, offsets in groupby((match.start() for match in doc.matches(APOSTROPHE)), doc.line_at):
        line = doc.lines.texts[n]
        if line.count("'") == 1 and has_clauses(line):
            yield from offsets


def title_marks(doc: Document) -> Iterator[Finding]:
    """< and > that make a pair with 》 and 《."""
    for match in doc.matches(TITLE):
        before = doc.text[max(0, match.start() - WINDOW) : match.start()]
        if match.lastgroup == "closing":
            yield replacement(match.end() - 1, ">", "》")
        elif before.rfind("《") <= before.rfind("》"):  # else a title within a title: 〈
            yield replacement(match.start(), "<", "《")


def unpointed_items(doc: Document) -> Iterator[Finding]:
    """Numbers of list items without the point that the items above and below have."""
    if not any(doc.finditer(UNPOINTED)):
        return
    items = list(doc.matches(ITEM))
    for above, match, below in zip(items, items[1:], items[2:], strict=False):
        if match[2] or not above[2] or above[2] != below[2] or doc.text[match.end()] in COUNTED:
            continue
        if int(above[1]) + 1 == int(match[1]) == int(below[1]) - 1:
            number = f"{match[1]}{above[2]}"
            message = (
                f"The item number 「{match[1]}」 lacks the 「{above[2]}」 that its neighbours have: write 「{number}」."
            )
            yield Finding(match.start(1), match.end(), message, (Edit(match.end(), match.end(), above[2]),))
