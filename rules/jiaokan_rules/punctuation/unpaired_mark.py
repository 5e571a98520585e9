from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from jiaokan import Document, Finding, Pattern, Safety, rule
from jiaokan.language.typography import CHINESE_DIGITS, ELLIPSIS, FULL_COLONS, FULL_STOPS
from jiaokan_rules.mojibake_spans import mojibake_spans
from jiaokan_rules.punctuation.spoken_of import is_spoken_of
from jiaokan_rules.rows.line_breaks import line_breaks

CLOSING = {"“": "”", "《": "》", "（": "）", "「": "」", "『": "』", "【": "】"}
OPENING = {closing: opening for opening, closing in CLOSING.items()}
# Half-width brackets pair with full-width ones, in the mixed setting that halfwidth-punctuation mends.
KIND = {opening: opening for opening in CLOSING} | OPENING | {"(": "（", ")": "（"}
MARKS = Pattern(f"[{''.join(KIND)}]")
REACH = {"“": 3000, "「": 3000, "『": 3000}  # code points: speech runs over paragraphs, titles and asides do not
SHORT_REACH = 1000
MANY = 6  # a text that loses more of one kind does not set them in pairs: (1） or 》 as an arrow
STOPPED = f"{FULL_STOPS}{ELLIPSIS}{FULL_COLONS}”’」』）》】!?.;:)"
# What a closing bracket stands after by itself: the number of an item, or the eyes of a smiley.
NUMBER = Pattern(rf"(?:^|[\s；。，、：])[0-9A-Za-z{CHINESE_DIGITS}①-⑳甲乙丙丁]{{1,3}}$|[:：;；]-?$")
PARAGRAPH_START = Pattern(r"(?:\A|[\r\n])[ \t\u3000>#*]*$")
ONLY_BLANK = Pattern(r"\s+\Z")


@rule("PUN002", safety=Safety.DISPLAY)
def unpaired_mark(doc: Document) -> Iterator[Finding]:
    """A quotation mark, bracket or title mark without its partner.

    ## What it does
    Finds an opening “ 《 （ 「 『 【 that nothing closes, and a closing mark that nothing opens. A quotation of several
    paragraphs may open each of them anew. A bracket after the number of an item, 1） or 甲）, needs no partner.

    ## Why it is bad
    Where a mark is lost, text may be lost too. A reader no longer knows who speaks.

    ## Example
    ✓ 左括号‘（’后面不空格，右书名号是‘》’。
    ✓ 他说：“会议审议了《工作报告》（草案）。”
    ✗ 会议审议了《工作报告，代表们热烈讨论。
    ✗ 显著缩短技术成熟周期。”这项技术（已投产）前景广阔。

    ## Fix safety
    There is no fix: only the meaning shows where the partner stood.
    """
    places = defaultdict[str, list[int]](list)
    for match in doc.matches(MARKS):
        places[KIND[match[0]]].append(match.start())
    lone = sorted(at for opening, some in places.items() for at in unpaired(doc.text, opening, some))
    counts = Counter(doc.text[at] for at in lone)
    for at in lone:
        mark = doc.text[at]
        if counts[mark] <= MANY and not is_spoken_of(*doc.line_context(at, at + 1)) and not is_explained(doc, at):
            partner = CLOSING.get(mark) or OPENING[mark]
            side = "close" if mark in CLOSING else "open"
            yield Finding(at, at + 1, f"「{mark}」 has no 「{partner}」 to {side} it: check the source.")


def unpaired(text: str, opening: str, places: Iterable[int]) -> Iterator[int]:
    """Where a mark of one kind, which stands at `places`, has no partner."""
    opened: list[int] = []
    for at in places:
        if text[at] in (opening, "("):
            if opened and opening == "“":  # each paragraph of a speech opens it anew
                if not begins_paragraph(text, at):
                    yield opened[-1]
                opened.clear()
            opened.append(at)
        elif opened and at - opened[-1] <= REACH.get(opening, SHORT_REACH):
            opened.pop()
        else:
            yield from (start for start in opened if text[start] == opening)
            opened.clear()
            if text[at] == CLOSING[opening] and not (text[at] == "）" and NUMBER.search(text[max(0, at - 5) : at])):
                yield at
    yield from (start for start in opened if text[start] == opening)


def begins_paragraph(text: str, at: int) -> bool:
    """Whether only white space stands between the line's start and `at`."""
    return PARAGRAPH_START.search(text[max(0, at - 12) : at]) is not None


def is_explained(doc: Document, at: int) -> bool:
    """Whether the partner is where the text breaks off or cannot be read, which other rules report."""
    n = doc.line_at(at)
    line = doc.lines[n]
    text = line.text.rstrip()
    end = line.start + len(text)
    torn = [found for found in line_breaks(doc) if found.kind != "word"]
    if doc.text[at] in CLOSING and text[-1:] not in STOPPED:
        if any(found.start == end for found in torn) or ONLY_BLANK.match(doc.text, line.end):
            return True
    elif doc.text[at] in OPENING and any(line.start <= found.end <= at for found in torn):
        return True
    return any(doc.line_at(stretch.start) == n for stretch in mojibake_spans(doc))
