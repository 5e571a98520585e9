from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import FULL_COLONS, FULL_COMMAS, FULL_MARKS
from jiaokan_rules.han_runs import leading_han, trailing_han

LEFT = rf"(?:{HAN_CHARACTER}|[”’》〉」』】）！？])"
RIGHT = rf"(?:{HAN_CHARACTER}|[“‘《〈「『【（])"
DASHES = "-－—―–"
# One to three -, one or two － or ―, or one — or –, between Chinese characters or marks.
DASH = Pattern(rf"[{DASHES}](?<={LEFT}.)(?:(?<=-)-{{0,2}}|(?<=－)－?|(?<=―)―?|(?<=[—–]))(?={RIGHT})")
# A single …, three or six full stops, or three to six middle dots after a Chinese character or mark.
DOTS = Pattern(
    rf"[….·・](?<=(?:{LEFT}|[{FULL_COMMAS}。{FULL_COLONS}]).)"
    r"(?:(?<=…)|(?<=\.)(?:\.{2}|\.{5})|(?<=·)·{2,5}|(?<=・)・{2,5})(?![….·・])"
    rf"(?=(?:{RIGHT}|[{FULL_MARKS}”’」』）])|[ \t]*(?![^\r\n]))"
)
# A second stroke near by shows that the first is a link in a chain (收集—接收—转运) or one of a pair of dashes.
CHAIN_BEFORE = Pattern(rf"[{DASHES}]{HAN_CHARACTER}{{1,6}}$")
CHAIN_AFTER = Pattern(rf"{HAN_CHARACTER}{{1,4}}[{DASHES}]")
# Parts of speech (jieba's letters) that begin a clause, and so the aside after a dash: 他, 但是, 也, 如果, 在.
# Names or things that a stroke links (中国—东盟, 行业-专业) begin with none of them.
CLAUSE_STARTERS = "rcdp"
FREQUENT = -7  # log-probability (natural) above which a single character counts as a clause starter


@rule("PUN004", safety=Safety.UNSAFE, mixed_safety=True)
def dash_form(doc: Document) -> Iterator[Finding]:
    """A dash or an ellipsis in another form than —— and ……

    ## What it does
    Finds other forms between Chinese characters or marks: `--`, －－, ―― or a single — - or － for the dash ——, and a
    single …, `...` or ··· for the ellipsis ……. A single stroke counts if a clause begins after it. One that links
    names or things (中国—东盟, 行业-专业, 让-皮埃尔) is sound, and so are the leaders of a table of contents, tables
    and code.

    In a document that mostly writes the right form, another form is a warning. Otherwise it is the document's habit,
    and its level is info.

    ## Why it is bad
    One mark in several forms is several tokens. Half a dash looks like a hyphen or like the character 一.

    ## Example
    ✗ 他说……其实我不知道...后来——你们都看见了——他走了--没有回头。
    ✓ 他说……其实我不知道……后来——你们都看见了——他走了——没有回头。
    ✓ 中国—东盟博览会的“行业-专业”大赛上，让-皮埃尔说……他同意。

    ## Fix safety
    `...` becomes …… safely in a document that mostly writes ……; the other changes are unsafe.
    """
    yield from ellipses(doc)
    yield from dashes(doc)


def ellipses(doc: Document) -> Iterator[Finding]:
    """Findings about ellipses."""
    found = list(outside_rows(doc, DOTS))
    usual = bool(found) and doc.text.count("……") > len(found)
    for match in found:
        if not usual and doc.script != "simplified" and match[0][0] in "….":
            continue  # early print and verse in traditional characters use a single … correctly
        yield replacement(match, "……", usual, Safety.SAFE if usual and match[0][0] == "." else Safety.UNSAFE)


def dashes(doc: Document) -> Iterator[Finding]:
    """Findings about dashes."""
    found = [match for match in outside_rows(doc, DASH) if len(match[0]) > 1 or begins_aside(doc, match)]
    usual = bool(found) and doc.text.count("——") > len(found)
    for match in found:
        yield replacement(match, "——", usual, Safety.UNSAFE)


def replacement(match: re.Match[str], mark: str, usual: bool, safety: Safety) -> Finding:
    """A finding that replaces a match by a mark; `usual`: the document mostly writes that mark."""
    message = f"「{match[0]}」 is another form of 「{mark}」: write 「{mark}」."
    level = Level.WARNING if usual else Level.INFO
    return Finding(*match.span(), message, (Edit(*match.span(), mark),), safety, level)


def outside_rows(doc: Document, pattern: Pattern) -> Iterator[re.Match[str]]:
    """The matches outside the rows of tables and contents lists."""
    is_row = cache(lambda n: looks_like_row(doc.lines.texts[n]))
    return (match for match in doc.matches(pattern) if not is_row(doc.line_at(match.start())))


def looks_like_row(line: str) -> bool:
    """Whether a line has the gaps of a table or of a contents list."""
    return line.lstrip().startswith("|") or "\t" in line or line.count(" ") > 8


def begins_aside(doc: Document, match: re.Match[str]) -> bool:
    """Whether a clause begins after a single stroke, so that the stroke is a dash."""
    from jiaokan.language import lexicon

    left, right = doc.text[max(0, match.start() - 8) : match.start()], doc.text[match.end() : match.end() + 8]
    after = leading_han(right)
    if not after or len(trailing_han(left)) < 3 or doc.script != "simplified":
        return False
    if CHAIN_BEFORE.search(left[-7:]) or CHAIN_AFTER.match(right[:5]):
        return False
    word = lexicon.cut(after).words[0]
    entry = lexicon.look_up(word)
    return entry is not None and entry.part in CLAUSE_STARTERS and (len(word) > 1 or entry.log_probability > FREQUENT)
