"""What an automaton finds of many strings is what is found when each is looked for by itself."""

from __future__ import annotations

import pickle

from hypothesis import example, given
from hypothesis import strategies as st

from jiaokan.search.literals import Literals, Occurrence

strings = st.lists(st.text(st.sampled_from("甲乙aA𠮷"), min_size=1, max_size=4), min_size=1, max_size=6)
texts = st.text(st.sampled_from("甲乙aA𠮷\ud800\udc00\0\n"), max_size=60)


@given(strings, texts)
@example(["甲乙", "乙"], "\ud800\udc00甲乙")
def test_an_automaton_finds_what_one_by_one_is_found(strings: list[str], text: str) -> None:
    literals = Literals(strings)
    right = {Occurrence(at, string) for string in strings for at in range(len(text)) if text.startswith(string, at)}
    found = literals.find(text)
    assert set(found) == right
    assert len(found) == len(right)
    literals.searched = 1 << 40
    assert literals.find(text) == found


def test_occurrences_come_by_place_and_the_longest_first() -> None:
    assert Literals(["乙", "甲", "甲乙"]).find("甲乙") == [(0, "甲乙"), (0, "甲"), (1, "乙")]


def test_strings_are_read_when_they_are_needed_and_travel() -> None:
    literals = Literals(lambda: ["甲"])
    assert "strings" not in vars(literals)
    literals = Literals(["甲"])
    literals.searched = 1 << 40
    literals.find("甲")
    assert pickle.loads(pickle.dumps(literals)).find("甲") == [(0, "甲")]
