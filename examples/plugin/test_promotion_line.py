from __future__ import annotations

import jiaokan_example_plugin
from jiaokan_example_plugin import promotion_line

from jiaokan import testing


def test_every_rule_does_what_its_manual_says() -> None:
    testing.check_rules(jiaokan_example_plugin)


def test_a_line_shorter_than_asked_for_is_left_alone() -> None:
    text = "　　雨停了。\n扫描二维码\n长按二维码，关注我们\n"
    assert testing.found(promotion_line, text) == ["长按二维码，关注我们"]
    assert testing.found(promotion_line, text, min_characters=5) == ["扫描二维码", "长按二维码，关注我们"]
