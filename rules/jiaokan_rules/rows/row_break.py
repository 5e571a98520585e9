"""What two rows show about the break between them: whether a sentence continues across it."""

from __future__ import annotations

from typing import NamedTuple

from jiaokan import Document, Pattern
from jiaokan.language.lexicon import Junction
from jiaokan.language.script import simplified
from jiaokan.language.typography import STOPS
from jiaokan.model.prose import CHINESE_CHARACTER, SENTENCE_COLUMNS, ends_sentence, has_no_punctuation
from jiaokan_rules.reasons import Reasons
from jiaokan_rules.rows.page_rows import OPENING, PageRows
from jiaokan_rules.rows.paragraph_style import paragraph_style

# What follows a number and means nothing at the head of a paragraph: units of time, of money, of counting.
UNIT = Pattern(
    r"[年月日时時分秒点點岁歲]|[万萬亿億千百十][\u4e00-\u9fff]|元|[美欧]元|[%％‰℃]|个[月多]|[余餘多][万亿个名人]"
    r"|(?:[KMGTP]?(?:bps|FLOPS|Hz|B|W)|k[mgW]|[cm]m)(?![A-Za-z])"
)
NUMBER = Pattern(r"(?<![A-Za-z\d.,])[\d.,]{1,20}$")
# Words of units that begin with the character of a shorter one.
UNIT_WORD = Pattern(
    "年[度代间初底末中内前后来份级]|月[份初底末中内间]|[日号][前晚起至]?|时[许間间]?|点[半钟多]|分[钟鐘之]|秒[钟鐘]|岁[的以左]"
    "|[万萬亿億千百十].*|元[人以左]|个[月多]"
)
HEADLESS_UNIT = Pattern("[万亿](?=[元吨人户亩辆台架名平立斤株公千A-Z])|[%％‰℃]|[KMGT](?:bps|Hz|B)")
NUMERAL = Pattern(r"[\d一二三四五六七八九十百千万亿两几数多余第每上近超约]$")
# Words that lean on what stands before or after them: they begin or end no sentence.
LEANS_BACK = Pattern("[的地得了着著过過们們之者等]")
LEANS_ON = Pattern(
    "(?:[和与與及或在对對把被将將从從向于於以为為是的而但并並就又也都使让讓由]"
    "|以及|或者|并且|关于|根据|通过|按照|由于|因为|如果)$"
)
CLAUSE_END = Pattern("[，；。,;]")
QUOTATION = Pattern(f"[{STOPS}.]“$")
LONG = 80  # columns: a sentence of forty characters is not a heading even without a stop
TAIL = 4  # code points after the last stop; fewer may be a heading that was glued to a paragraph


def begins_other_word(text: str, unit: str) -> bool:
    """Whether a text begins with a word of which the character of a unit is the first only: 美国, 日本, 分数, 时代."""
    from jiaokan.language import lexicon

    word = lexicon.cut(simplified(text[:6])).words[0]
    return len(word) > len(unit) and CHINESE_CHARACTER.match(unit) is not None and UNIT_WORD.fullmatch(word) is None


class RowBreak(NamedTuple):
    """The break below a row.

    `at_margin`: the next row is at the margin where paragraphs are indented. `in_column`: the row is one of a wrapped
    column, or beside one, where what comes next may stand in another place of the page.
    """

    doc: Document
    page: PageRows
    row: int
    above: str
    below: str
    at_margin: bool
    in_column: bool

    def number(self) -> str:
        """The number with its unit that lies across the break, or ""."""
        number = NUMBER.search(self.above) if self.above[-1].isdigit() else None
        unit = UNIT.match(self.below) if number else None
        if number is None or unit is None or has_no_punctuation(self.above[: number.start()]):
            return ""
        return "" if begins_other_word(self.below, unit[0]) else number[0] + unit[0]

    def word_across(self) -> Junction:
        """The Chinese word that lies across the break."""
        return Junction("", 0.0) if self.is_not_between_han() else self.page.word_across(self.row)

    def breaks_off(self) -> bool:
        """The upper row ends in a comma or an opening mark."""
        return self.above[-1] in OPENING

    def leans_on(self) -> bool:
        """The upper row ends in a word that waits for another."""
        return LEANS_ON.search(self.above) is not None

    def leans_back(self) -> bool:
        """The lower row begins with a word that leans on another."""
        return LEANS_BACK.match(self.below) is not None

    def continues(self) -> bool:
        """The sentence of the upper row continues on the lower one, or would if no text were missing."""
        if self.at_margin or not COMPLETE.apply(self):
            return True
        return self.leans_on() and not has_no_punctuation(self.above) and TORN.apply(self)

    # What shows that no sentence continues across the break.

    def begins_unit(self) -> bool:
        """The upper row is an item."""
        return self.page.begins_unit(self.row)

    def is_short(self) -> bool:
        """The upper row is short for a sentence."""
        return self.page.columns[self.row] < SENTENCE_COLUMNS

    def has_no_clause(self) -> bool:
        """No clause ends inside the upper row."""
        return CLAUSE_END.search(self.above[:-1]) is None

    def opens_quotation(self) -> bool:
        """A quotation begins after the end of a sentence."""
        return QUOTATION.search(self.above) is not None

    def is_no_prose(self) -> bool:
        """Most rows of the document are not paragraphs: it may be verse or a list."""
        return not paragraph_style(self.doc).prevail

    def may_be_heading(self) -> bool:
        """The upper row may be a long heading."""
        return self.page.columns[self.row] < LONG and "。" not in self.above and not self.breaks_off()

    def is_not_between_han(self) -> bool:
        """There is something else than a Chinese character on a side of the break."""
        return CHINESE_CHARACTER.match(self.above[-1]) is None or CHINESE_CHARACTER.match(self.below) is None

    def is_cut_beside_mark(self) -> bool:
        """There is something else than a Chinese character on a side of the break, and no comma before it."""
        return not self.breaks_off() and self.is_not_between_han()

    def next_is_open(self) -> bool:
        """The lower row does not close its sentence."""
        return not self.breaks_off() and not ends_sentence(self.below)

    def has_short_tail(self) -> bool:
        """Behind its last stop the upper row has a few characters only, perhaps a heading."""
        return not self.breaks_off() and len(self.above) - 1 - max(map(self.above.rfind, "。！？；")) < TAIL

    def may_lack_stop(self) -> bool:
        """No word leans across the break, and other paragraphs of the document have no stop either."""
        leans = self.breaks_off() or self.leans_on() or self.leans_back()
        return not (leans or paragraph_style(self.doc).closed)

    # What shows that text is missing at the break.

    def lacks_number(self) -> bool:
        """The lower row begins with a unit, and the upper one does not end in a number."""
        return HEADLESS_UNIT.match(self.below) is not None and NUMERAL.search(self.above) is None

    def leans_both_ways(self) -> bool:
        """The upper row waits for a word, and the lower one leans on another."""
        return self.leans_on() and self.leans_back()


# What the examples share.
SHOW = "晚上的演出在村口的院子里开始，大家都坐在小板凳上看，老人说唱得最好的是从县里来的学生"
DUSK = "天黑，灯笼一盏一盏地亮起来，老人们围着灯笼坐在院子里，听孩子们唱起了歌"

COMPLETE: Reasons[RowBreak] = Reasons(
    "BRK002",
    (RowBreak.begins_unit, f"1. {SHOW}们⏎⏎等到{DUSK}。"),
    (RowBreak.is_short, f"孩子们放学了，老人们也都来了，⏎⏎等到{DUSK}。"),
    (RowBreak.has_no_clause, f"从县里来的学生乐队在村口的院子里开始的第一场演出、⏎⏎等到{DUSK}。"),
    (RowBreak.opens_quotation, f"{SHOW}。“⏎⏎等到{DUSK}。"),
    (RowBreak.may_be_heading, f"省里来的专家走进山村，手把手教老人和孩子们种树的方法和技术⏎⏎等到{DUSK}。"),
    (RowBreak.is_cut_beside_mark, f"{SHOW}乐队Moon⏎⏎等到{DUSK}。"),
    (RowBreak.next_is_open, f"{SHOW}们⏎⏎等到{DUSK}"),
    (RowBreak.has_short_tail, f"{SHOW}们。尾声⏎⏎等到{DUSK}。"),
    (RowBreak.is_no_prose, f"{'老人用上了热水和干净的暖气⏎' * 3}{SHOW}们⏎⏎等到{DUSK}。"),
    (RowBreak.may_lack_stop, f"{SHOW}们⏎⏎{DUSK}。"),
)

TORN: Reasons[RowBreak] = Reasons(
    "BRK004",
    (RowBreak.lacks_number, "山里的路修通了，水也引来了，而⏎⏎万千瓦的小水电站也在去年建成发电。"),
    (RowBreak.leans_both_ways, "山里的路修通了，发展离不开电和⏎⏎的小水电站也在去年建成发电。"),
    convict=True,
)
