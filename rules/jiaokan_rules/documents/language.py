"""The language of a text, by the scripts that it is written in."""

from __future__ import annotations

import string
from typing import Literal

from jiaokan import Document, Pattern
from jiaokan.language import script
from jiaokan.language.script import HAN, HAN_CHARACTER

Language = Literal["Chinese", "Japanese", "Korean", "Latin"]  # Latin: any language of Latin letters

KANA = "ぁ-ゖァ-ヺ"
MARKS_ON_KANA_PAGE = "。、《》「」　"  # the common ones
HANGUL = "가-힣"
LATIN = "A-Za-zÀ-ɏ"
SAMPLE = 5000  # code points by which the language of a document is told
ASCII_LETTERS = string.ascii_letters.encode()
LEAD = 5  # Latin letters to one of the others in a text of Latin letters
CHARACTER = Pattern(f"(?:{HAN_CHARACTER}|[{KANA}{HANGUL}])")
CHARACTERS = 30  # of Chinese, Japanese or Korean in a paragraph: less is a title, a name, an example
WORD = Pattern(rf"(?<![^\s(\"'“])[{LATIN}]+(?:['’-][{LATIN}]+)*(?=[\s,.;:!?)\"'”]|$)")
WORDS = 14  # of Latin letters, likewise


def document_language(doc: Document) -> Language | None:
    """The language of the beginning of a document; None where no language leads."""
    return language_of(unprotected_beginning(doc)) or ("Chinese" if doc.chinese else None)


def unprotected_beginning(doc: Document) -> str:
    """The beginning of a text without its code, links and tags."""
    parts, left, at = [], SAMPLE, 0
    for start, end in doc.protected:
        if start - at >= left:
            break
        parts.append(doc.text[at:start])
        left -= start - at
        at = end
    return "".join([*parts, doc.text[at : at + left]])


def language_of(text: str) -> Language | None:
    """The language of a text by the characters that only it has; None where no language leads."""
    rough = script.roughly(text)  # Han at least, the others at most: mostly enough
    kana_hangul = rough.kana_hangul - sum(map(text.count, MARKS_ON_KANA_PAGE))
    if 2 * rough.letters <= 3 * rough.han and rough.han > 20 * kana_hangul:
        return "Chinese"
    han = script.count(HAN, text)
    kana, hangul = (script.count(KANA, text), script.count(HANGUL, text)) if kana_hangul else (0, 0)
    if count_ascii_letters(text) > LEAD * (han + kana + hangul):
        return "Latin"
    latin = script.count(LATIN, text)
    if latin > LEAD * (han + kana + hangul):
        return "Latin"
    if 2 * latin > 3 * (han + kana + hangul):
        return None
    if kana >= 0.2 * (han + kana) and kana > hangul:
        return "Japanese"
    if hangul > han + kana:
        return "Korean"
    return "Chinese" if han > 20 * (kana + hangul) else None


def count_ascii_letters(text: str) -> int:
    """How many letters from A to Z there are, capital or small: mostly all that a text of Latin letters has."""
    plain = text.encode("ascii", "ignore")
    return len(plain) - len(plain.translate(None, ASCII_LETTERS))


def is_paragraph(text: str, language: Language) -> bool:
    """Whether a text in some language is long enough for a paragraph of prose: no title, name or line of code."""
    if language != "Latin":
        return len(CHARACTER.findall(text)) >= CHARACTERS
    words = WORD.findall(text)
    lower = sum(word.islower() for word in words)
    return len(words) >= WORDS and 2 * lower > len(words) and 2 * sum(map(len, words)) > len(text)
