from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from jiaokan import Document, Finding, Level, Related, Safety, rule
from jiaokan.language.script import simplified
from jiaokan_rules.characters.look_alikes import look_alikes
from jiaokan_rules.characters.names import Names, names_in
from jiaokan_rules.characters.replacement import word_at
from jiaokan_rules.table import rows

USES = 5
SLIPS = 2
NUMERALS = "零〇一二三四五六七八九十百千两"


def judge(documents: Sequence[Names], *, min_uses: int = USES, max_slips: int = SLIPS) -> Iterator[tuple[int, Finding]]:
    """The names that are slips of others, each with the number of its document."""
    total: Counter[str] = Counter()
    first: dict[str, tuple[str, int]] = {}
    for document in sorted(documents, key=lambda document: document.path):
        for name in document.names:
            total[name.text] += name.uses
            first.setdefault(name.text, (document.path, name.places[0]))
    usual = usual_names(total, min_uses, max_slips)
    for index, document in enumerate(documents):
        for name in document.names:
            if name.text not in usual:
                continue
            known = usual[name.text]
            path, start = first[known]
            related = Related(start, start + len(known), f"「{known}」, as usual.", path)
            message = f"「{name.text}」 is nearly 「{known}」, which stands {total[known]} times: check which is meant."
            for at in name.places:
                yield index, Finding(at, at + len(name.text), message, related=(related,))


def usual_names(total: Counter[str], min_uses: int, max_slips: int) -> dict[str, str]:
    """For each rare name, the frequent name that it is a slip of; rare names that are close to several are left out."""
    without_one: dict[tuple[str, str], list[str]] = defaultdict(list)  # the frequent names
    for text, uses in total.items():
        if uses >= min_uses:
            for parts in parts_without_one(text):
                without_one[parts].append(text)
    usual: dict[str, str] = {}
    for text, uses in total.items():
        if uses <= max_slips:
            near = {name for parts in parts_without_one(text) for name in without_one.get(parts, ())}
            near = {name for name in near if is_slip(text, name)}
            if len(near) == 1:
                usual[text] = near.pop()
    return usual


def parts_without_one(text: str) -> Iterator[tuple[str, str]]:
    """For each character of a text, the text before it and the text after it."""
    return ((text[:n], text[n + 1 :]) for n in range(len(text)))


def is_slip(text: str, known: str) -> bool:
    """Whether the one character that differs looks or sounds the same, and makes no word where the right one does."""
    at = next(n for n in range(len(text)) if text[n] != known[n])
    wrong, right = text[at], known[at]
    if wrong in NUMERALS or right in NUMERALS or not (look_alike(wrong, right) or sound_alike(wrong, right)):
        return False
    from jiaokan.language.lexicon import cut

    if simplified(text) == simplified(known):  # documents in two scripts
        return False
    return len(word_at(cut(text).words, at).word) == 1 and len(word_at(cut(known).words, at).word) > 1


def look_alike(wrong: str, right: str) -> bool:
    return any(wrong in characters for characters in look_alikes(right))


def sound_alike(wrong: str, right: str) -> bool:
    return wrong in homophones() and homophones()[wrong] == homophones().get(right)


@cache
def homophones() -> dict[str, str]:
    """For each character that sounds like others, the reading that they share."""
    return {character: reading for reading, characters in rows(__file__, "homophones.tsv") for character in characters}


@rule("CHR005", level=Level.INFO, safety=Safety.DISPLAY, on=False, reduce=judge)
def inconsistent_name(doc: Document, *, min_uses: int = USES, max_slips: int = SLIPS) -> Names | None:
    """A name that is one character away from one which the corpus uses often.

    ## What it does
    Collects the names of all documents of the run: what stands in quotation marks (four characters or more), and what
    ends in 公司, 大学, 委员会 and the like where it is clear where the name begins. A rare name is reported where it
    differs from a frequent one by a single character that looks or sounds alike, and only the frequent one contains a
    word there: 智汇互通 beside 智慧互通. It is off by default; `--extend-select CHR005` turns it on.

    ## Why it is bad
    One of the two is misread or mistyped, and a search for the organisation misses the text.

    ## Example
    Seven texts write “智慧互通”, one of them once “智汇互通”: the latter is reported.

    ## Fix safety
    There is no fix: the rare name may be that of another organisation.

    ## Options
    - `min-uses`: how often the usual name must occur in all documents together. Fewer than five occurrences are no
      evidence.
    - `max-slips`: how often the rare name may occur. A name that occurs three times is deliberate.
    """
    return names_in(doc)
