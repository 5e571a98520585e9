"""一一 where the dash —— was misread, told from the word 一一 before a verb and from figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from jiaokan import Document, Pattern
from jiaokan.language.script import HAN, HAN_CHARACTER
from jiaokan.language.typography import FULL_MARKS
from jiaokan_rules.han_runs import leading_han, trailing_han
from jiaokan_rules.punctuation.enclosure import CLOSING, OPENING, is_enclosed
from jiaokan_rules.reasons import Reasons

if TYPE_CHECKING:
    from jiaokan.language.lexicon import Word

MARKS = f"{FULL_MARKS},;:!?"
DOUBLED_ONE = Pattern(rf"一一(?<!一一一)(?![一{HAN}]?[{MARKS}])(?!一)")
FIGURE_BEFORE = Pattern("[〇○零二三四五六七八九十百第0-9]$")
DATE_AFTER = Pattern("[〇○零二三四五六七八九十百千0-9]?[年號号月日]")
MODAL = "被都要须須可能已就便皆俱均并並而得以会會应應再又也"  # the word 一一 follows these: 都一一打消了
MODAL_BEFORE = Pattern(f"[{MARKS}{MODAL}]$")
PREPOSITION = "向与與同和为爲給给对對跟把将將替由"  # and precedes these: 一一向他讲述
CLOSING_BEFORE, OPENING_AFTER = Pattern(f"[{CLOSING}]$"), Pattern(f"[{OPENING}]")
MARK_OR_LATIN = Pattern(f"[{OPENING}0-9A-Za-z]")
THREE_HAN = Pattern(f"{HAN_CHARACTER}{{3}}")
# One thing before it, that the words after a dash name: 一个办法一一边建边管. 每一个 and 一个个 are many.
SINGLE = Pattern(
    "(?<!每)一(?:个|家|种|项|位|名|座|条|件|部|支|所|句|句话|本|块|根|只|间|处|门|场|幅|首)(?![个家种项位名座条件部支所句块])[^，。；：！？]{1,12}$"
)
NOUN_LENGTH = 3  # characters: longer nouns are not used as verbs
AFTER_NOUN = Pattern("[的、和与及]")
ASPECT = Pattern(rf"[了过着完好给到]|[{MARKS}）)”」]|$")
NOUN_ENDS = (
    "众眾民国國人党黨军軍员員者站院校厂廠市县縣省区區镇鎮村山河湖江桥橋馆館店队隊派"  # of words that are no verbs
)
# One stroke of two is read as 一: 大棒一—批判.
HALF_DASH = Pattern(rf"一—(?<={HAN_CHARACTER}一—)(?={HAN_CHARACTER}|[“《])")
JOINS_ONE = "第之其唯统同万惟专划归纯单合逐二三四五六七八九十百千零〇初高大周星期卷册章"
# Between figures and units no numeral is Chinese: 3一5天, 15℃一25℃, GB/T 12345一2003.
BETWEEN_FIGURES = Pattern("一(?<=[0-9%％℃°]一)(?=[0-9])")
NEAR, WINDOW = 8, 160  # code points to either side in which words, or a title, are looked for
SHORT_LINE = 10  # code points
RARE = -12.5  # log-probability (natural) below which a word hardly begins a clause of a modern text


class DoubledOne(NamedTuple):
    """一一 in a document, with the line on both sides up to WINDOW, and within NEAR."""

    doc: Document
    at: int
    line_before: str
    line_after: str
    before: str
    after: str

    @property
    def begins_line(self) -> bool:
        return not self.before.strip(" \t\u3000")

    @property
    def left(self) -> str:
        return trailing_han(self.before)

    @property
    def right(self) -> str:
        return leading_han(self.after)

    @property
    def next_word(self) -> Word | None:
        """The entry of the next word, if the lexicon has it."""
        from jiaokan.language import lexicon

        return lexicon.look_up(lexicon.cut(self.right).words[0]) if self.right else None


def misread_dashes(doc: Document) -> Iterator[int]:
    """Where 一一 stands for the dash ——."""
    for match in doc.matches(DOUBLED_ONE):
        before, after = doc.line_context(*match.span(), WINDOW)
        one = DoubledOne(doc, match.start(), before, after, before[-NEAR:], after[:NEAR])
        if not EXCUSES.apply(one) and (EVIDENCE.apply(one) or not WORDS.apply(one)):
            yield one.at


def is_in_figure(one: DoubledOne) -> bool:
    """It belongs to a figure or a date: 民國一一二年."""
    return FIGURE_BEFORE.search(one.before) is not None or DATE_AFTER.match(one.after) is not None


def follows_modal(one: DoubledOne) -> bool:
    """A mark or an auxiliary verb stands before it, as before the word 一一."""
    return MODAL_BEFORE.search(one.before) is not None


def begins_short_line(one: DoubledOne) -> bool:
    """It begins a line that is too short to tell."""
    return one.begins_line and len(f"{one.line_before}一一{one.line_after}") < SHORT_LINE


def is_traditional(one: DoubledOne) -> bool:
    """The lexicon does not know the words of the document, and it does not stand between two quotations."""
    between = CLOSING_BEFORE.search(one.before) and OPENING_AFTER.match(one.after)
    return one.doc.script != "simplified" and not between


def parts_title(one: DoubledOne) -> bool:
    """It separates the halves of a title or of a name in a quotation."""
    inside = len(one.line_before.strip()) > 3 and is_enclosed(one.line_before, one.line_after)
    return inside and THREE_HAN.match(one.after) is not None


def precedes_number(one: DoubledOne) -> bool:
    """A number stands after it, before which the word 一一 does not stand."""
    return one.right[:1] in ("两", "几")


def begins_word(one: DoubledOne) -> bool:
    """A word of the lexicon reaches out of it: 一一对应, 一直."""
    from jiaokan.language import lexicon

    if lexicon.junction(one.left + "一一", one.right).word:
        return True
    return lexicon.junction(one.left + "一", "一" + one.right).word not in ("", "一一")


def precedes_no_text(one: DoubledOne) -> bool:
    """Neither Chinese nor Latin nor a quotation follows."""
    return not one.right and MARK_OR_LATIN.match(one.after) is None


def precedes_adverb(one: DoubledOne) -> bool:
    """An adverb, an adjective or a preposition stands after it, as after the word 一一: 一一向他讲述."""
    word = one.next_word
    return word is not None and (word.part in "adzp" or one.right[0] in PREPOSITION)


def precedes_verb(one: DoubledOne) -> bool:
    """A verb stands after it, inside a line."""
    return one.next_word is not None and one.next_word.part == "v" and not one.begins_line


def precedes_rare_word(one: DoubledOne) -> bool:
    """A rare word, or one that the lexicon lacks, stands after it, inside a line."""
    if not one.right or one.begins_line:
        return False
    return one.next_word is None or one.next_word.log_probability <= RARE


def names_single_thing(one: DoubledOne) -> bool:
    """One thing is named before it, which no verb is done to one by one."""
    if SINGLE.search(one.line_before[-16:]) is None:
        return False
    word = one.next_word
    if not one.right or one.right[0] in PREPOSITION:
        return False
    return word is None or word.part not in "vp" or one.right[0] in "从关在"


def precedes_long_noun(one: DoubledOne) -> bool:
    """A noun that is no verb stands after it, with 的 or another noun."""
    word = one.next_word
    if word is None or word.part != "n":
        return False
    from jiaokan.language import lexicon

    length = len(lexicon.cut(one.right).words[0])
    return length >= NOUN_LENGTH and AFTER_NOUN.match(one.after[length:]) is not None


def ends_clause(one: DoubledOne) -> bool:
    """A word stands after it that ends the clause or is done, so that it is a verb: 一一合影。"""
    from jiaokan.language import lexicon

    if not one.right or one.begins_line:
        return False
    word = lexicon.cut(one.right).words[0]
    return word[-1] not in NOUN_ENDS and ASPECT.match(one.after[len(word) :]) is not None


EXCUSES: Reasons[DoubledOne] = Reasons(
    "PUN008",
    (is_in_figure, "事情发生在民国一一八年学校开学那天。"),
    (follows_modal, "奇妙的乐器排列出来，一一群众演奏的乐器。"),
    (begins_short_line, "一一校长讲话"),
    (is_traditional, "村裡最老的房子一一石頭屋，重新開放。"),
)
EVIDENCE: Reasons[DoubledOne] = Reasons(
    "PUN008",
    (parts_title, "他参加了“城市公园音乐周一一畅享经典专场演出”，回来很高兴。"),
    (precedes_number, "我们接到的是中央的电文一一两句口号，大家都很激动。"),
    (names_single_thing, "水利部门提出了一个办法一一边建边管，群众都说好。"),
    (precedes_long_noun, "备受瞩目的伟大工程一一青藏铁路的修筑，也有他的故事。"),
    convict=True,
)
# Signs of the word 一一, which the evidence of a dash outweighs.
WORDS: Reasons[DoubledOne] = Reasons(
    "PUN008",
    (begins_word, "下面请听我一一道来。"),
    (precedes_no_text, "他说的都是老话一一」"),
    (precedes_adverb, "大家关心地问起训练的情况，我一一认真作答。"),
    (precedes_verb, "他一一分析国内外的形势，郑重提醒大家。"),
    (precedes_rare_word, "他将土地流转给了那家企业一一海纳农业，收入稳定。"),
    (ends_clause, "他走下台来，同各国使节一一合影。"),
)


def half_dashes(doc: Document) -> Iterator[int]:
    """Where 一— stands for the dash ——."""
    from jiaokan.language import lexicon

    for match in doc.matches(HALF_DASH):
        left = trailing_han(doc.text[max(0, match.start() - 4) : match.start()])
        if left[-1] not in JOINS_ONE and not lexicon.known(left[-1] + "一") and not lexicon.known(left[-2:] + "一"):
            yield match.start()
