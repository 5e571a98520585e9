"""Whether a character of the other script is a slip where it stands, and how safe its replacement is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from jiaokan import Document, Pattern, Safety
from jiaokan.language.script import Script
from jiaokan_rules.reasons import Reasons
from jiaokan_rules.scripts import Word, word_at
from jiaokan_rules.scripts.variants import ForeignForms, foreign_and_own, foreign_forms, stands_for
from jiaokan_rules.surnames import COMMONEST

# The first characters of surnames; in a name a character may keep its old form.
SURNAMES = COMMONEST | frozenset("常葛殷庄章焦柯翟俞安倪游邢齐聂樊路欧阳伍关司诸上")
PAIRS = dict(zip("“「『‘《〈（(〔[【", "”」』’》〉）)〕]】", strict=True))
# A text about characters names them in both forms.
ABOUT_CHARACTERS = Pattern(
    "[繁简簡异異正古俗本]体|[繁简簡正]體|[繁简簡]化字|旧字形|[寫写][作成]|亦作|又作|或作|通假|字从"
    "|部首|偏旁|汉字|漢字|[⿰⿱]"
)
NOTE_OPENING = "[（(/／=＝→「“]{1,2}"
CLAUSE_MARK = Pattern(r"[，。；：！？、,;:!?\s“”「」《》]")
# Cells of a row, items, and what else stands apart from its neighbours in a line.
CELL_MARK = Pattern(r"[|\t／/]|[ \u3000]{2,}|^[ \u3000]*[-*+•·] ?")
PROSE_MARK = Pattern("[，。；！？,;!?]")
# Kana that are no Han characters misread: ロ and 口, カ and 力 look alike, and stand alone where they are.
KANA = Pattern(
    "[ぁ-ゖ]|[ァ-ヺー]{2}|[ァアィイゥウェォキクケコサシスセソツテナネノフホマムメモャヤュユョヨラリルレワヲン]"
)
CANTONESE = Pattern("[嘅咗喺哋啲嗰嚟冇佢嘢咁噉攞瞓揾睇諗]|[唔係]該|唔使")
FANQIE = Pattern("於[一-鿿][反切]")  # the spelling of a sound: 於劫反
SIDE = 200  # code points of its line on either side that are looked at
REACH = 6  # code points on either side that decide which word a character belongs to
COMMON = -9.4  # log-probability from which a character alone is an everyday word (的 -3, 户 -9.6)
RARE = -11.5  # one below this beside it makes the place look like a name
FREQUENT = -15.0  # log-probability from which a word with a doubtful character is no term or name that keeps it
# Several readings are left: characters that also stand in either script by right, and those that OCR engines read for
# a third one (义 for 叉 and 乂, 舆 for 與), which no fix may take for theirs.
BOTH = frozenset("乾徵")  # of these forms OpenCC knows the words
OPEN = frozenset("徵噁穀彿异晒")
LOOK_ALIKES = frozenset("义舆")


@dataclass(frozen=True)
class FormInContext:
    """A character at an offset of its line, of which SIDE code points on either side are kept."""

    line: str
    at: int
    form: str
    script: Script
    forms: ForeignForms

    def window(self, before: int, after: int) -> str:
        return self.line[max(0, self.at - before) : self.at + after]

    @cached_property
    def quotation(self) -> str | None:
        """The text between the nearest marks of a pair around the character."""
        before, after = self.window(60, 0), self.window(0, 60)
        opened, mark = max((before.rfind(mark), mark) for mark in PAIRS)
        if opened < 0 or PAIRS[mark] not in after or PAIRS[mark] in before[opened:]:
            return None
        return before[opened + 1 :] + after.partition(PAIRS[mark])[0]

    @cached_property
    def replaced(self) -> str:
        """The text around the character, which is at offset `before`, all in the document's script."""
        return "".join(self.forms.standard.get(c, c) for c in self.window(REACH, REACH + 1))

    @property
    def before(self) -> int:
        return min(self.at, REACH)

    @cached_property
    def word(self) -> Word:
        """The word of `replaced` that the character is in."""
        return word_at(self.replaced, self.before)

    @property
    def is_alone(self) -> bool:
        """Whether the character is a word by itself."""
        return len(self.word.text) <= 1

    @property
    def may_be_in_name(self) -> bool:
        """Whether it stands in a longer word after a surname."""
        return not self.is_alone and self.word.text[0] in SURNAMES and self.word.start < self.before

    @property
    def is_everyday(self) -> bool:
        """Whether it is a frequent word by itself, with no rare character before it that would make a name with it."""
        from jiaokan.language import lexicon

        entry, left = lexicon.look_up(self.word.text), lexicon.look_up(self.word.before)
        is_rare = len(self.word.before) == 1 and (not left or left.log_probability < RARE)
        return entry is not None and entry.log_probability >= COMMON and not is_rare


def names_its_counterpart(c: FormInContext) -> bool:
    """学→學: a note says which character stands for which."""
    right, around = c.forms.standard[c.form], c.window(4, 5)
    note = f"{right}{NOTE_OPENING}{c.form}|{c.form}[”」]?{NOTE_OPENING}{right}"
    return right in around and Pattern(note).search(around) is not None


def is_what_the_text_is_about(c: FormInContext) -> bool:
    """The words around it speak of characters and their forms."""
    return ABOUT_CHARACTERS.search(c.window(15, 15)) is not None


def is_in_japanese(c: FormInContext) -> bool:
    """The line has kana."""
    return KANA.search(c.line) is not None


def is_in_foreign_line(c: FormInContext) -> bool:
    """The line is in the other script."""
    foreign, own = foreign_and_own(c.line, c.script)
    return (foreign >= 3 and foreign >= own) or (foreign >= 2 and own == 0)


def is_in_foreign_clause(c: FormInContext) -> bool:
    """The clause is in the other script."""
    clause = CLAUSE_MARK.split(c.window(80, 0))[-1] + CLAUSE_MARK.split(c.window(0, 80))[0]
    foreign, own = foreign_and_own(clause, c.script)
    return foreign >= 2 and own == 0


def is_in_foreign_cell(c: FormInContext) -> bool:
    """The cell, item or heading is no sentence, and nothing in it is in the script of the text."""
    cell = CELL_MARK.split(c.window(SIDE, 0))[-1] + CELL_MARK.split(c.window(0, SIDE))[0]
    return PROSE_MARK.search(cell) is None and foreign_and_own(cell, c.script)[1] == 0


def is_in_foreign_quotation(c: FormInContext) -> bool:
    """Nothing in the quotation, title or bracket is in the script of the text."""
    return c.quotation is not None and foreign_and_own(c.quotation, c.script)[1] == 0


def is_cantonese(c: FormInContext) -> bool:
    """晒 stands in a line of Cantonese, where it is a particle."""
    return c.form == "晒" and CANTONESE.search(c.line) is not None


def is_read_wu(c: FormInContext) -> bool:
    """於 is read wū or yū: the Table of General Standard Characters (2013) keeps it."""
    return c.window(0, 2) in ("於菟", "於戏", "於陵")


def is_known_word(c: FormInContext) -> bool:
    """The lexicon has the word as it is written."""
    from jiaokan.language import lexicon

    start = c.at - c.before + c.word.start
    return not c.is_alone and lexicon.known(c.line[start : start + len(c.word.text)])


def is_surname(c: FormInContext) -> bool:
    """於 begins the line and no longer word."""
    return c.form == "於" and c.is_alone and c.at == 0


def is_fanqie(c: FormInContext) -> bool:
    """於 helps to spell a sound."""
    return c.form == "於" and c.is_alone and FANQIE.match(c.line, c.at) is not None


def is_doubtful(c: FormInContext) -> bool:
    """Names keep the form, and it is in no longer word but one that may be a name."""
    return c.form in c.forms.doubtful and (c.may_be_in_name or (c.is_alone and c.form != "於"))


def is_kept_by_word(c: FormInContext) -> bool:
    """Terms keep the form, and it makes no frequent word of the character that it would become."""
    from jiaokan.language import lexicon

    if c.form not in c.forms.doubtful or c.is_alone:
        return False
    entry = lexicon.look_up(c.word.text)
    is_frequent = entry is not None and entry.log_probability >= FREQUENT
    return not is_frequent or (c.form in BOTH and not stands_for(c.word.text, c.before - c.word.start, c.form))


def follows_surname(c: FormInContext) -> bool:
    """The form is not an everyday word, and a surname is among the two characters before it."""
    near = c.replaced[max(0, c.before - 2) : c.before]
    return c.form != "於" and c.is_alone and any(n in SURNAMES for n in near) and not c.is_everyday


SOUND = Reasons(
    "SCR001",
    (names_its_counterpart, "表里写着学→學，这些年来，我们从来没有说过这个问题。"),
    (is_what_the_text_is_about, "学生的學写作学，这些年来，我们从来没有说过这个问题。"),
    (is_in_japanese, "广告上写着いつも満員，这些年来，我们从来没有说过这个问题。也没有人对这个问题做过什么研究。"),
    (
        is_in_foreign_line,
        "国內生產说明，学校課程。⏎这些年来，我们从来没有说过这个问题。这些年来，我们从来没有说过这个问题。",
    ),
    (is_in_foreign_clause, "碑上说，國家將興必有禎祥，这些年来，我们从来没有说过这个问题。"),
    (is_in_foreign_cell, "書法作品展⏎这些年来，我们从来没有说过这个问题。"),
    (is_in_foreign_quotation, "他写了“飲水思源”四个字，这些年来，我们从来没有说过这个问题。"),
)
SOUND_IN_TRADITIONAL = Reasons(
    "SCR001",
    (is_cantonese, "唔該晒！⏎這些年來，我們從來沒有說過這個問題，從來沒有人對這個問題做過什麼研究。"),
)
SOUND_IN_SIMPLIFIED = Reasons(
    "SCR001",
    (is_read_wu, "他和森於菟一起工作，这些年来，我们从来没有说过这个问题。"),
    (is_known_word, "身姿嫋娜，这些年来，我们从来没有说过这个问题。"),
    (is_surname, "於先生说，这些年来，我们从来没有说过这个问题。"),
    (is_fanqie, "噎，读於结反，这些年来，我们从来没有说过这个问题。"),
    (is_kept_by_word, "乾道元年，这些年来，我们从来没有说过这个问题。"),
    (is_doubtful, "魏徵死后，太宗说自己失去了一面镜子，这些年来，我们从来没有说过这个问题。"),
    (follows_surname, "负责人王鑑说，这些年来，我们从来没有说过这个问题。"),
)


def fix_safety(doc: Document, at: int, script: Script) -> Safety | None:
    """How safe it is to replace the character at `at` by its counterpart in the script; None where it may be sound."""
    start, end = doc.line_span(at)
    start, end = max(start, at - SIDE), min(end, at + SIDE)
    candidate = FormInContext(doc.text[start:end], at - start, doc.text[at], script, foreign_forms(script))
    more = SOUND_IN_SIMPLIFIED if script == "simplified" else SOUND_IN_TRADITIONAL
    if SOUND.apply(candidate) or more.apply(candidate):
        return None
    if script == "traditional":
        return safety_in_traditional(candidate)
    is_ambiguous = candidate.form in candidate.forms.ambiguous
    if candidate.is_alone:
        return Safety.SAFE if candidate.form != "於" and candidate.is_everyday else Safety.UNSAFE
    return Safety.UNSAFE if (is_ambiguous and candidate.may_be_in_name) or candidate.form in OPEN else Safety.SAFE


def safety_in_traditional(candidate: FormInContext) -> Safety:
    """How safe it is to replace a simplified character in traditional text."""
    if candidate.form in LOOK_ALIKES:
        return Safety.DISPLAY
    return Safety.UNSAFE if candidate.form in candidate.forms.ambiguous or candidate.form in OPEN else Safety.SAFE
