from __future__ import annotations

import re
from collections.abc import Iterator

from jiaokan import Document, Edit, Finding, Safety, rule
from jiaokan.language.script import HAN_CHARACTER, sides
from jiaokan_rules.repetition.blocks import short, statute
from jiaokan_rules.repetition.doubling import REACH, around, begins_word, lexical, near, stretches, verse

# Parts of speech whose words of two characters come twice by right: verbs (研究研究), adverbs, adjectives (高兴高兴),
# numerals and classifiers (一个一个), pronouns, states (湛蓝湛蓝), sounds (咕嘟咕嘟), cries.
REDUPLICATES = "vadmqrzoey"
# Verbs of relation, result and existence, which no one "does a little": they are never reduplicated.
STATIVE = "进行|包括|成为|具有|属于|位于|得到|作为|导致|存在|拥有|获得|取得|发生|出现|实现|达到|形成|造成|产生|来自"
# Nouns and conjunctions in the lexicon, but in speech also verbs that are reduplicated, or so on and so forth.
SPOKEN = "商量|商议|议论|指点|反省|评论|计较|意思|活动|通融|关照|如此"
# What makes a verb done, undone, passive or lasting stands before none that is done "a little"; nor does a result follow.
BEFORE = "(?:[没未被已曾所]|已经|正在|不断|持续|进一步|全面|大力|加快|着力)$"
AFTER = "[着过到出得于为成]"
COUNTS = "一几每半两逐很好"  # 一个节点一个节点, 很远很远
PARTICLES = "了着过啊呀吧啦呢嘛吗哦哟兮罢的地"  # 走着走着, 来啦来啦
FUNCTION = "的和与及或在是等也都而但将应可不得由为对从并依按所"  # begins no second half of a name
OFTEN = 3  # times that a statute has both names beside
EDGES = "。，！？；：、”’」』》…"


@rule("DUP005", safety=Safety.UNSAFE, ahead=(stretches,))
def doubled_word(doc: Document) -> Iterator[Finding]:
    """A word or a phrase that stands twice in place.

    ## What it does
    Looks at stretches of two to twelve Chinese characters that are followed by themselves, and at whole clauses that
    are. The lexicon decides whether both are words where they stand (not 俄罗斯罗斯托夫, 武汉大学大学生) and
    of a kind that is not doubled on purpose: verbs, adverbs, adjectives, classifiers, sounds and cries are, nouns,
    conjunctions and longer words are not. Verse is left alone.

    ## Why it is bad
    A reader of pages or a writer stuttered; the copy is noise.

    ## Example
        ✗ 要加强精神文化文化建设。
        ✓ 要加强精神文化建设。
        ✗ 新华社发新华社发
        ✓ 新华社发
        ✓ 这件事还要研究研究，把任务一项一项落实好。
        ✓ 俄罗斯罗斯托夫州的中国大学大学生们来了。

    ## Fix safety
    Unsafe: one of the two goes. 研究研究 is Chinese, and so may be what the lexicon does not know of.
    """
    for start, size, times in stretches(doc):
        if times > 2:  # a loop
            continue
        text, end = doc.text, start + 2 * size
        last = end
        while last < len(text) and text[last] == text[last - size]:
            last += 1
        at: int | None = None
        if re.fullmatch(f"{HAN_CHARACTER}+", text[start:end]):
            written, begin, _ = around(doc, start, last)
            some = range(start, start + 1 + last - end)
            at = next((at for at in some if by_mistake(doc, written, at - begin, size, begin)), None)
        if at is None and size > 5:
            at = next((at for at in range(start, start + 1 + last - end) if whole_clause(text, at, size)), None)
        if at is not None and not verse(doc):
            edit = Edit(at + size, at + 2 * size, "")
            yield Finding(at, at + 2 * size, f"{short(text[at : at + size])} stands twice: delete one.", edits=(edit,))


def whole_clause(text: str, start: int, size: int) -> bool:
    """Whether it is a clause or more, and not what someone cries."""
    clause, after = text[start : start + size], text[start + 2 * size : start + 2 * size + 1]
    begins = re.match("[，。；：！？、\\s“‘]?\\Z", text[max(0, start - 1) : start])
    said = clause[-1] in "！？" or text[max(0, start - 1)] in "“‘「『"
    goes_on = re.match(f"{HAN_CHARACTER}{{2}}", clause[-1] + after)
    return (
        bool(begins)
        and clause[0] not in COUNTS
        and not said
        and not goes_on
        and len(re.findall(HAN_CHARACTER, clause)) >= 6
    )


def stutter(word: str, part: str, before: str, after: str) -> bool:
    """Whether a word of two characters of a kind that is doubled on purpose is not doubled so here."""
    if part == "r":
        return word[-1] in "些们" and bool(before and after)  # 他们他们 without a pause
    if part != "v":
        return False
    return bool(re.fullmatch(STATIVE, word) or re.search(BEFORE, before) or re.match(AFTER, after))


def compounds(text: str, before: str, word: str, after: str) -> bool:
    """Whether the copies end one name and begin another, as statutes make them: 健康保險|保險對象, both met elsewhere."""
    from jiaokan.language.lexicon import known

    begins = word + after[:2]
    if (after[0] in FUNCTION and not known(after[:2])) or text.count(begins) - text.count(word + begins) < OFTEN:
        return False
    return any(text.count(s + word) - text.count(s + word * 2) >= OFTEN for s in (before[-2:], before[-1:]))


def by_mistake(doc: Document, text: str, at: int, size: int, begin: int) -> bool:
    """Whether the stretch of `size` characters at `at` and its copy are words where they stand, and not on purpose.

    `text`: that of the document in simplified characters from `begin` on, so far as it is needed; `at`: a place in it.
    """
    from jiaokan.language.lexicon import cut, look_up

    end = at + 2 * size
    word = text[at : at + size]
    entry = look_up(word)
    if word[0] in COUNTS and (size == 2 or word[-1] == "儿" or not entry or entry.part in "mq"):
        return False
    if re.fullmatch(SPOKEN, word):
        return False
    before, after = sides(text, at, end, REACH)
    if entry:
        if size == 2 and entry.part in REDUPLICATES and not stutter(word, entry.part, before, after):
            return False
        marks = text[at - 1 : at] in EDGES + "“‘「『 \n" and text[end : end + 1] in EDGES
        if size == 2 and not before and not after and marks:
            return False  # a cry
    elif size < 4 or word[-1] in PARTICLES or (before and after):
        return False  # of what is not in the lexicon, only phrases that begin or end a clause are sure
    if begins_word(word, after):
        return False
    if before and after and statute(doc):
        pages = near(lexical(doc), begin + at)
        if compounds(pages, before, word, after):
            return False
    ends = {0}
    for part in cut(before + word * 2 + after).words:
        ends.add(max(ends) + len(part))
    start = len(before)
    inside = set(range(start + 1, start + size))
    return {start, start + size, start + 2 * size} <= ends and not (entry and inside & ends)
