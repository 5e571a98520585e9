"""What the search finds of rare characters and recurring pairs by arrays is what it finds without."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from table_search import found_by_arrays

from jiaokan.search.substitutes import SubstituteTable, Substitution

RIGHTS = {"帆": "机凡", "茉": "策末", "檀": "坛", "囚": "固国"}
TABLE = SubstituteTable(lambda: RIGHTS, RIGHTS.__getitem__, most=3, times=2)

pieces = st.sampled_from([*"帆茉檀囚机凡策末坛固国飞束手无加的\n𠮷\ud800\0\uffff", "飞机", "无策"]) | st.characters()
texts = st.lists(st.lists(pieces, max_size=40).map("".join), max_size=5)


@pytest.mark.slow
@settings(deadline=None)  # the first call makes tables
@given(texts)
@example(["帆飞机飞机", "无茉无策无策", "", "飞帆", "飞机飞机", "飞帆飞机飞机"])
def test_substitutions_are_the_same_by_arrays(texts: list[str]) -> None:
    assert found_by_arrays(TABLE, texts) == [TABLE.find(text) for text in texts]


@given(st.text(st.sampled_from("帆茉机凡策末飞无A"), max_size=40))
def test_substitutions_are_those_of_their_definition(text: str) -> None:
    def times(pair: str) -> int:
        return sum(text.startswith(pair, at) for at in range(len(text)))

    right = {
        Substitution(at, right, pair)
        for at, character in enumerate(text)
        if text.count(character) <= 3
        for right in RIGHTS.get(character, "")
        for beside, pair in (
            (text[:at][-1:], text[:at][-1:] + right),
            (text[at + 1 : at + 2], right + text[at + 1 : at + 2]),
        )
        if beside not in ("", "A") and times(pair) >= 2
    }
    found = TABLE.find(text)
    assert set(found) == right
    assert found == sorted(found, key=lambda one: one.at)


def test_the_pair_with_the_character_before_comes_first() -> None:
    assert [found.pair for found in TABLE.find("飞帆飞机飞机飞")] == ["飞机", "机飞"]
