"""The half-width marks of Japanese terminals, ｡ ､ ｢ ｣, where Chinese text has them."""

from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import CLOSING, OPENING
from jiaokan_rules.punctuation.spoken_of import is_enclosed_alone

FULL = {"｡": "。", "､": "、"}
MARK = Pattern(
    rf"[｡､](?<=(?:{HAN_CHARACTER}|[A-Za-z0-9%{CLOSING}｣]).)"
    rf"(?=(?:{HAN_CHARACTER}|[A-Za-z0-9{OPENING}{CLOSING}｢｣])|[ \t]*(?![^\r\n]))"
)
PAIR = Pattern(rf"｢(?=[^｢｣\r\n]{{0,99}}{HAN_CHARACTER})[^｢｣\r\n]{{1,100}}｣")
KANA = Pattern("[ぁ-ゖァ-ヺｦ-ﾝ]")
REACH = 12  # code points to either side in which kana tell Japanese


def half_kana_marks(doc: Document) -> Iterator[Finding]:
    """Findings about such marks in Chinese; both of a pair change, or none."""
    for match in doc.matches(MARK):
        start, end = match.span()
        if not is_enclosed_alone(*doc.line_context(start, end)) and not is_japanese(doc, start, end):
            yield replacement(start, end, (Edit(start, end, FULL[match[0]]),), match[0])
    for match in doc.matches(PAIR):
        start, end = match.span()
        if not is_japanese(doc, start, end):
            yield replacement(start, end, (Edit(start, start + 1, "「"), Edit(end - 1, end, "」")), "｢｣")


def is_japanese(doc: Document, start: int, end: int) -> bool:
    return KANA.search(doc.text, max(0, start - REACH), end + REACH) is not None


def replacement(start: int, end: int, edits: tuple[Edit, ...], marks: str) -> Finding:
    new = "".join(edit.text for edit in edits)
    return Finding(start, end, f"「{marks}」 is a half-width form in Chinese text: write 「{new}」.", edits)
