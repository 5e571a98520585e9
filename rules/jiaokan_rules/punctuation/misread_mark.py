from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Safety, rule
from jiaokan.language.script import HAN, HAN_CHARACTER
from jiaokan_rules.anchor import anchored, compiled, matches
from jiaokan_rules.punctuation.foreign_names import CLOSING, OPENING, enclosed
from jiaokan_rules.punctuation.misread_stops import running, stops
from jiaokan_rules.spots import Spots, asked, batched

# Each begins with its mark, that the scan need look round at marks alone.
COMMA = rf"[丶ヽ](?<=(?:{HAN_CHARACTER}|[A-Za-z0-9%％{CLOSING}]).)(?=(?:{HAN_CHARACTER}|[A-Za-z0-9{OPENING}]))"
APOSTROPHE = rf"'(?<=(?:{HAN_CHARACTER}|[{CLOSING}]).)(?=(?:{HAN_CHARACTER}|[{OPENING}]))"
DASH = rf"一一(?<!一一一)(?![一{HAN}]?[，。、；：！？,;:!?])(?!一)"
# One of a pair of title marks: 《十六条>
TITLE = rf"(?<=《)(?=[^《》<>\r\n]{{0,29}}{HAN_CHARACTER})[^《》<>\r\n]{{1,30}}(?P<closing>>)|(?P<opening><)(?=[^《》<>/\r\n]{{0,29}}{HAN_CHARACTER}[^《》<>\r\n]{{0,29}}》)"
ENDS = [r"《[^《》<>\r\n]{1,30}>", r"<[^《》<>/\r\n]{1,58}》"]  # what all of them hold
NUMBER = r"[（(][-－—–][）)]"
ITEM = r"^[ \t\u3000]*([0-9]{1,2})(?:([．.、])|(?=[㐀-鿿]))"
SECOND = "二(?<=[（(].)[)）]"  # the fellow of a first item whose number is read as (-)
# What follows a figure in a date, a count or a rank, and no item begins with.
COUNTED = "年月日时時点點分秒个個位名人项項条條届屆次号號第岁歲元万萬亿億千百十多余餘米斤吨公里度倍成家所座部篇章节節版级級周天"
UNPOINTED = rf"\n[ \t\u3000]*[0-9]{{1,2}}(?=[㐀-鿿])[^{COUNTED}]"
BARE = Spots(
    UNPOINTED,
    {0: "[0-9]", -1: r"[\n \t\u3000]", 1: "[㐀-鿿]"},
    {0: "[0-9]", -1: "[0-9]", -2: r"[\n \t\u3000]", 1: "[㐀-鿿]"},
)
PREPOSITION = "向与與同和为爲給给对對跟把将將替由"  # what 一一 may well stand before: 一一向他讲述
WINDOW = 160  # code points to either side that are looked at
MODAL = "被都要须須可能已就便皆俱均并並而得以会會应應再又也"  # and after what: 都一一打消了
RARE = -12.5  # the natural logarithm of the probability of a word that a modern text hardly begins a clause with

SIGNS = (
    "[·•・‧∙⋅．]",
    rf"(?:{HAN_CHARACTER}|[{CLOSING}])\.(?:{HAN_CHARACTER}|[{OPENING}])",
    "[丶ヽ]",
    rf"(?:{HAN_CHARACTER}|[{CLOSING}])'(?:{HAN_CHARACTER}|[{OPENING}])",
    "一一",
    "《.*[^\r\n]>",
    "<[^/\r\n].*》",
    "[（(][-－—–][）)]",
    r"[\n \t\u3000][0-9].*[0-9][㐀-鿿]",
)


@rule("PUN008", safety=Safety.UNSAFE, needs="·•・‧∙⋅．.丶ヽ'一-－—–<>", signs=SIGNS, ahead=(batched,))
def misread_mark(doc: Document) -> Iterator[Finding]:
    """A punctuation mark that was read as something like it.

    ## What it does
    Finds, in running Chinese text, 。 read as · or ．, 、 as 丶, —— as 一一, ， as a lone ', （一） as (-), one of the marks 《 》 as < or >, and the number of an item
    that lost its point (3．能 above 4能 above 5．能). The dot that parts foreign names (卡尔·文森), titles (卜算子·咏梅, “西安·选择不凡”)
    and dates (3·15), the point of a decimal, the number of an item (1．总则) and the word 一一 (一一列举) are left alone:
    characters that transliterate names and the words on both sides tell them apart.

    ## Why it is bad
    Sentences run into each other, and what takes the text apart at its marks finds words that do not exist.

    ## Example
    ✗ 大好形势是群众真正发动起来了·人民的精神面貌变了，这是前所未有的。
    ✓ 大好形势是群众真正发动起来了。人民的精神面貌变了，这是前所未有的。
    ✗ 我们检查了每个人的思想丶立场，找到了运动的动力一一群众。
    ✓ 我们检查了每个人的思想、立场，找到了运动的动力——群众。
    ✓ 航空母舰“卡尔·文森”号的事，让·雅克在《卜算子·咏梅》里一一列举，说唯一一个是对的。

    ## Fix safety
    Unsafe: the mark that stood there is the likely one, not the only one.
    """
    text = doc.text
    dots = stops(doc) if any(map(doc.shows, SIGNS[:2])) else ()
    found = [misread(dot.at, dot.at + 1, dot.mark, "。") for dot in dots]
    if "丶" in text or "ヽ" in text:
        found += (misread(m.start(), m.end(), m[0], "、") for m in doc.matches(compiled(COMMA)))
    if "'" in text and doc.shows(SIGNS[3]):
        for match in doc.matches(compiled(APOSTROPHE)):
            line = doc.lines.texts[doc.line_at(match.start())]
            if line.count("'") == 1 and running(line):
                found.append(misread(match.start(), match.end(), match[0], "，"))
    if "一一" in text:
        found += (misread(m.start(), m.end(), m[0], "——") for m in doc.matches(compiled(DASH)) if dash(doc, m.start()))
    if ("》" in text and "<" in text) or ("《" in text and ">" in text):
        for match in matches(doc, TITLE, anchored(text, ENDS)):
            kind = match.lastgroup or ""
            at, before = match.start(kind), text[max(0, match.start() - WINDOW) : match.start()]
            if kind == "closing" or before.rfind("《") <= before.rfind("》"):  # else a title within a title: 〈
                found.append(misread(at, at + 1, match[kind], "》" if kind == "closing" else "《"))
    found += numbers(doc)
    yield from sorted(found)


def misread(start: int, end: int, read: str, mark: str) -> Finding:
    message = f"「{read}」 is likely 「{mark}」 read wrongly: write 「{mark}」."
    return Finding(start, end, message, (Edit(start, end, mark),))


def dash(doc: Document, at: int) -> bool:
    """Whether 一一 at `at` is no word: it is one before a verb, and in figures."""
    line = doc.lines[doc.line_at(at)]
    before, after = doc.text[max(line.start, at - 8) : at], doc.text[at + 2 : min(line.end, at + 10)]
    if compiled(r"[〇○零二三四五六七八九十百第0-9]$").search(before) or compiled(
        "[〇○零二三四五六七八九十百千0-9]?[年號号月日]"
    ).match(after):
        return False
    if compiled(f"[，、；：。！？,;:!?{MODAL}]$").search(before):
        return False
    if compiled(f"[{CLOSING}]$").search(before) and compiled(f"[{OPENING}]").match(after):
        return True
    start = not before.strip(" \t\u3000")
    if not after or (start and len(line.text) < 10) or doc.script != "simplified":
        return False
    from jiaokan.language import lexicon

    wide = doc.text[max(line.start, at - WINDOW) : at], doc.text[at + 2 : min(line.end, at + WINDOW)]
    if len(wide[0].strip()) > 3 and enclosed(*wide) and compiled(f"{HAN_CHARACTER}{{3}}").match(after):
        return True  # a title or a name of two halves
    left, right = compiled(f"{HAN_CHARACTER}*$").search(before), compiled(f"{HAN_CHARACTER}*").match(after)
    a, b = left[0] if left else "", right[0] if right else ""
    if b[:1] in ("两", "几"):
        return True
    if not start and lexicon.junction(a, "一一" + b).word:
        return False
    if lexicon.junction(a + "一一", b).word or lexicon.junction(a + "一", "一" + b).word not in ("", "一一"):
        return False
    if not b:
        return compiled(f"[{OPENING}0-9A-Za-z]").match(after) is not None
    word = lexicon.cut(b).words[0]
    entry = lexicon.look_up(word)
    if entry is None or entry.part in "adz" or (entry.part == "p" and word[0] in PREPOSITION):
        return False
    if entry.part == "v":
        return start
    return entry.log_probability > RARE or start


def numbers(doc: Document) -> Iterator[Finding]:
    """（一） read as (-), and numbers of items whose point is lost."""
    text = doc.text
    if doc.shows(SIGNS[7]) and compiled(SECOND).search(text) and compiled(NUMBER).search(text):
        for match in doc.matches(rf"(?m:^[ \t\u3000]*|(?<=[。；]))({NUMBER})(?={HAN_CHARACTER})"):
            found = match[1]
            yield misread(match.start(1), match.end(1), found, found[0] + "一" + found[-1])
    if not doc.shows(SIGNS[8]):
        return
    bare = asked(doc, BARE)
    if not (doc.holds("[0-9]") if bare is None else bare) or not compiled(UNPOINTED).search(text):
        return
    starts = filter(None, (compiled(ITEM, re.M).match(text, start) for start in doc.lines.starts))
    items = [match for match in starts if not doc.protected.overlaps(*match.span())]
    for above, match, below in zip(items, items[1:], items[2:], strict=False):
        if match[2] or not above[2] or above[2] != below[2] or text[match.end() : match.end() + 1] in COUNTED:
            continue
        if int(above[1]) + 1 == int(match[1]) == int(below[1]) - 1:
            message = (
                f"「{match[1]}」 numbers an item without the point of its fellows: write 「{match[1]}{above[2]}」."
            )
            yield Finding(match.start(1), match.end(), message, (Edit(match.end(), match.end(), above[2]),))
