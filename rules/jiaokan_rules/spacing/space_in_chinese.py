from __future__ import annotations

from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Safety, rule
from jiaokan.language.script import HAN_CHARACTER, simplified
from jiaokan.model.protection import Spans
from jiaokan_rules.anchor import compiled
from jiaokan_rules.astride import occurs_unbroken
from jiaokan_rules.spacing import NUMBERED, letter_spaced_runs, quotes_lost, single_spaces
from jiaokan_rules.spots import batched

POINTS, JOINS = "，。、；：！？", "，、；"  # a space before or behind one is never right
STOP = "。！？”’）》」』；：…"
# What a credit line or a dispatch puts before or after a name or a place, with a space.
CREDIT = rf"(?:记者|記者|通讯员|通訊員|作者|编辑|編輯|摄影|攝影|主编|责编|特约|实习生|主持人|制图){HAN_CHARACTER}{{0,4}}$|[电電讯訊]$|(?:^|[，。；：）/\s])[文图圖摄攝译譯著]$"
CREDITED = rf"{HAN_CHARACTER}{{0,4}}(?:摄|攝|文|图|绘|译|譯|著|报道|整理|编译|撰|制图|主编)(?:[）。)\s]|$)"
ITEM = r"[ \t\u3000]*(?:[#>|*+•·■●◆▲△○□◎☆★-]|[（(]?[0-9一二三四五六七八九十]{1,3}[）).．、])"
HEADED = f"{ITEM}|{NUMBERED} "
NUMERALS, UNITS = frozenset("0123456789一二三四五六七八九十百千零〇○"), "章节節条條编編篇款项項目卷回部集"
NUMBER = 12  # characters of a number that is told at first sight
DATE = r"(?:^|[。；：\s])[0-9年月日号號至—～~-]*[年月日号號]$"  # of a chronicle
# Natural logarithms: by how much a word across the space makes the text likelier than its halves, to be believed in
# running prose, and even in a list item, beside a name or in a slogan.
GAIN, MUCH = 3.0, 5.5
DEEP = 4  # Han to either side: a name has three, rarely four
TITLE = 30  # characters: the title of an item, and the space after it, stand before
APART = 25  # characters to a space where the lines of a column were joined with one; names and slogans stand closer
LEANS_ON = "[的在是不也都把被从對对但还更]$"  # no name and no half of a slogan ends so
LEANS_BACK = "[的了]"
HEADING = "[#|>*+-]"
WINDOW = 80  # code points to either side in which a bracket or a name is looked for


@rule(
    "SPC002",
    safety=Safety.UNSAFE,
    needs=" ",
    signs=(f"(?:{HAN_CHARACTER}|[，、；]) {HAN_CHARACTER}", f"{HAN_CHARACTER} [，。、；：！？]"),
    ahead=(batched,),
)
def space_in_chinese(doc: Document) -> Iterator[Finding]:
    """A space inside a Chinese sentence.

    ## What it does
    Finds a single space between two Han characters, or between a Han character and the mark ， 。 、 ； ： ！ or ？, inside a
    sentence of running prose. Spaces that part names (王聿晷 谢希瑶), halves of a headline or a slogan, by-lines, captions and
    credits, the number of an article (第三条 为了) and list items are right, as are those after a full stop and those
    between Chinese and Latin letters or digits. A text whose quotation marks were lost and left spaces is passed over.

    ## Why it is bad
    It tears the sentence for every tokenizer; it comes from line ends and kerning in PDFs.

    ## Example
    ✗ 会议指出，要加快部 署新一代基础设施建设，提高服务质量和水平，推动高质量发展。
    ✓ 会议指出，要加快部署新一代基础设施建设，提高服务质量和水平，推动高质量发展。
    ✓ “智”抢新机 贵州有为
    ✓ 新华社记者王聿晷 谢希瑶报道，这次活动以“文化传承 光影见证”为主题，吸引了许多人前来参加。

    ## Fix safety
    Safe where a word stands across the space, the space stands at a mark, deep inside a clause or beside a particle, or
    the document writes the same four characters elsewhere without one, else unsafe.
    """
    spaces = unnumbered(doc.text, single_spaces(doc))
    if not spaces or quotes_lost(doc):
        return
    runs = Spans((run.start, run.end) for run in letter_spaced_runs(doc))
    if runs or doc.protected:
        spaces = [at for at in spaces if not (runs.overlaps(at, at + 1) or doc.protected.overlaps(at, at + 1))]
    for n, places in by_line(doc, spaces):
        line = doc.lines[n]
        stopped = prose(line.text)
        if not stopped and not wrapped(doc, n):
            continue
        many = len(places) > max(3, len(line.text) // APART)
        headed = compiled(HEADED).match(line.text) is not None
        for at in places:
            before, after = doc.text[max(line.start, at - WINDOW) : at], doc.text[at + 1 : min(line.end, at + WINDOW)]
            doubtful = many or (headed and at - line.start < TITLE)
            safety = verdict(before, after, doubtful, doc.script == "simplified")
            if safety is Safety.UNSAFE and stopped and occurs_unbroken(doc.text, at, at + 1):
                safety = Safety.SAFE
            if safety is not None:
                message = f"「{before[-6:]} {after[:6]}」 has a space inside a Chinese sentence: delete it."
                yield Finding(at, at + 1, message, (Edit(at, at + 1, ""),), safety)


def by_line(doc: Document, places: list[int]) -> Iterator[tuple[int, list[int]]]:
    """The places by the number of their line."""
    end, found = -1, dict[int, list[int]]()
    for at in places:
        if at >= end:
            n = doc.line_at(at)
            end = doc.lines[n].end
            found[n] = []
        found[n].append(at)
    return iter(found.items())


def unnumbered(text: str, places: list[int]) -> list[int]:
    """The places but for those that stand alone in their line, behind the number that it begins with: 第三条 为了."""
    found = []
    before = -1
    for n, at in enumerate(places):
        start = text.rfind("\n", max(0, at - NUMBER), at) + 1 if text[at - 1] in UNITS else at
        behind = text[start] == "第" and start + 1 < at - 1 and NUMERALS.issuperset(text[start + 1 : at - 1])
        alone = before < start and (n + 1 == len(places) or text.find("\n", at, places[n + 1]) >= 0)
        if not (behind and alone and (start > 0 or at <= NUMBER) and text[at + 1] not in POINTS):
            found.append(at)
        before = at
    return found


def prose(line: str) -> bool:
    """Whether a line is running Chinese prose: long, punctuated and stopped."""
    text = line.rstrip()
    return (
        len(text) >= 30
        and text[-1] in STOP
        and text[0] not in "#|>"
        and len(compiled("[，、。；,;]").findall(text)) >= 2
    )


def wrapped(doc: Document, n: int) -> bool:
    """Whether a line stands among lines wrapped at a column: it and most of its neighbours are as wide as each other."""
    lines = doc.lines.texts
    own = len(lines[n].strip())
    if own < 8:
        return False
    near = [t for line in lines[max(0, n - 6) : n + 7] if len(t := line.strip()) >= 10]
    width = sorted(map(len, near))[len(near) * 2 // 3] if near else 0
    if not 10 <= width <= 60 or own < width - 2:
        return False
    broken = [t for t in near if cut_off(t, width)]
    above = any(cut_off(line.strip(), width) for line in lines[max(0, n - 5) : n])  # a headline has none above it
    return above and len(broken) >= 4 and 2 * len(broken) >= len(near)


def cut_off(line: str, width: int) -> bool:
    return abs(len(line) - width) <= 3 and line[-1] not in STOP and not compiled(HEADING).match(line)


def verdict(before: str, after: str, doubtful: bool, simple: bool) -> Safety | None:
    """How sure it is that the space between the two is stray; None where it may be right."""
    if after[:1] in POINTS or before[-1:] in JOINS:
        return Safety.SAFE
    left = compiled(f"{HAN_CHARACTER}*$").search(before)
    right = compiled(f"{HAN_CHARACTER}*").match(after)
    a, b = left[0] if left else "", right[0] if right else ""
    number = compiled(NUMBERED).match(f"{before} {after}")
    if number and number.end() >= len(before):
        return None
    from jiaokan.language import lexicon

    if not simple:
        a, b = simplified(a), simplified(b)
    across = lexicon.junction(a, b)
    torn = bool(across.word) and across.gain >= GAIN
    doubtful = (
        doubtful or bool(compiled(CREDIT).search(before) or compiled(CREDITED).match(after)) or slogan(before, after)
    )
    if torn and (not doubtful or across.gain >= MUCH):
        return Safety.SAFE
    if doubtful:
        return None
    # 张三 李四; no name holds one of these particles.
    named = (
        len(a) <= 4
        and len(b) <= 4
        and not compiled("[的是在了也都不很就这那我你他她它]").search(a + b)
        and not (worded(a) and worded(b))
    )
    parallel = (len(a) <= 5 and before[: -len(a) or None].endswith(" ")) or (
        len(b) <= 5 and after[len(b) :].startswith(" ")
    )
    # 　　聚焦特色领域 发展产业集群　　一是…: a headline of two halves that runs into its text.
    outer = before[: len(before) - len(a)], after[len(b) :]
    headline = (
        abs(len(a) - len(b)) <= 1
        and compiled("(?:^|  |\u3000)$").search(outer[0]) is not None
        and compiled(" {2}|\u3000").match(outer[1]) is not None
    )
    if named or parallel or headline or compiled(DATE).search(before):
        return None
    # Deep inside a clause stands no name, and no half of a slogan; nor beside a verb or an adverb.
    label = len(a) < DEEP and before.strip(" \t\u3000") == a  # 浙江 在丽水，当地举办了民俗活动
    leans = compiled(LEANS_ON).search(a) or compiled(LEANS_BACK).match(b)
    sure = min(len(a), len(b)) >= DEEP or ((leans or goes_on(a, b)) and not label)
    return Safety.SAFE if sure else Safety.UNSAFE


def worded(text: str) -> bool:
    """Whether words of the lexicon, no names among them, make up the text."""
    from jiaokan.language import lexicon

    parts = [(word, lexicon.look_up(word)) for word in lexicon.cut(text).words]
    return all(
        (entry is not None and entry.part != "n") or (len(word) > 1 and entry is not None) for word, entry in parts
    )


def goes_on(a: str, b: str) -> bool:
    """Whether words of the lexicon stand on both sides, not both of them nouns, which names and headlines are made of."""
    from jiaokan.language import lexicon

    if max(len(a), len(b)) < DEEP or min(len(a), len(b)) < 2 or not (worded(a) and worded(b)):
        return False
    beside = (lexicon.look_up(lexicon.cut(a).words[-1]), lexicon.look_up(lexicon.cut(b).words[0]))
    return any(entry is not None and entry.part in "vdapcr" for entry in beside)


def slogan(before: str, after: str) -> bool:
    """Whether the space lies inside a title, or inside a quotation or bracket that holds no other mark: “文化传承 光影见证”."""
    before, after = (compiled("‘[^‘’]*’|“[^“”]*”").sub("", side) for side in (before, after))
    return compiled("[《〈【〖][^》〉】〗]*$").search(before) is not None or (
        compiled("[“‘「『（(][^”’」』）)，、。；！？,]*$").search(before) is not None
        and compiled("[^“‘「『（(，、。；！？,]*[”’」』）)]").match(after) is not None
    )
