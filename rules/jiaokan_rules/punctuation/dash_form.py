from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan_rules.anchor import anchored, compiled, matches, present

LEFT = rf"(?:{HAN_CHARACTER}|[”’》〉」』】）！？])"
RIGHT = rf"(?:{HAN_CHARACTER}|[“‘《〈「『【（])"
# A stroke of a kind, or as many as make one dash.
DASHES = {
    c: rf"{c}(?<={LEFT}.){more}(?={RIGHT})"
    for c, more in {"-": "-{0,2}", "－": "－?", "—": "", "―": "―?", "–": ""}.items()
}
DOTS = rf"(?<=(?:{LEFT}|[，。、；：]))(?P<dots>…|\.{{3}}|\.{{6}}|·{{3,6}}|・{{3,6}})(?![….·・])(?=(?:{RIGHT}|[，。、；：！？”’」』）])|[ \t]*(?![^\r\n]))"
# A single … and three of the others: what all of them hold.
FEW_DOTS = {"…": "…(?<!……)(?!…)", ".": r"\.\.\.", "·": "···", "・": "・・・"}
# Parts of speech (jieba's letters) that begin a clause, and so the aside behind a dash: 他, 但是, 也, 如果, 在.
# Two names or things that a line links (中国—东盟, 行业-专业) begin with none of them.
CLAUSE = "rcdp"

SIGNS = (
    rf"(?:{HAN_CHARACTER}|[”’》〉」』】）！？，。、；：])…",
    *(rf"(?:{HAN_CHARACTER}|[”’》〉」』】）！？，。、；：]){dot}{dot}" for dot in (r"\.", "·", "・")),
    f"{LEFT}[-－—―–].*[-－—―–]{RIGHT}",
)


@rule("PUN004", safety=Safety.UNSAFE, needs="-－—―–….·・", signs=SIGNS)
def dash_form(doc: Document) -> Iterator[Finding]:
    """A dash or an ellipsis in another form than —— and ……

    ## What it does
    Finds, between Chinese characters or marks, `--`, －－ or ―― and a single — - or － that stands for the dash ——, and a single … or `...` or
    ··· that stands for the ellipsis ……. A single stroke counts where a clause begins behind it; one that links names or
    things (中国—东盟, 行业-专业, 让-皮埃尔) is left alone, and so are the leaders of a table of contents, tables and code.

    Where the document mostly writes the right form, another is a warning; where it does not, the form is its habit
    and a remark of level info.

    ## Why it is bad
    One mark in several forms is several tokens; half a dash reads as a hyphen or as the character 一.

    ## Example
    ✗ 他说……其实我不知道...后来——你们都看见了——他走了--没有回头。
    ✓ 他说……其实我不知道……后来——你们都看见了——他走了——没有回头。
    ✓ 中国—东盟博览会的“行业-专业”大赛上，让-皮埃尔说……他同意。

    ## Fix safety
    `...` becomes …… safely in a document that mostly writes ……; the other changes are unsafe.
    """
    text = doc.text
    apart = cache(lambda number: row(doc.lines.texts[number]))
    dots = matches(doc, DOTS, anchored(text, present(doc, FEW_DOTS))) if any(map(doc.shows, SIGNS[:4])) else ()
    found = [m for m in dots if not apart(doc.line_at(m.start()))]
    if found:
        usual = text.count("……") > len(found)
        for match in found:
            if not usual and doc.script != "simplified" and match[0][0] in "….":
                continue  # early print and verse in traditional characters set a single … by right
            safe = usual and match[0][0] == "."
            yield change(match, "……", usual, Safety.SAFE if safe else Safety.UNSAFE)
    dashes = present(doc, DASHES) if doc.shows(SIGNS[4]) else ()
    strokes = [m for pattern in dashes for m in doc.matches(compiled(pattern))]
    found = [m for m in strokes if not apart(doc.line_at(m.start())) and is_dash(doc, m)]
    if found:
        usual = text.count("——") > len(found)
        for match in found:
            yield change(match, "——", usual, Safety.UNSAFE)


def change(match: re.Match[str], mark: str, usual: bool, safety: Safety) -> Finding:
    start, end = match.span()
    message = f"「{match[0]}」 stands where 「{mark}」 belongs: write 「{mark}」."
    level = Level.WARNING if usual else Level.INFO
    return Finding(start, end, message, (Edit(start, end, mark),), safety, level)


def row(line: str) -> bool:
    """Whether a line is a row of a table, or parts of it stand apart as in a contents list."""
    return line.lstrip().startswith("|") or "\t" in line or line.count(" ") > 8


def is_dash(doc: Document, match: re.Match[str]) -> bool:
    """Whether a stroke is a dash: two of a kind always, one where a clause begins behind it."""
    if len(match[0]) > 1:
        return True
    text = doc.text
    # A second stroke near by makes a chain, 收集—接收—转运, or a pair of dashes that may as well be one.
    if compiled(rf"[-－—―–]{HAN_CHARACTER}{{1,6}}$").search(text[max(0, match.start() - 7) : match.start()]):
        return False
    from jiaokan.language import lexicon

    after = compiled(f"{HAN_CHARACTER}*").match(text[match.end() : match.end() + 8])
    before = compiled(f"{HAN_CHARACTER}*$").search(text[max(0, match.start() - 8) : match.start()])
    if not after or not after[0] or not before or len(before[0]) < 3 or doc.script != "simplified":
        return False
    if compiled(rf"{HAN_CHARACTER}{{1,4}}[-－—―–]").match(text[match.end() : match.end() + 5]):
        return False
    word = lexicon.cut(after[0]).words[0]
    entry = lexicon.look_up(word)
    return entry is not None and entry.part in CLAUSE and (len(word) > 1 or entry.log_probability > -7)
