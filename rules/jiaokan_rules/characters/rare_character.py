from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from jiaokan import Document, Edit, Finding, Safety, rule
from jiaokan.language.script import sides
from jiaokan_rules.alphabet import counter, occurring, places
from jiaokan_rules.characters.replacement import REACH, word_at
from jiaokan_rules.table import by_character

OFTEN = 2  # a character that comes oftener is the text's own: a name, a term, a blank
# Natural logarithms. A character that differs in a hair only needs a word; one that is very like, a frequent word.
GAIN_SAME, GAIN, FREQUENT = 8.0, 12.0, -12.0
HALVES = "[亻忄扌氵犭礻纟衤讠钅饣阝](?=[一-鿿])"


@rule("CHR006", safety=Safety.DISPLAY)
def rare_character(doc: Document, *, halves: bool = False) -> Iterator[Finding]:
    """A rare character where a common one of like shape makes a word.

    ## What it does
    Finds characters that simplified text has no use for (囗, 亍, 巿, 囯, 烕: outside GB 2312, or components of characters)
    that stand once or twice in a document and are no part of a word, where a common character of like shape makes a word
    with its neighbours. Rare characters in names are sound, and so are those that the document has more often.

    ## Why it is bad
    The word looks right and is found by no search, and fonts lack the character.

    ## Example
    ✓ 李玥和赵堃彳亍在新潟的街头，勠力同心。
    ✗ 全国人囗有十四亿，这是由亍多年的统计。
    ✗ 他是西湖区巿民。

    ## Fix safety
    A hint: rare characters are chosen with care, or stand for what could not be read.

    ## Options
    `halves`: report components that stand before what would complete them, too (氵允 for 沇). Off because editors of old
    texts write characters without a code so.
    """
    if doc.script == "traditional":
        return
    text = doc.text
    if found := occurring(doc, odd()):
        often = counter(doc, found)
        for at in places(doc, {character for character in found if often(character) <= OFTEN}, odd()):
            right = reading(text, at, text[at])
            if right:
                message = f"「{text[at]}」 is a rare character that looks like 「{right}」: look at the page."
                yield Finding(at, at + 1, message, (Edit(at, at + 1, right),))
    for match in doc.matches(HALVES) if halves else ():
        message = f"「{match[0]}」 is half a character: write the whole one in place of it and of what follows."
        yield Finding(match.start(), match.end() + 1, message)


@cache
def odd() -> frozenset[str]:
    return frozenset(odd_characters())


@cache
def odd_characters() -> dict[str, str]:
    """By odd character the common ones that are all but the same, and those that are very like it."""
    return by_character(__file__, "odd_characters.tsv")


def reading(text: str, at: int, odd: str) -> str | None:
    """The common character that makes a word where `odd` stands at `at`, if it is in none as it is."""
    from jiaokan.language.lexicon import any_across, cut, look_up

    left, tail = sides(text, at, at + 1, REACH)
    _, same, similar = odd_characters()[odd].split("\t")
    place = len(left)
    rights = [
        right
        for right in same + similar
        if any_across(f"{left}{right}{tail}", place) or any_across(right + tail, 1)  # else no word holds it
    ]
    if not rights:
        return None
    as_is = cut(left + odd + tail)
    if len(word_at(as_is.words, len(left))[0]) > 1:
        return None
    for right in rights:
        as_read = cut(left + right + tail)
        word, _ = word_at(as_read.words, len(left))
        entry = look_up(word)
        gain = as_read.log_probability - as_is.log_probability
        enough = gain >= GAIN_SAME if right in same else gain >= GAIN
        # 一口 after a numeral says nothing: 一囗 is one blank.
        if not enough or len(word) < 2 or entry is None or entry.part == "m":
            continue
        if right in same or entry.log_probability > FREQUENT:
            return right
    return None
