from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jiaokan import Document, Edit, Finding, Level, Safety, rule
from jiaokan.language import script
from jiaokan_rules.alphabet import counter, occurring, places
from jiaokan_rules.scripts import SURNAMES
from jiaokan_rules.scripts.variants import (
    as_written,
    by_word,
    count,
    foreign,
    habitual,
    known,
    leading,
    rows,
    telling,
)

PAIRS = dict(zip("“「『‘《〈（(〔[【", "”」』’》〉）)〕]】", strict=True))
# A text about characters names them in both forms.
ABOUT = (
    "[繁简簡异異正古俗本]体|[繁简簡正]體|[繁简簡]化字|旧字形|[寫写][作成]|亦作|又作|或作|通假|字从"
    "|部首|偏旁|汉字|漢字|[⿰⿱]"
)
SIDE = 200  # code points of its line on either side that are looked at
REACH = 6  # code points on either side that decide which word a character belongs to
COMMON = -9.4  # log-probability from which a character alone is an everyday word (的 -3, 户 -9.6)
RARE = -11.5  # one below this beside it makes the place look like a name


@rule("SCR001", level=Level.ERROR)
def mixed_variant(doc: Document) -> Iterator[Finding]:
    """A traditional, simplified or Japanese character in a Chinese text of the other script.

    ## What it does
    Works out the script of the document and finds single characters of the other: traditional ones in simplified
    text, simplified ones in traditional text, Japanese forms in both. Characters that both scripts have (后, 里, 干,
    台) are never looked at. Names, quotations, titles and lines that are in the other script as a whole, words that
    keep the old form (乾隆, 慰藉, 魏徵), characters that are themselves what the text is about, and a form that a
    document in literary or traditional Chinese keeps throughout are sound.

    ## Why it is bad
    Readers of scanned pages and careless conversions leave such characters behind. A search for 学生 misses 學生,
    and a model learns two spellings of one word.

    ## Example
    ✗ 全市的中小學生都参加了这次活动，还为农村的孩子们买书。
    ✓ 全市的中小学生都参加了这次活动，还为农村的孩子们买书。
    ✗ 这些図书是从国外进口的。
    ✓ 这些图书是从国外进口的。
    ✗ 這些問題还沒有人討論過，將來會有的。
    ✓ 這些問題還沒有人討論過，將來會有的。
    ✓ 乾隆年间，这里的人们从书中得到慰藉。
    ✓ “學”字现在写作“学”，这是大家都知道的。
    ✓ 他在书的扉页上写着“學海無涯”四个字，给我们看。

    ## Fix safety
    Safe where the character becomes one certain other and the result is a word or an everyday character; unsafe where
    it stands for several (发 for 發 or 髮) or the place does not make sure that it is no name.
    """
    of = leading(doc)
    kinds = foreign(of)
    present = occurring(doc, known(of))
    often = counter(doc, present)
    found = {c for c in present if not habitual(doc, c, kinds[c], often)}
    if not found:
        return
    text = doc.text
    several = rows(of)[1] if of == "traditional" else {}
    targets = {c: as_written(doc, c, kinds[c], often) for c in found}
    run_end = -1
    hits: list[tuple[int, str, Safety]] = []
    for at in places(doc, found, known(of)):
        safety = judged(doc, at, kinds)
        if safety is None:
            continue
        form = text[at]
        target = targets[form] if form not in several else by_word(doc, at, targets[form])
        if hits and run_end == at and hits[-1][2] == safety:
            hits[-1] = (hits[-1][0], hits[-1][1] + target, safety)
        else:
            hits.append((at, target, safety))
        run_end = at + 1
    for start, right, safety in hits:
        end = start + len(right)
        yield Finding(start, end, message_for(doc, text[start:end], right), (Edit(start, end, right),), safety)


def message_for(doc: Document, wrong: str, right: str) -> str:
    of = leading(doc)
    # Big5 has every common traditional character, GB 2312 every common simplified one.
    kind, chinese = ("traditional", "big5") if of == "simplified" else ("simplified", "gb2312")
    what = f"{kind} character" if wrong.encode(chinese, "ignore") else "Japanese form"
    are = f"is a {what}" if len(wrong) == 1 else f"are {what}s"
    return f"「{wrong}」 {are} in {of} text: write 「{right}」."


def judged(doc: Document, at: int, kinds: Mapping[str, str]) -> Safety | None:
    """How sure it is that the character at `at` is a slip; None where it may be sound."""
    text, form = doc.text, doc.text[at]
    start, end = doc.line_span(at)
    start, end = max(start, at - SIDE), min(end, at + SIDE)
    around, right = text[max(start, at - 4) : min(end, at + 5)], kinds[form]
    if right in around and re.search(
        f"{right}[（(/／=＝→「“]{{1,2}}{form}|{form}[”」]?[（(/／=＝→「“]{{1,2}}{right}", around
    ):
        return None  # 学（學）, 學→学
    if re.search(ABOUT, text[max(start, at - 15) : min(end, at + 15)]):
        return None
    of = leading(doc)
    if of is None or in_other_script(of, text, start, end, at):
        return None
    _, several, doubtful = rows(of)
    if of == "traditional":
        return Safety.UNSAFE if form in several else Safety.SAFE
    begin = max(start, at - REACH)
    return in_its_word(text[begin : min(end, at + REACH + 1)], at - begin, kinds, form in several, form in doubtful)


def in_its_word(original: str, at: int, kinds: Mapping[str, str], several: bool, doubtful: bool) -> Safety | None:
    """How sure the slip at `at` is by the word it would make, in simplified text."""
    from jiaokan.language import lexicon

    simple = "".join(kinds.get(c, c) for c in original)
    before, word, start = word_at(simple, at)
    if original[at : at + 2] in ("於菟", "於戏", "於陵"):
        return None  # read wū and yū; the Table of General Standard Characters (2013) keeps 於 for these
    if len(word) > 1:
        if lexicon.known(original[start : start + len(word)]):
            return None
        name = word[0] in SURNAMES and (several or doubtful) and start < at
        return Safety.SAFE if not name else None if doubtful else Safety.UNSAFE
    if original[at] == "於":
        # The spelling of a sound (於劫反), and the surname.
        return None if re.match("於[一-鿿][反切]", original[at:]) or not simple[:at] else Safety.UNSAFE
    if doubtful:
        return None
    entry, left = lexicon.look_up(word), lexicon.look_up(before)
    rare = len(before) == 1 and (not left or left.log_probability < RARE)
    if entry and entry.log_probability >= COMMON and not rare:
        return Safety.SAFE
    return None if any(c in SURNAMES for c in simple[max(0, at - 2) : at]) else Safety.UNSAFE


def word_at(text: str, at: int) -> tuple[str, str, int]:
    """The word of the likeliest cut that holds `at`, with the one before it and the place where it starts."""
    from jiaokan.language import lexicon

    start, before = 0, ""
    for word in lexicon.cut(text).words:
        if start + len(word) > at:
            return before, word, start
        start += len(word)
        before = word
    return before, "", start


def in_other_script(of: script.Script, text: str, start: int, end: int, at: int) -> bool:
    """Whether the line, the clause or the quotation around `at` is in the other script, or in Japanese, as a whole."""
    foreign_class, own_class = telling(of)

    def counts(a: int, b: int) -> tuple[int, int]:
        return count(foreign_class, text[a:b]), count(own_class, text[a:b])

    if re.search("[ぁ-ヺ]{2}", text[start:end]):
        return True
    other, own = counts(start, end)
    if other >= 3 and other >= own:
        return True
    before = re.search(r"[^，。；：！？、,;:!?\s“”「」《》]*\Z", text[max(start, at - 80) : at])
    after = re.match(r"[^，。；：！？、,;:!?\s“”「」《》]*", text[at : min(end, at + 80)])
    other, own = counts(at - len(before[0]) if before else at, at + len(after[0]) if after else at)
    if other >= 3 and own == 0:
        return True
    inside = quotation(text, start, end, at)
    if inside is None:
        return False
    other, own = counts(*inside)
    return own == 0 and (other >= 2 or inside[1] - inside[0] <= 2)


def quotation(text: str, start: int, end: int, at: int) -> tuple[int, int] | None:
    """What stands between the nearest marks of a pair around `at`."""
    window = max(start, at - 60)
    opened = max((text.rfind(mark, window, at), mark) for mark in PAIRS)
    if opened[0] < 0:
        return None
    closed = text.find(PAIRS[opened[1]], at, min(end, at + 60))
    if closed < 0 or PAIRS[opened[1]] in text[opened[0] : at]:
        return None
    return opened[0] + 1, closed
