from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Finding, Pattern, Safety, rule
from jiaokan.language.script import HAN
from jiaokan.model.block import Kind
from jiaokan.model.blocks import line_kinds
from jiaokan.model.text_lines import TextLines, text_lines
from jiaokan_rules.layout.titles import BYLINE, TitleGroup, has_comma, is_title, title_groups

QUOTED = Pattern("[“「]([^”」\n]{2,8})[”」]")
NO_LETTER = Pattern(rf"[^{HAN}A-Za-z0-9]+")
ABOVE, BELOW = 4000, 1200  # code points in which the words of a title are looked for: a newspaper page, an article


@rule("LAY003", safety=Safety.DISPLAY)
def misplaced_title(doc: Document) -> Iterator[Finding]:
    """A title that stands after its article, or in front of another one.

    ## What it does
    Finds short lines without a full stop between the end of one article and the beginning of the next (a dateline, a
    jump from another page, a picture with its date, the end of the text) or in front of its title, whose words come
    again in what stands above and not in what stands below. Refrains, verse, rows of tables and captions are no titles.

    ## Why it is bad
    OCR engines put a title of a newspaper page after the columns that it stands over. In a corpus it then heads the wrong
    article.

    ## Example
    ✗ 新华社北京9月4日电（记者某某）全国将开展防护用品安全隐患专项整治，重点检查安全帽。⏎⏎防护用品安全隐患专项整治将开展⏎⏎新华社天津9月4日电（记者某某）第二届港口博览会今天开幕。⏎

    ✓ 防护用品安全隐患专项整治将开展⏎⏎新华社北京9月4日电（记者某某）全国将开展防护用品安全隐患专项整治。⏎⏎港口博览会开幕⏎⏎新华社天津9月4日电（记者某某）第二届港口博览会今天开幕。⏎

    ## Fix safety
    There is no fix: where the title belongs is seen on the page.
    """
    lines = text_lines(doc)
    for group in title_groups(lines):
        count = lines_about_above(lines, group)
        if count and not is_refrain(lines, group) and may_be_titles(doc, lines, group):
            start, end = lines.starts[group.first], lines.ends[group.first + count - 1]
            shown = " ".join(doc.text[start:end].split())[:40]
            yield Finding(start, end, f"「{shown}」 looks like the title of what stands above it: see the page.")


def is_refrain(lines: TextLines, group: TitleGroup) -> bool:
    """Whether the first line of a group stands in the text above as a whole: no title does."""
    start, text = lines.line_starts[group.first], lines.texts[group.first]
    return f"\n{text}\n" in f"\n{lines.text[max(0, start - ABOVE) : start]}\n"


def may_be_titles(doc: Document, lines: TextLines, group: TitleGroup) -> bool:
    """Whether no line of a group is of another kind, such as the row of a table, verse or a caption."""
    kinds = line_kinds(doc)
    found = {kinds.at(lines.starts[index]) for index in range(group.first, group.after)}
    return found <= {Kind.PROSE, Kind.HEADING, Kind.BY_LINE, Kind.LIST_ITEM, Kind.DIALOGUE}


def lines_about_above(lines: TextLines, group: TitleGroup) -> int:
    """How many lines of a group are the title of what stands above; the others may be that of what stands below."""
    first, after, article_follows = group
    start, end = lines.line_starts[first], lines.ends[after - 1]
    above, below = letters(lines.text[max(0, start - ABOVE) : start]), letters(lines.text[end : end + BELOW])
    texts = [lines.texts[index] for index in range(first, after)]
    if article_follows and is_about(texts, above, below):
        return len(texts)
    if has_comma(lines, first, after):
        return 0
    for count in range(len(texts) - 1, 0, -1):
        title_follows = is_title(lines, first + count) and is_about(texts[count:], below, above)
        if title_follows and is_about(texts[:count], above, below):
            return count
    return 0


def is_about(texts: list[str], here: str, there: str) -> bool:
    """Whether the words of a title occur in one text and not in the other."""
    title = "".join(text for text in texts if not BYLINE.match(text))
    words = letters(title)
    repeated_here = repeated(words, here)
    if 2 * repeated_here >= len(words) and 4 * repeated(words, there) <= len(words):
        return repeated_here > 0
    # A word in quotation marks names what the article is about.
    names = [letters(match[1]) for match in QUOTED.finditer(title)]
    named = any(here.count(name) >= 2 and name not in there for name in names if len(name) > 1)
    return named and repeated(words, there) == 0


def letters(text: str) -> str:
    """The Chinese characters, letters and digits of a text."""
    return NO_LETTER.sub("", text)


def repeated(title: str, body: str) -> int:
    """How many characters of a title stand in trigrams that the body has too."""
    trigrams = (at for at in range(len(title) - 2) if title[at : at + 3] in body)
    return len({place for at in trigrams for place in range(at, at + 3)})
