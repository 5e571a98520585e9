from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from jiaokan import Document, Finding, Level, Related, Safety, rule
from jiaokan.language.script import simplified
from jiaokan_rules.characters.names import Names, names
from jiaokan_rules.characters.replacement import word_at
from jiaokan_rules.table import rows

USES = 5
SLIPS = 2
NUMERALS = "零〇一二三四五六七八九十百千两"


def judge(documents: Sequence[Names], *, min_uses: int = USES, max_slips: int = SLIPS) -> Iterator[tuple[int, Finding]]:
    total: Counter[str] = Counter()
    for document in documents:
        for name in document.names:
            total[name.text] += name.uses
    gapped: dict[tuple[str, str], list[str]] = defaultdict(list)  # the well-known names without one character
    for text, uses in total.items():
        if uses >= min_uses:
            for before, after in gaps(text):
                gapped[before, after].append(text)
    slips: dict[str, str] = {}
    for text, uses in total.items():
        if uses <= max_slips:
            like = {known for gap in gaps(text) for known in gapped.get(gap, ()) if is_slip(text, known)}
            if len(like) == 1:  # between two it would be a guess
                slips[text] = like.pop()
    first: dict[str, tuple[str, int]] = {}
    for document in sorted(documents, key=lambda d: d.path):
        for name in document.names:
            first.setdefault(name.text, (document.path, name.places[0]))
    for index, document in enumerate(documents):
        for name in document.names:
            if name.text not in slips:
                continue
            known = slips[name.text]
            path, start = first[known]
            related = Related(start, start + len(known), f"「{known}」, as usual.", path)
            message = f"「{name.text}」 is nearly 「{known}」, which stands {total[known]} times: look which is meant."
            for at in name.places:
                yield index, Finding(at, at + len(name.text), message, related=(related,))


def gaps(text: str) -> Iterator[tuple[str, str]]:
    return ((text[:n], text[n + 1 :]) for n in range(len(text)))


def is_slip(text: str, known: str) -> bool:
    """Whether the one character that differs looks or sounds the same, and makes no word where the right one does."""
    at = next(n for n in range(len(text)) if text[n] != known[n])
    wrong, right = text[at], known[at]
    if wrong in NUMERALS or right in NUMERALS or not alike(wrong, right):
        return False
    from jiaokan.language.lexicon import cut

    if simplified(text) == simplified(known):  # documents in two scripts
        return False
    return len(word_at(cut(text).words, at)[0]) == 1 and len(word_at(cut(known).words, at)[0]) > 1


def alike(wrong: str, right: str) -> bool:
    from jiaokan_rules.characters.look_alikes import look_alikes

    return any(wrong in some for some in look_alikes(right)) or bool(
        readings(wrong) and readings(wrong) == readings(right)
    )


def readings(character: str) -> str:
    """The reading that the character shares with others."""
    return homophones().get(character, "")


@cache
def homophones() -> dict[str, str]:
    return {character: reading for reading, some in rows(__file__, "homophones.tsv") for character in some}


@rule("CHR005", level=Level.INFO, safety=Safety.DISPLAY, on=False, judge=judge)
def inconsistent_name(doc: Document, *, min_uses: int = USES, max_slips: int = SLIPS) -> Names | None:
    """A name that is one character away from one which the corpus uses often.

    ## What it does
    Gathers the names of all documents of the run: what stands in quotation marks (four characters or more), and what
    ends in 公司, 大学, 委员会 and the like where the name's beginning can be seen. A name that is hardly used is reported
    where it differs from a frequent one by one character that looks or sounds the same, and where the frequent one has
    a word and it has none: 智汇互通 beside 智慧互通. It is off by default; `--extend-select CHR005` turns it on.

    ## Why it is bad
    One of the two is misread or mistyped, and whoever looks for the body does not find the text.

    ## Example
    Seven texts write “智慧互通”, one of them once “智汇互通”: the latter is reported.

    ## Fix safety
    There is no fix: the rare name may be that of another body.

    ## Options
    - `min-uses`: how often the usual name stands in all documents together. Fewer than five uses make no usage.
    - `max-slips`: how often the other stands. What is written three times is meant.
    """
    return names(doc)
