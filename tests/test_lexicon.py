"""Words are found where they are, in any text that may come along."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan.language import lexicon
from jiaokan_rules.rows.words_across import SIGNS


@given(st.text(max_size=30) | st.text("中国人民银行\0\ud800𠀀a", max_size=30))
def test_a_cut_gives_the_text_back(text: str) -> None:
    assert "".join(lexicon.cut(text).words) == text


@given(st.text("中国人民银行部署\0\ud800", max_size=20), st.text("中国人民银行部署\0\ud800", max_size=20))
def test_any_two_stretches_may_meet(left: str, right: str) -> None:
    word = lexicon.junction(left, right).word
    assert word in left + right


@pytest.mark.parametrize("text", ["\0", "中\0", "\ud800", ""])
def test_what_no_lexicon_holds_is_no_word(text: str) -> None:
    """A damaged file is not to break the rules that ask for words."""
    assert not lexicon.known(text)
    assert lexicon.look_up(text) is None


def test_words_are_found() -> None:
    assert lexicon.cut("我们要部署工作").words == ("我们", "要", "部署", "工作")
    assert lexicon.junction("有关部", "署工作").word == "部署"
    assert lexicon.known("部署")


def test_words_hold_letters_digits_and_few_signs() -> None:
    """Else one across a line break would be missed: it is sought only between such characters."""
    characters = set("".join(word for word in lexicon.lexicon().iterkeys() if len(word) > 1))
    assert {character for character in characters if not character.isalnum()} <= set(SIGNS)
