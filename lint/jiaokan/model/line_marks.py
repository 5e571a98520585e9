"""What a line shows of its kind by itself: how it begins, and how it ends."""

from __future__ import annotations

from jiaokan.language.script import HAN_CHARACTER
from jiaokan.language.typography import BULLETS, CHINESE_DIGITS, FULL_STOPS
from jiaokan.model.block import Kind
from jiaokan.search.pattern import Pattern

BLANK = r"[ \t\u3000\u00a0]"
NUMERALS = f"{CHINESE_DIGITS}百千〇零○两"
ARTICLE_NUMBER = rf"第{BLANK}?[{NUMERALS}\d]{{1,7}}{BLANK}?[条條](?:{BLANK}?之[{NUMERALS}\d]{{1,3}})?"
PART_NUMBER = rf"第{BLANK}?[{NUMERALS}\d]{{1,7}}{BLANK}?[章节節编編篇部卷回课課讲講]"
FIGURE_NUMBER = rf"(?:[\dA-Z][\d.．—–-]{{0,6}}|[{NUMERALS}]{{1,3}})"

# How a line of each kind begins. What stands in the middle of a sentence begins so too, by chance of a line end: only
# those that are in STRONG begin a block wherever they stand.
BEGINNINGS = {
    Kind.HEADING: rf"#{{1,6}}{BLANK}|{PART_NUMBER}(?={BLANK}|\Z)",
    Kind.ROW: r"[|│┃├└┌]",
    Kind.ARTICLE: rf"{ARTICLE_NUMBER}(?={BLANK}|\Z)",
    Kind.CAPTION: rf"[（(【〔]?[附续續]?[图圖表]{BLANK}?{FIGURE_NUMBER}(?=[{BLANK[1:-1]}：:、.．）)】〕]|\Z)"
    rf"|(?:Fig(?:ure)?|Tab(?:le)?)\.?{BLANK}?\d|[▲△▼▽]?(?:图|圖)[为為：:]|[单單]位{BLANK}?[：:]",
    Kind.NOTE: r"[（(【〔]?(?:[附备備]?[注註]|[说說]明|(?:[数數][据據]|[资資]料)?[来來]源)"
    rf"(?:{BLANK}?\d{{1,2}})?{BLANK}?[）)】〕]?[：:]",
    Kind.FOOTNOTE: rf"[\[［〔]{BLANK}?\d{{1,3}}{BLANK}?[\]］〕]{BLANK}|[\u2460-\u2473]{BLANK}",
    Kind.LIST_ITEM: rf"[-*+]{BLANK}|[{BULLETS.replace('·', '')}◇▼※►▪]|\d{{1,3}}[.．](?!\d)|\d{{1,3}}[、)）]"
    rf"|[（(〔][{NUMERALS}\d]{{1,3}}[)）〕]|[{NUMERALS}]{{1,4}}[、．\u3000]|[甲乙丙丁戊己庚辛壬癸][、．\u3000]"
    r"|[\u2460-\u24ff\u2776-\u2793\u3220-\u3243]|[A-Za-z][.、)）](?![A-Za-z])",
}
BEGINNING = Pattern("|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in BEGINNINGS.items()))
STRONG = frozenset({Kind.HEADING, Kind.ROW, Kind.ARTICLE, Kind.CAPTION, Kind.NOTE, Kind.FOOTNOTE})
BEGINNERS = (
    frozenset(map(chr, range(0x2460, 0x2500)))
    | frozenset(map(chr, range(0x2776, 0x2794)))
    | frozenset(
        "#|│┃├└┌第附续續图圖表FT▲△▼▽单單（(【〔备備注註说說数數据據资資来來[［-*+◇※►▪甲乙丙丁戊己庚辛壬癸"
        + BULLETS
        + NUMERALS
        + "0123456789"
    )
)

LONE_NUMBER = Pattern(ARTICLE_NUMBER)
LEADERS = Pattern(rf"(?:[.·…．•]{BLANK}?){{3,}}{BLANK}*[（(]?[\divxIVX{NUMERALS}-]{{1,8}}[)）]?\Z")
LABEL = Pattern(rf"({HAN_CHARACTER}[^\s，。！？；：:“”]{{0,9}})[：:](?!//)")
# Two to four characters each, parted by blanks: names, perhaps behind what these people do.
NAMES = Pattern(
    rf"(?:{HAN_CHARACTER}{{2,8}}[：:]?{BLANK}+)?{HAN_CHARACTER}{{2,4}}(?:{BLANK}+{HAN_CHARACTER}{{2,4}})+(?:{BLANK}?[摄攝文图圖等])?"
)
# Who wrote what stands below, alone on a line or before names.
AUTHOR = Pattern(rf"{HAN_CHARACTER}{{0,6}}(?:[记記]者|通[讯訊][员員]|作者)(?:[：:\u3000\u00a0 ][^，。；！？]{{0,30}})?")
SENTENCE_MARK = Pattern(f"[，；{FULL_STOPS}]")
# Marks of a note at the end of a sentence: no part of it.
NOTE_MARKS = Pattern(r"(?:\[\d{1,3}\]|［\d{1,3}］|〔\d{1,3}〕|[\u00b9\u00b2\u00b3\u2070-\u2079\u2460-\u2473])+\Z")


def beginning(text: str) -> Kind | None:
    """The kind that the first marks of a line show, or None."""
    if text[0] not in BEGINNERS and not text[:2].isascii():
        return None
    match = BEGINNING.match(text)
    return Kind[match.lastgroup] if match and match.lastgroup else None


def is_captioning(text: str) -> bool:
    """Whether what begins as a caption is none: a sentence that speaks of a figure goes on in clauses."""
    return SENTENCE_MARK.search(text) is None


def is_lone_number(text: str) -> bool:
    """Whether a line holds the number of an article of a law and nothing else."""
    return text[0] == "第" and LONE_NUMBER.fullmatch(text) is not None
