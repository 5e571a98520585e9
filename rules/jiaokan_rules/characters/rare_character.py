from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from jiaokan import Document, Edit, Finding, Pattern, Safety, rule
from jiaokan_rules.characters.replacement import Replacement
from jiaokan_rules.reasons import Reasons
from jiaokan_rules.table import by_character

MOST = 2  # times in a document: a character that occurs more often is part of a name, a term or a form
# Log-probabilities (natural). A nearly identical character needs less gain than a similar one, and any word will do;
# the word of a similar character must be frequent.
GAIN_NEARLY_IDENTICAL, GAIN, FREQUENT = 8.0, 12.0, -12.0
HALVES = Pattern("[亻忄扌氵犭礻纟衤讠钅饣阝](?=[一-鿿])")


class OddCharacter(NamedTuple):
    """A rare character read as a common one; `nearly_identical`: the two can hardly be told apart."""

    read: Replacement
    nearly_identical: bool


def gains_little(odd: OddCharacter) -> bool:
    """The clause is hardly likelier with the common character."""
    return odd.read.gain < (GAIN_NEARLY_IDENTICAL if odd.nearly_identical else GAIN)


def makes_no_word(odd: OddCharacter) -> bool:
    """The common character is not part of a longer word."""
    return len(odd.read.new_word().word) < 2


def makes_numeral(odd: OddCharacter) -> bool:
    """The common character makes a numeral; in 一囗 the rare one may stand for a blank."""
    from jiaokan.language.lexicon import look_up

    word = look_up(odd.read.new_word().word)
    return word is not None and word.part == "m"


def makes_rare_word(odd: OddCharacter) -> bool:
    """The common character is only similar, and makes a rare word."""
    from jiaokan.language.lexicon import look_up

    word = look_up(odd.read.new_word().word)
    return not odd.nearly_identical and word is not None and word.log_probability <= FREQUENT


EXCUSES = Reasons(
    "CHR006",
    (gains_little, "伺候管家忙从底下怞出拎起来。"),
    (makes_no_word, "宠姬婤姶生了孟絷。"),
    (makes_numeral, "夫人过市罚一囗。"),
    (makes_rare_word, "司马乂以司马晏为前锋都督。"),
)


@rule("CHR006", safety=Safety.DISPLAY)
def rare_character(doc: Document, *, halves: bool = False) -> Iterator[Finding]:
    """A rare character where a common one of similar shape makes a word.

    ## What it does
    Finds characters that are unusual in simplified text (囗, 亍, 巿, 囯, 烕): they are outside GB 2312, or components
    of other characters. Such a character is reported if it occurs once or twice in the document, is not part of a word,
    and a common character of similar shape makes a word with its neighbours. Rare characters in names are sound, and so
    are those that occur more often.

    ## Why it is bad
    The word looks right, no search finds it, and fonts lack the character.

    ## Example
    ✓ 李玥和赵堃彳亍在新潟的街头，勠力同心。
    ✗ 全国人囗有十四亿，这是由亍多年的统计。
    ✗ 他是西湖区巿民。

    ## Fix safety
    Only displayed: the writer may have chosen the rare character, or it may stand for one that could not be read.

    ## Options
    `halves`: also report components that stand directly before the rest of their character (氵允 for 沇). Off by
    default: editors of old texts write characters without a code point in this way.
    """
    if doc.script == "traditional":
        return
    for at, right in odd_readings(doc):
        message = f"「{doc.text[at]}」 is a rare character that looks like 「{right}」: check it against the page."
        yield Finding(at, at + 1, message, (Edit(at, at + 1, right),))
    for match in doc.matches(HALVES) if halves else ():
        message = f"「{match[0]}」 is half a character: replace it and the next one by the whole character."
        yield Finding(match.start(), match.end() + 1, message)


def odd_readings(doc: Document) -> Iterator[tuple[int, str]]:
    """The offset of each misread rare character, and the common character that it stands for."""
    if odd_characters().isdisjoint(doc.charset):
        return
    times = Counter(match[0] for match in doc.finditer(odd_pattern()))
    for match in doc.matches(odd_pattern()):
        right = reading(doc.text, match.start()) if times[match[0]] <= MOST else None
        if right:
            yield match.start(), right


def reading(text: str, at: int) -> str | None:
    """The first common character without an excuse; None if all have one."""
    _, nearly_identical, similar = rows()[text[at]].split("\t")
    readings = (
        OddCharacter(Replacement(text, at, right), right in nearly_identical) for right in nearly_identical + similar
    )
    return next((odd.read.new for odd in readings if not EXCUSES.apply(odd)), None)


@cache
def rows() -> dict[str, str]:
    """For each odd character, its row of the table: itself, nearly identical characters and similar ones, by tabs."""
    return by_character(__file__, "odd_characters.tsv")


@cache
def odd_characters() -> frozenset[str]:
    return frozenset(rows())


@cache
def odd_pattern() -> Pattern:
    return Pattern(f"[{''.join(rows())}]")
