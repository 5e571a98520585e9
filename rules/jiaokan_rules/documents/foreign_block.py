from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Finding, Level, Pattern, Safety, rule
from jiaokan.language.script import HAN
from jiaokan.language.typography import CLOSING_QUOTES, STOPS
from jiaokan.model.text_lines import text_lines
from jiaokan_rules.documents.language import HANGUL, KANA, Language, document_language, is_paragraph, language_of
from jiaokan_rules.reasons import Reasons

# For the language of a document, the lines that may be in another: long ones without its own characters, or lines with
# characters of another.
CANDIDATES: dict[Language, Pattern] = {
    "Chinese": Pattern(rf"^(?:[^\r\n{HAN}]{{60,}}|[^\r\n]*?[{KANA}{HANGUL}]{{3}}[^\r\n]*)(?=\r?$)", re.M),
    "Japanese": Pattern(rf"^[^\r\n{KANA}]{{30,}}(?=\r?$)", re.M),
    "Korean": Pattern(rf"^[^\r\n{HANGUL}]{{30,}}(?=\r?$)", re.M),
    "Latin": Pattern(rf"^[^\r\n]*?[{HAN}{KANA}{HANGUL}]{{3}}[^\r\n]*(?=\r?$)", re.M),
}
STOP_AT_END = Pattern(rf"[.{STOPS}][\"'{CLOSING_QUOTES}）)]{{0,3}}$")
QUOTED_OR_LISTED = Pattern(r"[#|>!\[<{(}]|[-*+] |\d{1,3}[.、)]|[^\s]{1,20}[:：=]")
MOST = 0.2  # of the lines: a text that has more is bilingual on purpose


@rule("DOC003", level=Level.INFO, safety=Safety.DISPLAY, chinese=False)
def foreign_block(doc: Document) -> Iterator[Finding]:
    """A paragraph in another language than its document.

    ## What it does
    Finds whole paragraphs, ended by a full stop, in Chinese, Japanese, Korean or a language of Latin letters where the
    document is in another of these. Code, headings, quotations, lists, tables and texts in two languages are sound.

    ## Why it is bad
    A translator left it, or it belongs to another text; a corpus of one language may not want it.

    ## Example
    ✗ 会议在北京召开，来自全国各地的三百名代表出席了会议。⏎⏎会议强调，要坚持稳中求进。⏎⏎The committee met in the morning and agreed that the report should be sent to all of the members before the end of May.⏎⏎会议要求各地抓好落实。⏎⏎代表们随后参观了展览。⏎⏎会议闭幕。

    ✓ 会议在北京召开，来自全国各地的三百名代表出席了会议。⏎⏎会议的英文名称是 The National Conference on Water。

    ## Fix safety
    There is no fix: whether it belongs there depends on the corpus.
    """
    own = document_language(doc)
    if own is None:
        return
    found = []
    for match in doc.matches(CANDIDATES[own]):
        text = match[0].strip()
        other = None if OTHER_LINES.apply(text) else language_of(text)
        if other and other != own and is_paragraph(text, other):
            found.append((match, other))
    if not found or len(found) > max(1, MOST * len(text_lines(doc))):
        return
    for match, other in found:
        what = "Latin letters" if other == "Latin" else other
        message = f"「{match[0].strip()[:30]}」 begins a paragraph in {what}: see whether it belongs in this text."
        yield Finding(*match.span(), message)


def has_no_stop(text: str) -> bool:
    """A heading, a caption, a line of a table."""
    return STOP_AT_END.search(text, max(0, len(text) - 4)) is None


def is_quoted_or_listed(text: str) -> bool:
    """A quotation, an item, a reference, what a program prints."""
    return QUOTED_OR_LISTED.match(text) is not None


CHINESE = "会议在北京召开，来自全国各地的三百名代表出席了会议。⏎"
ENGLISH = "the report was sent to all of the members of the committee, and they agreed that it should be printed soon"
OTHER_LINES = Reasons[str](
    "DOC003",
    (has_no_stop, f"{CHINESE}{ENGLISH}"),
    (is_quoted_or_listed, f"{CHINESE}> {ENGLISH}."),
)
