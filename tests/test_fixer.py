"""Fixes of many rules together: none lost, none on top of another, and an end to it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan.linting.fixer import Check, Cycle, OffsetMap, fix_until_stable, select_non_overlapping, splice
from jiaokan.model.finding import Edit, Finding, Level, Safety


def finding(*edits: tuple[int, int, str], name: str = "some-rule", safety: Safety = Safety.SAFE) -> Finding:
    changes = tuple(Edit(*e) for e in edits)
    return Finding(edits[0][0], edits[-1][1], "Bad.", changes, safety, Level.ERROR, code=name.upper(), name=name)


def replacing(**pairs: tuple[str, str]) -> Check:
    """A check whose rules, given by name, replace what a pattern matches."""

    def check(text: str) -> list[Finding]:
        return [
            finding((m.start(), m.end(), m.expand(new)), name=name)
            for name, (old, new) in pairs.items()
            for m in re.finditer(old, text)
        ]

    return check


@st.composite
def findings(draw: st.DrawFn) -> list[Finding]:
    """Findings with one to three edits each, anywhere in a text of twenty code points."""
    found = []
    for n in range(draw(st.integers(0, 8))):
        cuts = sorted(draw(st.lists(st.integers(0, 20), min_size=2, max_size=6, unique=True)))
        edits = [(a, b, draw(st.text("ab", max_size=2))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
        found.append(finding(*edits, name=f"r{n}", safety=draw(st.sampled_from(Safety))))
    return found


@given(findings())
def test_edits_that_are_made_never_touch(found: list[Finding]) -> None:
    """Two edits in one place would make a text that no rule asked for."""
    edits = sorted(e for f in select_non_overlapping(found, Safety.DISPLAY) if f.fix for e in f.fix.edits)
    assert all(a.end < b.start for a, b in pairwise(edits))


@given(findings(), st.sampled_from(Safety))
def test_only_trusted_fixes_are_made_whole_and_the_first_always(found: list[Finding], floor: Safety) -> None:
    taken = list(select_non_overlapping(found, floor))
    trusted = [f for f in found if f.fix and f.fix.safety >= floor]
    assert all(f in trusted for f in taken)
    assert bool(taken) == bool(trusted)


@given(findings(), st.randoms())
def test_the_order_of_rules_does_not_matter(found: list[Finding], random: object) -> None:
    mixed = list(found)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert list(select_non_overlapping(found, Safety.DISPLAY)) == list(select_non_overlapping(mixed, Safety.DISPLAY))


@given(st.text("abcd", max_size=20), findings())
def test_text_outside_the_edits_stays(text: str, found: list[Finding]) -> None:
    text = text.ljust(20, "。")
    edits = sorted(e for f in select_non_overlapping(found, Safety.DISPLAY) if f.fix for e in f.fix.edits)
    after = splice(text, edits)
    pieces = [text[a:b] for a, b in zip([0, *(e.end for e in edits)], [*(e.start for e in edits), 20], strict=True)]
    assert after == "".join(
        x for piece, e in zip(pieces, [*edits, None], strict=True) for x in (piece, e.text if e else "")
    )


@given(st.text("abcx", max_size=30))
def test_it_ends_where_nothing_is_left_to_fix(text: str) -> None:
    check = replacing(shorten=("aa", "a"), turn=("ba", "ab"), lose=("xb?", ""))
    fixed = fix_until_stable(text, check)
    assert check(fixed.text) == fixed.left == []
    assert fix_until_stable(fixed.text, check) == (fixed.text, [], [])


@given(st.text("abcx\n", max_size=30))
def test_what_was_done_is_placed_in_the_text_as_it_came(text: str) -> None:
    """The report of a fixing run sends the reader to lines of the old file."""
    for one in fix_until_stable(text, replacing(drop=("a", ""), widen=("b", "yyy"), cut=("x+c?", "z"))).applied:
        assert text[one.start] == one.before[0]


def test_fixes_side_by_side_are_both_made() -> None:
    assert fix_until_stable("ab", replacing(one=("a", "c"), two=("b", "d"))).text == "cd"


def test_a_fix_that_is_not_trusted_is_left() -> None:
    found = [finding((0, 1, "b"), safety=Safety.UNSAFE)]
    assert fix_until_stable("a", lambda _: found).text == "a"
    assert fix_until_stable("a", lambda text: found if text == "a" else [], Safety.UNSAFE).text == "b"


@pytest.mark.parametrize(
    ("pairs", "names"),
    [
        ({"there": ("a", "b"), "back": ("b", "a")}, {"there", "back"}),
        ({"same": ("a", "a")}, {"same"}),
        ({"one": ("a", "b"), "two": ("b", "c"), "three": ("c", "a")}, {"one", "two", "three"}),
    ],
)
def test_rules_that_undo_each_other_are_named(pairs: dict[str, tuple[str, str]], names: set[str]) -> None:
    with pytest.raises(Cycle) as error:
        fix_until_stable("xa", replacing(**pairs))
    assert set(error.value.rules) == names


def test_a_rule_that_grows_the_text_without_end_is_stopped_soon() -> None:
    passes = 0
    grow = replacing(grow=("Gbps", "10Gbps"))

    def check(text: str) -> list[Finding]:
        nonlocal passes
        passes += 1
        return grow(text)

    with pytest.raises(Cycle, match="grow"):
        fix_until_stable("Gbps" + "好" * 100_000, check)
    assert passes < 200


def test_many_passes_that_come_to_rest_are_no_cycle() -> None:
    assert fix_until_stable("b" * 300 + "a", replacing(move=(r"^(b*)ba", r"\1a"))).text == "a"


def test_origin_goes_back_through_all_passes() -> None:
    text = "0123456789"
    origin = OffsetMap()
    first = [Edit(1, 3, ""), Edit(5, 5, "xyz")]
    origin.add(first)
    once = splice(text, first)
    assert [text[origin(once.index(c))] for c in "03456789"] == list("03456789")
    second = [Edit(0, 1, "--")]
    origin.add(second)
    twice = splice(once, second)
    assert [text[origin(twice.index(c))] for c in "3456789"] == list("3456789")
