"""The helper for authors of rules must let no broken rule through, and say what is wrong with which example."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from jiaokan import Document, Edit, Finding, Related, Rule, Safety, rule, testing

MANUAL = """Fog.

## What it does
Finds 雾.

## Why it is bad
Nobody sees.

## Example
✗ 山里有雾。
✓ 山里有风。
✓ 山里有雨。

## Fix safety
Safe.
"""


def made(*edits: Edit, manual: str = MANUAL, pattern: str = "雾", related: tuple[Related, ...] = ()) -> Rule:
    def fog(doc: Document) -> Iterator[Finding]:
        for match in doc.matches(pattern):
            yield Finding(
                match.start(), match.end(), "「雾」 is fog: wait.", edits or (wind(match.start()),), related=related
            )

    fog.__doc__ = manual
    return rule("MINE001")(fog)


def wind(at: int, length: int = 1) -> Edit:
    return Edit(at, at + length, "风")


def test_what_the_documentation_shows_is_so() -> None:
    assert doctest.testmod(testing).failed == 0


def test_a_sound_rule_passes() -> None:
    testing.check_rule(made())


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (made(manual=""), "MINE001 fog: the function has no docstring"),
        (made(manual=MANUAL.replace("## Why it is bad", "")), "lacks the heading '## Why it is bad'"),
        (made(manual=MANUAL.replace("✓ 山里有雨。", "")), "no example shows what is sound"),
        (made(manual=MANUAL.replace("✗ 山里有雾。\n✓ 山里有风。", "")), "no example shows what is bad"),
        (made(pattern="霾"), "'山里有雾。'\n  is bad, but nothing was found"),
        (made(pattern="[雾雨]"), "'山里有雨。'\n  is sound, but '雨' at 3 was found"),
        (made(Edit(3, 4, "雪")), "was to become\n  '山里有风。', but became\n  '山里有雪。'"),
        (made(wind(3), Edit(9, 9, "")), "an edit outside the text"),
        (made(wind(3), wind(3)), "overlap or are out of order"),
        (made(wind(3), Edit(4, 5, "。")), "the edit [4, 5) to '。' changes nothing"),
        (made(Edit(3, 4, "风"), Edit(4, 5, "!")), "was to become"),
        (made(Edit(0, 0, "又")), "fixes of these rules never come to rest: fog"),
        (made(related=(Related(0, 9, "Here."),)), "the place [0, 9) is outside the text"),
        (made(pattern="("), "broke"),
    ],
)
def test_a_broken_rule_is_refused_with_its_reason(broken: Rule, message: str) -> None:
    with pytest.raises(AssertionError, match=re.escape(message)):
        testing.check_rule(broken)


def test_an_option_without_a_default_a_right_one_or_a_word_about_it_is_named() -> None:
    def fog(doc: Document, *, far) -> Iterator[Finding]:  # type: ignore[no-untyped-def]
        yield Finding(0, 0, "Fog.")

    def mist(doc: Document, *, far: int = 3) -> Iterator[Finding]:
        yield Finding(0, 0, "Mist.")

    def haze(doc: Document, *, far: int = "3") -> Iterator[Finding]:  # type: ignore[assignment]
        yield Finding(0, 0, "Haze.")

    haze.__doc__ = MANUAL + "\n## Options\n`far`: how far.\n"
    fog.__doc__ = mist.__doc__ = MANUAL
    for function, message in (
        (fog, "far has no default"),
        (mist, "does not explain the option `far`"),
        (haze, "default is refused"),
    ):
        with pytest.raises(AssertionError, match=message):
            testing.check_manual(rule("MINE001")(function))


def test_edits_that_touch_are_one_edit() -> None:
    """A reader is shown the change, not the way the rule came to it."""
    touching = made(wind(3), Edit(4, 5, "！"), manual=MANUAL.replace("有风。", "有风！"))
    with pytest.raises(AssertionError, match="touch or are out of order"):
        testing.check_rule(touching)


def test_the_safety_that_a_rule_declares_is_that_of_its_fixes() -> None:
    def fog(doc: Document) -> Iterator[Finding]:
        for match in doc.matches("雾"):
            yield Finding(*match.span(), "「雾」 is fog: wait.", (wind(match.start()),), Safety.UNSAFE)

    fog.__doc__ = MANUAL
    with pytest.raises(AssertionError, match="has fixes of other safety than SAFE: declare mixed_safety"):
        testing.check_rule(rule("MINE001")(fog))
    testing.check_rule(rule("MINE001", mixed_safety=True)(fog))
    testing.check_rule(rule("MINE001", safety=Safety.UNSAFE)(fog))


def test_a_rule_without_fixes_declares_it(tmp_path: Path) -> None:
    manual = MANUAL.replace("✓ 山里有风。", "")
    silent = PLUGIN.format(code="MINE001", manual=manual).replace("safety=Safety.DISPLAY", "safety=Safety.SAFE")
    (tmp_path / "silent.py").write_text(silent, encoding="utf-8")
    with pytest.raises(AssertionError, match="no example shows a fix"):
        testing.check_rules(tmp_path / "silent.py")


PLUGIN = '''
from jiaokan import Document, Finding, Safety, rule

@rule("{code}", safety=Safety.DISPLAY)
def fog(doc: Document):
    """{manual}"""
    for match in doc.matches("雾"):
        yield Finding(match.start(), match.end(), "「雾」 is fog: wait.")
'''


def test_a_plugin_file_is_checked_as_a_whole(tmp_path: Path) -> None:
    manual = MANUAL.replace("✓ 山里有风。", "")  # found, and no fix
    (tmp_path / "good.py").write_text(PLUGIN.format(code="MINE001", manual=manual), encoding="utf-8")
    (tmp_path / "taken.py").write_text(PLUGIN.format(code="BRK001", manual=manual), encoding="utf-8")
    (tmp_path / "empty.py").write_text("", encoding="utf-8")
    (tmp_path / "wrong.py").write_text("1 / 0", encoding="utf-8")
    assert [r.name for r in testing.check_rules(tmp_path / "good.py")] == ["fog"]
    for name, message in (
        ("taken", "Two rules are called 'BRK001'"),
        ("empty", "there is no rule in it"),
        ("wrong", "ZeroDivisionError"),
        ("missing", "No such file"),
    ):
        with pytest.raises(AssertionError, match=message):
            testing.check_rules(tmp_path / f"{name}.py")
