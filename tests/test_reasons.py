"""Every excuse and every piece of evidence decides its own example: without it the verdict is another."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

import jiaokan_rules
from jiaokan import Linter
from jiaokan_rules.reasons import Reasons


def tables() -> Iterator[Reasons[object]]:
    seen = set()
    for info in pkgutil.walk_packages(jiaokan_rules.__path__, "jiaokan_rules."):
        for value in vars(import_module(info.name)).values():
            if isinstance(value, Reasons) and id(value) not in seen:
                seen.add(id(value))
                yield value


CASES = [(table, n) for table in tables() for n in range(len(table.entries))]


def name(case: object) -> str:
    return case.code if isinstance(case, Reasons) else str(case)


@pytest.mark.parametrize(("table", "n"), CASES, ids=name)
def test_a_reason_decides_its_example(table: Reasons[object], n: int, monkeypatch: pytest.MonkeyPatch) -> None:
    linter = Linter(isolated=True, select=[table.code])
    text = table.entries[n][1].replace("⏎", "\n")
    assert bool(linter.lint(text)) is table.convict
    monkeypatch.setattr(table, "entries", table.entries[:n] + table.entries[n + 1 :])
    assert bool(linter.lint(text)) is not table.convict
