from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from operator import eq

from jiaokan import Document, Edit, Finding, Level, Pattern, Safety, rule
from jiaokan.language.script import HAN_CHARACTER
from jiaokan.model.block import Kind
from jiaokan.model.prose import is_chinese_in_clauses
from jiaokan_rules.repetition.blocks import blocks, quote
from jiaokan_rules.repetition.looping_lines import looping_lines
from jiaokan_rules.repetition.sound_repeats import kind_of
from jiaokan_rules.repetition.stretches import Stretch, stretches, whole_copies

LONG = 9  # code points: what is said three times for effect (加油，加油，加油) or sung is shorter
SHORT = 6  # code points: what is said four times in one breath is shorter
OFTEN = 6  # copies: no chorus or cry has more of the shorter ones in one breath
ENDLESS = 12  # copies of what has one character: laughter and sounds are shorter
CRY = 24  # copies of a kana or Hangul syllable; cries of Japanese and Korean are longer, but not by as much
FOREIGN = Pattern(f"([ぁ-んァ-ヺ가-힣])\\1{{{CRY - 1},}}")
LINES = Pattern(r"(?m)^([^\n|]{2,60}\r?\n\s*)\1{2,}")
LETTER = Pattern(f"(?:{HAN_CHARACTER}|[A-Za-z0-9])")


@rule("DUP007", level=Level.ERROR, safety=Safety.UNSAFE, chinese=False)
def repetition_loop(doc: Document) -> Iterator[Finding]:
    """A phrase, a clause or a short line three or more times in a row.

    ## What it does
    Reports what occurs several times in a row: clauses, phrases and lines of nine characters or more, their marks
    counted, from three times on, clauses and phrases of six from four, shorter ones (加油，加油，加油) and lines from six,
    one character (哈哈哈) from twelve, a kana or a Hangul syllable from twenty-four. In prose and in transcripts also
    twelve lines and more that are one, or a few in turn, whatever numbers or times stand before them.

    ## Why it is bad
    An OCR model fell into a loop; a model trained on the text learns to do the same.

    ## Example
        ✗ 会议指出，要坚持稳中求进工作总基调，要坚持稳中求进工作总基调，要坚持稳中求进工作总基调，推动发展。
        ✓ 会议指出，要坚持稳中求进工作总基调，推动发展。
        ✓ 加油，加油，加油！大家哈哈哈哈地笑了。
        ✓ 单价⏎4,600 元/亩⏎4,600 元/亩⏎4,600 元/亩⏎

    ## Fix safety
    Unsafe: all but the first are deleted.
    """
    for match in doc.matches(FOREIGN):
        yield loop(doc, Stretch(match.start(), 1, len(match[0])))
    past = 0
    for stretch in sorted([*stretches(doc), *repeated_lines(doc)]) if doc.chinese else ():
        if stretch.start >= past and is_loop(doc, stretch):
            past = stretch.end
            yield loop(doc, stretch)
    yield from loops_of_lines(doc) if doc.chinese else ()


def loops_of_lines(doc: Document) -> Iterator[Finding]:
    """A finding for each stretch of lines that go round; where it is one line, the fix keeps it once."""
    found = blocks(doc)
    for first, last, different in looping_lines(doc):
        start, end, line = found[first].start, found[last].end, found[first]
        count = last - first + 1
        said = quote(doc.text[line.start : line.end])
        if different > 1:
            yield Finding(start, end, f"{different} lines, the first {said}, go round in {count}: keep one of each.")
        elif doc.text[line.start : line.end] == found.keys[first]:
            edit = Edit(line.end, end, "")
            yield Finding(start, end, f"{said} stands {count} times in a row: keep one.", edits=(edit,))
        else:
            yield Finding(start, end, f"{said} stands {count} times in a row, under other numbers: keep one.")


def repeated_lines(doc: Document) -> Iterator[Stretch]:
    """Short lines that stand three times running and more."""
    keys = blocks(doc).keys
    if any(map(eq, keys, islice(keys, 1, None))):
        for match in doc.matches(LINES):
            yield whole_copies(doc.text, match)


def is_loop(doc: Document, stretch: Stretch) -> bool:
    """Whether a text stands more often in a row than anyone writes it."""
    unit = stretch.unit(doc)
    if "\n" in unit and kind_of("".join(unit.split())) is Kind.ROW:  # a cell of a table that was read by columns
        return False
    size = len(unit.strip())
    often = 3 if size >= LONG else 4 if size >= SHORT and "\n" not in unit else OFTEN
    if len(set(LETTER.findall(unit))) == 1:
        often = ENDLESS
    return stretch.times >= often and is_chinese_in_clauses(unit)


def loop(doc: Document, stretch: Stretch) -> Finding:
    message = f"{quote(stretch.unit(doc).strip())} stands {stretch.times} times in a row: keep one."
    edit = Edit(stretch.start + stretch.size, stretch.end, "")
    return Finding(stretch.start, stretch.end, message, edits=(edit,))
