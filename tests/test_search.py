"""What the search finds with arrays is what it finds without."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jiaokan.search import doubling, doubling_arrays, recurrence
from jiaokan.search.scan import Scanner

PIECES = [
    *"的一是不人  |-…—，。\n\n\r",
    "是一",
    "经济",
    "加油，",
    "𠀀",
    "\U00020001",
    "\ufffe",
    "\uffff",
    "\ud800",
    "-" * 50,
]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES) | st.characters(), max_size=60).map("".join), max_size=4)


def repeated(texts: list[str]) -> list[str]:
    """The texts, with their halves once more."""
    return [text[len(text) // 2 :] + text + text for text in texts]


@pytest.mark.slow
@settings(deadline=None)  # the first call makes tables
@given(TEXTS)
@example(["经经𠀀𠀀", "", "经济济济", "𠀀𠀀𠀁"])
def test_doubled_characters_are_the_same_by_arrays(texts: list[str]) -> None:
    plain = list(map(doubling.doubled_characters, texts))
    assert Scanner().batch([*texts, ""]).ask(doubling_arrays.doubled_characters) == [*plain, []]


def test_a_character_that_stands_three_times_is_not_doubled() -> None:
    assert doubling.doubled_characters("经济济，哈哈哈，看看aa𠀀𠀀") == [1, 8, 12]


@pytest.mark.slow
@settings(deadline=None)  # the first call makes tables
@given(TEXTS.map(repeated) | TEXTS)
@example(["新华社发新华社发", "一|二|一|二|", "加油，" * 3 + "\n好", "要" + "-" * 90])
def test_repeating_lines_are_the_same_by_arrays(texts: list[str]) -> None:
    check_repeating_lines(texts)


@pytest.mark.parametrize("shift", [0, 40, 80, 100])
@pytest.mark.parametrize("size", [2, 3, 11, 12, 24, 40])
def test_repeating_lines_are_found_where_pieces_meet(size: int, shift: int) -> None:
    pairs = "".join(chr(0x4E00 + n) for n in range(doubling.PIECE))
    text = pairs[: doubling.PIECE - shift] + "".join(map(chr, range(0x3400, 0x3400 + size))) * 2 + pairs + "\n好"
    (found,) = check_repeating_lines([text])
    assert found == [(0, len(text) - 2)]


def check_repeating_lines(texts: list[str]) -> list[list[tuple[int, int]]]:
    plain = list(map(doubling.repeating_lines, texts))
    assert Scanner().batch([*texts, ""]).ask(doubling_arrays.repeating_lines) == [*plain, []]
    return plain


def test_a_line_repeats_only_within_itself_and_in_chinese() -> None:
    text = "加油加油\n好好\nbye-bye-\n一|二|一|二|\n第一章……二\n会议指出，会议指出，"
    assert [text[slice(*line)] for line in doubling.repeating_lines(text)] == ["加油加油", "会议指出，会议指出，"]


@given(st.lists(st.sampled_from(["一", "二", "", "三"]) | st.text(max_size=2), max_size=80))
def test_recurring_keys_are_those_that_occur_more_than_once(keys: list[str]) -> None:
    often = {key for key, times in Counter(keys).items() if times > 1}
    few = recurrence.recurring(keys)
    assert {key for key in keys if key in few} == often
    assert len(few) == len(often)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recurrence, "EXACT", 3)
        many = recurrence.recurring(iter(keys))
    assert {key for key in keys if key in many} == often
    assert len(many) == len(often)
