from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.document import view
from jiaokan_rules.anchor import anchored, compiled
from jiaokan_rules.layout import BLANK

MARKS = "，。、；：？！“”‘’「」『』（）《》〈〉【】〔〕…—"
# Elements of the HTML standard, old ones among them, and the tags of MediaWiki, whose names nothing else bears.
PLAIN = (
    "p|br|hr|b|i|u|em|strong|strike|del|ins|small|sub|sup|span|font|center|div|h[1-6]|ul|ol|li|dl|dt|dd|"
    "table|thead|tbody|tfoot|tr|td|th|caption|colgroup|tt|pre|blockquote|figure|figcaption|article|nobr|wbr|"
    "ref|nowiki|noinclude|includeonly|onlyinclude|references"
)
# Those that are also words for what a reader is to fill in (<title>): only closed, or with an attribute.
WORDS = "a|s|q|code|title|link|source|time|data|section|header|footer|main|nav|aside|form|label|button|body|head|html|img|iframe|script|style|abbr|cite|mark|big"
# A tag in one case throughout: <Note> is the name of a component.
TAG = (
    rf"<(?:/?(?:{PLAIN}|{PLAIN.upper()})(?:[ \t][^<>\n]{{0,500}})?[ \t]?/?>"
    rf"|/(?:{WORDS})>|(?:{WORDS})[ \t][^<>\n=]{{1,40}}=[^<>\n]{{0,500}}>"
    r"|!--(?! *jiaokan)[^<>\n]{0,300}-->)"
)
ENTITY = "&(?:amp;){0,3}(?:#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};|nbsp(?![A-Za-z0-9=]))"
CID = r"\(cid:[0-9]{1,6}\)"
COMMAND = (
    r"\\(?:text(?:bf|it|tt|rm|sf|sc|normal)?|emph|underline|math(?:bb|bf|cal|frak|it|rm|sf|tt)|operatorname|"
    r"frac|d?frac|sqrt|overline|hat|tilde|vec|begin|end|item|cite[pt]?|ref|label|footnote|"
    r"(?:sub)*section|chapter|caption|includegraphics|h?space|vspace|q?quad|times|cdots?|ldots|leq?|geq?|neq|pm|"
    r"rightarrow|leftarrow|Rightarrow|circ|infty|alpha|beta|gamma|delta|Delta|lambda|mu|pi|rho|sigma|theta|omega|Omega|"
    r"triangle|square|noindent|newline|newpage|par|centering)(?![A-Za-z])"
)
STYLED = r"\\(?:text(?:bf|it|tt|rm|sf|sc|normal)?|emph|underline)\{([^{}\\\n]{1,200})\}"
ESCAPE = r"\\(?<![\\!-/:-@\[-`{-~]\\)[*_#~](?:\\?[*_#~])*(?![\\(\[{.?+])"
# What speaks of HTML means its tags; what names one as a tag means that one.
ABOUT_TAGS = ("HTML", "XML", "BBCode")
NAMED = "</?([A-Za-z]+)[^<>\n]{0,40}> ?(?:[标標][签籤记記誌]|元素|[属屬]性)|(?:[标標][签籤记記誌]|元素) ?[“「『]?</?([A-Za-z]+)"
NAMED_ENTITY = "(?:[写寫][成作]|[输輸]入|表示|[实實][体體]|[转轉][义義]|空格) ?[“「（(]?&(?:[a-z]{2,8}|#[0-9]{2,5});"
ABOUT_TEX = ("TeX", "公式编辑", "公式語法", "MathJax", "Markdown")
ABOUT_ESCAPES = ("Markdown", "正则", "正則", "转义", "转義", "轉义", "轉義", "反斜", "通配", "regex")


@rule(
    "LAY006",
    level=Level.ERROR,
    safety=Safety.UNSAFE,
    needs="<&(\\",
    markup=True,
    signs=("<[A-Za-z/!]", "&[#A-Za-z]", r"\(c", r"\\[A-Za-z*_#~]"),
)
def markup_residue(doc: Document) -> Iterator[Finding]:
    r"""Markup of a web page or of a typesetter that was left in the text.

    ## What it does
    Finds HTML tags and entities (<br>, &nbsp;), glyph numbers that a PDF reader could not resolve ((cid:127)), LaTeX
    commands outside formulas, and escaped Markdown (\*) in plain text. Code, formulas, and texts about HTML or
    TeX are sound. In Markdown tags are sound, but for whole paragraphs in <p> and a single tag in the middle of
    a sentence; so are entities for the characters that Markdown itself uses.

    ## Why it is bad
    It is none of the text's words; models learn to write it, and it splits what it stands in.

    ## Example
    ✗ 会议强调，<br>要坚持稳中求进。</p>
    ✓ 会议强调，要坚持稳中求进。
    ✗ 会议强调，&nbsp;要坚持稳中求进，&ldquo;两个大局&rdquo;要统筹。
    ✓ 会议强调，要坚持稳中求进，“两个大局”要统筹。
    ✗ 全年增长(cid:127)主要指标好于预期，\textbf{重点}突出。
    ✓ 全年增长主要指标好于预期，重点突出。
    ✓ 换行可以使用 <br> 标签。

    ## Fix safety
    Safe for an entity, which becomes its character (a no-break space only between Latin words or inside a line without
    marks beside it), and for a glyph number beside a mark or at a line's end, where it was a bullet or a filler. Unsafe for
    tags, which go (</p><p> and repeated <br> become line ends), for glyph numbers inside a clause, whose character is
    lost, and in Markdown.
    """
    if "<" in doc.text:
        yield from tags(doc)
    if "&" in doc.text:
        yield from entities(doc)
    if "(cid:" in doc.text:
        yield from glyphs(doc)
    if "\\" in doc.text:
        yield from commands(doc)


def tags(doc: Document) -> Iterator[Finding]:
    runs = [m for m in re.finditer(rf"{TAG}(?:[ \t\u3000]*{TAG})*", doc.text) if free(doc, *m.span())]
    if not runs or speaks_of(doc, ABOUT_TAGS):
        return
    alone = unpaired("".join(m[0] for m in runs)) if doc.markdown else set()
    whole = cache(lambda number: pasted(doc.lines.texts[number]))
    code = cache(lambda number: of_code(doc.lines.texts[number]))
    breaks = sum("<br" in m[0].lower() for m in runs) > 2
    for match in runs:
        start, end = match.span()
        line = doc.lines[doc.line_at(start)]
        number = doc.line_at(start)
        if doc.markdown and not (whole(number) or residue_in_markdown(doc, match, len(runs), alone)):
            continue
        if code(number):
            continue
        if not named(doc).isdisjoint(re.findall("[a-z]+[1-6]?", match[0].lower())):
            continue
        between = line.start < start and end < line.end
        new = ""
        if between and re.search(r"</(?:p|div|li|h[1-6]|tr)>.*<(?:p|div|li|h[1-6]|tr)[ >]", match[0], re.I | re.S):
            new = 2 * doc.newline
        elif between and breaks and "<br" in match[0].lower():
            new = doc.newline
        what, them = ("is a tag", "it") if match[0].count("<") == 1 else ("are tags", "them")
        put = "put a line end there instead" if new else f"delete {them}"
        yield Finding(
            start,
            end,
            f"「{match[0][:40]}」 {what} left over from a web page: {put}.",
            (Edit(start, end, new),),
        )


def pasted(line: str) -> bool:
    """Whether a line came from a page pasted whole: for paragraphs Markdown has blank lines."""
    begins = re.match("[ \t\u3000]*<p>", line) or re.search(r"</p>[^\S\n]*<p>", line)
    return begins is not None and len(re.findall(HAN_CHARACTER, line)) >= 10


def of_code(line: str) -> bool:
    return not re.search(HAN_CHARACTER, line) and re.sub(TAG, "", line).strip() != ""


@view
def named(doc: Document) -> frozenset[str]:
    """The tags that the text speaks of."""
    found = (m for span in anchored(doc.text, ["<"]) for m in compiled(NAMED).finditer(doc.text, *span))
    return frozenset((m[1] or m[2]).lower() for m in found)


def speaks_of(doc: Document, words: tuple[str, ...]) -> bool:
    return any(word in doc.text for word in words)


def unpaired(tags: str) -> set[str]:
    """The tags without a partner: an opening <p> may lack one, since HTML lets it."""
    names = ("p", "strong", "em", "b", "span", "font")
    lower = tags.lower()
    counts = {n: (len(re.findall(f"<{n}[ >]", lower)), lower.count(f"</{n}>")) for n in names}
    closing = {f"</{n}>" for n, (opened, closed) in counts.items() if closed > opened}
    return closing | {f"<{n}>" for n, (opened, closed) in counts.items() if opened > closed and n != "p"}


def residue_in_markdown(doc: Document, run: re.Match[str], runs: int, alone: set[str]) -> bool:
    """Whether tags that Markdown would allow are residue though no page was pasted whole: one tag amid a sentence."""
    if not alone.isdisjoint(re.findall("</?[a-z]+>", run[0].lower())):
        return True
    before, after = doc.beside(*run.span())
    return (
        runs <= 2
        and "|" not in doc.lines.texts[doc.line_at(run.start())]
        and re.fullmatch("</?(?:p|br|div|span|font)[ \t]?/?>", run[0]) is not None
        and re.search(f"(?:{HAN_CHARACTER}|[，、])$", before) is not None
        and re.match(HAN_CHARACTER, after) is not None
    )


def entities(doc: Document) -> Iterator[Finding]:
    import html

    text = doc.text
    found = list(re.finditer(f"{ENTITY}(?:[ \t]?{ENTITY})*", text))
    if not found or speaks_of(doc, ABOUT_TAGS) or re.search(NAMED_ENTITY, text):
        return
    for match in found:
        start, end = match.span()
        inside = doc.protected.at(start)
        line = doc.lines[doc.line_at(start)]
        if inside or not re.search(HAN_CHARACTER, line.text):
            continue
        new = match[0]
        while "&amp;" in new:
            new = new.replace("&amp;", "&")
        new = html.unescape(new)
        if "&" in new[1:] or (new in match[0] and new != "&") or (not new.isprintable() and not new.isspace()):
            continue  # no entity at all, or a name that nobody knows
        if doc.markdown and not set(new) <= set(MARKS + BLANK):
            continue  # a mark of Markdown, escaped, or a sign that is easier to write so
        if new.isspace():
            before, after = doc.beside(start, end)
            new = space(before, new, after)
        put = f"write 「{new}」" if new.strip() else "write a space" if new else "delete it"
        yield Finding(
            start,
            end,
            f"「{match[0][:40]}」 is the entity of a web page: {put}.",
            (Edit(start, end, new),),
            Safety.UNSAFE if doc.markdown else Safety.SAFE,
        )


def space(before: str, new: str, after: str) -> str:
    """What white space in an entity stands for: an indent, a gap between words or names, or nothing beside a mark."""
    if not before.strip():
        return "\u3000" * new.count("\u3000") if after.strip() else ""
    if not after.strip() or re.search(rf"[\s{MARKS}]$", before) or re.match(rf"[\s{MARKS}]", after):
        return ""
    if re.search(f"{HAN_CHARACTER}$", before) and re.match(HAN_CHARACTER, after):
        return new[0] if new[0] == "\u3000" else " "
    return " " if re.search("[!-~]$", before) and re.match("[!-~]", after) else ""


def glyphs(doc: Document) -> Iterator[Finding]:
    for match in doc.matches(f"{CID}(?:[ \t]?{CID})*"):
        start, end = match.span()
        before, after = (text.strip() for text in doc.beside(start, end))
        alone = re.fullmatch(CID, match[0]) is not None
        idle = alone and (not before or not after or before[-1] in MARKS + ":;," or after[0] in MARKS)
        yield Finding(
            start,
            end,
            f"「{match[0][:40]}」 is the number of a glyph that a PDF reader could not resolve: "
            f"{'delete it' if idle else 'see the source for the character'}.",
            (Edit(start, end, ""),),
            Safety.SAFE if idle else Safety.UNSAFE,
        )


def commands(doc: Document) -> Iterator[Finding]:
    found = list(doc.matches(f"{STYLED}|{COMMAND}"))
    if found and not speaks_of(doc, ABOUT_TEX):
        apart = cache(lambda number: of_files(doc.lines.texts[number]))
        for match in found:
            if apart(doc.line_at(match.start())):
                continue
            edit = Edit(match.start(), match.end(), match[1] or "")
            put = f"write 「{match[1]}」" if match[1] else "write what it stands for"
            yield Finding(
                *match.span(), f"「{match[0][:40]}」 is a command of LaTeX: {put}.", (edit,) if match[1] else ()
            )
    if doc.markdown:
        return
    escapes = list(doc.matches(ESCAPE))
    if not escapes or speaks_of(doc, ABOUT_ESCAPES):
        return
    chinese = cache(lambda number: prose(doc.lines.texts[number]))
    for match in escapes:
        if not chinese(doc.line_at(match.start())):
            continue
        marks = [m.start() for m in re.finditer(r"\\", match[0])]
        edits = tuple(Edit(match.start() + at, match.start() + at + 1, "") for at in marks)
        message = f"「{match[0]}」 is escaped as if for Markdown: write 「{match[0].replace(chr(92), '')}」."
        yield Finding(*match.span(), message, edits)


def of_files(line: str) -> bool:
    """Whether a line is not Chinese, or holds a path of Windows."""
    return not re.search(HAN_CHARACTER, line) or re.search(r"[A-Za-z]:\\|\\\\", line) is not None


def prose(line: str) -> bool:
    """Whether a line is Chinese for the most part, and holds no path of Windows."""
    han = len(re.findall(f"(?:{HAN_CHARACTER}|[{MARKS}])", line))
    return 2 * han >= len(line) and re.search(r"[A-Za-z]:\\", line) is None


def free(doc: Document, start: int, end: int) -> bool:
    """Whether no protected span holds the tags but their own."""
    inside = [doc.protected.at(start), doc.protected.at(end - 1)]
    return all(span is None or (span[0] >= start and span[1] <= end) for span in inside)
