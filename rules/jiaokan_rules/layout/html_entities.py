"""Entities of HTML: &nbsp;, &ldquo;, &#12288;."""

from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Pattern, Safety
from jiaokan.language.typography import BLANKS, COMMON_MARKS
from jiaokan.model.prose import CHINESE_CHARACTER
from jiaokan_rules.layout.html_tags import ABOUT_HTML, ENTITY, is_protected

ENTITIES = Pattern(f"{ENTITY}(?:[ \t]?{ENTITY})*")
# A text that tells how to write one means what it says.
EXPLAINED = Pattern(
    "(?:[写寫][成作]|[输輸]入|表示|[实實][体體]|[转轉][义義]|空格) ?[“「（(]?&(?:[a-z]{2,8}|#[0-9]{2,5});"
)
TWICE = Pattern("&amp;[#A-Za-z]")  # escaped twice: what the page shows is no character, but an entity
SPACE_OR_MARK = Pattern(rf"[\s{COMMON_MARKS}]")
ASCII = Pattern("[!-~]")


def entity_findings(doc: Document) -> Iterator[Finding]:
    found = [] if doc.html else list(doc.finditer(ENTITIES))
    if not found or ABOUT_HTML.search(doc.text) or EXPLAINED.search(doc.text):
        return
    for match in found:
        start, end = match.span()
        character = unescaped(match[0])
        if (
            character is None
            or is_protected(doc, start, end)
            or not CHINESE_CHARACTER.search(doc.lines[doc.line_at(start)].text)
        ):
            continue
        if doc.markdown and not (set(character) <= set(COMMON_MARKS + BLANKS) or TWICE.match(match[0])):
            continue  # escaped, since Markdown uses it, or easier to write so
        if character.isspace():
            before, after = doc.line_context(start, end)
            character = white_space(before, character, after)
        advice = f"write 「{character}」" if character.strip() else "write a space" if character else "delete it"
        message = f"「{match[0][:40]}」 is the entity of a web page: {advice}."
        safety = Safety.UNSAFE if doc.markdown else Safety.SAFE
        yield Finding(start, end, message, (Edit(start, end, character),), safety)


def unescaped(entities: str) -> str | None:
    """The characters that entities stand for; None where one is not an entity or its name is not known."""
    import html

    text = entities
    while "&amp;" in text:
        text = text.replace("&amp;", "&")
    text = html.unescape(text)
    unknown = "&" in text[1:] or (text in entities and text != "&")
    return text if not unknown and (text.isprintable() or text.isspace()) else None


def white_space(before: str, space: str, after: str) -> str:
    """What white space in an entity stands for: an indent, a gap between words or names, or nothing beside a mark."""
    if not before.strip():
        return "\u3000" * space.count("\u3000") if after.strip() else ""
    if not after.strip() or SPACE_OR_MARK.match(before[-1]) or SPACE_OR_MARK.match(after):
        return ""
    if CHINESE_CHARACTER.match(before[-1]) and CHINESE_CHARACTER.match(after):
        return "\u3000" if space[0] == "\u3000" else " "
    return " " if ASCII.match(before[-1]) and ASCII.match(after) else ""
