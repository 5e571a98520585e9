"""What the author of a text said should stay is not reported, and nothing else is hidden by it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan import Document, Edit, Finding, Rule, Safety, rule
from jiaokan.linting.linter import fix_document, lint_documents
from jiaokan.linting.registry import installed_rules
from jiaokan.linting.rule_set import ConfiguredRule
from jiaokan.linting.suppression import Segment, disjoint

SUP = next(r for r in installed_rules(builtin_only=True) if r.name == "unused-suppression")


@rule("BAD001", chinese=False)
def bad_letter(doc: Document) -> Iterator[Finding]:
    """x is bad."""
    for match in doc.matches("x"):
        yield Finding(match.start(), match.end(), "「x」 is bad: write y.", (Edit(match.start(), match.end(), "y"),))


@rule("BAD002", chinese=False)
def bad_paragraph(doc: Document) -> Iterator[Finding]:
    """A paragraph of z is bad, up to the next one."""
    for match in doc.matches(r"z\n*"):
        yield Finding(match.start(), match.end(), "「z」 goes.", (Edit(match.start(), match.end(), ""),))


@rule("GAP001", chinese=False)
def wide_gap(doc: Document) -> Iterator[Finding]:
    """A comma before a paragraph's end: the next one belongs to it."""
    for match in doc.matches(r"(?<=,)\n+(?=\S)"):
        yield Finding(match.start(), match.end(), "Join these.", (Edit(match.start(), match.end(), ""),))


RULES = (bad_letter, bad_paragraph, wide_gap)
ACTIVE = [ConfiguredRule(r) for r in (*RULES, SUP)]


def found_lines(text: str, *rules: Rule, path: str = "a.md") -> list[tuple[str, str]]:
    """The rules and the lines that they find something in."""
    active = [ConfiguredRule(r) for r in rules] or ACTIVE
    doc = Document(text, path)
    return [(f.code, doc.lines[doc.line_at(f.start)].text) for f in lint_documents([doc], active, [*RULES, SUP])[0]]


def fixed(text: str) -> str:
    return fix_document(Document(text, "a.md"), ACTIVE, Safety.UNSAFE, [*RULES, SUP]).text


def ignore(what: str, kind: str = "") -> str:
    return f"<!-- jiaokan: ignore{kind}{what} -->"


@pytest.mark.parametrize(
    "what", ["", "[BAD001]", "[bad-letter]", "[BAD]", "[BAD002, bad-letter]", "[ BAD001，BAD002 ]"]
)
def test_a_marker_covers_the_next_block(what: str) -> None:
    text = f"ax\n\n{ignore(what)}\nbx\nbx\n\ncx\n"
    assert [line for code, line in found_lines(text) if code == "BAD001"] == ["ax", "cx"]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", " "])
def test_the_next_block_is_found_over_any_line_end(gap: str) -> None:
    end = gap.strip(" ") or "\n"
    end = end[: len(end) // 2] if end in ("\n\n", "\r\n\r\n") else end
    assert found_lines(f"{ignore('')}{gap}bx{end}{end}cx{end}") == [("BAD001", "cx")]


def test_a_heading_is_a_block_of_its_own() -> None:
    assert found_lines(f"{ignore('')}\n# ax\nbx\n") == [("BAD001", "bx")]
    assert found_lines(f"{ignore('')}\nax\n# bx\n") == [("BAD001", "# bx")]


@pytest.mark.parametrize("what", ["", "[BAD001]", " BAD001", "[bad-letter] so printed", " BAD001, GAP001 so printed"])
def test_a_marker_behind_text_covers_its_line_alone(what: str) -> None:
    text = f"ax\nbx {ignore(what)}\ncx\n\ndx\n"
    assert [line for code, line in found_lines(text) if code == "BAD001"] == ["ax", "cx", "dx"]
    assert found_lines(f"- {ignore('')}\n  ax\n") == []


@pytest.mark.parametrize(
    "what",
    ["[BAD001] 原文如此", "[BAD001]原文如此", " BAD001 原文如此", " bad-letter：原文如此", " 原文如此", "：原文如此"],
)
def test_a_marker_may_give_a_reason(what: str) -> None:
    assert found_lines(f"{ignore(what)}\nax\n\nbx\n") == [("BAD001", "bx")]


def test_a_misspelt_name_gets_a_suggestion() -> None:
    doc = Document(f"{ignore('[bad-leter]')}\nx\n", "a.md")
    messages = [f.message for f in lint_documents([doc], ACTIVE, [*RULES, SUP])[0] if f.code == "SUP001"]
    assert messages == ["No rule is called 「bad-leter」: did you mean 「bad-letter」?"]


def test_the_safe_fixes_leave_a_marker_that_another_fix_made_useless() -> None:
    text = f"{ignore('[BAD001]')}\ny\n"
    assert fix_document(Document(text, "a.md"), ACTIVE, Safety.SAFE, [*RULES, SUP]).text == text


def test_a_marker_covers_a_whole_fenced_block() -> None:
    @rule("BAD003", chinese=False)
    def anywhere(doc: Document) -> Iterator[Finding]:
        """x is bad in code as well."""
        yield from (Finding(n, n + 1, "bad") for n, c in enumerate(doc.text) if c == "x")

    assert found_lines(f"{ignore('')}\n```\nx\n\nx\n```\n\nx\n", anywhere) == [("BAD003", "x")]


def test_markers_in_a_row_cover_the_same_block() -> None:
    text = f"{ignore('[BAD001]')}\n{ignore('[GAP]')}\nax,\nb\n\ncx\n"
    assert found_lines(text) == [("BAD001", "cx")]


def test_markers_for_a_region_and_for_a_file_cover_it() -> None:
    start, end = ignore("[BAD]", "-start"), ignore("", "-end")
    assert found_lines(f"ax\n\n{start}\nbx\n\ncx\n{end}\n\ndx\n") == [("BAD001", "ax"), ("BAD001", "dx")]
    assert found_lines(f"ax\n\n{start}\nbx\n") == [("BAD001", "ax")]
    assert found_lines(f"ax\n\nbx\n{ignore('[bad-letter]', '-file')}\n\ncx,\nd\n") == [("GAP001", "cx,")]


def test_regions_lie_inside_each_other() -> None:
    text = (
        f"{ignore('[BAD]', '-start')}\nax\n{ignore('[GAP]', '-start')}\nbx,\nb\n{ignore('[BAD]', '-end')}\n"
        f"cx,\nc\n{ignore('', '-end')}\ndx,\nd\n"
    )
    assert found_lines(text) == [("BAD001", "cx,"), ("BAD001", "dx,"), ("GAP001", "dx,")]


@pytest.mark.parametrize("mark", ["〔原文如此〕", "[sic]", "【原文如此】", "（原文如此）", "[原文如此]", " [sic]"])
@pytest.mark.parametrize("path", ["a.md", "a.txt"])
def test_sic_covers_what_ends_where_it_begins(mark: str, path: str) -> None:
    assert found_lines(f"ax{mark}bx。\n", path=path) == [("BAD001", f"ax{mark}bx。")]
    assert not found_lines(f"ax{mark}b。\n", path=path)
    assert found_lines(f"axa{mark}b。\n", path=path)


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{ignore('')}\n```\n\nx\n",
        f"`{ignore('')}` x\n",
        f"a\n\n    {ignore('')}\n\nx\n",
    ],
)
def test_a_marker_in_code_is_none(text: str) -> None:
    """A manual of jiaokan shows markers that are not meant for itself."""
    assert [code for code, _ in found_lines(text)] == ["BAD001"]


def test_a_marker_counts_in_markdown_only() -> None:
    assert [code for code, _ in found_lines(f"{ignore('')}\nx\n", path="a.txt")] == ["BAD001"]


@pytest.mark.parametrize(
    "text",
    [
        f"{ignore('')}\na\n",
        f"x\n\n{ignore('[BAD001]')}\na\n",
        f"a\n{ignore('[GAP, BAD]', '-file')}\n",
        f"{ignore('', '-start')}\na\n{ignore('', '-end')}\n\nx\n",
        f"a\n{ignore('')}\n",
        f"a\n\n{ignore('', '-end')}\n",
        "<!-- jiaokan: ignroe -->\n",
        "<!-- jiaokan: ignore[] -->\n",
        f"{ignore('[BAD001, no-such-rule]')}\nx\n",
    ],
)
def test_a_marker_that_is_of_no_use_is_reported(text: str) -> None:
    """A marker that outlived its reason would hide the next defect in its place."""
    assert [code for code, _ in found_lines(text) if code != "BAD001"] == ["SUP001"]


def test_a_marker_for_a_rule_that_did_not_run_is_not_reported() -> None:
    text = f"{ignore('[BAD001]')}\nx\n\n{ignore('[GAP]')}\ny\n"
    assert found_lines(text, bad_paragraph, SUP) == []


def test_a_marker_for_a_rule_that_broke_is_not_reported() -> None:
    @rule("BAD009", chinese=False)
    def breaks(doc: Document) -> Iterator[Finding]:
        """Breaks."""
        raise ValueError

    doc = Document(f"{ignore('[BAD009]')}\nx\n", "a.md")
    assert lint_documents([doc], [ConfiguredRule(breaks), ConfiguredRule(SUP)], [breaks, SUP], [{}]) == [[]]


def test_the_report_of_a_useless_marker_can_be_suppressed() -> None:
    assert found_lines(f"{ignore('[SUP001]', '-file')}\n\n{ignore('[BAD001]')}\na\n") == []


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (f"{ignore('')}\na\n", "a\n"),
        (f"\ufeff{ignore('')}\r\na\r\n", "\ufeffa\r\n"),
        (f"a\n{ignore('')}\nb\n", "a\n\nb\n"),
        (f"a {ignore('')}\nb\n", "a\nb\n"),
        (f"a\n\n  {ignore('')}  ", "a\n\n"),
        (f"{ignore('[BAD001, GAP, BAD002]')}\nx\n", f"{ignore('[BAD001]')}\nx\n"),
        (f"{ignore('', '-start')}\n\na\n\n{ignore('', '-end')}\n", "\na\n\n"),
        (f"{ignore('[BAD]', '-start')}\nx\n{ignore('[BAD]', '-end')}\n{ignore('', '-end')}\n", None),
        (f"{ignore('[no-such-rule]')}\na\n", None),
    ],
)
def test_a_useless_marker_is_fixed_away(text: str, after: str | None) -> None:
    assert fixed(text) == (text if after is None else after)
    assert fixed(fixed(text)) == fixed(text)


@pytest.mark.parametrize(
    "text",
    [
        # The block that the marker is about goes, and the next would come under the marker.
        f"{ignore('[BAD001]')}\nz\n\nx\n",
        # The next block is joined to the one under the marker.
        f"{ignore('[BAD001]')}\nx,\n\nbx\n",
        # The marker is between the two that are joined.
        f"a,\n\n{ignore('[BAD001]')}\nx\n",
        # The fix of a finding before the marker reaches under it.
        f"{ignore('[GAP001]', '-start')}\na,\n\nb\n",
    ],
)
def test_a_fix_moves_no_text_under_a_marker(text: str) -> None:
    left = fix_document(Document(text, "a.md"), [ConfiguredRule(r) for r in RULES], Safety.SAFE).text
    assert left == text if len(found_lines(text, bad_letter)) == 0 else left == text[::-1].replace("x", "y", 1)[::-1]


def test_a_fix_inside_a_block_under_a_marker_for_another_rule_is_made() -> None:
    text = f"{ignore('[GAP001]')}\nxa,\nxb\n\nx\n"
    assert fixed(text) == text.replace("x", "y")


@given(st.text("ax,z\n `#", max_size=30), st.sampled_from(["", "-start", "-file"]), st.text("ax,z\n `#", max_size=30))
def test_fixes_come_to_rest_beside_any_marker(before: str, kind: str, after: str) -> None:
    once = fixed(f"{before}{ignore('[BAD001]', kind)}{after}")
    assert fixed(once) == once


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10)), max_size=8))
def test_of_markers_that_overlap_the_last_to_begin_counts(spans: list[tuple[int, int]]) -> None:
    segments = sorted(Segment(start, start + size, n) for n, (start, size) in enumerate(spans))
    parts = disjoint(segments)
    assert all(a.end < b.start for a, b in pairwise(parts))
    for at in range(45):
        here = [s for s in segments if s.start <= at <= s.end]
        covering = [s for s in parts if s.start <= at <= s.end]
        assert bool(here) == bool(covering)
        if here:
            assert covering[0].marker in {s.marker for s in here if s.start == max(here)[0]}


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", [ignore("[BAD]"), ignore("[BAD]") + "\n", ignore("[BAD]", "-start"), "<!-- jiaokan:", "x[sic]"]
)
def test_any_number_of_markers_is_read(unit: str) -> None:
    """In time that grew with the square of their number this would take minutes."""
    text = (unit + "a") * (100_000 // len(unit))
    (found,) = lint_documents([Document(text, "a.md")], ACTIVE, [*RULES, SUP])
    assert all(0 <= finding.start < finding.end <= len(text) for finding in found)
