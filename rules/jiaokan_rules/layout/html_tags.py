"""Tags of HTML and of MediaWiki."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from jiaokan import Document, Edit, Finding, Line, Pattern
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import FULL_COMMAS, INDENT
from jiaokan.model.document import view
from jiaokan.model.prose import CHINESE_CHARACTER

# Elements of the HTML standard, old ones among them, and the tags of MediaWiki, whose names nothing else bears.
UNMISTAKABLE = (
    "p|br|hr|b|i|u|em|strong|strike|del|ins|small|sub|sup|span|font|center|div|h[1-6]|ul|ol|li|dl|dt|dd|"
    "table|thead|tbody|tfoot|tr|td|th|caption|colgroup|tt|pre|blockquote|figure|figcaption|article|nobr|wbr|"
    "ref|nowiki|noinclude|includeonly|onlyinclude|references"
)
# Those that are also words for what the user is to fill in (<title>): only closed, or with an attribute.
WORDS = (
    "a|s|q|code|title|link|source|time|data|section|header|footer|main|nav|aside|form|label|button|body|head|html|img|"
    "iframe|script|style|abbr|cite|mark|big"
)
# A tag in one case throughout: <Note> is the name of a component.
TAG = (
    rf"<(?:/?(?:{UNMISTAKABLE}|{UNMISTAKABLE.upper()})(?:[ \t][^<>\n]{{0,500}})?[ \t]?/?>"
    rf"|/(?:{WORDS})>|(?:{WORDS})[ \t][^<>\n=]{{1,40}}=[^<>\n]{{0,500}}>"
    r"|!--(?! *jiaokan)[^<>\n]{0,300}-->)"
)
ENTITY = "&(?:amp;){0,3}(?:#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};|nbsp(?![A-Za-z0-9=]))"
ONE_TAG_OR_ENTITY = Pattern(f"{TAG}|{ENTITY}")
ONE_TAG, TAGS = Pattern(TAG), Pattern(rf"{TAG}(?:[{INDENT}]*{TAG})*")
BARE_TAG, TAG_NAME = Pattern("</?[a-z]+>"), Pattern("[a-z]+[1-6]?")
# A text about HTML means its tags; one that names a tag means that one.
ABOUT_HTML = Pattern("HTML|XML|BBCode")
NAMED = Pattern(
    "</?([A-Za-z]+)[^<>\n]{0,40}> ?(?:[标標][签籤记記誌]|元素|[属屬]性)|(?:[标標][签籤记記誌]|元素) ?[“「『]?</?([A-Za-z]+)"
)
BLOCK = "(?:p|div|li|h[1-6]|tr)"
BETWEEN_BLOCKS = Pattern(f"</{BLOCK}>.*<{BLOCK}[ >]", re.I | re.S)
PASTED = Pattern(rf"\A[{INDENT}]*<p>|</p>[^\S\n]*<p>")
PAIRED = ("p", "strong", "em", "b", "span", "font")
SINGLE = Pattern("</?(?:p|br|div|span|font)[ \t]?/?>")
CLAUSE = Pattern(f"(?:{HAN_CHARACTER}|[{FULL_COMMAS}])$")


def tag_findings(doc: Document) -> Iterator[Finding]:
    if doc.html:
        return
    runs = [match for match in doc.finditer(TAGS) if not is_protected(doc, *match.span())]
    if not runs or ABOUT_HTML.search(doc.text):
        return
    unpaired = unpaired_tags("".join(run[0] for run in runs).lower()) if doc.markdown else set()
    breaks_lines = sum("<br" in run[0].lower() for run in runs) > 2
    for number, on_line in groupby(runs, key=lambda run: doc.line_at(run.start())):
        line = doc.lines[number]
        if is_code(line.text):
            continue
        any_tag = not doc.markdown or is_pasted(line.text)
        for run in on_line:
            if not is_named(doc, run) and (any_tag or is_residue_in_markdown(doc, run, runs, unpaired)):
                yield finding(run, replacement(doc, line, run, breaks_lines))


def finding(run: re.Match[str], new: str) -> Finding:
    """The finding for tags that stand together, which `new` is to replace."""
    what, it = ("is a tag", "it") if run[0].count("<") == 1 else ("are tags", "them")
    advice = "put a line end there instead" if new else f"delete {it}"
    message = f"「{run[0][:40]}」 {what} left over from a web page: {advice}."
    return Finding(*run.span(), message, (Edit(*run.span(), new),))


def is_protected(doc: Document, start: int, end: int) -> bool:
    """Whether tags or entities stand in a protected span that holds more than tags and entities."""
    spans = {span for at in (start, end - 1) if (span := doc.protected.at(at)) and span != (start, end)}
    around = (doc.text[a : min(b, start)] + doc.text[max(a, end) : b] for a, b in spans)
    return any(ONE_TAG_OR_ENTITY.sub("", text).strip() for text in around)


def unpaired_tags(tags: str) -> set[str]:
    """The tags without a partner, an opening <p> apart, which HTML allows to stay open."""
    unpaired = set()
    for name in PAIRED:
        opening, closing = tags.count(f"<{name}>") + tags.count(f"<{name} "), tags.count(f"</{name}>")
        if closing > opening:
            unpaired.add(f"</{name}>")
        elif opening > closing and name != "p":
            unpaired.add(f"<{name}>")
    return unpaired


def is_code(line: str) -> bool:
    """Whether a line has other text than tags, and none of it is Chinese."""
    return not CHINESE_CHARACTER.search(line) and ONE_TAG.sub("", line).strip() != ""


def is_pasted(line: str) -> bool:
    """Whether a line of Markdown was pasted from a web page: Markdown itself parts paragraphs by blank lines."""
    return PASTED.search(line) is not None and len(CHINESE_CHARACTER.findall(line)) >= 10


def is_named(doc: Document, run: re.Match[str]) -> bool:
    """Whether the text speaks of one of the tags."""
    return not named_tags(doc).isdisjoint(TAG_NAME.findall(run[0].lower()))


@view
def named_tags(doc: Document) -> frozenset[str]:
    return frozenset((match[1] or match[2]).lower() for match in doc.finditer(NAMED))


def is_residue_in_markdown(doc: Document, run: re.Match[str], runs: Sequence[object], unpaired: set[str]) -> bool:
    """Whether tags that Markdown allows are residue: one without its partner, or a single one amid a sentence."""
    if not unpaired.isdisjoint(BARE_TAG.findall(run[0].lower())):
        return True
    if len(runs) > 2 or not SINGLE.fullmatch(run[0]):
        return False
    before, after = doc.line_context(*run.span())
    in_table = "|" in doc.lines.texts[doc.line_at(run.start())]
    return not in_table and CLAUSE.search(before) is not None and CHINESE_CHARACTER.match(after) is not None


def replacement(doc: Document, line: Line, run: re.Match[str], breaks_lines: bool) -> str:
    """What to write in place of tags: a line end where they part two lines of the page, else nothing."""
    if run.start() <= line.start or run.end() >= line.end:
        return ""
    if BETWEEN_BLOCKS.search(run[0]):
        return 2 * doc.newline
    return doc.newline if breaks_lines and "<br" in run[0].lower() else ""
