"""A pattern's candidates, derived from its expression, lose none of its matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jiaokan import Pattern
from jiaokan.search.pattern import needed_characters
from jiaokan.search.plain import PlainScan
from jiaokan.search.scan import BatchScan, Scanner

ATOMS = [
    "中",
    "国",
    "a",
    "B",
    "1",
    " ",
    "，",
    ".",
    "[中国]",
    "[^中a]",
    r"\d",
    r"\w",
    r"\S",
    "[0-9a-z]",
    "\\n",
    "𠀀",
    "[一-鿿]",
]
AROUND = ["(?={})", "(?!{})", "(?<={})", "(?<!{})", "(?:{})", "({})", "(?i:{})", "(?m:^{})", "(?m:{}$)", "^{}", "{}\\Z"]
REPEATS = ["", "?", "*", "+", "{2}", "{1,3}", "{6}", "*?"]

atoms = st.builds("{}{}".format, st.sampled_from(ATOMS), st.sampled_from(REPEATS))
wrapped = st.builds(
    lambda frame, inner, times: frame.format("".join(inner)) + times,
    st.sampled_from(AROUND),
    st.lists(atoms, min_size=1, max_size=3),
    st.sampled_from(["", "?", "{2}", "+"]),
)
choices = st.builds(lambda parts: f"(?:{'|'.join(parts)})", st.lists(atoms, min_size=2, max_size=3))
pieces = atoms | wrapped | choices
expressions = st.lists(pieces, min_size=1, max_size=5).map("".join)
texts = st.lists(st.text("中国aB1 ，.\n\r𠀀", max_size=30), min_size=1, max_size=3)
flags = st.sampled_from([0, re.M, re.S, re.I])


def spans(found: object) -> list[tuple[int, int]]:
    return [match.span() for match in found]  # type: ignore[attr-defined]


def planned(pattern: Pattern, some: list[str]) -> list[BatchScan]:
    """The texts in a batch for which the pattern has its plan."""
    scanner = Scanner()
    scanner.batch(some).candidates(pattern)
    batch = scanner.batch(some)
    return [BatchScan(batch, n) for n in range(len(some))]


@pytest.mark.slow
@given(expressions, flags, texts)
@example("(?<=中)国$", re.M, ["中国\n国中国", "中国"])
@example("(?<![^\\n])a", 0, ["a\na", "ba"])
@example("1(?!.)", 0, ["1\n1", "11\n"])
@example("[^中]中{2,}|𠀀", 0, ["国中中𠀀", "𠀀"])
@example("^(?:a|.*中)", re.M, [f"{60 * 'a'}\n{60 * 'a'}"])
@settings(max_examples=400, deadline=None)
def test_no_match_is_lost(expression: str, flag: int, some: list[str]) -> None:
    try:
        expected = [spans(re.finditer(expression, text, flag)) for text in some]
    except re.error:  # a look-behind of no fixed width, say
        return
    pattern = Pattern(expression, flag)
    assert [spans(PlainScan(text).finditer(pattern)) for text in some] == expected
    for scan, matches in zip(planned(pattern, some), expected, strict=True):
        assert spans(scan.finditer(pattern)) == matches
        assert scan.may_match(pattern) or not matches


@pytest.mark.parametrize(
    ("expression", "needed"),
    [
        ("[0-9]+年", "年"),
        ("(?:上|下)接", "接"),
        ("一一|——", "一—"),
        ("a?", None),
        (r"\w+", None),
        ("(?i)abc", None),
        ("(?<=[一-鿿]),", ","),
    ],
)
def test_a_small_run_passes_over_a_pattern_whose_characters_are_missing(expression: str, needed: str | None) -> None:
    found = Pattern(expression).needed
    assert found == (None if needed is None else set(needed))


def test_the_table_of_needed_characters_says_what_the_expressions_say() -> None:
    """A wrong row would hide findings; `make tables` writes the table anew."""
    from jiaokan.search.windows import demands
    from jiaokan.search.windows import needed_characters as read

    for key, characters in needed_characters().items():
        flag, _, expression = key.partition(" ")
        assert set(characters) == (read(demands(expression, int(flag))) or set()), expression
