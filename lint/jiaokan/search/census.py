"""Count kinds of characters in the texts of a batch; the counts decide the language and the script of each text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from jiaokan.language import script
from jiaokan.language.script import Counts
from jiaokan.search.classes import BEYOND, PLANE, expression_table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jiaokan.search.classes import Codes, Places

HAN, KANA_HANGUL, LETTERS, SIMPLIFIED, TRADITIONAL, WIDE, SURE_KANA_HANGUL, SURE_LETTERS = range(1, 9)


def script_counts(codes: Codes, starts: Places, texts: Sequence[str]) -> list[Counts]:
    """The counts of each text, by arrays.

    `codes` are the code points of all texts, `starts` the index in `codes` at which each text begins.
    """
    return [counts_of(codes[start : start + len(text)]) for start, text in zip(starts.tolist(), texts, strict=True)]


def counts_of(codes: Codes) -> Counts:
    parts = [codes[part] for part in script.sample_parts(len(codes))]
    kinds = kind_table().take(np.concatenate(parts) if len(parts) > 1 else parts[0])
    counted = np.bincount(kinds, minlength=SURE_LETTERS + 1).tolist()
    han = counted[HAN] + counted[SIMPLIFIED] + counted[TRADITIONAL]
    exact = None if counted[WIDE] else (han, counted[SURE_KANA_HANGUL], counted[SURE_LETTERS])
    return Counts(
        han,
        counted[KANA_HANGUL] + counted[SURE_KANA_HANGUL],
        counted[LETTERS] + counted[SURE_LETTERS],
        exact,
        counted[SIMPLIFIED],
        counted[TRADITIONAL],
    )


@cache
def kind_table() -> NDArray[np.uint8]:
    """The kind of each code point, 0 for none. Of several kinds that fit a code point, the last assigned counts."""
    found = np.zeros(PLANE, np.uint8)
    pages = found.reshape(256, 256)
    for kind, some in ((HAN, script.HAN_PAGES), (KANA_HANGUL, script.KANA_PAGES), (LETTERS, script.LETTER_PAGES)):
        pages[list(some)] = kind
    for kind, characters in ((SIMPLIFIED, script.SIMPLIFIED_ONLY), (TRADITIONAL, script.TRADITIONAL_ONLY)):
        found[list(map(ord, characters))] = kind
    found[BEYOND] = WIDE
    for kind, characters in ((SURE_KANA_HANGUL, script.KANA_HANGUL), (SURE_LETTERS, script.LETTERS)):
        inside = expression_table(f"[{characters}]").copy()
        inside[BEYOND] = False
        found[inside] = kind
    return found


def charsets(codes: Codes, starts: Places, texts: Sequence[str]) -> list[frozenset[str]]:
    """The characters that occur in each text; `codes` and `starts` as in `script_counts`."""
    each = zip(starts.tolist(), texts, strict=True)
    return [charset(codes[start : start + len(text)], text) for start, text in each]


def charset(codes: Codes, text: str) -> frozenset[str]:
    found = np.zeros(PLANE, np.bool_)
    found[codes] = True
    if found[BEYOND]:
        return frozenset(text)
    return frozenset(characters().take(found.nonzero()[0]).tolist())


@cache
def characters() -> NDArray[np.object_]:
    """The characters of the plane by code point: to take one from here is quicker than to make it and its hash."""
    return np.array(list(map(chr, range(PLANE))), np.object_)
