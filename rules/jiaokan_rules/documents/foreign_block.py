from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from jiaokan import Document, Finding, Level, Safety, rule
from jiaokan.language import script
from jiaokan.language.script import HAN, HAN_CHARACTER
from jiaokan.search import arrays
from jiaokan_rules.anchor import compiled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Language = Literal["Chinese", "Japanese", "Korean", "Latin"]

KANA = "ぁ-ゖァ-ヺ"
HANGUL = "가-힣"
LATIN = "A-Za-zÀ-ɏ"
LANGUAGES = (HAN, KANA, HANGUL, LATIN)
WORTH_AN_ARRAY = 500  # code points
# What a paragraph of another language looks like at first sight: a long line without the characters of this one,
LINE = 60  # code points of other languages that make a paragraph among Chinese
WITHOUT: dict[Language, str] = {
    "Chinese": rf"[^\r\n{HAN}]{{{LINE},}}",
    "Japanese": rf"[^\r\n{KANA}]{{30,}}",
    "Korean": rf"[^\r\n{HANGUL}]{{30,}}",
}
# or one with those of the other.
WITH: dict[Language, str] = {"Chinese": KANA + HANGUL, "Latin": HAN + KANA + HANGUL}
ENDED = r"[.!?。！？][\"'”’」』）)]{0,3}$"
SAMPLE = 5000  # characters by which the language of a document is told
LEADS = 5  # Latin letters to one of another language that make a text one of Latin letters
FIRST, BEHIND = 0x3400, 0xA000  # Han in the basic plane, at least
FURTHER_HAN = "𠀀-𲎯"
LETTERS = 30  # of Han, kana or hangul in a block that is judged: less is a title, a name, an example
WORDS = 14  # of Latin letters, likewise
MOST = 0.2  # of the lines: a text that has more is bilingual on purpose
SOUND = r"^[ \t\u3000]*(?:[#|>!\[<{(}]|[-*+] |\d{1,3}[.、)]|[^\s]{1,20}[:：=])"


# What Japanese and Korean have, a paragraph of Latin words, and one of Han in a text of Latin letters.
SIGNS = (f"[{KANA}]", f"[{HANGUL}]", rf"[{LATIN}][\s,.;:!?)\"'”]", f"[{LATIN}].*[{HAN}][{HAN}]")


@rule("DOC003", level=Level.INFO, safety=Safety.DISPLAY, chinese=False, signs=SIGNS)
def foreign_block(doc: Document) -> Iterator[Finding]:
    """A paragraph in another language than its document.

    ## What it does
    Finds whole paragraphs, ended by a full stop, in Chinese, Japanese, Korean or a language of Latin letters where the
    document is in another of these. Code, headings, quotations, lists, tables and texts in two languages are sound.

    ## Why it is bad
    It is what a translator left, or another text that got in; a corpus of one language may not want it.

    ## Example
    ✗ 会议在北京召开，来自全国各地的三百名代表出席了会议。⏎⏎会议强调，要坚持稳中求进。⏎⏎The committee met in the morning and agreed that the report should be sent to all of the members before the end of May.⏎⏎会议要求各地抓好落实。⏎⏎代表们随后参观了展览。⏎⏎会议闭幕。

    ✓ 会议在北京召开，来自全国各地的三百名代表出席了会议。⏎⏎会议的英文名称是 The National Conference on Water。

    ## Fix safety
    There is no fix: whether it belongs there is for the corpus to say.
    """
    own: Language | None = None
    if not doc.chinese and not doc.holds(f"[{WITH['Latin']}]"):
        return  # all of it is of Latin letters, or of no language
    if doc.chinese and not (any(map(doc.shows, SIGNS[:2])) and doc.holds(f"[{WITH['Chinese']}]")):
        own = "Chinese" if by_han(doc) or language(prose(doc)) != "Latin" else "Latin"
        if own == "Chinese" and not (doc.shows(SIGNS[2]) and any(map(without_han, long_lines(doc)))):
            return
    own = own or language(prose(doc)) or ("Chinese" if doc.chinese else None)
    if own is None:
        return
    patterns = [WITHOUT[own]] if own in WITHOUT else []
    if own in WITH and doc.holds(f"[{WITH[own]}]"):
        patterns.append(f"[^\r\n]*?[{WITH[own]}]{{3}}[^\r\n]*")
    if not patterns:
        return
    found = []
    for match in compiled(rf"\n(?:{'|'.join(patterns)})(?=\r?$)", re.M).finditer("\n" + doc.text):
        start, end, text = match.start(), match.end() - 1, match[0].strip()
        if doc.protected.overlaps(start, end):
            continue
        other = language(text) if re.search(ENDED, text[-4:]) else None
        if other and other != own and long(text, other) and not re.match(SOUND, text):
            found.append((start, end, other))
    lines = sum(bool(text.strip()) for text in doc.lines.texts) if found else 0
    if len(found) > max(1, MOST * lines):
        return
    for start, end, other in found:
        what = "Latin letters" if other == "Latin" else other
        shown = doc.text[start:end].strip()[:30]
        yield Finding(start, end, f"「{shown}」 begins a paragraph in {what}: see whether it belongs in this text.")


def long_lines(doc: Document) -> list[str]:
    return [text for text in doc.lines.texts if len(text) >= LINE]


def without_han(line: str) -> bool:
    """Whether a line begins with a long stretch without Han, and ends in a stop there."""
    match = compiled(WITHOUT["Chinese"]).match(line)
    return match is not None and compiled(ENDED).search(match[0].rstrip()[-4:]) is not None


def by_han(doc: Document) -> bool:
    """Whether the beginning has so many Han that no other letters lead there, were all that is not protected of them."""
    starts, ends = doc.protected.starts, doc.protected.ends
    hidden = sum(ends[n] - start for n, start in enumerate(starts[: bisect_left(starts, SAMPLE)]))
    return (LEADS + 1) * (beginning_han(doc) - hidden) >= min(SAMPLE, len(doc.text))


def beginning_han(doc: Document) -> int:
    """How many Han there are at the beginning, at least."""
    if doc.codes is None:
        return script.roughly(doc.text[:SAMPLE]).han
    import numpy as np

    return int(np.count_nonzero(doc.codes[:SAMPLE] - FIRST < BEHIND - FIRST))


def prose(doc: Document) -> str:
    """The beginning of a text without its code, links and tags."""
    found, left, at = [], SAMPLE, 0
    for start, end in doc.protected:
        if start - at >= left:
            break
        found.append(doc.text[at:start])
        left -= start - at
        at = end
    return "".join([*found, doc.text[at : at + left]])


def language(text: str) -> Language | None:
    """The language of a text by the characters that only it has; None where none leads."""
    han, kana, hangul, latin = counts(text)
    if latin > LEADS * (han + kana + hangul):
        return "Latin"
    if 2 * latin > 3 * (han + kana + hangul):
        return None
    if kana >= 0.2 * (han + kana) and kana > hangul:
        return "Japanese"
    if hangul > han + kana:
        return "Korean"
    return "Chinese" if han > 20 * (kana + hangul) else None


def counts(text: str) -> Sequence[int]:
    """How many characters there are of Han, kana, hangul and Latin letters."""
    if len(text) > WORTH_AN_ARRAY and arrays.at_hand():
        import numpy as np

        found: list[int] = np.bincount(kinds().take(arrays.codes(text)), minlength=6)[1:].tolist()
        if found.pop():
            found[0] += script.count(FURTHER_HAN, text)
        return found
    return [script.count(each, text) for each in LANGUAGES]


@cache
def kinds() -> NDArray[np.uint8]:
    """Of each code point the one of the four that counts it, from 1; 5 for what lies beyond the basic plane."""
    import numpy as np

    found = np.zeros(arrays.BEYOND + 1, np.uint8)
    for kind, each in enumerate(LANGUAGES, 1):
        found[arrays.strictly(f"[{each}]")] = kind
    found[arrays.BEYOND] = 5
    return found


def long(text: str, language: Language) -> bool:
    """Whether there is enough of it to be a paragraph: prose, not a title, a name or a line of code."""
    if language != "Latin":
        return len(re.findall(f"(?:{HAN_CHARACTER}|[{KANA}{HANGUL}])", text)) >= LETTERS
    words = re.findall(rf"(?<![^\s(\"'“])[{LATIN}]+(?:['’-][{LATIN}]+)*(?=[\s,.;:!?)\"'”]|$)", text)
    return (
        len(words) >= WORDS and 2 * sum(w.islower() for w in words) > len(words) and 2 * len("".join(words)) > len(text)
    )
