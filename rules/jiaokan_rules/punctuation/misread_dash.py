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
    return word is not None and (word.part in "adz" or (word.part == "p" and one.right[0] in PREPOSITION))


def precedes_verb(one: DoubledOne) -> bool:
    """A verb stands after it, inside a line."""
    return one.next_word is not None and one.next_word.part == "v" and not one.begins_line


def precedes_rare_word(one: DoubledOne) -> bool:
    """A rare word, or one that the lexicon lacks, stands after it, inside a line."""
    if not one.right or one.begins_line:
        return False
    return one.next_word is None or one.next_word.log_probability <= RARE


EXCUSES: Reasons[DoubledOne] = Reasons(
    "PUN008",
    (is_in_figure, "事情发生在民国一一八年，学校开学。"),
    (follows_modal, "奇妙的乐器排列出来，一一在面前演奏。"),
    (begins_short_line, "一一校长讲话"),
    (is_traditional, "村裡最老的房子一一石頭屋，重新開放。"),
)
EVIDENCE: Reasons[DoubledOne] = Reasons(
    "PUN008",
    (parts_title, "他参加了“城市公园音乐周一一畅享经典专场演出”，回来很高兴。"),
    (precedes_number, "我们接到的是中央的电文一一两句口号，大家都很激动。"),
    convict=True,
)
# Signs of the word 一一, which the evidence of a dash outweighs.
WORDS: Reasons[DoubledOne] = Reasons(
    "PUN008",
    (begins_word, "下面请听我一一道来。"),
    (precedes_no_text, "他说的都是老话一一」"),
    (precedes_adverb, "大家关心地问起训练的情况，我一一认真作答。"),
    (precedes_verb, "他一一分析国内外的形势，郑重提醒大家。"),
    (precedes_rare_word, "他将土地流转给了一家企业一一海纳农业，收入稳定。"),
)
