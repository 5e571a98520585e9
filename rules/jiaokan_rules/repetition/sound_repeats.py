"""Repeated blocks that are sound: what comes again because of what it is, or of where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property

from jiaokan import Document, Pattern
from jiaokan.language.typography import BULLETS, FULL_COLONS, FULL_STOPS, HALF_STOPS, OPENING_QUOTES
from jiaokan.model.block import Kind
from jiaokan.model.document import view
from jiaokan.model.prose import CHINESE_RUN, has_clause_mark, has_sentence_mark
from jiaokan_rules.reasons import Reasons
from jiaokan_rules.repetition.blocks import ARTICLE, Block, Blocks, blocks, is_statute
from jiaokan_rules.repetition.repeated_runs import RepeatedRun, repeated_runs

# A label and what it says; not who says what stands in quotation marks.
LABELLED = Pattern(f'[^，,。；;！？“”「」\n]{{1,10}}[{FULL_COLONS}:](?![{OPENING_QUOTES}"\n])')
# How a note begins, or a line that stands in brackets altogether.
NOTE = Pattern(rf"[*＊※†‡§①-⑳{BULLETS}]|[注註](?:[^\w]|\d)|\[\d|[（(〔\[【][^\n]*[）)〕\]】][{FULL_STOPS}]?\Z")
FIGURE = Pattern(r"[0-9０-９%％.,，．—–-]")
SENTENCE_WITHIN = Pattern(f"[{FULL_STOPS}{HALF_STOPS}][”’」』）)]?[^”’」』）)]")
SHORT = 20  # Chinese characters of a heading, a cell, a line of verse or of a drama, at most
SEVERAL = 40  # Chinese characters of two sentences that say more than a slogan
FORMULA = 80  # Chinese characters: what is cited, or said again in the same words, is seldom longer
NOTE_LENGTH = 150  # Chinese characters of a note, at most
CLAUSES = 100  # Chinese characters of a paragraph of a statute that is no clause
CHAPTER = 1000  # Chinese characters that a report says twice, at most
PAGES = 1500  # code points of two pages
OFTEN = 3  # times that a formula stands apart
BETWEEN = 12  # blocks that part two pages: running heads, page numbers, notes


def kind_of(key: str) -> Kind:
    """What kind of block it is, by its own characters: a row, a note, a heading (or a cell), prose."""
    if key.startswith("|") or 2 * len(FIGURE.findall(key)) >= max(1, len(key)):
        return Kind.ROW
    if NOTE.match(key) or LABELLED.match(key):
        return Kind.NOTE
    if not has_clause_mark(key) and sum(map(len, CHINESE_RUN.findall(key))) < SHORT:
        return Kind.HEADING
    return Kind.PROSE


@dataclass(frozen=True)
class Repeat:
    """A run of blocks that repeats an earlier one, without the rows and headings at its ends.

    `first` and `last` (both included) are the indices of the copy, `source` is that of the earlier one.
    """

    doc: Document
    first: int
    last: int
    source: int
    adjacent: bool  # a copy of the blocks stands right before them

    @property
    def found(self) -> Blocks:
        return blocks(self.doc)

    @cached_property
    def block(self) -> Block:
        return self.found.join(self.first, self.last)

    @cached_property
    def size(self) -> int:
        """The Chinese characters of the copy."""
        return self.block.count_chinese()

    @property
    def kind(self) -> Kind:
        """The kind of its first block."""
        return kind_of(self.found.keys[self.first])

    @property
    def at_page_turn(self) -> bool:
        """Whether nothing but the furniture of pages stands between the two, a number or a running head among it."""
        keys = self.found.keys
        between = keys[self.source + self.last - self.first + 1 : self.first]
        if not 0 < len(between) <= BETWEEN or any(kind_of(key) is Kind.PROSE for key in between):
            return False
        return any(kind_of(key) is Kind.ROW or key in recurring_lines(self.doc) for key in between)


@view
def recurring_lines(doc: Document) -> Container[str]:
    """The keys of blocks that stand more than once."""
    return doc.recurring(blocks(doc).keys)


def repeat_of(doc: Document, run: RepeatedRun) -> Repeat | None:
    """The prose and notes of a run, from the first block of them to the last; None if it has none."""
    keys = blocks(doc).keys
    kept = [n for n in range(run.first, run.last + 1) if kind_of(keys[n]) not in (Kind.ROW, Kind.HEADING)]
    if not kept:
        return None
    return Repeat(doc, kept[0], kept[-1], run.source + kept[0] - run.first, run.adjacent)


@view
def times_apart(doc: Document) -> Counter[str]:
    """How often each block that a run begins with, without its rows and headings, stands apart from the same."""
    repeats = (repeat_of(doc, run) for run in repeated_runs(doc))
    keys = blocks(doc).keys
    wanted = {keys[repeat.first] for repeat in repeats if repeat}
    times, before = Counter[str](), ""
    for key in keys if wanted else ():
        if key in wanted and key != before:
            times[key] += 1
        before = key
    return times


def is_note(repeat: Repeat) -> bool:
    """It is a note, a source, a caption or a labelled line, as stands under every table."""
    return repeat.kind is Kind.NOTE and repeat.size < NOTE_LENGTH


def is_below_table(repeat: Repeat) -> bool:
    """The earlier one stands right below a row of a table."""
    above = repeat.found.keys[repeat.source - 1] if repeat.source else ""
    return repeat.size < NOTE_LENGTH and above != "" and kind_of(above) is Kind.ROW


def is_formula(repeat: Repeat) -> bool:
    """It comes again and again, with other text between: a formula, a refrain, a question of a form."""
    return times_apart(repeat.doc)[repeat.found.keys[repeat.first]] >= OFTEN


def is_said_again(repeat: Repeat) -> bool:
    """It is a sentence, which a text may quote, answer or say twice; a paragraph is more."""
    if ARTICLE.match(repeat.block.key) and is_statute(repeat.doc):
        return False
    return repeat.size < (SEVERAL if SENTENCE_WITHIN.search(repeat.block.key) else FORMULA)


def is_shared_by_wrapped_paragraphs(repeat: Repeat) -> bool:
    """It begins or ends in mid-sentence: two wrapped paragraphs share a formula."""
    wrapped = repeat.size < NOTE_LENGTH and repeat.found.are_wrapped
    return wrapped and repeat.found.is_piece(repeat.first, repeat.last)


def is_in_another_chapter(repeat: Repeat) -> bool:
    """Pages lie between, in a text of wrapped lines: a report says in its chapters what its summary says."""
    apart = repeat.block.start - repeat.found[repeat.source].start - len(repeat.block.key)
    return repeat.found.are_wrapped and repeat.size < CHAPTER and apart > PAGES


def is_formula_of_statute(repeat: Repeat) -> bool:
    """A statute says the same of several things, but has the number of an article once."""
    keys = repeat.found.keys
    above = (keys[n - 1] for n in (repeat.first, repeat.source) if n)
    if not is_statute(repeat.doc) and not all(map(ARTICLE.match, above)):
        return False
    long = repeat.first == repeat.last and repeat.size >= CLAUSES  # a paragraph, and no clause
    return not long and not any(ARTICLE.match(keys[n]) for n in range(repeat.first, repeat.last + 1))


def is_verse(repeat: Repeat) -> bool:
    """Its lines are short, and none goes on in the next: verse, lyrics, lines of a drama, items of a list."""
    lines = [repeat.found[n] for n in range(repeat.first, repeat.last + 1)]
    if len(lines) == 1 or any(line.ends_mid_sentence() for line in lines[:-1]):
        return False
    return all(line.count_chinese() <= SHORT for line in lines)


OTHER = "其他的事以后再说，先把账算清楚。"
MEASURED = "各数由站里每天早晚两次量得，取其平均，小数点后留一位。站里停电的那三天没有量，用前后两天的平均数代替。"

BY_KIND = Reasons[Repeat](
    "DUP001",
    (is_note, f"注：{MEASURED}⏎{OTHER}⏎注：{MEASURED}"),
    (is_below_table, f"上渠 12.5 13.6⏎{MEASURED}⏎{OTHER}⏎下渠 11.5 14.6⏎{MEASURED}"),
    (is_formula, f"{MEASURED}⏎{OTHER}⏎{MEASURED}⏎渠长十里，有闸门三座。⏎{MEASURED}"),
)
FAR = Reasons[Repeat](
    "DUP001",
    (
        is_said_again,
        "“修渠不是一年的事，要一代一代接着修，修好了还要有人管。”⏎老站长姓周，在站里干了三十年，渠边的每块石头他都认得。⏎"
        "“修渠不是一年的事，要一代一代接着修，修好了还要有人管。”",
    ),
    (is_shared_by_wrapped_paragraphs, f"{MEASURED[:-1]}⏎入账。{OTHER}⏎{MEASURED[:-1]}⏎公布。"),
    (
        is_formula_of_statute,
        f"第一条 水位⏎{MEASURED}⏎第二条 雨量，另行规定。⏎{MEASURED}⏎第三条 水质⏎第四条 沙量⏎第五条 本办法自公布之日起施行。",
    ),
)
SECTIONS = Reasons[Repeat](
    "DUP003",
    (
        is_verse,
        "门前大桥下，游过一群鸭。⏎快来快来数一数，二四六七八。⏎嘎嘎嘎嘎真呀真多呀，数不清到底多少鸭，多少鸭。⏎"
        "赶鸭老爷爷，胡子白花花，唱呀唱着家乡戏，还会说笑话。小孩，小孩，快快上学校，别考个鸭蛋抱回家。⏎"
        "门前大桥下，游过一群鸭。⏎快来快来数一数，二四六七八。⏎嘎嘎嘎嘎真呀真多呀，数不清到底多少鸭，多少鸭。",
    ),
    (
        is_in_another_chapter,
        "第二章 水量⏎"
        + f"{MEASURED[:-1]}⏎入账，账簿分为三册，一册存在站里，两册分送县里和市里。⏎"
        + "渠上的水闸每年开春检修一次，检修时把闸板吊出来，刮净上面的⏎水草和锈迹。⏎"
        + "涂上两道防锈的漆，漆干以后才能放回去，" * 90
        + f"⏎第三章 水质⏎{MEASURED[:-1]}⏎入账，账簿分为三册，一册存在站里，两册分送县里和市里。⏎其他的事以后再说。",
    ),
)


def is_sound(doc: Document, run: RepeatedRun) -> bool:
    """Whether a run of blocks may come again by right: prose alone shows that something was read twice.

    What stands right behind its original is a copy, whatever it is; at the turn of a page all but notes and formulas.
    """
    repeat = repeat_of(doc, run)
    if repeat is None or not has_sentence_mark(repeat.block.key):
        return True
    if repeat.adjacent:
        return False
    if BY_KIND.apply(repeat) or (run.first < run.last and SECTIONS.apply(repeat)):
        return True
    return not repeat.at_page_turn and FAR.apply(repeat)
